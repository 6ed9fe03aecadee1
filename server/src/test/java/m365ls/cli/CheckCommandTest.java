package m365ls.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import m365ls.catalog.CatalogFile;
import m365ls.catalog.FormerNames;
import m365ls.feature.rule.Rules;
import m365ls.installation.Machine;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class CheckCommandTest {

    private static final CatalogFile CATALOG = CatalogFile.builtIn();
    private static final String WRONG = "m365 spo site get --ulr https://contoso.sharepoint.com\n";
    private static final String RIGHT = "m365 spo site get --url https://contoso.sharepoint.com\n";

    @TempDir
    Path folder;

    /** What a run of the command gave. */
    private record Run(int exitCode, String out, String err) {
        JsonArray findings() {
            return JsonParser.parseString(out).getAsJsonArray();
        }
    }

    private Run check(String... args) {
        return run("", false, args);
    }

    private Run checkInput(String input, String... args) {
        return run(input, false, args);
    }

    private Run run(String input, boolean terminal, String... args) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Console console = new Console(
                new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)),
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                terminal);
        List<String> all =
                new ArrayList<>(List.of("--cli-version", CATALOG.catalog().version()));
        all.addAll(List.of(args));
        int exitCode = new CommandLine(new CheckCommand(
                        new Catalogs(CATALOG, Machine.current(), console), FormerNames.builtIn(), console))
                .setErr(new PrintWriter(new OutputStreamWriter(err, StandardCharsets.UTF_8), true))
                .execute(all.toArray(String[]::new));
        return new Run(exitCode, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    private String file(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
        return file.toString();
    }

    private List<String> checkedFiles(Run run) {
        return run.findings().asList().stream()
                .map(f -> folder.relativize(
                                Path.of(f.getAsJsonObject().get("file").getAsString()))
                        .toString()
                        .replace('\\', '/'))
                .distinct()
                .toList();
    }

    @Test
    void showsTheLineAndACaretUnderTheWord() throws IOException {
        String file = file("a b/ü.sh", "echo one\n\t" + WRONG);
        Run run = check(file);
        List<String> lines = run.out().lines().toList();
        assertTrue(lines.get(0).startsWith(file + ":2:20: error unknown-option: "), run.out());
        assertEquals("  2 | \t" + WRONG.strip(), lines.get(1));
        assertEquals("    | \t" + " ".repeat("m365 spo site get ".length()) + "^^^^^", lines.get(2));
        assertTrue(run.out().contains("1 file checked: "), run.out());
        assertEquals(1, run.exitCode());
    }

    @Test
    void saysWhenNothingIsFound() throws IOException {
        Run run = check(file("a.sh", RIGHT));
        assertEquals("1 file checked: nothing found\n", run.out().replace("\r\n", "\n"));
        assertEquals(0, run.exitCode());
    }

    @Test
    void writesFindingsAsJsonWithPlacesFromOne() throws IOException {
        String file = file("a.ps1", "$x = 1\r\n" + WRONG);
        Run run = check("--format", "json", file);
        JsonObject finding = run.findings().asList().stream()
                .map(f -> f.getAsJsonObject())
                .filter(f -> f.get("rule").getAsString().equals("unknown-option"))
                .findFirst()
                .orElseThrow();
        assertEquals(file, finding.get("file").getAsString());
        assertEquals(2, finding.get("line").getAsInt());
        assertEquals(19, finding.get("column").getAsInt());
        assertEquals(2, finding.get("endLine").getAsInt());
        assertEquals(24, finding.get("endColumn").getAsInt());
        assertEquals("error", finding.get("severity").getAsString());
        JsonObject fix = finding.getAsJsonArray("fixes").get(0).getAsJsonObject();
        JsonObject edit = fix.getAsJsonArray("edits").get(0).getAsJsonObject();
        assertEquals("--url", edit.get("newText").getAsString());
        assertEquals(19, edit.get("column").getAsInt());
        assertTrue(fix.has("safe"));
    }

    @Test
    void writesSarifThatItsSchemaAccepts() throws IOException {
        file("sub folder/a.sh", WRONG + "m365 spo site gte\nm365 spo list list\n");
        file("sub folder/broken.sh", "\0");
        Run run = check("--format", "sarif", folder.toString());
        Set<ValidationMessage> faults = sarifSchema().validate(run.out(), InputFormat.JSON);
        assertEquals(Set.of(), faults);
        JsonObject sarif = JsonParser.parseString(run.out()).getAsJsonObject();
        JsonObject log = sarif.getAsJsonArray("runs").get(0).getAsJsonObject();
        assertFalse(log.getAsJsonArray("results").isEmpty());
        String address = log.getAsJsonArray("results")
                .get(0)
                .getAsJsonObject()
                .getAsJsonArray("locations")
                .get(0)
                .getAsJsonObject()
                .getAsJsonObject("physicalLocation")
                .getAsJsonObject("artifactLocation")
                .get("uri")
                .getAsString();
        assertTrue(address.startsWith("file:///") && address.endsWith("sub%20folder/a.sh"), address);
        JsonArray rules = log.getAsJsonObject("tool").getAsJsonObject("driver").getAsJsonArray("rules");
        assertEquals(Rules.IDS.size(), rules.size());
        JsonObject rule = rules.get(0).getAsJsonObject();
        assertEquals("dropped-quotes", rule.get("id").getAsString());
        assertEquals(
                "warning",
                rule.getAsJsonObject("defaultConfiguration").get("level").getAsString());
        assertTrue(rule.getAsJsonObject("shortDescription")
                .get("text")
                .getAsString()
                .startsWith("Windows PowerShell"));
        JsonObject invocation = log.getAsJsonArray("invocations").get(0).getAsJsonObject();
        assertFalse(invocation.get("executionSuccessful").getAsBoolean());
    }

    private static JsonSchema sarifSchema() throws IOException {
        try (InputStream in = CheckCommandTest.class.getResourceAsStream("/schema/sarif-schema-2.1.0.json")) {
            return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V7).getSchema(in);
        }
    }

    @Test
    void checksFoldersButNothingThatGitIgnores() throws IOException {
        Files.createDirectories(folder.resolve(".git"));
        file(".gitignore", "/build/\n*.tmp.sh\n");
        file("one.sh", WRONG);
        file("two.ps1", WRONG);
        file("three.psm1", WRONG);
        file("four", "#!/usr/bin/env bash\n" + WRONG);
        file("README.md", WRONG);
        file("five", WRONG);
        file("build/out.sh", WRONG);
        file("x.tmp.sh", WRONG);
        file("node_modules/p/x.sh", WRONG);
        file("deep/er/.gitignore", "*\n!kept.sh\n");
        file("deep/er/lost.sh", WRONG);
        file("deep/er/kept.sh", WRONG);
        Run run = check("--format", "json", folder.toString());
        assertEquals(List.of("four", "one.sh", "three.psm1", "two.ps1", "deep/er/kept.sh"), checkedFiles(run));
    }

    @Test
    void leavesOutWhatTheUserExcludes() throws IOException {
        file("one.sh", WRONG);
        file("old/two.sh", WRONG);
        file(".m365ls.json", "{\"exclude\": [\"one.sh\"]}");
        assertEquals(List.of("old/two.sh"), checkedFiles(check("--format", "json", folder.toString())));
        String pattern = "**/old/**";
        assertEquals(List.of(), checkedFiles(check("--format", "json", "--exclude", pattern, folder.toString())));
    }

    @Test
    void takesSeveritiesFromTheProjectFileOfAFolderAbove() throws IOException {
        file(".m365ls.json", "{\"rules\": {\"unknown-option\": \"warning\", \"missing-option\": \"off\"}}");
        String script = file("sub/a.sh", WRONG);
        Run run = check("--format", "json", script);
        assertEquals(
                "warning",
                run.findings().get(0).getAsJsonObject().get("severity").getAsString());
        assertEquals(0, run.exitCode());
        assertEquals(1, check("--fail-on", "warning", script).exitCode());
    }

    @Test
    void saysWhatIsWrongWithAProjectFileAndGoesOn() throws IOException {
        file(".m365ls.json", "{\"rules\": {\"unknown-option\": \"loud\"}, \"colour\": 1}");
        Run run = check("--format", "json", file("a.sh", WRONG));
        assertFalse(run.findings().isEmpty());
        assertTrue(run.err().contains("the severity of \"unknown-option\" must be"), run.err());
        assertTrue(run.err().contains("\"colour\" is not known"), run.err());
        assertEquals(2, run.exitCode());
    }

    @Test
    void readsStandardInput() {
        assertEquals(1, checkInput(WRONG, "-").exitCode());
        assertEquals(0, checkInput(RIGHT, "-").exitCode());
        Run run = checkInput("m365 spo site get `\n  --ulr x\n", "--format", "json", "--stdin-name", "a.ps1", "-");
        assertEquals(
                "a.ps1", run.findings().get(0).getAsJsonObject().get("file").getAsString());
        assertTrue(run.out().contains("unknown-option"), run.out());
    }

    @Test
    void takesTheDialectTheUserNames() throws IOException {
        String file = file("script.txt", "m365 spo site get `\n  --ulr x\n");
        assertTrue(check("--dialect", "powershell", file).out().contains("unknown-option"));
        assertFalse(check("--dialect", "shell", file).out().contains("unknown-option"));
    }

    @Test
    void readsUtf16AndWindows1252() throws IOException {
        byte[] mark = {(byte) 0xFF, (byte) 0xFE};
        byte[] text = WRONG.getBytes(StandardCharsets.UTF_16LE);
        byte[] utf16 = new byte[mark.length + text.length];
        System.arraycopy(mark, 0, utf16, 0, mark.length);
        System.arraycopy(text, 0, utf16, mark.length, text.length);
        Path first = Files.write(folder.resolve("utf16.ps1"), utf16);
        assertEquals(1, check(first.toString()).exitCode());

        Path second =
                Files.write(folder.resolve("latin.sh"), ("# für\n" + WRONG).getBytes(Charset.forName("windows-1252")));
        Run run = check(second.toString());
        assertEquals(1, run.exitCode());
        assertTrue(run.err().contains("is read as Windows-1252"), run.err());
    }

    @Test
    void tellsOfEachFileThatCannotBeReadAndChecksTheRest() throws IOException {
        String missing = folder.resolve("missing.sh").toString();
        Path binary = Files.write(folder.resolve("binary.sh"), new byte[] {1, 0, 2});
        Run run = check("--format", "json", missing, binary.toString(), file("a.sh", WRONG));
        assertTrue(run.err().contains(missing + ": no such file or folder"), run.err());
        assertTrue(run.err().contains(binary + ": is not a text file"), run.err());
        assertEquals(List.of("a.sh"), checkedFiles(run));
        assertEquals(2, run.exitCode());
    }

    @Test
    void refusesWrongUse() {
        assertEquals(2, check().exitCode());
        assertEquals(2, check("--format", "xml", "-").exitCode());
        assertEquals(2, check("--unknown", "-").exitCode());
        Run run = checkInput(RIGHT, "--cli-version", "twelve", "-");
        assertEquals(2, run.exitCode());
    }

    @Test
    void showsProgressOnATerminalForManyFiles() throws IOException {
        for (int i = 0; i < 30; i++) {
            file("s" + i + ".sh", RIGHT);
        }
        assertTrue(run("", true, folder.toString()).err().contains("Checking 30 of 30"));
        assertEquals("", run("", false, folder.toString()).err());
    }

    @Test
    void letsNoScriptSteerTheTerminal() throws IOException {
        Run run = check(file("a.sh", "m365 spo site get --ulr '\033[2J\u202e'\n"));
        assertFalse(run.out().contains("\033"), run.out());
        assertFalse(run.out().contains("\u202e"), run.out());
    }

    @Test
    void putsTheCaretsRightBehindWideCharacters() throws IOException {
        Run run = check(file("a.sh", "echo '漢字'; " + WRONG));
        List<String> lines = run.out().lines().toList();
        int columns = "  1 | echo '    '; m365 spo site get ".length();
        assertEquals("    | " + " ".repeat(columns - 6) + "^^^^^", lines.get(2));
    }

    @Test
    void isSilentWhereTheContextFileSuppliesTheOption() throws IOException {
        String script = file("a.sh", "m365 spo site get\n");
        assertEquals(1, check(script).exitCode());
        file(".m365rc.json", "{\"context\": {\"url\": \"https://contoso.sharepoint.com\"}}");
        assertEquals(0, check(script).exitCode());
    }
}
