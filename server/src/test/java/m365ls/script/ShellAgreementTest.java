package m365ls.script;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import m365ls.fixtures.ShellScripts;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Holds the scanner against a real bash that runs the same scripts. */
class ShellAgreementTest {

    private static final int SCRIPTS = Integer.getInteger("shell.scripts", 5_000);
    private static final long SEED = Long.getLong("shell.seed", 1);

    private final Shell shell = new Shell();

    @TempDir
    private Path folder;

    @Test
    void findsTheCallsThatBashMakes() throws Exception {
        List<ShellScripts.Generated> scripts = IntStream.range(0, SCRIPTS)
                .mapToObj(i -> ShellScripts.generate(SEED + i, false))
                .toList();
        compare(
                scripts,
                Bash.run(
                        folder,
                        scripts.stream().map(ShellScripts.Generated::text).toList(),
                        ""),
                SEED);
    }

    @Test
    void findsTheCallsBehindOtherPrograms() throws Exception {
        List<ShellScripts.Generated> scripts = IntStream.range(0, Math.max(200, SCRIPTS / 20))
                .mapToObj(i -> ShellScripts.generate(-SEED - i, true))
                .toList();
        compare(
                scripts,
                Bash.run(
                        folder,
                        scripts.stream().map(ShellScripts.Generated::text).toList(),
                        "/usr/bin:/bin"),
                -SEED);
    }

    private void compare(List<ShellScripts.Generated> scripts, List<Bash.Run> runs, long seed) {
        List<String> failures = new ArrayList<>();
        int calls = 0;
        for (int i = 0; i < scripts.size(); i++) {
            calls += runs.get(i).calls().size();
            String difference = difference(scripts.get(i), runs.get(i));
            if (!difference.isEmpty()) {
                failures.add("script " + i + " of seed " + seed + ": " + difference + "\n"
                        + scripts.get(i).text() + "\nbash said: " + runs.get(i).errors());
            }
        }
        assertEquals(
                "",
                String.join("\n=====\n", failures.subList(0, Math.min(5, failures.size()))),
                () -> failures.size() + " scripts differ");
        int made = calls;
        assertTrue(made > scripts.size() * 2, () -> made + " calls are too few");
    }

    @Test
    void readsLinesThatEndOtherwiseAlike() {
        for (int i = 0; i < SCRIPTS; i++) {
            String text = ShellScripts.generate(SEED + i, true).text();
            List<String> expected = described(text, "\n");
            for (String end : List.of("\r\n", "\r")) {
                assertEquals(expected, described(text.replace("\n", end), end), "seed " + (SEED + i));
            }
        }
    }

    /** What is found, but for the places, which depend on how lines end. */
    private List<String> described(String text, String lineEnd) {
        List<String> described = new ArrayList<>();
        for (Invocation invocation : shell.scan(text).invocations()) {
            described.add(invocation.surroundings()
                    + " "
                    + invocation.words().size()
                    + invocation.arguments().stream()
                            .map(argument -> argument.value().toString().replace(lineEnd, "\n"))
                            .toList());
        }
        return described;
    }

    private String difference(ShellScripts.Generated script, Bash.Run run) {
        Map<String, List<Argument>> found = new HashMap<>();
        for (Invocation invocation : shell.scan(script.text()).invocations()) {
            String name = invocation.arguments().isEmpty()
                    ? "nothing"
                    : invocation.arguments().get(0).value().text().orElse("unknown");
            if (found.put(name, invocation.arguments()) != null) {
                return name + " is found twice";
            }
        }
        for (List<String> call : run.calls()) {
            String name = call.isEmpty() ? "nothing" : call.get(0);
            List<Argument> arguments = found.remove(name);
            if (arguments == null) {
                return name + " is not found";
            }
            List<Value> values = arguments.stream().map(Argument::value).toList();
            if (!matches(values, call)) {
                return name + " got " + call + ", not " + values;
            }
            if (script.literal().contains(name) && !values.stream().allMatch(Value::isKnown)) {
                return name + " got " + call + ", which can be known, but " + values + " is";
            }
        }
        return found.isEmpty() ? "" : found.keySet() + " are no calls";
    }

    /** Whether the arguments may be what the values say. */
    static boolean matches(List<Value> values, List<String> arguments) {
        boolean[][] fits = new boolean[values.size() + 1][arguments.size() + 1];
        fits[values.size()][arguments.size()] = true;
        for (int i = values.size() - 1; i >= 0; i--) {
            Value value = values.get(i);
            for (int j = arguments.size(); j >= 0; j--) {
                boolean one = j < arguments.size() && fits[i + 1][j + 1] && matches(value, arguments.get(j));
                boolean any = !value.exactlyOne() && (fits[i + 1][j] || (j < arguments.size() && fits[i][j + 1]));
                fits[i][j] = one || any;
            }
        }
        return fits[0][0];
    }

    private static boolean matches(Value value, String argument) {
        StringBuilder pattern = new StringBuilder("(?s)");
        for (Value.Part part : value.parts()) {
            pattern.append(part instanceof Value.Part.Text text ? Pattern.quote(text.text()) : ".*");
        }
        return argument.matches(pattern.toString());
    }
}
