package m365ls.feature.rule;

import java.util.List;
import java.util.Locale;
import m365ls.feature.Finding;
import m365ls.feature.Severity;
import m365ls.script.Call;
import m365ls.text.Span;

/**
 * A sign-in names the application that earlier versions brought along. Its owner deleted it on 9 September 2024; since
 * then everyone registers an application of their own ({@code m365 setup}).
 */
final class FormerApplication implements Rule {

    private static final String PNP_MANAGEMENT_SHELL = "31359c7f-bd7e-475c-86db-fdb8c937548e";

    @Override
    public String id() {
        return "former-application";
    }

    @Override
    public Severity severity() {
        return Severity.WARNING;
    }

    @Override
    public String summary() {
        return "A sign-in names the application of earlier versions, which no longer exists.";
    }

    @Override
    public void check(Subject subject, Report report) {
        boolean setsUp = subject.reachedCommand()
                .filter(c -> c.name().equals("login") || c.name().equals("cli config set"))
                .isPresent();
        if (!setsUp) {
            return;
        }
        for (Call.Given given : subject.given()) {
            boolean former = given.option()
                            .filter(o -> o.name().equals("appId") || o.name().equals("value"))
                            .isPresent()
                    && Subject.knownValue(given)
                            .filter(v -> v.toLowerCase(Locale.ROOT).equals(PNP_MANAGEMENT_SHELL))
                            .isPresent();
            if (former) {
                boolean written = subject.isWritten(given) && !given.valueSpan().isEmpty();
                Span span = written ? given.valueSpan() : given.nameSpan();
                report.add(new Finding(
                        id(),
                        Severity.WARNING,
                        span,
                        "This is the application 'PnP Management Shell' of earlier versions, which no longer exists."
                                + " Register one of your own with 'm365 setup', or 'm365 entra app add'.",
                        "",
                        List.of()));
            }
        }
    }
}
