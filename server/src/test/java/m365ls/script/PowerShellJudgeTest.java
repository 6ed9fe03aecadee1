package m365ls.script;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.fail;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import m365ls.text.Span;
import org.junit.jupiter.api.Test;

/**
 * Holds the calls found in the sample scripts, and in scripts made of parts of them, against those that tree-sitter's
 * grammar of PowerShell finds wherever it reads a statement without an error.
 */
class PowerShellJudgeTest {

    private static final int COUNT = Integer.getInteger("judge.count", 250);
    private static final long SEED = Long.getLong("judge.seed", 365);
    private static final Path FIXTURES = Path.of(System.getProperty("repository.root"), "test-fixtures");

    @Test
    void agreesWithTreeSitter() throws IOException, InterruptedException {
        JsonArray all = new JsonArray();
        List<Path> files;
        try (Stream<Path> found = Files.list(FIXTURES.resolve("scripts/powershell"))) {
            files = found.sorted().toList();
        }
        StringBuilder lines = new StringBuilder();
        for (Path file : files) {
            String script = Files.readString(file);
            all.add(told(String.valueOf(file.getFileName()), script));
            lines.append(script);
        }
        for (int i = 0; i < COUNT; i++) {
            long seed = SEED * 1_000_003 + i;
            all.add(told("seed " + seed, PowerShellScripts.script(new Random(seed))));
        }
        Path input = Path.of("target", "judge", "powershell.json");
        Files.createDirectories(input.getParent());
        Files.writeString(input, all.toString());
        Process judge;
        try {
            judge = new ProcessBuilder(
                            "node",
                            FIXTURES.resolve("judge/powershell.mjs").toString(),
                            input.toAbsolutePath().toString())
                    .redirectErrorStream(true)
                    .start();
        } catch (IOException e) {
            fail("Node.js 20 or later is needed to hold the scanner against tree-sitter, and no node was found", e);
            return;
        }
        String said = new String(judge.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, judge.waitFor(), said);
        assertEquals(true, lines.length() > 0, "there are sample scripts");
        System.getLogger(PowerShellJudgeTest.class.getName()).log(System.Logger.Level.INFO, said.trim());
    }

    private static JsonObject told(String name, String script) {
        JsonArray calls = new JsonArray();
        for (Invocation invocation : Script.parse(new PowerShell(), script).invocations()) {
            if (invocation.program().span().of(script).contains("npx")) {
                continue;
            }
            JsonObject call = new JsonObject();
            call.addProperty("start", invocation.span().start());
            JsonArray words = new JsonArray();
            for (Word word : invocation.words()) {
                words.add(pair(word.span()));
            }
            call.add("words", words);
            calls.add(call);
        }
        JsonObject told = new JsonObject();
        told.addProperty("name", name);
        told.addProperty("script", script);
        told.add("calls", calls);
        return told;
    }

    private static JsonArray pair(Span span) {
        JsonArray pair = new JsonArray();
        pair.add(span.start());
        pair.add(span.end());
        return pair;
    }
}
