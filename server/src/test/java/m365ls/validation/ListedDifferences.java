package m365ls.validation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import m365ls.catalog.Catalog;
import m365ls.catalog.CommandSpec;
import m365ls.catalog.OptionSpec;

/**
 * The differences between our verdicts and those of the command line tool for which {@code docs/differences.md} has a
 * reason: the first column of its section on verdicts, in which each text between backticks is a command, options, or a
 * command with options.
 */
public final class ListedDifferences {

    private static final Path PAGE =
            Path.of(System.getProperty("repository.root")).resolve("docs/differences.md");

    private static final String SECTION = "## Verdicts";
    private static final Pattern QUOTED = Pattern.compile("`([^`]+)`");

    private final Catalog catalog;
    private final List<Listed> listed;

    /** Words a command begins with, and how often each option must be given at least. */
    private record Listed(List<String> words, Map<String, Integer> options) {}

    private ListedDifferences(Catalog catalog, List<Listed> listed) {
        this.catalog = catalog;
        this.listed = List.copyOf(listed);
    }

    /** @param catalog tells the options' short names */
    public static ListedDifferences read(Catalog catalog) throws IOException {
        List<Listed> listed = new ArrayList<>();
        try (Stream<String> lines = Files.lines(PAGE)) {
            lines.dropWhile(line -> !line.equals(SECTION))
                    .skip(1)
                    .takeWhile(line -> !line.startsWith("## "))
                    .filter(line -> line.startsWith("| "))
                    .map(line -> QUOTED.matcher(line.split("\\|")[1]))
                    .forEach(cell -> listed.addAll(of(cell)));
        }
        return new ListedDifferences(catalog, listed);
    }

    private static List<Listed> of(Matcher cell) {
        return cell.results()
                .map(found -> {
                    List<String> words = new ArrayList<>();
                    Map<String, Integer> options = new HashMap<>();
                    for (String word : found.group(1).split(" ")) {
                        if (word.startsWith("--")) {
                            options.merge(word.substring(2), 1, Integer::sum);
                        } else {
                            words.add(word);
                        }
                    }
                    return new Listed(words, options);
                })
                .toList();
    }

    /** Those of {@code calls} that none of the listed ones is like. */
    public List<String> unlisted(Map<List<String>, String> calls) {
        return calls.entrySet().stream()
                .filter(call -> listed.stream().noneMatch(one -> isLike(one, call.getKey())))
                .map(Map.Entry::getValue)
                .toList();
    }

    private boolean isLike(Listed one, List<String> call) {
        int words = one.words().size();
        return call.size() >= words
                && call.subList(0, words).equals(one.words())
                && one.options().entrySet().stream().allMatch(o -> count(call, o.getKey()) >= o.getValue());
    }

    private long count(List<String> call, String option) {
        Optional<String> shortName = command(call)
                .flatMap(command -> command.option(option))
                .map(OptionSpec::shortName)
                .filter(name -> !name.isEmpty());
        return call.stream()
                .map(word -> word.split("=", 2)[0])
                .filter(name -> name.equals("--" + option)
                        || shortName.filter(s -> name.equals("-" + s)).isPresent())
                .count();
    }

    private Optional<CommandSpec> command(List<String> call) {
        Optional<CommandSpec> command = Optional.empty();
        for (int words = call.size(); words > 0 && command.isEmpty(); words--) {
            command = catalog.find(String.join(" ", call.subList(0, words)));
        }
        return command;
    }
}
