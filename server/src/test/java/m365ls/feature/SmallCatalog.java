package m365ls.feature;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import m365ls.catalog.Catalog;
import m365ls.catalog.CommandRules;
import m365ls.catalog.CommandSpec;
import m365ls.catalog.CommandText;
import m365ls.catalog.Effect;
import m365ls.catalog.Identity;
import m365ls.catalog.OptionSet;
import m365ls.catalog.OptionSpec;
import m365ls.catalog.OptionType;
import m365ls.catalog.UnknownOptions;

/** A few commands with one of each kind of option, for tests that show a list whole. */
final class SmallCatalog {

    static final Catalog CATALOG = make();

    private SmallCatalog() {}

    private static Catalog make() {
        List<CommandSpec> commands = new ArrayList<>();
        add(
                commands,
                "entra user get",
                List.of("aad user get"),
                List.of(one("id", "userName", "email")),
                text("id", "i"),
                text("userName", "n"),
                text("email", ""),
                flag("withManager"));
        add(
                commands,
                "login",
                List.of(),
                List.of(),
                values("authType", "t", "browser", "deviceCode"),
                text("password", "p"));
        add(
                commands,
                "spo list add",
                List.of(),
                List.of(),
                required(text("title", "t")),
                values("baseTemplate", "", "GenericList", "DocumentLibrary"),
                required(text("webUrl", "u")));
        add(
                commands,
                "spo list get",
                List.of(),
                List.of(one("id", "title")),
                text("id", "i"),
                text("title", "t"),
                required(text("webUrl", "u")));
        add(
                commands,
                "spo listitem add",
                List.of(),
                List.of(one("listId", "listTitle")),
                text("listId", "i"),
                text("listTitle", ""),
                text("contentType", "c"),
                required(text("webUrl", "u")));
        add(commands, "spo page", List.of(), List.of(), text("name", "n"));
        add(commands, "spo page add", List.of(), List.of(), required(text("name", "n")), number("order"));
        add(commands, "spo site get", List.of(), List.of(), required(text("url", "u")));
        add(
                commands,
                "spo site list",
                List.of(),
                List.of(new OptionSet(List.of("webUrl", "all"), true, true, true)),
                values("type", "t", "TeamSite", "CommunicationSite", "All sites", "a$b", "it's"),
                text("filter", "f"),
                bool("withOneDriveSites"),
                flag("includeOnly"),
                text("webUrl", ""),
                flag("all"));
        add(
                commands,
                "spo site set",
                List.of(),
                List.of(),
                required(text("url", "u")),
                required(values("sharing", "s", "a,b", "c|d", "$e}")),
                required(number("level")),
                required(guid("id")),
                required(bool("lock")),
                required(flag("force")));
        return new Catalog(
                "1.0.0", commands, SmallCatalog::texts, c -> new CommandRules("zod", new CommandRules.Tree.Nothing()));
    }

    private static CommandText texts(CommandSpec command) {
        return new CommandText(
                "Does " + command.name() + ".",
                Map.of("url", "The address.", "title", "The title.", "output", "How to print."),
                List.of(
                        new CommandText.Permission(
                                Identity.DELEGATED, "Microsoft Graph", List.of("Sites.Read.All", "User.Read")),
                        new CommandText.Permission(Identity.APPLICATION, "SharePoint", List.of())),
                List.of(),
                Map.of(),
                List.of(),
                "");
    }

    private static void add(
            List<CommandSpec> commands, String name, List<String> aliases, List<OptionSet> sets, OptionSpec... own) {
        List<String> outputs = name.equals("spo list get") ? List.of("json", "md") : List.of("json", "text", "csv");
        List<OptionSpec> options = new ArrayList<>(Arrays.asList(own));
        options.add(new OptionSpec(
                "output", "o", false, OptionType.STRING, outputs, false, false, "json", "", true, false));
        options.add(new OptionSpec("debug", "", false, OptionType.FLAG, List.of(), false, false, "", "", true, false));
        commands.add(new CommandSpec(
                commands.size(),
                name,
                aliases,
                name.split(" ")[0],
                "https://graph.microsoft.com",
                Identity.ANY,
                name.endsWith("get") || name.endsWith("list") ? Effect.READ : Effect.WRITE,
                true,
                UnknownOptions.REFUSED,
                outputs,
                false,
                "https://example.org/" + name.replace(' ', '/'),
                options,
                sets));
    }

    private static OptionSet one(String... names) {
        return new OptionSet(List.of(names), false, true, true);
    }

    private static OptionSpec option(String name, String shortName, OptionType type, String format, String... values) {
        return new OptionSpec(name, shortName, false, type, List.of(values), false, false, "", format, false, false);
    }

    private static OptionSpec text(String name, String shortName) {
        return option(name, shortName, OptionType.STRING, name.equals("url") ? "spo-url" : "");
    }

    private static OptionSpec values(String name, String shortName, String... values) {
        return option(name, shortName, OptionType.STRING, "", values);
    }

    private static OptionSpec number(String name) {
        return option(name, "", OptionType.NUMBER, "");
    }

    private static OptionSpec guid(String name) {
        return option(name, "", OptionType.STRING, "guid");
    }

    private static OptionSpec bool(String name) {
        return option(name, "", OptionType.BOOLEAN, "");
    }

    private static OptionSpec flag(String name) {
        return option(name, "", OptionType.FLAG, "");
    }

    private static OptionSpec required(OptionSpec o) {
        return new OptionSpec(
                o.name(), o.shortName(), true, o.type(), o.values(), false, false, "", o.format(), false, false);
    }
}
