package m365ls.command.graph;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.util.List;
import java.util.Locale;
import m365ls.command.Access;
import m365ls.command.Action;
import m365ls.command.CommandRun;
import m365ls.command.Encoding;
import m365ls.command.Json;
import m365ls.command.NativeCommand;
import m365ls.command.Options;
import m365ls.command.Request;
import m365ls.command.Stop;
import m365ls.output.OutputMode;
import m365ls.output.Undefined;

/** {@code todo ...} */
public final class TodoCommands {

    private static final String LISTS = "/me/todo/lists";

    private static final List<String> STATES =
            List.of("notStarted", "inProgress", "completed", "waitingOnOthers", "deferred");

    private TodoCommands() {}

    /** All of them. */
    public static List<NativeCommand> all() {
        return List.of(
                todo("todo list list", run -> Graph.printAll(run, LISTS)),
                todo("todo list get", TodoCommands::list),
                todo("todo list add", TodoCommands::addList),
                todo("todo list remove", TodoCommands::removeList),
                todo("todo task list", TodoCommands::tasks),
                todo("todo task get", TodoCommands::task),
                todo("todo task add", TodoCommands::addTask));
    }

    private static NativeCommand todo(String name, Action action) {
        return NativeCommand.signedIn(name, action).with(Access.PERSON);
    }

    private static JsonArray named(CommandRun run, String name) throws Stop, InterruptedException {
        return CommandRun.values(Graph.get(run, LISTS + "?$filter=displayName eq '" + Encoding.literal(name) + "'"));
    }

    private static void list(CommandRun run) throws Stop, InterruptedException {
        Options options = run.options();
        if (options.has("id")) {
            run.print(Graph.get(run, LISTS + "/" + options.text("id")));
            return;
        }
        String name = options.text("name");
        JsonArray found = named(run, name);
        if (found.isEmpty()) {
            throw Stop.failure("The specified list '" + name + "' does not exist.");
        }
        run.print(found.get(0));
    }

    private static void addList(CommandRun run) throws Stop, InterruptedException {
        run.print(run.json(Request.post(Graph.V1 + LISTS, Request.GRAPH)
                .body(Json.object("displayName", run.options().json("name")))));
    }

    private static void removeList(CommandRun run) throws Stop, InterruptedException {
        Options options = run.options();
        String id = options.text("id");
        if (id.isEmpty()) {
            JsonArray found = named(run, options.text("name"));
            if (found.size() != 1) {
                throw Stop.failure("The list " + options.text("name") + " cannot be found");
            }
            id = Json.text(found.get(0), "id");
        }
        run.json(Request.delete(Graph.V1 + LISTS + "/" + id, Request.GRAPH));
    }

    private static String tasksOf(CommandRun run) throws Stop, InterruptedException {
        Options options = run.options();
        String id = options.text("listId");
        if (id.isEmpty()) {
            JsonArray found = named(run, options.text("listName"));
            if (found.isEmpty()) {
                throw Stop.failure("The specified task list does not exist");
            }
            id = Json.text(found.get(0), "id");
        }
        return Graph.V1 + LISTS + "/" + id + "/tasks";
    }

    private static void tasks(CommandRun run) throws Stop, InterruptedException {
        String address = tasksOf(run);
        if (run.output() != OutputMode.TEXT) {
            run.printAll(address);
            return;
        }
        JsonArray rows = new JsonArray();
        for (JsonElement task : run.all(address)) {
            rows.add(row(task));
        }
        run.print(rows);
    }

    private static void task(CommandRun run) throws Stop, InterruptedException {
        JsonElement task =
                run.json(Request.get(tasksOf(run) + "/" + run.options().text("id"), Request.GRAPH));
        run.print(run.output() == OutputMode.TEXT ? row(task) : task);
    }

    private static JsonObject row(JsonElement task) {
        JsonObject row = new JsonObject();
        for (String name : List.of("id", "title", "status", "createdDateTime", "lastModifiedDateTime")) {
            row.add(name, Json.at(task, name));
        }
        return row;
    }

    private static void addTask(CommandRun run) throws Stop, InterruptedException {
        Options options = run.options();
        JsonObject task = Json.object(
                "title",
                options.json("title"),
                "body",
                Json.object(
                        "content",
                        options.json("bodyContent"),
                        "contentType",
                        options.text("bodyContentType", "text").toLowerCase(Locale.ROOT)),
                "importance",
                options.given("importance")
                        ? new JsonPrimitive(options.text("importance").toLowerCase(Locale.ROOT))
                        : Undefined.VALUE,
                "categories",
                options.given("categories") ? split(options.text("categories")) : Undefined.VALUE,
                "status",
                state(options.text("status")));
        for (String name : List.of("dueDateTime", "reminderDateTime", "completedDateTime", "startDateTime")) {
            if (options.has(name)) {
                task.add(name, Json.object("dateTime", options.json(name), "timeZone", "Etc/GMT"));
            }
        }
        run.print(run.json(Request.post(tasksOf(run), Request.GRAPH).body(task)));
    }

    private static JsonElement state(String given) {
        return STATES.stream()
                .filter(state -> state.equalsIgnoreCase(given))
                .findFirst()
                .<JsonElement>map(JsonPrimitive::new)
                .orElse(Undefined.VALUE);
    }

    private static JsonArray split(String list) {
        JsonArray parts = new JsonArray();
        for (String part : list.split(",", -1)) {
            parts.add(part);
        }
        return parts;
    }
}
