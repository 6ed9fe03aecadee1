package m365ls.command.sharepoint;

import java.time.Duration;
import java.util.List;
import m365ls.command.CommandRun;
import m365ls.command.Encoding;
import m365ls.command.Json;
import m365ls.command.NativeCommand;
import m365ls.command.Options;
import m365ls.command.Request;
import m365ls.command.Stop;
import m365ls.command.graph.Graph;

/** What is done to a Microsoft 365 group by its site. */
public final class GroupSiteCommands {

    /** Looks for a deleted group in the recycle bin. */
    private static final int BIN_TRIES = 10;

    private static final Duration BIN_PAUSE = Duration.ofSeconds(5);

    private GroupSiteCommands() {}

    /** All of them. */
    public static List<NativeCommand> all() {
        return List.of(NativeCommand.signedIn("entra m365group remove", GroupSiteCommands::remove));
    }

    private static void remove(CommandRun run) throws Stop, InterruptedException {
        Options options = run.options();
        String id = options.has("displayName")
                ? Json.text(Graph.groupByName(run, options.text("displayName"), "&$select=id"), "id")
                : options.text("id");
        Graph.checkUnified(run, id);
        String site = Graph.siteOfGroup(run, id);
        String admin = SharePoint.admin(run);
        // With its site the group is deleted too.
        run.json(Request.post(
                admin + "/_api/GroupSiteManager/Delete?siteUrl='" + Encoding.literal(site) + "'", Request.SHAREPOINT));
        if (options.has("skipRecycleBin")) {
            removeDeleted(run, id);
            removeDeletedSite(run, admin, site);
        }
    }

    private static void removeDeleted(CommandRun run, String id) throws Stop, InterruptedException {
        String deleted = Graph.V1 + "/directory/deletedItems/" + id;
        for (int tries = 1; tries <= BIN_TRIES; tries++) {
            if (isThere(run, deleted)) {
                run.text(Request.delete(deleted, Request.GRAPH));
                return;
            }
            run.pause(BIN_PAUSE);
        }
        run.warn(
                "Group has been successfully deleted, but it couldn't be permanently removed from the recycle bin after "
                        + "all retries. It will still appear in the deleted groups list.");
    }

    private static boolean isThere(CommandRun run, String address) throws Stop, InterruptedException {
        try {
            return Json.isTruthy(Json.at(run.json(Request.get(address, Request.GRAPH)), "id"));
        } catch (Stop stop) {
            if (stop.reason() instanceof Stop.Cause.Refusal refusal && refusal.status() == 404) {
                return false;
            }
            throw stop;
        }
    }

    private static void removeDeletedSite(CommandRun run, String admin, String site) throws Stop, InterruptedException {
        SharePoint.process(
                run,
                admin,
                SharePoint.digest(run, admin),
                "<ObjectPath Id=\"185\" ObjectPathId=\"184\" /><Query Id=\"186\" ObjectPathId=\"184\">"
                        + "<Query SelectAllProperties=\"false\"><Properties>"
                        + "<Property Name=\"IsComplete\" ScalarProperty=\"true\" />"
                        + "<Property Name=\"PollingInterval\" ScalarProperty=\"true\" /></Properties></Query></Query>",
                "<Method Id=\"184\" ParentId=\"175\" Name=\"RemoveDeletedSite\"><Parameters>"
                        + "<Parameter Type=\"String\">" + Encoding.xml(site) + "</Parameter></Parameters></Method>"
                        + "<Constructor Id=\"175\" TypeId=\"{268004ae-ef6b-4e9b-8425-127220d84719}\" />");
    }
}
