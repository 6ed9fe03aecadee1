package m365ls.feature;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import m365ls.script.Dialect;
import m365ls.script.PowerShell;
import m365ls.script.Script;
import m365ls.script.Shell;
import org.junit.jupiter.api.Test;

class OutlineTest {

    private static final Dialect SHELL = new Shell();
    private static final Dialect POWERSHELL = new PowerShell();

    @Test
    void listsCallsWithTheValueOfTheirFirstRequiredOption() {
        check("m365 shop item get --id 1 --url $url", "shop item get | --url $url");
        check("m365 shop item remove --force --name 'a  b'", "shop item remove | --name 'a b'");
        check("m365 shop item remove --force", "shop item remove | ");
        check("m365 shop item remove -o json", "shop item remove | ");
        check("m365 no such thing --id 1", "no such thing | ");
        check("m365", "m365 | ");
    }

    @Test
    void cutsLongValues() {
        check(
                "m365 shop item get --url https://contoso.sharepoint.com/sites/a-site-with-a-long-name",
                "shop item get | --url https://contoso.sharepoint.com/sites/a-site-with-a-...");
    }

    @Test
    void keepsTheNameInsideOfTheWhole() {
        String text = "m365 shop item get \\\n --id 1\nx=$(m365 shop item set)\n";
        Snapshot snapshot = snapshot(SHELL, text);
        for (Symbol symbol : Outline.of(snapshot)) {
            assertTrue(symbol.span().encloses(symbol.nameSpan()), symbol.toString());
        }
        assertEquals(
                List.of("shop item get", "shop item set"),
                Outline.of(snapshot).stream().map(s -> s.nameSpan().of(text)).toList());
    }

    @Test
    void foldsCallsOverSeveralLines() {
        String text = "m365 shop item get \\\n --id 1 \\\n --url x\nm365 shop item remove\n";
        assertEquals(
                List.of("m365 shop item get \\\n --id 1 \\\n --url x"),
                Folds.of(snapshot(SHELL, text)).stream().map(s -> s.of(text)).toList());
        String other = "$a = m365 shop item get `\r\n --id 1\r\nm365 shop item remove\r\n";
        assertEquals(
                List.of("m365 shop item get `\r\n --id 1"),
                Folds.of(snapshot(POWERSHELL, other)).stream()
                        .map(s -> s.of(other))
                        .toList());
    }

    @Test
    void linksCommandsToTheirPages() {
        String text = "m365 shop item get --id 1\nm365 nope\nm365 shop item delete stray\nm365 shop item delete\n";
        assertEquals(
                List.of(
                        "shop item get -> https://example.org/cmd/shop/item/get",
                        "shop item delete -> https://example.org/cmd/shop/item/remove"),
                Links.of(snapshot(SHELL, text)).stream()
                        .map(l -> l.span().of(text) + " -> " + l.target())
                        .toList());
    }

    private static void check(String text, String... expected) {
        for (Dialect dialect : List.of(SHELL, POWERSHELL)) {
            assertEquals(
                    List.of(expected),
                    Outline.of(snapshot(dialect, text)).stream()
                            .map(s -> s.name() + " | " + s.detail())
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
