package m365ls.feature;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import m365ls.catalog.Catalog;
import m365ls.catalog.CatalogFile;
import m365ls.catalog.FormerNames;
import m365ls.feature.rule.Rules;
import m365ls.script.PowerShell;
import m365ls.script.Script;
import m365ls.script.Shell;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The sample scripts have just the findings that their comments with carets say, by the real catalogue. */
class ScriptsTest {

    private static final Path SCRIPTS = Path.of(System.getProperty("repository.root"), "test-fixtures", "scripts");
    private static final Catalog CATALOG = CatalogFile.builtIn().catalog();

    static List<Path> scripts() throws IOException {
        try (Stream<Path> files = Files.walk(SCRIPTS)) {
            return files.filter(Files::isRegularFile)
                    .map(SCRIPTS::relativize)
                    .sorted()
                    .toList();
        }
    }

    /** With {@code -Dm365ls.scripts.write=true} the comments are written anew, for a review of what has changed. */
    @ParameterizedTest
    @MethodSource("scripts")
    void hasTheFindingsThatItsCommentsSay(Path script) throws IOException {
        String text = read(script);
        if (Boolean.getBoolean("m365ls.scripts.write")) {
            Snapshot bare = snapshot(script, Carets.strip(text));
            text = Carets.annotate(bare, Findings.of(bare));
            Files.writeString(SCRIPTS.resolve(script), text);
        }
        Snapshot snapshot = snapshot(script, text);
        assertEquals(
                String.join("\n", Carets.expected(text)),
                String.join("\n", Carets.actual(snapshot, Findings.of(snapshot))));
    }

    @Test
    void coverEveryRule() throws IOException {
        Set<String> unused = new TreeSet<>(Rules.IDS);
        List<Path> scripts = scripts();
        for (Path script : scripts) {
            Findings.of(snapshot(script, read(script))).forEach(f -> unused.remove(f.rule()));
        }
        assertEquals(Set.of(), unused);
        assertTrue(scripts.size() >= 40, scripts.size() + " scripts");
        Set<String> folders = scripts.stream().map(s -> s.getName(0).toString()).collect(Collectors.toSet());
        assertEquals(Set.of("powershell", "shell"), folders);
    }

    private static String read(Path script) throws IOException {
        return Files.readString(SCRIPTS.resolve(script)).replace("\r\n", "\n");
    }

    private static Snapshot snapshot(Path script, String text) {
        boolean shell = script.startsWith("shell");
        return new Snapshot(
                Script.parse(shell ? new Shell() : new PowerShell(), text),
                CATALOG,
                FormerNames.builtIn(),
                Settings.DEFAULT,
                ContextFile.NONE);
    }
}
