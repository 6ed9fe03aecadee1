package m365ls.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

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
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import m365ls.catalog.CatalogFile;
import m365ls.catalog.FormerNames;
import m365ls.installation.Machine;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class FixCommandTest {

    private static final CatalogFile CATALOG = CatalogFile.builtIn();
    private static final String FORMER = "m365 aad user get --id $id --displayName x\n";
    private static final String OLD = "m365 spo site remove --url https://contoso.sharepoint.com/sites/a --confirm";
    private static final String NEW = "m365 spo site remove --url https://contoso.sharepoint.com/sites/a --force";

    @TempDir
    Path folder;

    /** What a run of the command gave. */
    private record Run(int exitCode, String out, String err) {}

    private Run fix(Object... args) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Console console = new Console(
                InputStream.nullInputStream(),
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                false);
        List<String> all =
                new ArrayList<>(List.of("--cli-version", CATALOG.catalog().version()));
        Stream.of(args).map(Object::toString).forEach(all::add);
        int exitCode = new CommandLine(new FixCommand(
                        new Catalogs(CATALOG, Machine.current(), console), FormerNames.builtIn(), console))
                .setErr(new PrintWriter(new OutputStreamWriter(err, StandardCharsets.UTF_8), true))
                .execute(all.toArray(String[]::new));
        return new Run(exitCode, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    private Path file(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    @Test
    void appliesTheSafeFixes() throws IOException {
        Path file = file("a.sh", "echo one\n" + OLD + " # why\nm365 aad app delete --appId $id --confirm\n");
        Run run = fix(file);
        assertEquals(
                "echo one\n" + NEW + " # why\nm365 entra app remove --appId $id --force\n", Files.readString(file));
        assertEquals(
                "m365ls: applied 2 fixes in 1 file; no errors are left.",
                run.err().strip());
        assertEquals("", run.out());
        assertEquals(0, run.exitCode());
        assertEquals(List.of(file), files());
    }

    @Test
    void tellsOfErrorsThatAreLeft() throws IOException {
        Path file = file("a.sh", FORMER);
        Run run = fix(file);
        assertEquals(FORMER, Files.readString(file));
        assertEquals(1, run.exitCode());
        assertTrue(run.err().contains("applied 0 fixes in 0 files; 1 error is left."), run.err());
    }

    @Test
    void printsADifferenceThatOtherProgramsCanApply() throws IOException {
        Path file = file("a.sh", "1\n2\n3\n4\n" + OLD + "\n6\n7\n8\n9");
        Run run = fix("--dry-run", file);
        List<String> lines = run.out().lines().toList();
        assertTrue(lines.get(0).startsWith("--- "), run.out());
        assertTrue(lines.get(1).startsWith("+++ "), run.out());
        assertEquals(
                List.of("@@ -2,7 +2,7 @@", " 2", " 3", " 4", "-" + OLD, "+" + NEW, " 6", " 7", " 8"),
                lines.subList(2, lines.size()));
        assertEquals(1, run.exitCode());
        assertTrue(Files.readString(file).contains("--confirm"));
        assertEquals(0, fix("--dry-run", file("b.sh", NEW)).exitCode());
    }

    @Test
    void marksAMissingLineEndInADifference() throws IOException {
        Run run = fix("--dry-run", file("a.ps1", "x\r\n" + OLD));
        assertTrue(
                run.out()
                        .endsWith(" x\r\n-" + OLD + "\n\\ No newline at end of file\n+" + NEW
                                + "\n\\ No newline at end of file\n"),
                run.out());
    }

    @Test
    void letsNoScriptSteerTheTerminal() throws IOException {
        Run run = fix("--dry-run", file("a.sh", "# \u001b[31m\r\n" + OLD + "\r\n"));
        assertTrue(run.out().contains(" # \ufffd[31m\r\n-" + OLD + "\r\n"), run.out());
    }

    @Test
    void keepsEncodingsMarksAndLineEnds() throws IOException {
        Map<String, byte[]> marks = Map.of(
                "UTF-8", new byte[0],
                "x-UTF-16LE-BOM", new byte[0],
                "UTF-16", new byte[0],
                "windows-1252", new byte[0],
                "marked", new byte[] {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF});
        for (String name : marks.keySet()) {
            Charset charset = name.equals("marked") ? StandardCharsets.UTF_8 : Charset.forName(name);
            for (String end : List.of("\n", "\r\n", "\r")) {
                Path file = folder.resolve(name + ".ps1");
                Files.write(file, joined(marks.get(name), ("# é" + end + OLD + end + end).getBytes(charset)));
                assertEquals(0, fix(file).exitCode());
                byte[] expected = joined(marks.get(name), ("# é" + end + NEW + end + end).getBytes(charset));
                assertArrayEquals(expected, Files.readAllBytes(file), name);
            }
        }
    }

    @Test
    void leavesAFileAloneThatIsNotWhatItSeems() throws IOException {
        byte[] bytes = joined(new byte[] {(byte) 0xFF, (byte) 0xFE}, (OLD + "\n").getBytes(StandardCharsets.UTF_16LE));
        byte[] odd = joined(bytes, new byte[] {'x'});
        Path file = Files.write(folder.resolve("a.ps1"), odd);
        Run run = fix(file);
        assertArrayEquals(odd, Files.readAllBytes(file));
        assertEquals(2, run.exitCode());
        assertTrue(run.err().contains("has bytes that are no text"), run.err());
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void keepsPermissionsAndLinks() throws IOException {
        Path file = file("a.sh", OLD);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-x--x"));
        Path link = Files.createSymbolicLink(folder.resolve("link.sh"), file);
        assertEquals(0, fix(link).exitCode());
        assertTrue(Files.isSymbolicLink(link));
        assertEquals(NEW, Files.readString(file));
        assertEquals("rwxr-x--x", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
        assertEquals(List.of(file, link), files());
    }

    @Test
    void fixesFoldersAndNothingElse() throws IOException {
        Path script = file("a.sh", OLD);
        Path text = file("a.txt", OLD);
        Path kept = file("b.sh", OLD);
        assertEquals(0, fix(folder, "--exclude", "b.sh").exitCode());
        assertEquals(NEW, Files.readString(script));
        assertEquals(OLD, Files.readString(text));
        assertEquals(OLD, Files.readString(kept));
    }

    @Test
    void fixesOnlyTheRulesAskedFor() throws IOException {
        Path file = file("a.sh", OLD + "\n");
        Run run = fix("--rule", "help-instead", "--rule", "unknown-option", file);
        assertEquals(OLD + "\n", Files.readString(file));
        assertEquals(0, run.exitCode());
        assertEquals(0, fix("--rule", "former-name", file).exitCode());
        assertEquals(NEW + "\n", Files.readString(file));
    }

    @Test
    void leavesAloneWhatIsSilencedOrTurnedOff() throws IOException {
        String silenced = "# m365ls-disable former-name\n" + OLD;
        Path file = file("a.sh", silenced);
        assertEquals(0, fix(file).exitCode());
        assertEquals(silenced, Files.readString(file));
        file(".m365ls.json", "{\"rules\":{\"former-name\":\"off\"}}");
        Path other = file("b.sh", OLD);
        assertEquals(0, fix(other).exitCode());
        assertEquals(OLD, Files.readString(other));
    }

    @Test
    void refusesWrongUse() throws IOException {
        Run run = fix("--rule", "no-such-rule", file("a.sh", OLD));
        assertEquals(2, run.exitCode());
        assertTrue(run.err().contains("There is no rule 'no-such-rule'."), run.err());
        assertEquals(2, fix().exitCode());
        assertEquals(2, fix(folder.resolve("missing.sh")).exitCode());
        assertFalse(fix("-").err().isEmpty());
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().toList();
        }
    }

    private static byte[] joined(byte[] first, byte[] second) {
        byte[] all = new byte[first.length + second.length];
        System.arraycopy(first, 0, all, 0, first.length);
        System.arraycopy(second, 0, all, first.length, second.length);
        return all;
    }
}
