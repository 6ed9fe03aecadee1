package m365ls.feature;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import m365ls.script.Dialect;
import m365ls.script.PowerShell;
import m365ls.script.Shell;
import m365ls.text.Lines;
import m365ls.text.Span;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Asks at random places of random scripts, and holds each answer to what every answer must be. */
class CompletionsAnywhereTest {

    private static final int SCRIPTS = 2_000;

    private static final List<String> PARTS = List.of(
            "m365 ",
            "spo ",
            "site ",
            "list ",
            "get",
            "login ",
            "spo page ",
            "--url ",
            "--type",
            "-t ",
            "=",
            "--",
            "-",
            " ",
            "--output ",
            "--title x ",
            "'",
            "\"",
            "$x",
            "${y}",
            "$(",
            ")",
            "`",
            "\\",
            "\n",
            "\r\n",
            "\r",
            "|",
            ";",
            ">",
            "<",
            "&",
            "#",
            "@",
            "@'\n",
            "\n'@",
            "{",
            "}",
            "(",
            "All sites",
            "TeamSite",
            "\ud83d\ude00",
            "x",
            "npx ",
            "<<E\n",
            "E\n",
            "$'",
            "--withOneDriveSites ",
            "--url=https://a ",
            ",",
            "%",
            "\t",
            "--%");

    @ParameterizedTest
    @ValueSource(longs = {20_261_120L})
    void everyAnswerCanBeApplied(long seed) {
        Random random = new Random(seed);
        int suggestions = 0;
        for (int i = 0; i < SCRIPTS; i++) {
            StringBuilder text = new StringBuilder("m365 ");
            for (int part = random.nextInt(16); part > 0; part--) {
                text.append(PARTS.get(random.nextInt(PARTS.size())));
            }
            int offset = random.nextInt(text.length() + 1);
            String marked = new StringBuilder(text).insert(offset, "<|>").toString();
            for (Dialect dialect : List.of(new Shell(), new PowerShell())) {
                String what = "seed " + seed + ", script " + i + ", " + dialect.id() + ": " + marked;
                Marked at = assertDoesNotThrow(() -> Marked.of(dialect, SmallCatalog.CATALOG, marked), what);
                List<Suggestion> found = assertDoesNotThrow(() -> Completions.at(at.snapshot(), at.offset()), what);
                assertDoesNotThrow(() -> Signatures.at(at.snapshot(), at.offset()), what);
                Lines lines = at.snapshot().script().lines();
                for (Suggestion suggestion : found) {
                    suggestions++;
                    Span span = suggestion.edit().span();
                    assertTrue(span.touches(offset), what);
                    assertEquals(lines.lineAt(span.start()), lines.lineAt(span.end()), what);
                    assertTrue(span.end() <= text.length(), what);
                    assertTrue(
                            Completions.explain(SmallCatalog.CATALOG, suggestion.key())
                                    .isPresent(),
                            what);
                    List<Edit> edits = new ArrayList<>(suggestion.additional());
                    edits.add(suggestion.edit());
                    edits.sort(Comparator.comparing(e -> e.span().start()));
                    for (int e = 1; e < edits.size(); e++) {
                        assertTrue(
                                edits.get(e - 1).span().end()
                                        <= edits.get(e).span().start(),
                                what);
                    }
                }
            }
        }
        assertTrue(suggestions > SCRIPTS, "only " + suggestions + " suggestions");
    }
}
