package m365ls.lsp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The program as an editor starts it: a process of its own. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class LaunchedServerTest {

    private static final String URI = "file:///scripts/a.ps1";

    private final List<Process> started = new ArrayList<>();

    @TempDir
    private Path folder;

    private Path errors;

    @BeforeEach
    void begin() {
        errors = folder.resolve("errors.txt");
    }

    private Process start(String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "@" + Path.of("java.options").toAbsolutePath(),
                "-cp",
                System.getProperty("java.class.path"),
                "m365ls.Main"));
        command.addAll(List.of(arguments));
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.appendTo(errors.toFile()));
        builder.environment().remove("JAVA_TOOL_OPTIONS");
        Process process = builder.start();
        started.add(process);
        return process;
    }

    private static Editor editor(Process process) {
        return new Editor(process.getOutputStream(), process.getInputStream());
    }

    private static int exitCode(Process process) throws InterruptedException {
        assertTrue(process.waitFor(30, TimeUnit.SECONDS), "it is still there");
        return process.exitValue();
    }

    @AfterEach
    void end() {
        started.forEach(Process::destroyForcibly);
    }

    @Test
    void servesAnEditorFromStartToEnd() throws Exception {
        Process process = start("serve");
        try (Editor editor = editor(process)) {
            editor.initialize("{}");
            editor.open(
                    URI,
                    "powershell",
                    1,
                    "$site = m365 spo site gte --url https://contoso.sharepoint.com\nm365 spo site get --\n");
            JsonArray findings = editor.diagnostics(URI);
            assertTrue(findings.toString().contains("unknown-command"), findings.toString());
            JsonArray items =
                    editor.ask("textDocument/completion", Editor.at(URI, 1, 20)).getAsJsonArray("result");
            assertTrue(items.toString().contains("\"--url\""));
            JsonObject hover = editor.ask("textDocument/hover", Editor.at(URI, 1, 15));
            assertTrue(hover.getAsJsonObject("result").has("contents"), hover.toString());
            assertTrue(editor.ask("shutdown", "null").get("result").isJsonNull());
            editor.tell("exit", "null");
            assertEquals(0, exitCode(process));
        }
    }

    @Test
    void servesWithoutArguments() throws Exception {
        Process process = start();
        try (Editor editor = editor(process)) {
            editor.initialize("{}");
            editor.tell("exit", "null");
            assertEquals(1, exitCode(process), "nobody asked it to shut down");
        }
    }

    @Test
    void endsWithItsInput() throws Exception {
        Process fresh = start("serve");
        fresh.getOutputStream().close();
        assertEquals(1, exitCode(fresh));
        Process used = start("serve");
        try (Editor editor = editor(used)) {
            editor.initialize("{}");
            editor.open(URI, "powershell", 1, "m365 status");
        }
        assertEquals(1, exitCode(used));
        Process shutDown = start("serve");
        try (Editor editor = editor(shutDown)) {
            editor.initialize("{}");
            editor.ask("shutdown", "null");
        }
        assertEquals(0, exitCode(shutDown));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Content-Type: x\r\n\r\n{}",
                "Content-Length: -5\r\n\r\n{}",
                "Content-Length: abc\r\n\r\n{}",
                "Content-Length: 99999999999\r\n\r\n{}",
                "Content-Length: 2147483647\r\n\r\n{}"
            })
    void endsWhereNoMessageCanBeFound(String input) throws Exception {
        Process process = start("serve");
        process.getOutputStream().write(input.getBytes(StandardCharsets.US_ASCII));
        process.getOutputStream().flush();
        assertEquals(1, exitCode(process), "although its input is still open");
    }

    @Test
    void endsAtAHeaderLineOfFiftyMegabytes() throws Exception {
        Process process = start("serve");
        byte[] part = "x".repeat(1 << 20).getBytes(StandardCharsets.US_ASCII);
        try {
            for (int i = 0; i < 50; i++) {
                process.getOutputStream().write(part);
            }
        } catch (IOException e) {
            // The server closed its end before all was written, which is what it should do.
        }
        assertEquals(1, exitCode(process));
    }

    @Test
    void answersACancelledRequestAsCancelledOrAnswered() throws Exception {
        Process process = start("serve");
        try (Editor editor = editor(process)) {
            editor.ask("initialize", "{\"capabilities\":{}}");
            editor.open(URI, "powershell", 1, "m365 spo site get --url $url\n".repeat(20_000));
            // The first one parses the text; the next ones wait for that.
            List<Integer> asked = new ArrayList<>();
            for (int i = 0; i < 10; i++) {
                asked.add(editor.begin("textDocument/documentSymbol", Editor.document(URI)));
            }
            for (int id : asked) {
                editor.tell("$/cancelRequest", "{\"id\":" + id + "}");
            }
            int cancelled = 0;
            List<JsonObject> answers = new ArrayList<>();
            for (int i = 0; i < asked.size(); i++) {
                answers.add(editor.anyAnswer());
            }
            for (JsonObject answer : answers) {
                int code = Wire.code(answer);
                assertTrue(code == 0 || code == -32800, answer.toString());
                cancelled += code == 0 ? 0 : 1;
            }
            assertTrue(cancelled > 0, "all were answered before the cancellation came");
            assertEquals(0, Wire.code(editor.ask("textDocument/hover", Editor.at(URI, 0, 15))));
        }
    }

    @Test
    void answersEachRequestOfAStormOfCancellationsAndLogsNothing() throws Exception {
        Process process = start("serve");
        try (Editor editor = editor(process)) {
            editor.initialize("{}");
            editor.open(URI, "powershell", 1, "m365 spo site get --url x\n");
            for (int i = 0; i < 10_000; i++) {
                int id = editor.begin("textDocument/hover", Editor.at(URI, 0, 15));
                editor.tell("$/cancelRequest", "{\"id\":" + id + "}");
            }
            for (int i = 0; i < 10_000; i++) {
                JsonObject answer = editor.anyAnswer();
                assertTrue(Wire.code(answer) == 0 || Wire.code(answer) == -32800, answer.toString());
            }
            assertEquals(0, Wire.code(editor.ask("textDocument/hover", Editor.at(URI, 0, 15))));
            editor.ask("shutdown", "null");
            editor.tell("exit", "null");
            assertEquals(0, exitCode(process));
        }
        assertEquals("", Files.readString(errors));
    }

    @Test
    void servesOnAfterTheLargestMessages() throws Exception {
        Process process = start("serve");
        try (Editor editor = editor(process)) {
            editor.initialize("{}");
            String line = "m365 spo site get --url https://contoso.sharepoint.com/sites/a --output json # äöü\n";
            for (String text : List.of(line.repeat((30 << 20) / line.length()), "#" + "x".repeat(31 << 20))) {
                editor.open(URI, "powershell", 1, text);
                assertEquals(0, Wire.code(editor.ask("textDocument/hover", Editor.at(URI, 0, 15))));
            }
            String values = "{\"a\":[" + "[],".repeat(10 << 20) + "[]]}";
            editor.tell("some/thing", values);
            assertEquals(-32600, Wire.code(editor.ask("textDocument/hover", values)));
            editor.open("file:///small.ps1", "powershell", 1, "m365 spo site get\n");
            assertTrue(editor.ask("textDocument/hover", Editor.at("file:///small.ps1", 0, 15))
                    .getAsJsonObject("result")
                    .has("contents"));
            // A heap that was exhausted would have been told of in the log.
            assertFalse(Files.readString(errors).contains("OutOfMemory"));
        }
    }

    @Test
    void goesOnReadingWhenNobodyReadsItsAnswers() throws Exception {
        Process process = start("serve");
        try (Editor editor = editor(process)) {
            editor.initialize("{}");
            editor.open(URI, "powershell", 1, "m365 spo site get --url x\n");
            for (int i = 0; i < 4000; i++) {
                editor.begin("textDocument/hover", Editor.at(URI, 0, 15));
            }
            // All were written although nothing was read; now each answer is there.
            for (int i = 0; i < 4000; i++) {
                assertEquals(0, Wire.code(editor.anyAnswer()));
            }
        }
    }

    @Test
    void endsWhenTheProcessThatUsesItIsGone() throws Exception {
        Process parent = start("--version");
        long gone = parent.pid();
        assertEquals(0, exitCode(parent));
        Process process = start("serve");
        Editor editor = editor(process);
        assertFalse(editor.ask("initialize", "{\"processId\":" + gone + ",\"capabilities\":{}}")
                .has("error"));
        assertEquals(1, exitCode(process), "although its input is still open");
    }

    @Test
    void keepsTheCommandLineApart() throws Exception {
        Process help = start("--help");
        String printed = new String(help.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, exitCode(help));
        assertTrue(printed.contains("serve") && printed.contains("check"), printed);
        assertEquals(2, exitCode(start("no-such-command")));
        assertEquals(2, exitCode(start("serve", "--no-such-option")));
    }
}
