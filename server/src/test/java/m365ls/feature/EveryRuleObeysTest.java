package m365ls.feature;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Set;
import m365ls.feature.RuleSamples.Sample;
import m365ls.feature.rule.Rules;
import m365ls.text.Lines;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each rule can be silenced by comments and given another severity. */
class EveryRuleObeysTest {

    static Set<String> rules() {
        return RuleSamples.rules();
    }

    @Test
    void isTriedWithEveryRule() {
        assertEquals(Rules.IDS, RuleSamples.rules());
    }

    @ParameterizedTest
    @MethodSource("rules")
    void isSilentUpToTheCommentThatEndsIt(String rule) {
        Sample sample = RuleSamples.of(rule);
        String silenced = "# m365ls-disable " + rule + "\n" + sample.text() + "\n# m365ls-enable " + rule + "\n";
        List<String> others = said(sample).stream()
                .filter(line -> !line.startsWith(rule + " "))
                .toList();
        assertEquals(others, said(new Sample(sample.powershell(), silenced)));
    }

    @ParameterizedTest
    @MethodSource("rules")
    void isSilentOnTheLineBelowAComment(String rule) {
        Sample sample = RuleSamples.of(rule);
        Lines lines = Lines.of(sample.text());
        boolean silent = false;
        for (Finding finding : sample.findings(Settings.DEFAULT)) {
            int line = lines.startOf(lines.lineAt(finding.span().start()));
            boolean begins = line < 2 || "\\`".indexOf(sample.text().charAt(line - 2)) < 0;
            if (finding.rule().equals(rule) && begins) {
                String text = sample.text().substring(0, line) + "# m365ls-disable-next-line " + rule + "\n"
                        + sample.text().substring(line);
                int fewer = said(sample).size()
                        - said(new Sample(sample.powershell(), text)).size();
                assertTrue(rule.equals(Rules.UNKNOWN_RULE) || fewer >= 1, finding.toString());
                silent = true;
            }
        }
        assertTrue(silent);
    }

    @ParameterizedTest
    @MethodSource("rules")
    void hasTheSeverityThatTheUserSets(String rule) {
        for (Severity severity : Severity.values()) {
            List<Finding> findings = RuleSamples.of(rule).findings(new Settings(Map.of(rule, severity), false));
            List<Finding> own =
                    findings.stream().filter(f -> f.rule().equals(rule)).toList();
            assertEquals(severity == Severity.OFF, own.isEmpty());
            assertTrue(own.stream().allMatch(f -> f.severity() == severity));
        }
    }

    @Test
    void neverRepeatsASecret() {
        List<String> secrets =
                List.of("Summer-2024!", "Winter-2024!", "abc~DEF.123", "MIIKQQ", "0123456789abcdef", "eyJ");
        RuleSamples.rules().stream()
                .flatMap(rule -> RuleSamples.of(rule).findings(Settings.DEFAULT).stream())
                .filter(f -> f.rule().equals("secret-in-script"))
                .forEach(f -> secrets.forEach(secret -> assertFalse(f.toString().contains(secret), f.toString())));
    }

    /** Rule and message of each finding, which places do not change. */
    private static List<String> said(Sample sample) {
        return sample.findings(Settings.DEFAULT).stream()
                .map(f -> f.rule() + " " + f.message())
                .toList();
    }
}
