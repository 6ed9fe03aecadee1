package m365ls.feature;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import m365ls.script.Dialect;
import m365ls.script.PowerShell;
import m365ls.script.Script;
import m365ls.script.Shell;
import org.junit.jupiter.api.Test;

/** What an editor shows of calls beside the findings: lenses and colours. */
class CallViewsTest {

    private static final Dialect SHELL = new Shell();
    private static final Dialect POWERSHELL = new PowerShell();

    @Test
    void offersToRunEachCallAndAWhatIfForThoseThatChangeSomething() {
        lenses("m365 shop item get --id 1", "m365 RUN", "m365 DOCUMENTATION https://example.org/cmd/shop/item/get");
        lenses(
                "m365 shop item remove --id 1",
                "m365 RUN",
                "m365 WHAT_IF",
                "m365 DOCUMENTATION https://example.org/cmd/shop/item/remove");
    }

    @Test
    void offersNothingForWhatNamesNoCommand() {
        lenses("m365 no such thing --id 1");
        lenses("m365 shop item get stray");
        lenses("m365");
    }

    @Test
    void coloursTheProgramTheCommandAndTheOptionsThatItHas() {
        highlights(
                "m365 shop item get --id 1 --nope x -o json",
                "m365 PROGRAM",
                "shop COMMAND",
                "item COMMAND",
                "get COMMAND",
                "--id OPTION",
                "-o OPTION");
        highlights(
                "m365 shop item get --id=1",
                "m365 PROGRAM",
                "shop COMMAND",
                "item COMMAND",
                "get COMMAND",
                "--id OPTION");
        highlights("m365 no such thing --id 1");
    }

    @Test
    void coloursEachPlaceOnceInOrder() {
        String text = "m365 shop item get --id \"$(m365 shop item get --id 1)\" --url x";
        for (Dialect dialect : List.of(SHELL, POWERSHELL)) {
            int end = 0;
            for (Highlight highlight : Highlights.of(snapshot(dialect, text))) {
                assertEquals(true, highlight.span().start() >= end, highlight.toString());
                end = highlight.span().end();
            }
            assertEquals(text.indexOf("--url") + 5, end, dialect.id());
        }
    }

    private static void lenses(String text, String... expected) {
        for (Dialect dialect : List.of(SHELL, POWERSHELL)) {
            assertEquals(
                    List.of(expected),
                    Lenses.of(snapshot(dialect, text)).stream()
                            .map(lens -> (lens.span().of(text) + " " + lens.kind() + " " + lens.page()).strip())
                            .toList(),
                    dialect.id());
        }
    }

    private static void highlights(String text, String... expected) {
        for (Dialect dialect : List.of(SHELL, POWERSHELL)) {
            assertEquals(
                    List.of(expected),
                    Highlights.of(snapshot(dialect, text)).stream()
                            .map(highlight -> highlight.span().of(text) + " " + highlight.kind())
                            .toList(),
                    dialect.id());
        }
    }

    private static Snapshot snapshot(Dialect dialect, String text) {
        return new Snapshot(
                Script.parse(dialect, text),
                SampleCatalog.CATALOG,
                SampleCatalog.FORMER,
                Settings.DEFAULT,
                ContextFile.NONE);
    }
}
