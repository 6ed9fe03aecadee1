package m365ls.command.graph;

import com.google.gson.JsonElement;
import java.util.List;
import m365ls.command.CommandRun;
import m365ls.command.Json;
import m365ls.command.NativeCommand;
import m365ls.command.Stop;
import m365ls.output.OutputMode;

/** {@code tenant serviceannouncement ...} */
public final class ServiceHealthCommands {

    private ServiceHealthCommands() {}

    /** All of them. */
    public static List<NativeCommand> all() {
        return List.of(NativeCommand.signedIn("tenant serviceannouncement health list", ServiceHealthCommands::health));
    }

    private static void health(CommandRun run) throws Stop, InterruptedException {
        boolean issues = run.options().has("issues") && run.output() == OutputMode.JSON;
        JsonElement services = Json.at(
                Graph.get(run, "/admin/serviceAnnouncement/healthOverviews" + (issues ? "?$expand=issues" : "")),
                "value");
        if (!Json.isTruthy(services)) {
            throw Stop.failure("Error fetching service health");
        }
        run.print(services);
    }
}
