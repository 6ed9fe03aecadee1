package m365ls.feature;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Set;
import m365ls.catalog.Catalog;
import m365ls.catalog.CatalogFile;
import m365ls.script.Script;
import m365ls.script.Shell;
import org.junit.jupiter.api.Test;

/** What the commands' own checks find, in scripts. */
class InvalidValueTest {

    private static final Catalog CATALOG = CatalogFile.builtIn().catalog();

    @Test
    void speaksOfTheValueThatDoesNotPass() {
        check("""
                m365 spo web get --url http://contoso.sharepoint.com
                #                      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ invalid-value: 'http://contoso.sharepoint.com' is not a valid SharePoint Online site URL.
                m365 entra user get --id 12
                #                        ^^ invalid-value: --id: Invalid UUID.
                m365 spo site remove --url https://a.sharepoint.com/sites/x --fromRecycleBin --skipRecycleBin
                #                                                           ^^^^^^^^^^^^^^^^ invalid-value: Specify either fromRecycleBin or skipRecycleBin, but not both.
                """);
    }

    @Test
    void saysNothingOfWhatIsNotKnown() {
        check("""
                m365 spo web get --url "$site"
                m365 spo web get --url "$site/sites/hr"
                m365 entra user get --id "$(cat id.txt)"
                m365 entra user get --id "$1-7e83-4c3a-94f7-932a1299c844"
                m365 spo site remove --url "https://$tenant.sharepoint.com/sites/x" --fromRecycleBin --force
                m365 teams app publish --filePath ./app.zip
                m365 spo web get --url /sites/hr
                """);
    }

    @Test
    void usesWhatIsKnownOfAValue() {
        check("""
                m365 spo web get --url "http://$tenant.sharepoint.com"
                #                      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ invalid-value: The command refuses this value of --url.
                m365 entra user get --id "user-$1"
                #                        ^^^^^^^^^ invalid-value: --id: Invalid UUID.
                """);
    }

    @Test
    void findsWhatIsRefusedInAnyCase() {
        // Either the category is none, or the path is missing that the type needs.
        check("""
                m365 purview threatassessment add --type file --expectedAssessment block --category "$c"
                #    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^ invalid-value: The command refuses these options together.
                """);
    }

    @Test
    void leavesToOtherRulesWhatTheySee() {
        check("""
                m365 spo web get
                #    ^^^^^^^^^^^ missing-option: 'spo web get' needs --url.
                m365 spo web get --url https://a.sharepoint.com --output xml
                #                                                        ^^^ value-not-allowed: 'xml' is no value of --output, which can be csv, json, md, text, none.
                """);
    }

    @Test
    void carriesTheWholeOfWhatTheToolPrints() {
        Snapshot snapshot = snapshot("m365 entra user get --id 12 --userName x --noSuchOption", ContextFile.NONE);
        List<String> messages = Findings.of(snapshot).stream()
                .map(Finding::cliMessage)
                .filter(message -> !message.isEmpty())
                .toList();
        assertEquals(1, messages.size(), messages.toString());
        assertEquals("id: Invalid UUID", messages.get(0).lines().findFirst().orElse(""));
        assertEquals(true, messages.get(0).contains("Unrecognized key: \"noSuchOption\""), messages.get(0));
    }

    @Test
    void countsWithOptionsFromAContextFile() {
        String call = "m365 spo list get --webUrl https://a.sharepoint.com";
        ContextFile file = new ContextFile(true, true, Set.of("id"));
        assertEquals(List.of(), Findings.of(snapshot(call, file)));
        assertEquals(List.of(), Findings.of(snapshot(call, new ContextFile(true, false, Set.of()))));
        assertEquals(1, Findings.of(snapshot(call, ContextFile.NONE)).size());
    }

    private static Snapshot snapshot(String text, ContextFile file) {
        Script script = Script.parse(new Shell(), text);
        return new Snapshot(script, CATALOG, Given.noFormerNames(), Settings.DEFAULT, file);
    }

    private static void check(String text) {
        Snapshot snapshot = snapshot(text, ContextFile.NONE);
        assertEquals(
                String.join("\n", Carets.expected(text)),
                String.join("\n", Carets.actual(snapshot, Findings.of(snapshot))));
    }
}
