package m365ls.feature;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.stream.Collectors;
import m365ls.catalog.Catalog;
import m365ls.catalog.CommandSpec;
import m365ls.catalog.CommandText;
import m365ls.catalog.CommandWords;
import m365ls.catalog.FormerNames.FormerCommand;
import m365ls.catalog.FormerNames.FormerOption;
import m365ls.catalog.Identity;
import m365ls.catalog.OptionSet;
import m365ls.catalog.OptionSpec;
import m365ls.script.Argument;
import m365ls.script.Call;
import m365ls.script.Invocation;
import m365ls.text.Span;

/** What the word under the cursor means. */
public final class Hovers {

    private static final int MOST_NEXT_WORDS = 30;

    private Hovers() {}

    /** What the word at {@code offset} means, if it is a command's or an option's. */
    public static Optional<Explanation> at(Snapshot snapshot, int offset) {
        Optional<Invocation> invocation = snapshot.script().invocationAt(offset);
        return invocation.flatMap(i -> new Hover(snapshot, Calls.of(snapshot).read(i)).at(offset));
    }

    /** Markdown about a command: purpose, effect, options, permissions, an example, where to read more. */
    public static String command(Catalog catalog, CommandSpec command, String dialect) {
        CommandText text = catalog.text(command);
        List<String> parts = new ArrayList<>();
        parts.add("**" + Markdown.plain(command.name()) + "**");
        if (!text.description().isEmpty()) {
            parts.add(Markdown.inline(text.description()));
        }
        parts.add(traits(command));
        if (!command.aliases().isEmpty()) {
            parts.add("Also called " + Markdown.codes(command.aliases()) + ".");
        }
        optionTable(command, text).ifPresent(parts::add);
        command.optionSets().forEach(set -> parts.add(choice(set)));
        if (!text.permissions().isEmpty()) {
            parts.add(permissions(text.permissions()));
        }
        example(text, dialect)
                .ifPresent(e -> parts.add((e.title().isEmpty() ? "Example" : Markdown.inline(e.title())) + "\n\n"
                        + Markdown.block(e.language(), e.code())));
        parts.add(Markdown.link("Documentation", command.documentation()));
        return String.join("\n\n", parts);
    }

    /** Markdown about an option of a command: meaning, type, values, and what it goes with. */
    public static String option(Catalog catalog, CommandSpec command, OptionSpec option) {
        List<String> parts = new ArrayList<>();
        parts.add("**" + names(option, ", ") + "**"
                + (option.global() ? "" : " of " + Markdown.plain(command.name()))
                + (option.required() ? ", required" : ""));
        String description = catalog.text(command).options().getOrDefault(option.name(), "");
        if (!description.isEmpty()) {
            parts.add(Markdown.inline(description));
        }
        List<String> facts = new ArrayList<>();
        facts.add("Type: " + type(option));
        if (!option.values().isEmpty()) {
            facts.add((option.valuesFromDocs() ? "Documented values: " : "Allowed values: ")
                    + Markdown.codes(option.values())
                    + (option.caseInsensitive() ? " in any case" : ""));
        }
        if (!option.defaultValue().isEmpty()) {
            facts.add("Default: " + Markdown.code(option.defaultValue()));
        }
        if (option.serverRelative()) {
            facts.add("A value that begins with `/` is completed with the tenant's SharePoint address");
        }
        for (OptionSet set : command.optionSets()) {
            if (set.options().contains(option.name())) {
                facts.add(choice(set));
            }
        }
        parts.add(facts.stream().map(f -> "- " + f).collect(Collectors.joining("\n")));
        return String.join("\n\n", parts);
    }

    static String traits(CommandSpec command) {
        StringJoiner traits = new StringJoiner(" · ");
        traits.add(
                switch (command.effect()) {
                    case READ -> "Reads, changes nothing";
                    case WRITE -> "**Changes** something";
                    case DESTROY -> "**Deletes** or overwrites for good";
                });
        traits.add("Service: " + Markdown.code(command.service())
                + (command.resource().isEmpty() ? "" : " (" + resource(command.resource()) + ")"));
        if (command.identity() != Identity.ANY) {
            traits.add(command.identity() == Identity.DELEGATED ? "Only as a user" : "Only as an application");
        }
        return traits.toString();
    }

    private static String resource(String resource) {
        return resource.equals("sharepoint") ? "SharePoint" : Markdown.code(resource);
    }

    private static Optional<String> optionTable(CommandSpec command, CommandText text) {
        List<OptionSpec> own =
                command.options().stream().filter(o -> !o.global()).toList();
        if (own.isEmpty()) {
            return Optional.empty();
        }
        StringBuilder table = new StringBuilder("| Option | Meaning |\n|---|---|");
        for (OptionSpec option : own) {
            table.append("\n| ")
                    .append(names(option, ", "))
                    .append(option.required() ? " **required**" : "")
                    .append(" | ")
                    .append(Markdown.inline(text.options().getOrDefault(option.name(), "")))
                    .append(" |");
        }
        return Optional.of(table.toString());
    }

    private static String names(OptionSpec option, String between) {
        return "`--" + option.name() + "`"
                + (option.shortName().isEmpty() ? "" : between + "`-" + option.shortName() + "`");
    }

    private static String type(OptionSpec option) {
        String type = switch (option.type()) {
            case STRING -> "text";
            case NUMBER -> "number";
            case BOOLEAN -> "true or false; the option alone means true";
            case FLAG -> "switch, takes no value";
            case UNTYPED -> "text or number";
        };
        return option.format().isEmpty() ? type : type + ", " + FORMATS.getOrDefault(option.format(), option.format());
    }

    private static final Map<String, String> FORMATS = Map.of(
            "guid", "a GUID",
            "upn", "a user principal name",
            "url", "an absolute URL",
            "spo-url", "the absolute URL of a SharePoint site",
            "date-time", "an ISO 8601 date or time",
            "guid-list", "GUIDs separated by commas",
            "upn-list", "user principal names separated by commas",
            "number-list", "numbers separated by commas");

    private static String choice(OptionSet set) {
        String names = Markdown.codes(set.options().stream().map(o -> "--" + o).toList());
        String amount;
        if (set.atLeastOne()) {
            amount = set.atMostOne() ? "Exactly one of " : "At least one of ";
        } else {
            amount = "At most one of ";
        }
        return amount + names + (set.conditional() ? ", depending on other options" : "");
    }

    static String permissions(List<CommandText.Permission> permissions) {
        return "Permissions\n\n"
                + permissions.stream()
                        .map(p -> "- " + (p.identity() == Identity.DELEGATED ? "delegated" : "application") + ": "
                                + (p.names().isEmpty()
                                        ? "not supported"
                                        : Markdown.codes(p.names()) + " (" + Markdown.inline(p.resource()) + ")"))
                        .collect(Collectors.joining("\n"));
    }

    /** The first example the tool accepts, rather one in the script's own language. */
    private static Optional<CommandText.Example> example(CommandText text, String dialect) {
        String language = dialect.equals("powershell") ? "powershell" : "sh";
        List<CommandText.Example> valid =
                text.examples().stream().filter(CommandText.Example::valid).toList();
        return valid.stream()
                .filter(e -> e.language().equals(language))
                .findFirst()
                .or(() -> valid.stream().findFirst());
    }

    private record Hover(Snapshot snapshot, Call call) {

        Optional<Explanation> at(int offset) {
            for (Call.Given given : call.given()) {
                if (given.nameSpan().touches(offset)
                        || (!given.valueSpan().isEmpty() && given.valueSpan().touches(offset))) {
                    return option(given, offset);
                }
            }
            List<Argument> names =
                    call.names().subList(0, call.names().size() - call.strays().size());
            return names.stream().anyMatch(n -> n.word().span().touches(offset)) ? names(names) : Optional.empty();
        }

        private Optional<Explanation> option(Call.Given given, int offset) {
            Span span = given.nameSpan().touches(offset) ? given.nameSpan() : given.valueSpan();
            return call.command()
                    .flatMap(command -> given.option()
                            .map(o -> Hovers.option(snapshot.catalog(), command, o))
                            .or(() -> snapshot.former()
                                    .option(command.name(), given.name())
                                    .map(former -> former(command, given.name(), former))))
                    .map(markdown -> new Explanation(span, markdown));
        }

        private Optional<Explanation> names(List<Argument> names) {
            int start = names.get(0).word().span().start();
            int end = names.get(names.size() - 1).word().span().end();
            String written = names.stream().map(n -> n.value().prefix()).collect(Collectors.joining(" "));
            return call.command()
                    .map(c -> Hovers.command(
                            snapshot.catalog(), c, snapshot.script().dialect().id()))
                    .or(() -> snapshot.former().command(written).map(this::former))
                    .or(() -> group(written))
                    .map(markdown -> new Explanation(new Span(start, Math.max(start, end)), markdown));
        }

        private String former(FormerCommand was) {
            String now = was.current().isEmpty()
                    ? "was removed" + since(" in version ", was.since())
                    : "is called " + Markdown.code(was.current()) + since(" since version ", was.since());
            String about = Markdown.code(was.name()) + " " + now + ".";
            String noted = was.note().isEmpty() ? about : about + " " + Markdown.plain(was.note());
            return snapshot.catalog()
                    .find(was.current())
                    .map(c -> noted + "\n\n---\n\n"
                            + Hovers.command(
                                    snapshot.catalog(),
                                    c,
                                    snapshot.script().dialect().id()))
                    .orElse(noted);
        }

        private String former(CommandSpec command, String name, FormerOption was) {
            String dashes = name.length() == 1 ? "-" : "--";
            String now = was.current().isEmpty()
                    ? "was removed" + since(" in version ", was.since())
                    : "is called " + Markdown.code("--" + was.current()) + since(" since version ", was.since());
            String about = Markdown.code(dashes + name) + " " + now + ".";
            String noted = was.note().isEmpty() ? about : about + " " + Markdown.plain(was.note());
            return command.option(was.current())
                    .map(o -> noted + "\n\n---\n\n" + Hovers.option(snapshot.catalog(), command, o))
                    .orElse(noted);
        }

        private static String since(String words, String version) {
            return version.isEmpty() ? "" : words + version;
        }

        private Optional<String> group(String written) {
            Optional<CommandWords> level = Optional.of(snapshot.catalog().words());
            for (String word : written.split(" ")) {
                level = level.flatMap(l -> l.behind(word));
            }
            return level.map(l -> {
                List<String> next = new ArrayList<>(l.next().keySet());
                String more = next.size() > MOST_NEXT_WORDS ? ", ..." : "";
                List<String> shown = next.subList(0, Math.min(next.size(), MOST_NEXT_WORDS));
                return "**" + Markdown.plain(written) + "** is a group of commands. It is followed by "
                        + Markdown.codes(shown) + more;
            });
        }
    }
}
