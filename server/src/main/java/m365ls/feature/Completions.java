package m365ls.feature;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import m365ls.catalog.Catalog;
import m365ls.catalog.CommandSpec;
import m365ls.catalog.CommandWords;
import m365ls.catalog.OptionSet;
import m365ls.catalog.OptionSpec;
import m365ls.catalog.OptionType;
import m365ls.script.Call;
import m365ls.script.Dialect;
import m365ls.script.Quoting;

/**
 * What can be written at a place.
 *
 * <p>The lists are whole: what is typed does not filter them, since editors do that, and go on doing it while the user
 * types. How they are sorted and what they leave out is described in {@code docs/completion.md}.
 */
public final class Completions {

    private final Snapshot snapshot;
    private final Dialect dialect;
    private final List<Suggestion> found = new ArrayList<>();

    private Completions(Snapshot snapshot) {
        this.snapshot = snapshot;
        this.dialect = snapshot.script().dialect();
    }

    /** What can be written at {@code offset}; nothing outside of calls of {@code m365}. */
    public static List<Suggestion> at(Snapshot snapshot, int offset) {
        Completions completions = new Completions(snapshot);
        completions.add(Cursor.at(snapshot.script(), snapshot.catalog(), offset));
        return List.copyOf(completions.found);
    }

    /** Markdown about a suggestion, from its {@link Suggestion#key()}; empty if the catalogue has no such thing. */
    public static Optional<String> explain(Catalog catalog, String key) {
        return Documentation.of(catalog, key);
    }

    private void add(Cursor cursor) {
        if (cursor instanceof Cursor.CommandWord on) {
            addNextWords(on);
            addWholeNames(on);
            on.level().flatMap(CommandWords::command).ifPresent(command -> {
                if (on.place().span().isEmpty()) {
                    addOptions(command, on.call(), on.place());
                }
            });
        } else if (cursor instanceof Cursor.OptionName on) {
            on.command()
                    .ifPresentOrElse(
                            command -> addOptions(command, on.call(), on.place()),
                            () -> addGlobalOptions(on.call(), on.place()));
        } else if (cursor instanceof Cursor.OptionValue on) {
            addValues(on);
            boolean mayBeLeftOut = on.option().isSwitch() && !on.attached();
            if (mayBeLeftOut && on.place().span().isEmpty()) {
                on.command().ifPresent(command -> addOptions(command, on.call(), on.place()));
            }
        } else if (!(cursor instanceof Cursor.Nothing
                || cursor instanceof Cursor.ProgramWord
                || cursor instanceof Cursor.Unknown)) {
            throw new AssertionError(cursor);
        }
    }

    // Command words

    private void addNextWords(Cursor.CommandWord on) {
        if (on.level().isEmpty()) {
            return;
        }
        String prefix = on.before().isEmpty() ? "" : String.join(" ", on.before()) + " ";
        on.level().get().next().forEach((word, behind) -> {
            String path = prefix + word;
            Optional<CommandSpec> command = behind.command();
            String detail = command.map(c -> detail(c, path)).orElseGet(() -> counted(countCommands(behind)));
            found.add(new Suggestion(
                    command.isPresent() ? Suggestion.Kind.COMMAND : Suggestion.Kind.GROUP,
                    word,
                    detail,
                    on.place().filterText(word),
                    "1 " + word,
                    on.place().write(dialect, word),
                    false,
                    "",
                    List.of(),
                    command.map(c -> Documentation.key(c)).orElse(Documentation.groupKey(path))));
            command.ifPresent(c -> addSnippets(c, on.call(), on.place(), word, "1 " + word));
        });
    }

    /** The whole names of commands, for who knows the end of a name but not the way there. */
    private void addWholeNames(Cursor.CommandWord on) {
        if (on.place().quoting() != Quoting.NONE) {
            return;
        }
        NameWords words = NameWords.around(on);
        String typed = String.join(" ", on.before());
        for (CommandSpec command : snapshot.catalog().commands()) {
            addWholeName(on, words, typed, command, command.name());
            for (String alias : command.aliases()) {
                addWholeName(on, words, typed, command, alias);
            }
        }
    }

    private void addWholeName(Cursor.CommandWord on, NameWords words, String typed, CommandSpec command, String name) {
        int behind = typed.isEmpty() ? 0 : typed.length() + 1;
        boolean goesOn = on.level().isPresent()
                && (typed.isEmpty()
                        || (name.startsWith(typed)
                                && name.length() > typed.length()
                                && name.charAt(typed.length()) == ' '));
        if (goesOn && name.indexOf(' ', behind) >= 0) {
            String rest = name.substring(behind);
            addWholeName(on.place(), name, command, "2 ", rest, rest, words.behind());
        } else if (!goesOn && words.together() && isMeant(on, typed, name)) {
            int found = FuzzyNames.behind(typed, name).orElse(0);
            String filter = found < name.length() ? name.substring(found) : name;
            List<Edit> others = new ArrayList<>(words.before());
            others.addAll(words.behind());
            addWholeName(on.place(), name, command, "3 ", name, filter, others);
        }
    }

    /** Whether what is typed before the cursor, which is not how {@code name} begins, may stand for its beginning. */
    private static boolean isMeant(Cursor.CommandWord on, String typed, String name) {
        boolean certain = on.level().isPresent() && on.place().typed().isEmpty();
        return certain
                ? FuzzyNames.begins(typed, name) && !name.equals(typed)
                : FuzzyNames.behind(typed, name).isPresent();
    }

    private void addWholeName(
            Place place,
            String name,
            CommandSpec command,
            String rank,
            String written,
            String filter,
            List<Edit> others) {
        found.add(new Suggestion(
                Suggestion.Kind.COMMAND,
                name,
                detail(command, name),
                place.filterText(filter),
                rank + name,
                new Edit(place.span(), written),
                false,
                "",
                others,
                Documentation.key(command)));
    }

    private static String detail(CommandSpec command, String path) {
        return path.equals(command.name())
                ? command.service() + " · " + command.effect().name().toLowerCase(Locale.ROOT)
                : "alias of " + command.name();
    }

    private static String counted(int commands) {
        return commands == 1 ? "1 command" : commands + " commands";
    }

    private static int countCommands(CommandWords level) {
        int count = level.command().isPresent() ? 1 : 0;
        for (CommandWords next : level.next().values()) {
            count += countCommands(next);
        }
        return count;
    }

    private void addSnippets(CommandSpec command, Call call, Place place, String word, String sort) {
        if (place.quoting() != Quoting.NONE) {
            return;
        }
        Needs needs = Needs.of(command, call, snapshot.contextFile());
        String lead = word.isEmpty() ? "" : word + " ";
        List<Snippets.Snippet> snippets = Snippets.of(dialect, command, needs);
        for (int i = 0; i < snippets.size(); i++) {
            Snippets.Snippet snippet = snippets.get(i);
            found.add(new Suggestion(
                    Suggestion.Kind.SNIPPET,
                    lead + snippet.label(),
                    "what it needs",
                    place.filterText(lead + snippet.label()),
                    sort + " " + i,
                    new Edit(place.span(), Snippets.escape(lead) + snippet.template()),
                    true,
                    lead + snippet.plain(),
                    List.of(),
                    Documentation.key(command)));
        }
    }

    // Options

    private void addOptions(CommandSpec command, Call call, Place place) {
        Needs needs = Needs.of(command, call, snapshot.contextFile());
        boolean several = needs.required().size() + needs.sets().size() > 1;
        boolean begins = place.span().length() == place.raw().length() && "--".startsWith(place.raw());
        if (several && begins) {
            addSnippets(command, call, place, "", "0");
        }
        Set<String> satisfied = command.optionSets().stream()
                .filter(set -> set.atMostOne() && !set.conditional())
                .filter(set -> set.options().stream().anyMatch(call::gives))
                .flatMap(set -> set.options().stream())
                .collect(Collectors.toSet());
        int index = 0;
        for (OptionSpec option : command.options()) {
            index++;
            if (!call.gives(option.name()) && !satisfied.contains(option.name())) {
                Optional<OptionSet> set = needs.setOf(option);
                int rank = needs.requires(option) ? 1 : set.isPresent() ? 2 : option.global() ? 4 : 3;
                addOption(option, place, detail(option, set), rank, index, Documentation.key(command, option));
            }
        }
    }

    /** The options that every command has; any command tells them. */
    private void addGlobalOptions(Call call, Place place) {
        anyCommand().ifPresent(any -> {
            int index = 0;
            for (OptionSpec option : any.options()) {
                index++;
                if (option.global() && !call.gives(option.name())) {
                    String detail = detail(option, Optional.empty());
                    addOption(option, place, detail, 4, index, Documentation.key(any, option));
                }
            }
        });
    }

    private Optional<CommandSpec> anyCommand() {
        return snapshot.catalog().commands().stream().findFirst();
    }

    private void addOption(OptionSpec option, Place place, String detail, int rank, int index, String key) {
        String name = "--" + option.name();
        // Who typed just the short name sees its option, even if the long name has no such letter.
        boolean shortTyped = place.typed().equals("-" + option.shortName());
        found.add(new Suggestion(
                Suggestion.Kind.OPTION,
                name,
                detail,
                place.filterText(shortTyped ? place.typed() + " " + name : name),
                String.format(Locale.ROOT, "%d %03d", rank, index),
                place.write(dialect, name),
                false,
                "",
                List.of(),
                key));
    }

    private static String detail(OptionSpec option, Optional<OptionSet> set) {
        List<String> parts = new ArrayList<>();
        if (!option.shortName().isEmpty()) {
            parts.add("-" + option.shortName());
        }
        if (option.required()) {
            parts.add("required");
        } else if (set.isPresent()) {
            parts.add(
                    "one of " + set.get().options().stream().map(o -> "--" + o).collect(Collectors.joining(", ")));
        } else if (option.global()) {
            parts.add("global");
        }
        if (option.isSwitch()) {
            parts.add("switch");
        } else if (!option.format().isEmpty()) {
            parts.add(option.format());
        } else if (option.type() == OptionType.NUMBER) {
            parts.add("number");
        }
        return String.join(" · ", parts);
    }

    // Values

    private void addValues(Cursor.OptionValue on) {
        OptionSpec option = on.option();
        List<String> allowed =
                on.command().map(command -> Values.closed(option, command)).orElseGet(() -> Values.closed(option));
        String key = on.command()
                .or(this::anyCommand)
                .map(command -> Documentation.key(command, option))
                .orElse("");
        int index = 0;
        for (String value : allowed) {
            String detail = value.equals(option.defaultValue()) ? "default" : "";
            addValue(Suggestion.Kind.VALUE, on.place(), value, detail, 1, index++, key);
        }
        if (allowed.isEmpty() || option.valuesFromDocs()) {
            int here = on.place().span().start();
            for (String value : UsedValues.of(snapshot.script(), snapshot.catalog(), option, here)) {
                if (!allowed.contains(value)) {
                    addValue(Suggestion.Kind.USED_VALUE, on.place(), value, "used in this file", 2, index++, key);
                }
            }
        }
    }

    private void addValue(
            Suggestion.Kind kind, Place place, String value, String detail, int rank, int index, String key) {
        found.add(new Suggestion(
                kind,
                value,
                detail,
                place.filterText(value),
                String.format(Locale.ROOT, "0 %d %03d", rank, index),
                place.write(dialect, value),
                false,
                "",
                List.of(),
                key));
    }
}
