package m365ls.lsp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.StreamSupport;
import m365ls.feature.RuleSamples;
import m365ls.feature.RuleSamples.Sample;
import org.junit.jupiter.api.Test;

/** In an editor each rule obeys the settings and the comments in a script. */
class DiagnosticsObeySettingsTest {

    private static final Map<String, Integer> SEVERITIES = Map.of("error", 1, "warning", 2, "information", 3);

    @Test
    void reportsEachRuleAsTheSettingsAndTheCommentsSay() throws IOException {
        try (Editor editor = Editor.inProcess(new CompletableFuture<>())) {
            editor.initialize("{\"textDocument\":{\"diagnostic\":{}}}");
            for (String rule : RuleSamples.rules()) {
                Sample sample = RuleSamples.of(rule);
                String language = sample.powershell() ? "powershell" : "shellscript";
                String uri = "untitled:" + rule;
                editor.open(uri, language, 1, sample.text());
                SEVERITIES.forEach((name, number) -> {
                    set(editor, rule, name);
                    List<Integer> severities = severities(editor, uri, rule);
                    assertTrue(
                            !severities.isEmpty() && severities.stream().allMatch(number::equals),
                            rule + " " + severities);
                });
                set(editor, rule, "off");
                assertEquals(List.of(), severities(editor, uri, rule), rule);
                editor.tell("workspace/didChangeConfiguration", "{\"settings\":{\"m365\":{}}}");
                editor.insert(uri, 2, 0, 0, "# m365ls-disable " + rule + "\n");
                assertEquals(List.of(), severities(editor, uri, rule), rule);
            }
        }
    }

    private static void set(Editor editor, String rule, String severity) {
        editor.tell(
                "workspace/didChangeConfiguration",
                "{\"settings\":{\"m365\":{\"rules\":{\"" + rule + "\":\"" + severity + "\"}}}}");
    }

    private static List<Integer> severities(Editor editor, String uri, String rule) {
        JsonObject report =
                editor.ask("textDocument/diagnostic", Editor.document(uri)).getAsJsonObject("result");
        return StreamSupport.stream(report.getAsJsonArray("items").spliterator(), false)
                .map(JsonElement::getAsJsonObject)
                .filter(d -> d.get("code").getAsString().equals(rule))
                .map(d -> d.get("severity").getAsInt())
                .toList();
    }
}
