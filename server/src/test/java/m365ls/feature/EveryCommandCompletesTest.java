package m365ls.feature;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import m365ls.catalog.Catalog;
import m365ls.catalog.CatalogFile;
import m365ls.catalog.CommandSpec;
import m365ls.catalog.OptionSpec;
import m365ls.catalog.OptionType;
import m365ls.script.Argument;
import m365ls.script.Dialect;
import m365ls.script.PowerShell;
import m365ls.script.Shell;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Writes every command of the catalogue with every option and value, and looks whether each step is offered. */
class EveryCommandCompletesTest {

    private static final Catalog CATALOG = CatalogFile.builtIn().catalog();

    static Stream<Dialect> dialects() {
        return Stream.of(new Shell(), new PowerShell());
    }

    @ParameterizedTest
    @MethodSource("dialects")
    void offersEveryWordOfEveryName(Dialect dialect) {
        assertEquals(878, CATALOG.commands().size());
        Set<String> seen = new HashSet<>();
        List<String> missing = new ArrayList<>();
        for (CommandSpec command : CATALOG.commands()) {
            for (String name : names(command)) {
                String before = "";
                for (String word : name.split(" ")) {
                    String text = "m365 " + before;
                    if (seen.add(text + word) && !labels(at(dialect, text)).contains(word)) {
                        missing.add(text + word);
                    }
                    before += word + " ";
                }
            }
        }
        assertNone(missing);
        assertTrue(seen.size() > 1_000);
    }

    @ParameterizedTest
    @MethodSource("dialects")
    void offersEveryWholeName(Dialect dialect) {
        Set<String> offered = labels(at(dialect, "m365 "));
        for (CommandSpec command : CATALOG.commands()) {
            assertTrue(offered.containsAll(names(command)), command.name());
        }
    }

    @ParameterizedTest
    @MethodSource("dialects")
    void offersEveryOption(Dialect dialect) {
        List<String> missing = new ArrayList<>();
        int options = 0;
        for (CommandSpec command : CATALOG.commands()) {
            for (String name : names(command)) {
                Set<String> behindBlank = labels(at(dialect, "m365 " + name + " "));
                Set<String> behindDashes = labels(at(dialect, "m365 " + name + " --"));
                for (OptionSpec option : command.options()) {
                    options++;
                    String label = "--" + option.name();
                    if (!behindBlank.contains(label) || !behindDashes.contains(label)) {
                        missing.add(name + " " + label);
                    }
                }
            }
        }
        assertNone(missing);
        assertTrue(options > 7_000);
    }

    @ParameterizedTest
    @MethodSource("dialects")
    void offersEveryAllowedValueWrittenSoThatItArrives(Dialect dialect) {
        List<String> missing = new ArrayList<>();
        int values = 0;
        for (CommandSpec command : CATALOG.commands()) {
            for (OptionSpec option : command.options()) {
                List<String> allowed = allowed(command, option);
                if (allowed.isEmpty()) {
                    continue;
                }
                values += allowed.size();
                List<String> starts = new ArrayList<>(List.of("--" + option.name() + " ", "--" + option.name() + "="));
                if (!option.shortName().isEmpty()) {
                    starts.add("-" + option.shortName() + " ");
                }
                for (String start : starts) {
                    String text = "m365 " + command.name() + " " + start;
                    Map<String, Suggestion> offered = at(dialect, text).stream()
                            .filter(o -> o.kind() == Suggestion.Kind.VALUE)
                            .collect(Collectors.toMap(Suggestion::label, Function.identity()));
                    for (String value : allowed) {
                        String expected = start.endsWith("=") ? start + value : value;
                        Suggestion offer = offered.get(value);
                        if (offer == null
                                || !lastArgument(dialect, text + offer.edit().newText())
                                        .equals(expected)) {
                            missing.add(text + value);
                        }
                    }
                }
            }
        }
        assertNone(missing);
        assertTrue(values > 10_000);
    }

    private static void assertNone(List<String> missing) {
        assertEquals(
                List.of(), missing.subList(0, Math.min(20, missing.size())), () -> missing.size() + " are missing");
    }

    /** Told from the catalogue's fields and not by the code under test. */
    private static List<String> allowed(CommandSpec command, OptionSpec option) {
        if (option.global() && option.name().equals("output")) {
            return command.outputs();
        }
        return option.values().isEmpty() && option.type() == OptionType.BOOLEAN
                ? List.of("true", "false")
                : option.values();
    }

    private static List<String> names(CommandSpec command) {
        List<String> names = new ArrayList<>(command.aliases());
        names.add(command.name());
        return names;
    }

    private static String lastArgument(Dialect dialect, String text) {
        List<Argument> arguments = dialect.scan(text).invocations().get(0).arguments();
        return arguments.get(arguments.size() - 1).value().text().orElse("");
    }

    private static Set<String> labels(List<Suggestion> suggestions) {
        return suggestions.stream().map(Suggestion::label).collect(Collectors.toSet());
    }

    private static List<Suggestion> at(Dialect dialect, String text) {
        Marked marked = Marked.of(dialect, CATALOG, text + "<|>");
        return Completions.at(marked.snapshot(), marked.offset());
    }
}
