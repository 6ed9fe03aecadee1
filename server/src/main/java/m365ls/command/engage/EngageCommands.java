package m365ls.command.engage;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import m365ls.command.Access;
import m365ls.command.Action;
import m365ls.command.CommandRun;
import m365ls.command.Encoding;
import m365ls.command.Json;
import m365ls.command.NativeCommand;
import m365ls.command.Options;
import m365ls.command.Pages;
import m365ls.command.Request;
import m365ls.command.Stop;
import m365ls.command.Wording;
import m365ls.output.OutputMode;
import m365ls.output.Undefined;

/** {@code viva engage ...} */
public final class EngageCommands {

    private static final String SERVICE = "https://www.yammer.com/api/v1";
    private static final String JSON = "application/json;odata=nometadata";

    /** Results of a page of a search. */
    private static final int SEARCH_PAGE = 20;

    /** Users of a page. */
    private static final int USERS_PAGE = 50;

    /** Characters of a message that a table shows. */
    private static final int SHORT_BODY = 35;

    /** Characters of a message that a table of search results shows. */
    private static final int SHORT_EXCERPT = 80;

    /** Files with the messages of a feed, by the feed's name. */
    private static final Map<String, String> FEEDS = Map.of(
            "Top", "/algo",
            "My", "/my_feed",
            "Following", "/following",
            "Sent", "/sent",
            "Private", "/private",
            "Received", "/received");

    private EngageCommands() {}

    /** All of them. */
    public static List<NativeCommand> all() {
        return List.of(
                engage("viva engage message add", EngageCommands::add),
                engage("viva engage message get", run -> run.print(run.json(get(message(run))))),
                engage("viva engage message like set", EngageCommands::like),
                engage("viva engage message list", EngageCommands::messages),
                engage(
                        "viva engage message remove",
                        run -> run.json(typed(Request.delete(message(run), Request.GRAPH)))),
                engage("viva engage network list", EngageCommands::networks),
                engage("viva engage search", EngageCommands::search),
                engage("viva engage user get", EngageCommands::user),
                engage("viva engage user list", EngageCommands::users));
    }

    private static NativeCommand engage(String name, Action action) {
        return NativeCommand.signedIn(name, action).with(Access.PERSON).with(Wording.ENGAGE);
    }

    private static Request get(String address) {
        return typed(Request.get(address, Request.GRAPH));
    }

    private static Request typed(Request request) {
        return request.with("content-type", JSON);
    }

    private static String message(CommandRun run) {
        return SERVICE + "/messages/" + run.options().text("id") + ".json";
    }

    private static void add(CommandRun run) throws Stop, InterruptedException {
        Options options = run.options();
        JsonArray messages = Json.list(
                run.json(typed(Request.post(SERVICE + "/messages.json", Request.GRAPH))
                        .body(Json.object(
                                "body", options.json("body"),
                                "replied_to_id", options.json("repliedToId"),
                                "direct_to_user_ids", options.json("directToUserIds"),
                                "group_id", options.json("groupId"),
                                "network_id", options.json("networkId")))),
                "messages");
        run.print(messages.size() == 1 ? messages.get(0) : Json.nothing());
    }

    private static void like(CommandRun run) throws Stop, InterruptedException {
        Options options = run.options();
        String address = SERVICE + "/messages/liked_by/current.json";
        boolean unlike = options.given("enable") && !options.has("enable");
        Request request = unlike ? Request.delete(address, Request.GRAPH) : Request.post(address, Request.GRAPH);
        run.json(typed(request).body(Json.object("message_id", options.json("messageId"))));
    }

    private static void messages(CommandRun run) throws Stop, InterruptedException {
        Options options = run.options();
        String feed = options.has("threadId")
                ? "/in_thread/" + options.text("threadId")
                : options.has("groupId")
                        ? "/in_group/" + options.text("groupId")
                        : FEEDS.getOrDefault(options.text("feedType"), "");
        JsonArray all = new JsonArray();
        Pages pages = run.pages(false);
        String older = options.text("olderThanId");
        boolean more = true;
        while (more) {
            String query =
                    (older.isEmpty() ? "" : "&older_than=" + older) + (options.has("threaded") ? "&threaded=true" : "");
            JsonElement page = pages.read(get(SERVICE + "/messages" + feed + ".json" + query.replaceFirst("&", "?")));
            JsonArray found = Json.list(page, "messages");
            all.addAll(found);
            boolean full = options.has("limit") && all.size() > options.number("limit");
            more = !full && Json.at(page, "meta", "older_available").equals(new JsonPrimitive(true));
            older = all.isEmpty() ? "" : Json.text(all.get(all.size() - 1), "id");
            pages.brought(found, more);
        }
        JsonArray messages = first(all, options);
        for (JsonElement message : messages) {
            String body = Json.text(message, "body", "plain");
            CommandRun.object(message)
                    .add(
                            "shortBody",
                            body.isEmpty() ? Undefined.VALUE : new JsonPrimitive(shortened(body.replace('\n', ' '))));
        }
        run.print(messages);
    }

    private static String shortened(String body) {
        return body.length() < SHORT_BODY ? body : body.substring(0, SHORT_BODY) + "...";
    }

    /** As many as the user wants, if the user has said how many. */
    private static JsonArray first(JsonArray all, Options options) {
        if (!options.has("limit") || all.size() <= options.number("limit")) {
            return all;
        }
        JsonArray first = new JsonArray();
        all.asList().subList(0, (int) options.number("limit")).forEach(first::add);
        return first;
    }

    private static void networks(CommandRun run) throws Stop, InterruptedException {
        run.print(run.json(get(SERVICE + "/networks/current.json")
                .body(Json.object("includeSuspended", run.options().has("withSuspended")))));
    }

    private static void search(CommandRun run) throws Stop, InterruptedException {
        Options options = run.options();
        JsonObject summary = new JsonObject();
        JsonArray messages = new JsonArray();
        JsonArray users = new JsonArray();
        JsonArray topics = new JsonArray();
        JsonArray groups = new JsonArray();
        Pages pages = run.pages(false);
        boolean more = true;
        for (int page = 1; more; page++) {
            JsonElement results = pages.read(Request.get(
                    SERVICE + "/search.json?search=" + Encoding.literal(options.text("queryText")) + "&page=" + page,
                    JSON));
            if (page == 1) {
                for (String kind : List.of("messages", "topics", "users", "groups")) {
                    summary.add(kind, Json.at(results, "count", kind));
                }
            }
            boolean anyFull = add(messages, Json.list(results, "messages", "messages"));
            anyFull |= add(topics, Json.list(results, "topics"));
            anyFull |= add(groups, Json.list(results, "groups"));
            anyFull |= add(users, Json.list(results, "users"));
            more = anyFull;
            pages.brought(Json.list(results, "messages", "messages"), more);
        }
        if (run.output() != OutputMode.TEXT) {
            run.print(Json.object(
                    "summary", summary,
                    "messages", first(messages, options),
                    "users", first(users, options),
                    "topics", first(topics, options),
                    "groups", first(groups, options)));
            return;
        }
        String show = options.text("show").toLowerCase(Locale.ROOT);
        if (show.equals("summary")) {
            run.print(summary);
            return;
        }
        JsonArray rows = new JsonArray();
        addRows(rows, show, "message", first(messages, options));
        addRows(rows, show, "topic", first(topics, options));
        addRows(rows, show, "user", first(users, options));
        addRows(rows, show, "group", first(groups, options));
        run.print(rows);
    }

    private static boolean add(JsonArray all, JsonArray page) {
        all.addAll(page);
        return page.size() == SEARCH_PAGE;
    }

    private static void addRows(JsonArray rows, String show, String kind, JsonArray found) {
        if (!show.isEmpty() && !show.equals(kind + "s")) {
            return;
        }
        for (JsonElement each : found) {
            JsonElement description =
                    kind.equals("message") ? excerpt(Json.at(each, "content_excerpt")) : Json.at(each, "name");
            JsonObject row = new JsonObject();
            row.add("id", Json.at(each, "id"));
            row.add("description", description);
            row.addProperty("type", kind);
            row.add("web_url", Json.at(each, "web_url"));
            rows.add(row);
        }
    }

    private static JsonElement excerpt(JsonElement text) {
        if (!Json.isText(text)) {
            return Undefined.VALUE;
        }
        String excerpt = text.getAsString();
        String shown = excerpt.length() >= SHORT_EXCERPT ? excerpt.substring(0, SHORT_EXCERPT) + "..." : excerpt;
        return new JsonPrimitive(shown.replace('\n', ' '));
    }

    private static void user(CommandRun run) throws Stop, InterruptedException {
        Options options = run.options();
        String file = options.has("id")
                ? options.text("id") + ".json"
                : options.has("email")
                        ? "by_email.json?email=" + Encoding.literal(options.text("email"))
                        : "current.json";
        run.print(run.json(get(SERVICE + "/users/" + file)));
    }

    private static void users(CommandRun run) throws Stop, InterruptedException {
        Options options = run.options();
        String file = options.given("groupId") ? "/users/in_group/" + options.text("groupId") : "/users";
        String query = (options.given("reverse") ? "&reverse=true" : "")
                + (options.given("sortBy") ? "&sort_by=" + options.text("sortBy") : "")
                + (options.given("letter") ? "&letter=" + options.text("letter") : "");
        JsonArray all = new JsonArray();
        Pages pages = run.pages(!options.given("limit"));
        boolean more = true;
        for (int page = 1; more; page++) {
            JsonElement answer = pages.read(get(SERVICE + file + ".json?page=" + page + query));
            JsonArray found = answer instanceof JsonArray array ? array : Json.list(answer, "users");
            all.addAll(found);
            boolean full = options.given("limit") && all.size() > options.number("limit");
            boolean said = Json.at(answer, "more_available").equals(new JsonPrimitive(true));
            more = !full && !found.isEmpty() && (said || all.size() % USERS_PAGE == 0);
            pages.brought(found, more);
        }
        run.print(first(all, options));
    }
}
