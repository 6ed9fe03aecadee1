package m365ls.command.any;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import m365ls.command.Access;
import m365ls.command.Action;
import m365ls.command.CommandRun;
import m365ls.command.Json;
import m365ls.command.NativeCommand;
import m365ls.command.RcFile;
import m365ls.command.Stop;

/** {@code context ...}: the options that a project's calls have in common, in its {@code .m365rc.json}. */
public final class ContextCommands {

    private static final String FILE = RcFile.NAME;
    private static final String CONTEXT = "context";

    private ContextCommands() {}

    /** All of them. */
    public static List<NativeCommand> all() {
        return List.of(
                command("context init", ContextCommands::init),
                command("context remove", ContextCommands::remove),
                command("context option set", ContextCommands::setOption),
                command("context option remove", ContextCommands::removeOption),
                command("context option list", ContextCommands::options));
    }

    private static NativeCommand command(String name, Action action) {
        return NativeCommand.signedIn(name, action).with(Access.ANYBODY);
    }

    private static void init(CommandRun run) throws Stop {
        JsonObject file = read(run, "add context info to");
        if (context(file).isEmpty()) {
            file.add(CONTEXT, new JsonObject());
            write(run, file, "add context info to");
        }
    }

    private static void setOption(CommandRun run) throws Stop {
        String name = run.options().text("name");
        String task = "add " + name + " to";
        JsonObject file = read(run, task);
        JsonObject context = context(file).orElseGet(JsonObject::new);
        context.add(name, run.options().json("value"));
        file.add(CONTEXT, context);
        write(run, file, task);
    }

    private static void removeOption(CommandRun run) throws Stop {
        String name = run.options().text("name");
        String task = "remove context option " + name + " from";
        JsonObject file = read(run, task);
        Optional<JsonObject> context = context(file).filter(known -> Json.isTruthy(Json.at(known, name)));
        if (context.isEmpty()) {
            throw Stop.failure("There is no option " + name + " in the context info");
        }
        context.get().remove(name);
        write(run, file, task);
    }

    private static void options(CommandRun run) throws Stop {
        run.print(context(read(run, "retrieve context options from"))
                .orElseThrow(() -> Stop.failure("No context present")));
    }

    private static void remove(CommandRun run) throws Stop {
        String task = "remove context info from";
        JsonObject file = read(run, task);
        if (context(file).isEmpty()) {
            return;
        }
        file.remove(CONTEXT);
        if (!file.isEmpty()) {
            write(run, file, task);
            return;
        }
        try {
            RcFile.delete(run);
        } catch (IOException e) {
            throw Stop.failure(
                    "Error removing " + FILE + ": " + e.getMessage() + ". Please remove " + FILE + " manually.");
        }
    }

    private static Optional<JsonObject> context(JsonObject file) {
        return Json.at(file, CONTEXT) instanceof JsonObject context ? Optional.of(context) : Optional.empty();
    }

    /** @param task what is to be done by hand if the file cannot be read, as the CLI says it */
    private static JsonObject read(CommandRun run, String task) throws Stop {
        try {
            return RcFile.read(run);
        } catch (IOException e) {
            throw failure("reading", e, task);
        }
    }

    private static void write(CommandRun run, JsonObject file, String task) throws Stop {
        try {
            RcFile.write(run, file);
        } catch (IOException e) {
            throw failure("writing", e, task);
        }
    }

    private static Stop failure(String doing, IOException why, String task) {
        return Stop.failure("Error " + doing + " " + FILE + ": " + why.getMessage() + ". Please " + task + " " + FILE
                + " manually.");
    }
}
