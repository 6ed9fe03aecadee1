package m365ls.feature;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import m365ls.catalog.Catalog;
import m365ls.catalog.CatalogFile;
import m365ls.catalog.FormerNames;
import m365ls.feature.rule.Rules;
import m365ls.script.Dialect;
import m365ls.script.PowerShell;
import m365ls.script.Script;
import m365ls.script.Shell;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * No script makes a rule slow: each is given calls and scripts in which what it looks at is repeated so often that this test
 * would not end in any useful time if the effort grew with the square of it.
 */
class HostileCallsTest {

    private static final int TIMES = 20_000;

    private static final Catalog CATALOG = CatalogFile.builtIn().catalog();
    private static final FormerNames FORMER = FormerNames.builtIn();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "m365 spo site get --url https://contoso.sharepoint.com< w#>",
                "m365 spo site get< w# --url x>",
                "m365 spo site get --url a< 'b c'>",
                "m365 spo site get< --opt# v>",
                "m365 spo list get< --opt# v>",
                "m365 spo listitem add< --opt# v>",
                "m365 spo site get< --url x#>",
                "m365 spo list get< --webUrl x#>",
                "m365 spo list get< --output x#>",
                "m365 spo list get< --verbose no>",
                "m365 spo list set< --hidden nope>",
                "m365 spo site get< -abc#>",
                "m365 spo site get -<abc>",
                "m365 spo file copy< --targetUrl x>",
                "m365 aad user get< --userName x#>",
                "m365 aad user get< x#>",
                "m365 sspo< x#>",
                "m365 spo list get< --webUrl>",
                "m365 login --authType secret< --secret abc>",
                "m365 login< --appId 31359c7f-bd7e-475c-86db-fdb8c937548e>",
                "m365 request --headers <eyJaaaaaaaaaaaaaa.>",
                "m365 spo list list --query '<[>'",
                "m365 spo list list --query '<a.>b'",
                "m365 spo list list< --query a]>",
                "m365 teams channel add --teamId <0> --name x --owner <a@>",
                "m365 spo list list --webUrl https://<a.>sharepoint.com/<%2f>",
                "m365 spo site list --type <TeamSite,>",
                "m365 request --url <?$select=id&$top=1>",
                "m365 request --url \"<$a>\"",
                "m365 spo site get< --no-help>",
                "m365 spo site get< --help x#>",
                "m365 spo site get< $o>",
                "m365 spo site get< 'a\"b'>",
                "m365 spo list remove< --title x>",
            })
    void looksAtCallsInLinearTime(String hostile) {
        for (Dialect dialect : List.of(new Shell(), new PowerShell())) {
            Script script = Script.parse(dialect, repeated(hostile) + "\n");
            assertEquals(1, script.invocations().size());
            for (Finding finding : findings(script)) {
                assertFalse(finding.span().end() > script.text().length(), finding::rule);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<m365 spo sitex#\n>",
                "<m365 request --url a?x=1&y=2&z=3;\n>",
                "<x=$(m365 spo list list --output text)\n><echo $x | jq\n>",
                "<x#=$(m365 spo list list --output text)\n><echo $x# | jq\n>",
                "<$x = m365 spo list list --output text\n><$x | ConvertFrom-Json\n>",
                "<# m365ls-disable-next-line unknown-option\nm365 spo site get --x\n>",
                "<# m365ls-disable rule#, ruleb#\nm365 spo site get --x\n>",
                "<export OFFICE365CLI_TENANT=x # a\n>",
                "<m365 login --authType secret\nm365 login\nm365 teams chat list\n>",
            })
    void looksAtScriptsInLinearTime(String hostile) {
        for (Dialect dialect : List.of(new Shell(), new PowerShell())) {
            Script script = Script.parse(dialect, repeated(hostile));
            for (Finding finding : findings(script)) {
                assertFalse(finding.span().end() > script.text().length(), finding::rule);
            }
        }
    }

    static Set<String> rules() {
        return Rules.IDS;
    }

    @ParameterizedTest
    @MethodSource("rules")
    void looksAtWhatEachRuleFindsManyTimesOver(String rule) {
        RuleSamples.Sample sample = RuleSamples.of(rule);
        String many = sample.text().concat("\n").repeat(100);
        Script script = Script.parse(sample.powershell() ? new PowerShell() : new Shell(), many);
        assertFalse(findings(script).isEmpty());
    }

    private static List<Finding> findings(Script script) {
        boolean windows = script.dialect() instanceof PowerShell;
        return Findings.of(new Snapshot(script, CATALOG, FORMER, new Settings(Map.of(), windows), ContextFile.NONE));
    }

    /** The text with each part between angle brackets repeated, its number in the place of {@code #}. */
    private static String repeated(String hostile) {
        StringBuilder text = new StringBuilder();
        int at = 0;
        for (int open = hostile.indexOf('<'); open >= 0; open = hostile.indexOf('<', at)) {
            int close = hostile.indexOf('>', open);
            String part = hostile.substring(open + 1, close);
            text.append(hostile, at, open);
            IntStream.range(0, TIMES).forEach(i -> text.append(part.replace("#", "" + i)));
            at = close + 1;
        }
        return text.append(hostile.substring(at)).toString();
    }
}
