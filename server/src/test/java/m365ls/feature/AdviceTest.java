package m365ls.feature;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import m365ls.catalog.Catalog;
import m365ls.catalog.CatalogFile;
import m365ls.catalog.CommandSpec;
import m365ls.catalog.CommandText;
import m365ls.catalog.FormerNames;
import m365ls.script.Dialect;
import m365ls.script.PowerShell;
import m365ls.script.Script;
import m365ls.script.Shell;
import org.junit.jupiter.api.Test;

/** What the rules offer that find what the tool itself accepts; what they find is in the sample scripts. */
class AdviceTest {

    private static final Dialect SHELL = new Shell();
    private static final Dialect POWERSHELL = new PowerShell();
    private static final Catalog CATALOG = CatalogFile.builtIn().catalog();

    @Test
    void findsWhatTheToolAcceptsAndTheAuthorCannotMean() {
        find("""
                m365 login --authType secret --secret abc --appId 31359c7f-bd7e-475c-86db-fdb8c937548e --tenant x
                #                                     ^^^ warning secret-in-script: A secret is written into the script: whoever can read the script has it. Read it from the environment or a vault.
                #                                                 ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning former-application: This is the application 'PnP Management Shell' of earlier versions, which no longer exists. Register one of your own with 'm365 setup', or 'm365 entra app add'.
                m365 viva engage user list
                #    ^^^^^^^^^^^^^^^^^^^^^ warning other-sign-in: 'viva engage user list' works only when a user is signed in; the script signs in as an application.
                m365 spo list remove --webUrl $u --title x
                #    ^^^^^^^^^^^^^^^ information missing-force: 'spo list remove' asks for confirmation and waits for the answer. A script that no one watches needs --force.
                m365 spo site list --query 'a |'
                #                             ^ warning invalid-query: This is no JMESPath expression: The query ends where an expression is expected. The tool notices it when the command has run.
                m365 spo site list -o csv | jq
                #                     ^^^ warning not-json: What this call prints is read as JSON, but its output mode is 'csv'.
                m365 spo web set --url $u --title R&D
                #                                  ^ warning unquoted-character: The '&' is not quoted: the command ends in front of it, and the shell runs what is behind it as a command of its own.
                echo "OFFICE365CLI_TENANT"
                #     ^^^^^^^^^^^^^^^^^^^ warning former-variable: The tool no longer reads OFFICE365CLI_TENANT; the variable is called CLIMICROSOFT365_TENANT now.
                """);
    }

    @Test
    void saysNothingOfWhatMayBeMeant() {
        find("""
                m365 login --authType secret --secret $secret --appId $app --tenant $tenant
                m365 spo list get --webUrl $u --title x
                m365 spo feature enable --webUrl $u --id 915c240e-a6cc-49b8-8b2c-0bff8b553ed3
                m365 spo file rename --webUrl $u --sourceUrl /a.txt --targetFileName b.txt
                m365 spo site list --query "[?Title=='$title']"
                m365 spo site list -o json | jq
                m365 spo site list -o csv | cut -f1
                m365 spo listitem get --webUrl $u --listId $l --id 1 --query Definition -o text | jq
                m365 request --url $u -o text | jq
                m365 spo web set --url $u --title 'R&D'
                m365 spo web set --url $u --title R; m365 logout
                """);
    }

    @Test
    void readsSecretsFromTheEnvironment() {
        check(
                SHELL,
                "m365 entra user set --id $i --currentPassword \"$old\" --newPassword 'a b'",
                "Read it from the environment variable M365_NEW_PASSWORD => m365 entra user set --id $i"
                        + " --currentPassword \"$old\" --newPassword \"$M365_NEW_PASSWORD\"");
        check(
                POWERSHELL,
                "m365 cli config set --key clientSecret --value=abc",
                "Read it from the environment variable M365_VALUE => m365 cli config set --key clientSecret"
                        + " --value $env:M365_VALUE");
        check(POWERSHELL, "$p = 'abc'\nm365 entra user password validate --password $p");
    }

    @Test
    void addsForce() {
        check(
                SHELL,
                "m365 spo list remove --webUrl $w --id $i > log",
                "Add --force => m365 spo list remove --webUrl $w --id $i --force > log");
    }

    @Test
    void changesTheFunctionOfAQuery() {
        check(
                POWERSHELL,
                "m365 spo site list --query 'lenght(@)'",
                "Change to length => m365 spo site list --query 'length(@)'");
    }

    @Test
    void changesTheOutputMode() {
        check(SHELL, "m365 spo site list -o=text | jq .", "Change to json => m365 spo site list -o=json | jq .");
    }

    @Test
    void changesTheNameOfAVariable() {
        check(
                SHELL,
                "export OFFICE365CLI_TENANT=x",
                "Change to CLIMICROSOFT365_TENANT => export CLIMICROSOFT365_TENANT=x");
    }

    @Test
    void quotesWhatTheShellTakesAway() {
        check(
                SHELL,
                "m365 request --url https://graph.microsoft.com/v1.0/me?a=1&$select=id",
                "Quote https://graph.microsoft.com/v1.0/me?a=1&$select=id => m365 request --url"
                        + " 'https://graph.microsoft.com/v1.0/me?a=1&$select=id'");
        check(
                SHELL,
                "m365 request --url $base/me?a=1&b=2",
                "Quote $base/me?a=1&b=2 => m365 request --url \"$base/me?a=1&b=2\"");
        check(
                SHELL,
                "m365 request --url \"https://graph.microsoft.com/v1.0/me?$select=id\"",
                "Escape the dollar sign => m365 request --url \"https://graph.microsoft.com/v1.0/me?\\$select=id\"");
        check(
                POWERSHELL,
                "m365 request --url \"https://graph.microsoft.com/v1.0/me?$select=id\"",
                "Escape the dollar sign => m365 request --url \"https://graph.microsoft.com/v1.0/me?`$select=id\"");
        check(POWERSHELL, "m365 entra user get --id @meId", "Quote @meId => m365 entra user get --id '@meId'");
        check(
                SHELL,
                "m365 entra group member add --groupName a --role Member --userNames a@b.c;d@e.f --verbose",
                "Quote a@b.c;d@e.f => m365 entra group member add --groupName a --role Member --userNames"
                        + " 'a@b.c;d@e.f' --verbose");
        check(
                POWERSHELL,
                "m365 request --url https://a.sharepoint.com/_api/lists('a')/items",
                "Quote https://a.sharepoint.com/_api/lists('a')/items => m365 request --url"
                        + " 'https://a.sharepoint.com/_api/lists(''a'')/items'");
    }

    @Test
    void saysNothingOfOtherSecretsInTheDocumentationThanThoseWrittenOut() {
        List<String> wrong = new ArrayList<>();
        int examples = 0;
        for (CommandSpec command : CATALOG.commands()) {
            for (CommandText.Example example : CATALOG.text(command).examples()) {
                for (Dialect dialect : List.of(SHELL, POWERSHELL)) {
                    examples++;
                    for (Finding finding : findings(dialect, example.code())) {
                        String written = finding.span().of(example.code());
                        if (finding.rule().equals("secret-in-script") && written.contains("$")) {
                            wrong.add(example.code());
                        }
                    }
                }
            }
        }
        assertEquals(List.of(), wrong, examples + " examples");
    }

    private static void find(String annotated) {
        for (Dialect dialect : List.of(SHELL, POWERSHELL)) {
            Snapshot snapshot = snapshot(dialect, annotated);
            assertEquals(
                    String.join("\n", Carets.expected(annotated)),
                    String.join("\n", Carets.actual(snapshot, Findings.of(snapshot))),
                    dialect.id());
        }
    }

    private static Snapshot snapshot(Dialect dialect, String text) {
        return new Snapshot(
                Script.parse(dialect, text), CATALOG, FormerNames.builtIn(), Settings.DEFAULT, ContextFile.NONE);
    }

    private static List<Finding> findings(Dialect dialect, String text) {
        return Findings.of(snapshot(dialect, text));
    }

    /** Each change that is offered anywhere in {@code text} and is no error's, with what it makes of it. */
    private static void check(Dialect dialect, String text, String... expected) {
        List<String> actual = new ArrayList<>();
        for (Finding finding : findings(dialect, text)) {
            for (Fix fix : finding.fixes()) {
                if (finding.severity() != Severity.ERROR) {
                    actual.add(fix.title() + (fix.safe() ? " (safe)" : "") + " => " + applied(text, fix));
                }
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
