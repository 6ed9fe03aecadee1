package m365ls.terminal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What shells read, read by shells; PowerShell's by a grammar. */
final class ShellTextsTest {

    private static final Path ROOT = Path.of(System.getProperty("repository.root"));

    @TempDir
    private Path folder;

    private static String run(Map<String, String> environment, String... command)
            throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().putAll(environment);
        Process process = builder.start();
        process.getOutputStream().close();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor(), said);
        return said;
    }

    /** A folder whose name has what shells have a meaning for, and in it a program of this name that prints its arguments. */
    private Path program(String name) throws IOException {
        Path odd = Files.createDirectories(folder.resolve("it's a $HOME \"`folder`\" ü"));
        Path program = Files.writeString(odd.resolve(name), "#!/bin/sh\nfor each; do echo \"<$each>\"; done\n");
        assertTrue(program.toFile().setExecutable(true));
        return program;
    }

    @Test
    void theProgramPassesArgumentsOnFromAnyFolder() throws Exception {
        assumeFalse(File.separatorChar == '\\', "not every Windows has sh");
        Path java = program("java");
        String text = ShellTexts.program(new TerminalFiles.Program(java, java.resolveSibling("a jar"), "Main"));
        Path file = Files.writeString(folder.resolve("m365"), text);
        List<String> said = run(
                        Map.of("LC_ALL", "C", "JAVA_TOOL_OPTIONS", "x"),
                        "sh",
                        file.toString(),
                        "a b",
                        "",
                        "*",
                        "$HOME",
                        "it's",
                        "-o")
                .lines()
                .toList();
        int main = said.indexOf("<Main>");
        assertEquals(List.of("<a b>", "<>", "<*>", "<$HOME>", "<it's>", "<-o>"), said.subList(main + 1, said.size()));
        assertEquals("<" + java.resolveSibling("a jar") + ">", said.get(main - 1));
    }

    @Test
    void bashFindsTheProgramFirst() throws Exception {
        assumeFalse(File.separatorChar == '\\', "not every Windows has bash");
        Path m365 = program("m365");
        Path file = Files.writeString(folder.resolve("bashrc"), ShellTexts.bash(m365.resolveSibling("")));
        Files.writeString(folder.resolve(".bashrc"), "alias m365='echo alias'\nm365() { echo function; }\n");
        String said =
                run(Map.of("HOME", folder.toString()), "bash", "-c", ". \"$0\"; type -P m365; m365 x", file.toString());
        assertEquals(m365 + "\n<x>\n", said);
    }

    @Test
    void theBatchFileDoublesPercentSigns() {
        String text = ShellTexts.batch(new TerminalFiles.Program(Path.of("100% java"), Path.of("a jar"), "Main"));
        assertTrue(text.contains("\"100%% java\" -Xshare"), text);
        assertTrue(text.contains("-cp \"a jar\" Main %*\r\n"), text);
        assertFalse(text.replace("\r\n", "").contains("\n"), text);
    }

    @Test
    void thePowerShellScriptIsOne() throws Exception {
        Path file = Files.writeString(folder.resolve("m365.ps1"), ShellTexts.powerShell());
        try {
            run(Map.of(), "node", ROOT.resolve("test-fixtures/judge/syntax.mjs").toString(), file.toString());
        } catch (IOException e) {
            fail("Node.js 20 or later is needed to read the script with tree-sitter, and no node was found", e);
        }
    }
}
