package m365ls.command.library;

import java.util.List;
import java.util.stream.Stream;
import m365ls.command.NativeCommand;
import m365ls.command.any.AdaptiveCardCommands;
import m365ls.command.any.ContextCommands;
import m365ls.command.any.RequestCommand;
import m365ls.command.engage.EngageCommands;
import m365ls.command.graph.EntraCommands;
import m365ls.command.graph.GroupCommands;
import m365ls.command.graph.MailCommands;
import m365ls.command.graph.PlannerCommands;
import m365ls.command.graph.RegistrationCommands;
import m365ls.command.graph.ServiceHealthCommands;
import m365ls.command.graph.TeamChangeCommands;
import m365ls.command.graph.TeamsCommands;
import m365ls.command.graph.TodoCommands;
import m365ls.command.power.FlowCommands;
import m365ls.command.power.PowerAppsCommands;
import m365ls.command.purview.AuditLogCommands;
import m365ls.command.report.ReportCommands;
import m365ls.command.sharepoint.AppCommands;
import m365ls.command.sharepoint.FileCommands;
import m365ls.command.sharepoint.GroupSiteCommands;
import m365ls.command.sharepoint.ListCommands;
import m365ls.command.sharepoint.ListItemCommands;
import m365ls.command.sharepoint.PageCommands;
import m365ls.command.sharepoint.Principals;
import m365ls.command.sharepoint.SearchCommand;
import m365ls.command.sharepoint.SiteChanges;
import m365ls.command.sharepoint.SiteCommands;
import m365ls.command.sharepoint.TenantCommands;
import m365ls.command.sharepoint.TransferCommands;
import m365ls.command.sharepoint.ViewCommands;

/** The list of the commands; a new one is added to those of its service. */
final class AllCommands {

    private AllCommands() {}

    static List<NativeCommand> list() {
        return Stream.of(
                        SiteCommands.all(),
                        SiteChanges.all(),
                        PageCommands.all(),
                        Principals.all(),
                        SearchCommand.all(),
                        ListCommands.all(),
                        ListItemCommands.all(),
                        FileCommands.all(),
                        TransferCommands.all(),
                        ViewCommands.all(),
                        AppCommands.all(),
                        TenantCommands.all(),
                        EntraCommands.all(),
                        GroupCommands.all(),
                        GroupSiteCommands.all(),
                        TeamsCommands.all(),
                        TeamChangeCommands.all(),
                        TodoCommands.all(),
                        RegistrationCommands.all(),
                        PlannerCommands.all(),
                        MailCommands.all(),
                        ServiceHealthCommands.all(),
                        AuditLogCommands.all(),
                        FlowCommands.all(),
                        PowerAppsCommands.all(),
                        ReportCommands.all(),
                        EngageCommands.all(),
                        AdaptiveCardCommands.all(),
                        ContextCommands.all(),
                        RequestCommand.all())
                .flatMap(List::stream)
                .toList();
    }
}
