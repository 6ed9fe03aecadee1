package m365ls.script;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Scans the examples of the command line tool's own documentation, and has bash run the same text. */
class DocumentationExamplesTest {

    private static final Path PAGES = Path.of(
            System.getProperty("repository.root"), "server/cli-host/node_modules/@pnp/cli-microsoft365/docs/docs/cmd");

    @TempDir
    private Path folder;

    @Test
    void readsEveryExampleAsBashDoes() throws Exception {
        List<String> examples = examples();
        assertTrue(examples.size() >= 2_500, () -> examples.size() + " examples are too few");
        List<Bash.Run> runs = Bash.run(folder, examples, "");
        List<String> failures = new ArrayList<>();
        int refused = 0;
        for (int i = 0; i < examples.size(); i++) {
            String errors = runs.get(i).errors();
            if (errors.contains("syntax error") || errors.contains("unexpected EOF")) {
                refused++;
                continue;
            }
            String difference = difference(examples.get(i), runs.get(i));
            if (!difference.isEmpty()) {
                failures.add(difference + "\n" + examples.get(i) + "\nbash said: " + errors);
            }
        }
        int scripts = examples.size() - refused;
        assertTrue(scripts >= examples.size() - 2, () -> "bash takes just " + scripts + " of them");
        assertEquals(
                "", String.join("\n=====\n", failures), () -> failures.size() + " of " + examples.size() + " differ");
    }

    private static String difference(String example, Bash.Run run) {
        List<Invocation> found = new ArrayList<>(new Shell().scan(example).invocations());
        for (List<String> call : run.calls()) {
            boolean matched = false;
            for (int i = 0; i < found.size() && !matched; i++) {
                List<Value> values =
                        found.get(i).arguments().stream().map(Argument::value).toList();
                matched = ShellAgreementTest.matches(values, call);
                if (matched) {
                    found.remove(i);
                }
            }
            if (!matched) {
                return "Bash called " + call;
            }
        }
        return found.isEmpty() ? "" : "Bash did not call " + found.get(0);
    }

    /** The shell examples of all pages. */
    private static List<String> examples() throws IOException {
        List<String> examples = new ArrayList<>();
        try (Stream<Path> pages = Files.walk(PAGES)) {
            for (Path page : pages.filter(path -> path.toString().endsWith(".mdx"))
                    .sorted()
                    .toList()) {
                boolean section = false;
                List<String> block = new ArrayList<>();
                boolean inside = false;
                for (String line : Files.readAllLines(page)) {
                    String trimmed = line.strip();
                    if (inside && trimmed.equals("```")) {
                        inside = false;
                        examples.add(String.join("\n", block) + "\n");
                    } else if (inside) {
                        block.add(line);
                    } else if (line.startsWith("## ")) {
                        section = trimmed.equals("## Examples");
                    } else if (section && (trimmed.equals("```sh") || trimmed.equals("```bash"))) {
                        inside = true;
                        block.clear();
                    }
                }
            }
        }
        return examples;
    }
}
