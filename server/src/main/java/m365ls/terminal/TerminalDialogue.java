package m365ls.terminal;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import m365ls.run.Dialogue;

/** Asks whoever sits before the terminal of a call. Questions go to standard error, answers come by standard input. */
final class TerminalDialogue implements Dialogue {

    private final Frames frames;
    private final BlockingQueue<Optional<String>> answers = new LinkedBlockingQueue<>();

    TerminalDialogue(Frames frames) {
        this.frames = frames;
    }

    /** Takes an answer; empty if there is none. */
    void answered(Optional<String> answer) {
        answers.add(answer);
    }

    @Override
    public boolean confirm(Confirmation confirmation) throws InterruptedException {
        StringBuilder text = new StringBuilder("\n  m365");
        confirmation.arguments().forEach(argument -> text.append(' ').append(quoted(argument)));
        text.append("\n\n");
        line(text, "as ", confirmation.account());
        line(text, "in ", confirmation.tenant());
        line(text, "on ", confirmation.target());
        confirmation.remarks().forEach(remark -> line(text, "", remark));
        text.append(
                confirmation.destroys() ? "\nThis deletes something. Run it? (y/N) " : "\nRun this command? (y/N) ");
        return agrees(text.toString());
    }

    private static void line(StringBuilder text, String what, String value) {
        if (!value.isEmpty()) {
            text.append("  ").append(what).append(Visible.of(value)).append('\n');
        }
    }

    /** An argument as a reader can tell where it begins and ends. */
    private static String quoted(String argument) {
        boolean plain = !argument.isEmpty() && argument.chars().noneMatch(c -> Character.isWhitespace(c) || c == '"');
        return Visible.of(plain ? argument : '"' + argument.replace("\"", "\\\"") + '"');
    }

    private boolean agrees(String question) throws InterruptedException {
        return answer(Frame.Kind.ASK, question)
                .map(answer -> answer.strip().toLowerCase(Locale.ROOT))
                .filter(answer -> answer.equals("y") || answer.equals("yes"))
                .isPresent();
    }

    private Optional<String> answer(Frame.Kind kind, String question) throws InterruptedException {
        try {
            frames.write(kind, question);
        } catch (IOException e) {
            return Optional.empty();
        }
        return answers.take();
    }

    @Override
    public Optional<String> ask(ValueQuestion question) throws InterruptedException {
        String proposal = question.proposal().isEmpty() ? "" : " [" + Visible.of(question.proposal()) + "]";
        return answer(
                        question.isSecret() ? Frame.Kind.ASK_SECRET : Frame.Kind.ASK,
                        Visible.of(question.what()) + proposal + ": ")
                .map(answer -> answer.isEmpty() ? question.proposal() : answer)
                .filter(answer -> !answer.isEmpty());
    }

    @Override
    public OptionalInt choose(Choice choice) throws InterruptedException {
        StringBuilder text = new StringBuilder(Visible.of(choice.what())).append('\n');
        List<String> choices = choice.choices();
        for (int i = 0; i < choices.size(); i++) {
            text.append("  ")
                    .append(i + 1)
                    .append("  ")
                    .append(Visible.of(choices.get(i)))
                    .append('\n');
        }
        int number = answer(
                        Frame.Kind.ASK,
                        text.append("Number, or nothing for none of them: ").toString())
                .map(String::strip)
                .filter(typed -> typed.matches("[0-9]{1,6}"))
                .map(Integer::parseInt)
                .orElse(0);
        return number >= 1 && number <= choices.size() ? OptionalInt.of(number - 1) : OptionalInt.empty();
    }

    @Override
    public boolean mayCall(String host) throws InterruptedException {
        return agrees("The command calls " + Visible.of(host)
                + ", which is not of Microsoft 365. It gets no token. Call it? (y/N) ");
    }

    @Override
    public boolean maySendAuthorization(String host) throws InterruptedException {
        return agrees("The command sends the Authorization header that you gave to " + Visible.of(host)
                + ". Send it? (y/N) ");
    }

    @Override
    public void waiting(Duration time, String reason) {
        try {
            frames.write(
                    Frame.Kind.ERR, Visible.of(reason) + " Waiting " + time.toSeconds() + " s; Ctrl+C gives up.\n");
        } catch (IOException e) {
            // Nobody is there any more to be told; the call's end is under way.
            return;
        }
    }
}
