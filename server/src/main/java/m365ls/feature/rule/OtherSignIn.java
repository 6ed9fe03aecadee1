package m365ls.feature.rule;

import java.util.List;
import m365ls.catalog.CommandSpec;
import m365ls.catalog.Identity;
import m365ls.feature.Finding;
import m365ls.feature.Severity;
import m365ls.feature.rule.Context.SignIn;

/** A command works for a user only, or for an application only, and the script signs in as the other. */
final class OtherSignIn implements Rule {

    @Override
    public String id() {
        return "other-sign-in";
    }

    @Override
    public Severity severity() {
        return Severity.WARNING;
    }

    @Override
    public String summary() {
        return "A command does not work with the kind of sign-in that the script uses.";
    }

    @Override
    public void check(Subject subject, Report report) {
        if (subject.reachedCommand().isEmpty()) {
            return;
        }
        CommandSpec command = subject.reachedCommand().get();
        SignIn signIn = subject.context().signIn();
        if (command.identity() == Identity.DELEGATED && signIn == SignIn.APPLICATION) {
            report.add(finding(subject, command.name(), "a user", "an application"));
        } else if (command.identity() == Identity.APPLICATION && signIn == SignIn.USER) {
            report.add(finding(subject, command.name(), "an application", "a user"));
        }
    }

    private Finding finding(Subject subject, String command, String needed, String used) {
        return new Finding(
                id(),
                Severity.WARNING,
                subject.nameSpan(),
                "'" + command + "' works only when " + needed + " is signed in; the script signs in as " + used + ".",
                "",
                List.of());
    }
}
