package m365ls.run.walk;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What came of an example.
 *
 * @param exitCode the CLI's
 * @param isRefused whether this program did not begin to run it
 * @param out standard output
 * @param err standard error
 * @param requests in their order: method, address, headers and body
 * @param files contents of the files that lie in its folder afterwards, by name
 */
record Seen(int exitCode, boolean isRefused, String out, String err, List<String> requests, Map<String, String> files) {

    /** What may be new each time: ids, moments to the millisecond, tokens, digests of forms, secrets. */
    private static final Pattern NEW =
            Pattern.compile("(?i)(?<![0-9a-f])[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}(?![0-9a-f])"
                    + "|\\b20\\d\\d-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z"
                    + "|\\beyJ[\\w-]+\\.[\\w-]+\\.[\\w-]+"
                    + "|\\b0x[\\w-]{20,},\\d\\d \\w{3} [\\d: ]+-0000"
                    + "|(?<=\")[\\w-]{40}(?=\")");

    Seen {
        requests = List.copyOf(requests);
        files = Map.copyOf(files);
    }

    /** Whether the command did what it is for; help in place of it does not count. */
    boolean isSuccess() {
        return exitCode == 0 && !isListOfCommands();
    }

    /** Whether the call was none of a command. */
    private boolean isListOfCommands() {
        return requests.isEmpty() && out.startsWith("\nCLI for Microsoft 365 v");
    }

    /** Its parts, by the names that the table of differences has for them. */
    private Map<String, Object> parts() {
        Map<String, Object> parts = new LinkedHashMap<>();
        parts.put("exit code", exitCode);
        parts.put("output", out);
        parts.put("errors", err);
        parts.put("requests", requests);
        parts.put("files", files);
        return parts;
    }

    /** The same with the requests sorted. */
    Seen inAnyOrder() {
        return new Seen(
                exitCode, isRefused, out, err, requests.stream().sorted().toList(), files);
    }

    /** Names of the parts in which another differs. Of lists of commands, only that they are some counts. */
    Set<String> differences(Seen other) {
        if (isListOfCommands() && other.isListOfCommands()) {
            return Set.of();
        }
        return withoutNews(other).differingParts(other.withoutNews(this));
    }

    /** With what is new in this run alone replaced by its number. */
    private Seen withoutNews(Seen other) {
        Set<String> known = other.news();
        Map<String, String> numbers = new LinkedHashMap<>();
        for (String id : news()) {
            if (!known.contains(id)) {
                numbers.put(id, "{new " + (numbers.size() + 1) + "}");
            }
        }
        UnaryOperator<String> renamed =
                text -> NEW.matcher(text).replaceAll(id -> numbers.getOrDefault(id.group(), id.group()));
        return new Seen(
                exitCode,
                isRefused,
                renamed.apply(out),
                renamed.apply(err),
                requests.stream().map(renamed).toList(),
                files);
    }

    private Set<String> news() {
        return NEW.matcher(String.join("\n", requests) + out + err)
                .results()
                .map(MatchResult::group)
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private Set<String> differingParts(Seen other) {
        Set<String> names = new TreeSet<>();
        Map<String, Object> others = other.parts();
        parts().forEach((name, part) -> {
            if (!part.equals(others.get(name))) {
                names.add(name);
            }
        });
        return names;
    }
}
