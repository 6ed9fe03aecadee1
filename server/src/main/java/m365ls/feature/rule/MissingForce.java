package m365ls.feature.rule;

import java.util.List;
import java.util.regex.Pattern;
import m365ls.catalog.CommandSpec;
import m365ls.catalog.Effect;
import m365ls.feature.Finding;
import m365ls.feature.Severity;

/**
 * A command asks for confirmation, since {@code --force} is not given: a script that no one watches waits for the answer.
 */
final class MissingForce implements Rule {

    /** Asks only where it creates a brand centre. */
    private static final String RARELY_ASKS = "spo site add";

    /** What descriptions of {@code --force} speak of where it is the answer to a question. */
    private static final Pattern QUESTION = Pattern.compile("prompt|confirm", Pattern.CASE_INSENSITIVE);

    @Override
    public String id() {
        return "missing-force";
    }

    @Override
    public Severity severity() {
        return Severity.INFORMATION;
    }

    @Override
    public String summary() {
        return "A command would ask for confirmation, since `--force` is not given.";
    }

    @Override
    public void check(Subject subject, Report report) {
        // What the tool refuses anyway asks nothing.
        if (report.hasRefused() || subject.reachedCommand().isEmpty()) {
            return;
        }
        CommandSpec command = subject.reachedCommand().get();
        if (mayAsk(command) && !isAnswered(subject) && asks(subject, command) && !subject.maySupply(command, "force")) {
            report.add(finding(subject, command));
        }
    }

    private static boolean mayAsk(CommandSpec command) {
        return command.effect() != Effect.READ
                && !command.name().equals(RARELY_ASKS)
                && command.option("force").isPresent();
    }

    /** What deletes asks wherever it has the option; of others the description of the option tells. */
    private static boolean asks(Subject subject, CommandSpec command) {
        if (command.effect() == Effect.DESTROY) {
            return true;
        }
        String description =
                subject.snapshot().catalog().text(command).options().getOrDefault("force", "");
        return QUESTION.matcher(description).find();
    }

    /** Whether it is not asked, or someone or something answers. */
    private static boolean isAnswered(Subject subject) {
        return subject.call().gives("force")
                || subject.context().asksItself()
                || subject.call().invocation().surroundings().pipedFrom();
    }

    private Finding finding(Subject subject, CommandSpec command) {
        return new Finding(
                id(),
                Severity.INFORMATION,
                subject.nameSpan(),
                "'" + command.name() + "' asks for confirmation and waits for the answer. A script that no one watches"
                        + " needs --force.",
                "",
                List.of(Edits.add(subject, "--force")));
    }
}
