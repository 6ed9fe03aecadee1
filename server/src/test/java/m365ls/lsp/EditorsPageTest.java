package m365ls.lsp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The lines that docs/editors.md tells users to write, in the editors themselves. */
@Tag("clients")
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class EditorsPageTest {

    private static final Path PAGE =
            Path.of(System.getProperty("repository.root")).resolve("docs/editors.md");

    @TempDir
    private Path folder;

    @Test
    void neovimStartsTheServerWithTheLinesOfThePage() throws Exception {
        Path init = Files.writeString(folder.resolve("init.lua"), block("lua"));
        Path script = Files.writeString(folder.resolve("a.ps1"), "m365 spo site gte\n");
        String said = run(List.of(
                "nvim",
                "--headless",
                "-u",
                init.toString(),
                "-i",
                "NONE",
                "-n",
                script.toString(),
                "-c",
                "lua vim.wait(30000, function() return #vim.diagnostic.get(0) > 0 end, 10)",
                "-c",
                "lua io.stdout:write('\\nfound ' .. vim.diagnostic.get(0)[1].code .. '\\n')",
                "-c",
                "qall!"));
        assertTrue(said.contains("found unknown-command"), said);
    }

    @Test
    void emacsStartsTheServerWithTheLinesOfThePage() throws Exception {
        Path init = Files.writeString(folder.resolve("init.el"), block("elisp"));
        Path script = Files.writeString(folder.resolve("a.sh"), "m365 spo site gte\n");
        String said = run(List.of(
                "emacs",
                "--batch",
                "--eval",
                "(package-initialize)",
                "--eval",
                "(require 'eglot)",
                "-l",
                init.toString(),
                script.toString(),
                "--eval",
                "(progn (setq eglot-sync-connect 30 eglot-connect-timeout 30) (apply #'eglot (eglot--guess-contact))"
                        + " (princ (format \"found %s\" (plist-get (eglot--server-info (eglot-current-server)) :name)))"
                        + " (eglot-shutdown (eglot-current-server) nil 20))"));
        assertTrue(said.contains("found m365ls"), said);
    }

    /** The page's lines in a language. */
    private static String block(String language) throws IOException {
        Matcher matcher = Pattern.compile("```" + language + "\n(.*?)```", Pattern.DOTALL)
                .matcher(Files.readString(PAGE).replace("\r\n", "\n"));
        assertTrue(matcher.find(), language);
        return matcher.group(1);
    }

    private String run(List<String> editor) throws IOException, InterruptedException {
        Path program = folder.resolve("m365ls");
        Files.writeString(
                program,
                "#!/bin/sh\nexec '" + Path.of(System.getProperty("java.home"), "bin", "java")
                        + "' -XX:TieredStopAtLevel=1 -cp '" + System.getProperty("java.class.path")
                        + "' m365ls.Main \"$@\"\n");
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
        Path printed = folder.resolve("printed.txt");
        ProcessBuilder builder = new ProcessBuilder(editor)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(printed.toFile());
        builder.environment().remove("JAVA_TOOL_OPTIONS");
        builder.environment().merge("PATH", folder.toString(), (path, first) -> first + File.pathSeparator + path);
        for (String home : List.of("HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME")) {
            builder.environment().put(home, folder.toString());
        }
        Process process = builder.start();
        process.getOutputStream().close();
        boolean ended = process.waitFor(100, TimeUnit.SECONDS);
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
        String said = Files.readString(printed);
        assertTrue(ended, said);
        assertEquals(0, process.exitValue(), said);
        return said;
    }
}
