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
import m365ls.catalog.FormerNames;
import m365ls.catalog.FormerNames.FormerCommand;
import m365ls.catalog.FormerNames.FormerOption;
import m365ls.catalog.Identity;
import m365ls.catalog.OptionSet;
import m365ls.catalog.OptionSpec;
import m365ls.catalog.OptionType;
import m365ls.catalog.UnknownOptions;

/** Commands made up for tests of findings and hovers, of both ways of declaring options. */
final class SampleCatalog {

    private static final List<String> OUTPUTS = List.of("json", "text", "csv");

    static final Catalog CATALOG = new Catalog(
            "1.0.0",
            commands(),
            SampleCatalog::text,
            c -> new CommandRules(c.zod() ? "zod" : "legacy", new CommandRules.Tree.Nothing()));

    static final FormerNames FORMER = new FormerNames(
            Map.of(
                    "shop good get", new FormerCommand("shop good get", "shop item get", "2.0.0", true, ""),
                    "shop fax send", new FormerCommand("shop fax send", "", "3.0.0", false, "Use mail instead."),
                    "shop future get", new FormerCommand("shop future get", "shop later get", "", true, "")),
            Map.of(
                    "shop item get",
                    List.of(
                            new FormerOption("address", "url", "2.1.0", true, ""),
                            new FormerOption("confirm", "", "", false, ""),
                            new FormerOption("x", "id", "", false, "The meaning differs."))));

    private SampleCatalog() {}

    private static List<CommandSpec> commands() {
        List<CommandSpec> commands = new ArrayList<>();
        // Declared by a schema.
        commands.add(command(
                0,
                "shop item get",
                true,
                UnknownOptions.REFUSED,
                List.of(one("id", "name")),
                required(option("url", "u", OptionType.STRING)),
                option("id", "i", OptionType.STRING),
                option("name", "", OptionType.STRING),
                option("top", "t", OptionType.NUMBER),
                values("kind", "k", false, false, "book", "record", "game"),
                option("hidden", "", OptionType.BOOLEAN)));
        // Declared the older way.
        commands.add(command(
                1,
                "shop item set",
                false,
                UnknownOptions.REFUSED,
                List.of(),
                required(option("url", "u", OptionType.UNTYPED)),
                required(option("title", "t", OptionType.STRING)),
                values("level", "l", true, false, "low", "high"),
                values("color", "", false, true, "red", "green"),
                option("hidden", "", OptionType.BOOLEAN),
                option("force", "f", OptionType.FLAG)));
        commands.add(command(
                2,
                "shop item add",
                false,
                UnknownOptions.PASSED_ON,
                List.of(),
                required(option("url", "u", OptionType.UNTYPED))));
        commands.add(command(
                3,
                "shop item remove",
                false,
                UnknownOptions.REFUSED,
                List.of(new OptionSet(List.of("id", "name"), true, true, true)),
                option("id", "i", OptionType.UNTYPED),
                option("name", "n", OptionType.UNTYPED),
                option("force", "f", OptionType.FLAG)));
        return commands;
    }

    private static CommandSpec command(
            int index, String name, boolean zod, UnknownOptions unknown, List<OptionSet> sets, OptionSpec... own) {
        List<OptionSpec> options = new ArrayList<>(Arrays.asList(own));
        options.add(global("output", "o", zod ? OptionType.STRING : OptionType.UNTYPED, OUTPUTS));
        options.add(global("debug", "", zod ? OptionType.BOOLEAN : OptionType.FLAG, List.of()));
        options.add(global("help", "h", OptionType.FLAG, List.of("options", "full")));
        Effect effect = name.endsWith("get") ? Effect.READ : name.endsWith("remove") ? Effect.DESTROY : Effect.WRITE;
        return new CommandSpec(
                index,
                name,
                name.endsWith("remove") ? List.of("shop item delete") : List.of(),
                "shop",
                zod ? "https://graph.microsoft.com" : "sharepoint",
                zod ? Identity.DELEGATED : Identity.ANY,
                effect,
                zod,
                unknown,
                OUTPUTS,
                false,
                "https://example.org/cmd/" + name.replace(' ', '/'),
                options,
                sets);
    }

    private static OptionSet one(String... names) {
        return new OptionSet(List.of(names), false, true, true);
    }

    private static OptionSpec option(String name, String shortName, OptionType type) {
        String format = name.equals("url") ? "spo-url" : "";
        return new OptionSpec(name, shortName, false, type, List.of(), false, false, "", format, false, false);
    }

    private static OptionSpec values(
            String name, String shortName, boolean anyCase, boolean fromDocs, String... values) {
        return new OptionSpec(
                name, shortName, false, OptionType.STRING, List.of(values), anyCase, fromDocs, "", "", false, false);
    }

    private static OptionSpec global(String name, String shortName, OptionType type, List<String> values) {
        String otherwise = name.equals("output") ? "json" : "";
        return new OptionSpec(
                name, shortName, false, type, values, name.equals("help"), false, otherwise, "", true, false);
    }

    private static OptionSpec required(OptionSpec o) {
        return new OptionSpec(
                o.name(),
                o.shortName(),
                true,
                o.type(),
                o.values(),
                o.caseInsensitive(),
                o.valuesFromDocs(),
                o.defaultValue(),
                o.format(),
                o.global(),
                o.serverRelative());
    }

    private static CommandText text(CommandSpec command) {
        return new CommandText(
                "Does what `" + command.name() + "` says, <b>boldly</b>.",
                Map.of(
                        "url",
                        "Address of the shop | store, see [the guide](https://example.org/guide)",
                        "kind",
                        "What it is. [Bad](javascript:alert(1)) ![picture](https://example.org/p.png)"),
                List.of(
                        new CommandText.Permission(
                                Identity.DELEGATED, "Microsoft Graph", List.of("Shop.Read.All", "User.Read")),
                        new CommandText.Permission(Identity.APPLICATION, "Microsoft Graph", List.of())),
                List.of(
                        new CommandText.Example("Wrong", "m365 " + command.name() + " --wrong", "sh", false),
                        new CommandText.Example("In a shell", "m365 " + command.name() + " --url 'x'", "sh", true),
                        new CommandText.Example(
                                "In PowerShell", "m365 " + command.name() + " --url \"x\"", "powershell", true)),
                Map.of(),
                List.of(),
                "");
    }
}
