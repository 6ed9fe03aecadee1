package m365ls.lsp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The program as an editor starts it: a process of its own. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class LaunchedServerTest {

    private static final String URI = "file:///scripts/a.ps1";

    @Test
    void servesAnEditorFromStartToEnd() throws Exception {
        try (Launched server = new Launched("serve");
                Editor editor = server.editor()) {
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
            assertEquals(0, server.exitCode());
        }
    }

    @Test
    void servesWithoutArguments() throws Exception {
        try (Launched server = new Launched();
                Editor editor = server.editor()) {
            editor.initialize("{}");
            editor.tell("exit", "null");
            assertEquals(1, server.exitCode(), "nobody asked it to shut down");
        }
    }

    @Test
    void answersACancelledRequestAsCancelledOrAnswered() throws Exception {
        try (Launched server = new Launched("serve");
                Editor editor = server.editor()) {
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
    void servesOnAfterTheLargestMessages() throws Exception {
        try (Launched server = new Launched("serve");
                Editor editor = server.editor()) {
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
            assertFalse(server.errors().contains("OutOfMemory"));
        }
    }

    @Test
    void keepsTheCommandLineApart() throws Exception {
        try (Launched help = new Launched("--help");
                Launched unknown = new Launched("no-such-command");
                Launched option = new Launched("serve", "--no-such-option")) {
            String printed = new String(help.process().getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertEquals(0, help.exitCode());
            assertTrue(printed.contains("serve") && printed.contains("check"), printed);
            assertEquals(2, unknown.exitCode());
            assertEquals(2, option.exitCode());
        }
    }
}
