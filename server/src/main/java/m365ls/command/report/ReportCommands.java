package m365ls.command.report;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import m365ls.command.CommandRun;
import m365ls.command.Encoding;
import m365ls.command.NativeCommand;
import m365ls.command.Options;
import m365ls.command.Request;
import m365ls.command.Stop;
import m365ls.output.OutputMode;
import m365ls.text.JavaScriptNumbers;

/** {@code ... report ...} */
public final class ReportCommands {

    /** Commands, and the functions of Graph that they call, by turns. */
    private static final List<String> REPORTS = List.of(
            "entra m365group report activitycounts",
            "getOffice365GroupsActivityCounts",
            "entra m365group report activitydetail",
            "getOffice365GroupsActivityDetail",
            "entra m365group report activityfilecounts",
            "getOffice365GroupsActivityFileCounts",
            "entra m365group report activitygroupcounts",
            "getOffice365GroupsActivityGroupCounts",
            "entra m365group report activitystorage",
            "getOffice365GroupsActivityStorage",
            "onedrive report activityfilecounts",
            "getOneDriveActivityFileCounts",
            "onedrive report activityusercounts",
            "getOneDriveActivityUserCounts",
            "onedrive report activityuserdetail",
            "getOneDriveActivityUserDetail",
            "onedrive report usageaccountcounts",
            "getOneDriveUsageAccountCounts",
            "onedrive report usageaccountdetail",
            "getOneDriveUsageAccountDetail",
            "onedrive report usagefilecounts",
            "getOneDriveUsageFileCounts",
            "onedrive report usagestorage",
            "getOneDriveUsageStorage",
            "outlook report mailactivitycounts",
            "getEmailActivityCounts",
            "outlook report mailactivityusercounts",
            "getEmailActivityUserCounts",
            "outlook report mailactivityuserdetail",
            "getEmailActivityUserDetail",
            "outlook report mailappusageappsusercounts",
            "getEmailAppUsageAppsUserCounts",
            "outlook report mailappusageusercounts",
            "getEmailAppUsageUserCounts",
            "outlook report mailappusageuserdetail",
            "getEmailAppUsageUserDetail",
            "outlook report mailappusageversionsusercounts",
            "getEmailAppUsageVersionsUserCounts",
            "outlook report mailboxusagedetail",
            "getMailboxUsageDetail",
            "outlook report mailboxusagemailboxcount",
            "getMailboxUsageMailboxCounts",
            "outlook report mailboxusagequotastatusmailboxcounts",
            "getMailboxUsageQuotaStatusMailboxCounts",
            "outlook report mailboxusagestorage",
            "getMailboxUsageStorage",
            "spo report activityfilecounts",
            "getSharePointActivityFileCounts",
            "spo report activitypages",
            "getSharePointActivityPages",
            "spo report activityusercounts",
            "getSharePointActivityUserCounts",
            "spo report activityuserdetail",
            "getSharePointActivityUserDetail",
            "spo report siteusagedetail",
            "getSharePointSiteUsageDetail",
            "spo report siteusagefilecounts",
            "getSharePointSiteUsageFileCounts",
            "spo report siteusagepages",
            "getSharePointSiteUsagePages",
            "spo report siteusagesitecounts",
            "getSharePointSiteUsageSiteCounts",
            "spo report siteusagestorage",
            "getSharePointSiteUsageStorage",
            "teams report deviceusagedistributionusercounts",
            "getTeamsDeviceUsageDistributionUserCounts",
            "teams report deviceusageusercounts",
            "getTeamsDeviceUsageUserCounts",
            "teams report deviceusageuserdetail",
            "getTeamsDeviceUsageUserDetail",
            "teams report useractivitycounts",
            "getTeamsUserActivityCounts",
            "teams report useractivityusercounts",
            "getTeamsUserActivityUserCounts",
            "teams report useractivityuserdetail",
            "getTeamsUserActivityUserDetail",
            "tenant report activeusercounts",
            "getOffice365ActiveUserCounts",
            "tenant report activeuserdetail",
            "getOffice365ActiveUserDetail",
            "tenant report servicesusercounts",
            "getOffice365ServicesUserCounts",
            "viva engage report activitycounts",
            "getYammerActivityCounts",
            "viva engage report activityusercounts",
            "getYammerActivityUserCounts",
            "viva engage report activityuserdetail",
            "getYammerActivityUserDetail",
            "viva engage report deviceusagedistributionusercounts",
            "getYammerDeviceUsageDistributionUserCounts",
            "viva engage report deviceusageusercounts",
            "getYammerDeviceUsageUserCounts",
            "viva engage report deviceusageuserdetail",
            "getYammerDeviceUsageUserDetail",
            "viva engage report groupsactivitycounts",
            "getYammerGroupsActivityCounts",
            "viva engage report groupsactivitydetail",
            "getYammerGroupsActivityDetail",
            "viva engage report groupsactivitygroupcounts",
            "getYammerGroupsActivityGroupCounts");

    private ReportCommands() {}

    /** All of them. */
    public static List<NativeCommand> all() {
        List<NativeCommand> all = new ArrayList<>();
        for (int i = 0; i < REPORTS.size(); i += 2) {
            String function = REPORTS.get(i + 1);
            all.add(NativeCommand.signedIn(REPORTS.get(i), run -> report(run, function)));
        }
        return all;
    }

    private static void report(CommandRun run, String function) throws Stop, InterruptedException {
        Options options = run.options();
        String span = options.has("period")
                ? "(period='" + Encoding.literal(options.text("period")) + "')"
                : "(date=" + Encoding.literal(options.text("date")) + ")";
        String csv =
                run.text(Request.get("https://graph.microsoft.com/v1.0/reports/" + function + span, Request.GRAPH));
        String lines = Arrays.stream(csv.split("\n", -1))
                .filter(line -> !line.isEmpty())
                .collect(Collectors.joining("\n"));
        if (run.output() == OutputMode.JSON) {
            run.print(rows(lines));
        } else {
            run.print(lines);
        }
    }

    /** The rows as objects. Commas within quotes divide values too, as they do for the CLI. */
    private static JsonArray rows(String csv) throws Stop {
        List<String> lines = Arrays.asList(csv.split("\n", -1));
        String[] names = lines.get(0).split(",", -1);
        JsonArray rows = new JsonArray();
        for (String line : lines.subList(1, lines.size())) {
            String[] values = line.split(",", -1);
            JsonObject row = new JsonObject();
            for (int i = 0; i < values.length; i++) {
                if (i >= names.length) {
                    throw Stop.failure("Cannot read properties of undefined (reading 'trim')");
                }
                row.addProperty(JavaScriptNumbers.trim(names[i]), JavaScriptNumbers.trim(values[i]));
            }
            rows.add(row);
        }
        return rows;
    }
}
