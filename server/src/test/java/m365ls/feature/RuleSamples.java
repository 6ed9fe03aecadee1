package m365ls.feature;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import m365ls.catalog.Catalog;
import m365ls.catalog.CatalogFile;
import m365ls.catalog.FormerNames;
import m365ls.script.Dialect;
import m365ls.script.PowerShell;
import m365ls.script.Script;
import m365ls.script.Shell;

/** A sample script for each rule, in which it has something to say. */
public final class RuleSamples {

    private static final Path SCRIPTS = Path.of(System.getProperty("repository.root"), "test-fixtures", "scripts");
    private static final Catalog CATALOG = CatalogFile.builtIn().catalog();

    private static final Map<String, Sample> BY_RULE = byRule();

    private RuleSamples() {}

    /** The ids of the rules that have a sample. */
    public static Set<String> rules() {
        return BY_RULE.keySet();
    }

    /** The sample of a rule. */
    public static Sample of(String rule) {
        return Optional.ofNullable(BY_RULE.get(rule)).orElseThrow();
    }

    /**
     * A script.
     *
     * @param text its lines end with LF
     */
    public record Sample(boolean powershell, String text) {

        /** What the rules say of it under {@code settings}. */
        List<Finding> findings(Settings settings) {
            Dialect dialect = powershell ? new PowerShell() : new Shell();
            return Findings.of(new Snapshot(
                    Script.parse(dialect, text), CATALOG, FormerNames.builtIn(), settings, ContextFile.NONE));
        }
    }

    private static Map<String, Sample> byRule() {
        Map<String, Sample> samples = new TreeMap<>();
        for (Path script : scripts()) {
            try {
                String text = Carets.strip(Files.readString(script).replace("\r\n", "\n"));
                Sample sample = new Sample(SCRIPTS.relativize(script).startsWith("powershell"), text);
                sample.findings(Settings.DEFAULT).forEach(f -> samples.putIfAbsent(f.rule(), sample));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return Collections.unmodifiableMap(samples);
    }

    private static List<Path> scripts() {
        try (Stream<Path> files = Files.walk(SCRIPTS)) {
            return files.filter(Files::isRegularFile).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
