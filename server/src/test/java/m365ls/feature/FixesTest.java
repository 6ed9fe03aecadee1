package m365ls.feature;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import m365ls.script.Dialect;
import m365ls.script.PowerShell;
import m365ls.script.Script;
import m365ls.script.Shell;
import m365ls.text.Span;
import org.junit.jupiter.api.Test;

class FixesTest {

    private static final Dialect SHELL = new Shell();
    private static final Dialect POWERSHELL = new PowerShell();

    @Test
    void putsTheNearNameInPlaceOfAnUnknownCommand() {
        check(
                "m365 shop item g<|>te --url x",
                "Change to 'shop item get' => m365 shop item get --url x",
                "Change to 'shop item set' => m365 shop item set --url x");
    }

    @Test
    void escapesQuotesForWindowsPowerShell() {
        String lead = "#requires -PSEdition Desktop\nm365 shop item get --url x --name ";
        String escape = "Escape the double quotes with backslashes => " + lead;
        check(POWERSHELL, lead + "'{\"<|>a\\\\\":1}'", escape + "'{\\\"a\\\\\\\\\\\":1}'");
        check(POWERSHELL, lead + "\"{`\"<|>a`\":$x}\"", escape + "\"{\\`\"a\\`\":$x}\"");
        check(POWERSHELL, lead + "''<|>", "Change to '\"\"' => " + lead + "'\"\"'");
        String constant = "$json = '{\"a\":1}'\n";
        check(POWERSHELL, "#requires -PSEdition Desktop\n" + constant + "m365 shop item get --url x --name $js<|>on");
    }

    @Test
    void putsTheCurrentNameInPlaceOfAFormerOne() {
        check(
                "m365 shop <|>good get --url x --id 1",
                "Change to 'shop item get' (safe) => m365 shop item get --url x --id 1");
        check(
                "m365 shop item get --<|>address x --id 1",
                "Change to --url (safe) => m365 shop item get --url x --id 1");
        check(
                "m365 shop item get --url x --id 1 --conf<|>irm",
                "Remove --confirm => m365 shop item get --url x --id 1");
    }

    @Test
    void putsTheCurrentNamesOfItsOptionsInPlaceToo() {
        check(
                "m365 shop <|>good get --address=\"$x\" --id 1",
                "Change to 'shop item get' (safe) => m365 shop item get --url=\"$x\" --id 1");
        check(
                "m365 shop <|>good get --address x --url y --id 1",
                "Change to 'shop item get' => m365 shop item get --address x --url y --id 1");
    }

    @Test
    void callsNoChangeSafeThatLeavesAnError() {
        check("m365 shop <|>good get --url x", "Change to 'shop item get' => m365 shop item get --url x");
        check(
                "m365 shop <|>good get --url x --id 1 --confirm",
                "Change to 'shop item get' => m365 shop item get --url x --id 1 --confirm");
        check("m365 shop item get --<|>address x", "Change to --url => m365 shop item get --url x");
        check(
                "m365 shop item get --<|>address x --id $id --kind \"$kind\"",
                "Change to --url (safe) => m365 shop item get --url x --id $id --kind \"$kind\"");
        check(
                "m365 shop item get --<|>address x --id 1 --kind toy",
                "Change to --url => m365 shop item get --url x --id 1 --kind toy");
        check("m365 shop item get -u<|>https://a.b", "Write a blank behind -u => m365 shop item get -u https://a.b");
    }

    @Test
    void quotesWordsThatBelongTogether() {
        check(
                "m365 shop item get --url x --name My new<|> thing",
                "Quote 'My new thing' as one value => m365 shop item get --url x --name 'My new thing'",
                "Remove the words => m365 shop item get --url x --name My");
    }

    @Test
    void writesABlankBehindAShortName() {
        check(
                "m365 shop item get -u<|>https://a.b --id 1",
                "Write a blank behind -u (safe) => m365 shop item get -u https://a.b --id 1");
    }

    @Test
    void changesOrRemovesUnknownOptions() {
        check(
                "m365 shop item get --ur<|> x --id 1",
                "Change to --url => m365 shop item get --url x --id 1",
                "Remove --ur => m365 shop item get --id 1");
        check("m365 shop item remove --nop<|>e=5 --id 1", "Remove --nope => m365 shop item remove --id 1");
    }

    @Test
    void addsWhatIsMissing() {
        check("m365 shop item s<|>et", "Add --url, --title => m365 shop item set --url '<url>' --title '<title>'");
        check(
                "m365 shop <|>item get --url x",
                "Add --id => m365 shop item get --url x --id '<id>'",
                "Add --name => m365 shop item get --url x --name '<name>'");
    }

    @Test
    void addsWhatIsMissingOnALineOfItsOwn() {
        check(
                SHELL,
                "m365 shop <|>item set \\\n  --title a",
                "Add --url => m365 shop item set \\\n  --title a \\\n  --url '<url>'");
        check(
                POWERSHELL,
                "m365 shop <|>item set `\r\n  --title a | Out-Null",
                "Add --url => m365 shop item set `\r\n  --title a `\r\n  --url '<url>' | Out-Null");
    }

    @Test
    void removesAContinuedLine() {
        check(
                SHELL,
                "m365 shop item remove \\\n  --no<|>pe 5 \\\n  --id 1",
                "Remove --nope => m365 shop item remove \\\n  --id 1");
    }

    @Test
    void removesOneOfTwoThatExcludeEachOther() {
        check(
                "m365 shop item get --url x --id 1 --na<|>me a",
                "Remove --name => m365 shop item get --url x --id 1",
                "Remove --id => m365 shop item get --url x --name a");
    }

    @Test
    void attachesAValueThatBeginsWithADash() {
        check(
                "m365 shop item remove --i<|>d -draft",
                "Make -draft its value => m365 shop item remove --id=-draft",
                "Remove --id => m365 shop item remove -draft");
    }

    @Test
    void offersTheNearestAllowedValues() {
        check(
                "m365 shop item get --url x --id 1 --kind boo<|>ks",
                "Change to book => m365 shop item get --url x --id 1 --kind book");
        check(
                "m365 shop item get --url x --id 1 --kind \"boo<|>ks\"",
                "Change to book => m365 shop item get --url x --id 1 --kind book");
        check(
                "m365 shop item get --url x --id 1 --hidden may<|>be",
                "Change to true => m365 shop item get --url x --id 1 --hidden true",
                "Change to false => m365 shop item get --url x --id 1 --hidden false");
    }

    @Test
    void writesSwitchesAsTheToolReadsThem() {
        check(
                "m365 shop item set --url x --title a --hidden=n<|>o",
                "Change to --hidden false => m365 shop item set --url x --title a --hidden false");
        check(
                "m365 shop item set --url x --title a --hidden=ye<|>s",
                "Change to --hidden => m365 shop item set --url x --title a --hidden");
        check(
                "m365 shop item set --url x --title a --force fals<|>e",
                "Remove --force => m365 shop item set --url x --title a");
    }

    @Test
    void removesTheSecondOfTwo() {
        check("m365 shop item get --url x --id 1 -<|>u y", "Remove -u => m365 shop item get --url x --id 1");
    }

    @Test
    void correctsRuleNamesInComments() {
        check(
                "# m365ls-disable unkn<|>own-optoin\n",
                "Change to 'unknown-option' => # m365ls-disable unknown-option\n");
    }

    @Test
    void leavesTextAloneThatGivesSeveralArguments() {
        // The option stands in the list that is spread; only the list could be changed.
        check(SHELL, "opts=(--ur x)\nm365 shop item remove --id 1 \"${op<|>ts[@]}\"");
    }

    @Test
    void offersNothingAwayFromAFinding() {
        check("m365 shop item remove --nope --i<|>d 1");
        check("ec<|>ho hi");
    }

    @Test
    void fixesAllThatIsSafe() {
        all(
                "m365 shop good get --address x --id 1\nm365 shop item get --address \"$(m365 shop good get -u h --id 2)\" -i 3\n",
                "m365 shop item get --url x --id 1\nm365 shop item get --url \"$(m365 shop item get -u h --id 2)\" -i 3\n");
        all("m365 shop item set\r\nm365 shop good get --id 1", "m365 shop item set\r\nm365 shop good get --id 1");
        all(
                "# m365ls-disable-next-line former-name\nm365 shop good get -u x --id 1\rm365 shop good get -u x --id 1",
                "# m365ls-disable-next-line former-name\nm365 shop good get -u x --id 1\rm365 shop item get -u x --id 1");
    }

    @Test
    void fixesTheSameTwice() {
        all(
                "m365 shop item get --address x --id 1; m365 shop item get --address x --id 1",
                "m365 shop item get --url x --id 1; m365 shop item get --url x --id 1");
    }

    private static void all(String text, String expected) {
        for (Dialect dialect : List.of(SHELL, POWERSHELL)) {
            Snapshot snapshot = snapshot(dialect, text);
            assertEquals(
                    expected,
                    Fixes.fixed(snapshot, f -> true).snapshot().script().text(),
                    dialect.id());
            Fix all = new Fix("", true, true, Fixes.all(snapshot));
            assertEquals(expected, applied(text, all), dialect.id());
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

    private static void check(String marked, String... expected) {
        check(SHELL, marked, expected);
        check(POWERSHELL, marked, expected);
    }

    private static void check(Dialect dialect, String marked, String... expected) {
        int offset = marked.indexOf("<|>");
        String text = marked.substring(0, offset) + marked.substring(offset + 3);
        Snapshot snapshot = snapshot(dialect, text);
        List<String> actual = new ArrayList<>();
        for (Finding finding : Fixes.at(snapshot, Span.at(offset))) {
            for (Fix fix : finding.fixes()) {
                actual.add(fix.title() + (fix.safe() ? " (safe)" : "") + " => " + applied(text, fix));
            }
        }
        assertEquals(String.join("\n", expected), String.join("\n", actual), dialect.id());
    }

    private static String applied(String text, Fix fix) {
        StringBuilder changed = new StringBuilder(text);
        List<Edit> edits = new ArrayList<>(fix.edits());
        Collections.reverse(edits);
        edits.forEach(e -> changed.replace(e.span().start(), e.span().end(), e.newText()));
        return changed.toString();
    }
}
