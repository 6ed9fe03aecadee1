package m365ls.cli.session;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import m365ls.cli.Console;
import m365ls.run.Dialogue;
import m365ls.session.Secret;

/** Asks the user of a terminal. Where there is none, nobody agrees to anything, and no value is given. */
final class TerminalDialogue implements Dialogue {

    private final Workplace place;
    private final Console console;
    private boolean asked;

    TerminalDialogue(Workplace place) {
        this.place = place;
        this.console = place.console();
    }

    /** Whether something was asked that nobody was there to answer. */
    boolean wasUnanswerable() {
        return asked && place.terminal().get().isEmpty();
    }

    @Override
    public boolean isAnswered() {
        return place.terminal().get().isPresent();
    }

    @Override
    public boolean confirm(Confirmation confirmation) {
        console.show("");
        console.show("  m365 "
                + String.join(
                        " ",
                        confirmation.arguments().stream()
                                .map(TerminalDialogue::quoted)
                                .toList()));
        console.show("");
        show("as", confirmation.account());
        show("in", confirmation.tenant());
        show("on", confirmation.target());
        confirmation.remarks().forEach(remark -> console.show("  " + remark));
        console.show("");
        return sure(confirmation.destroys() ? "This deletes something. Run it?" : "This changes something. Run it?");
    }

    private void show(String what, String value) {
        if (!value.isEmpty()) {
            console.show("  " + what + " " + value);
        }
    }

    /** An argument as a reader can tell where it begins and ends. */
    private static String quoted(String argument) {
        boolean plain = !argument.isEmpty() && argument.chars().noneMatch(c -> Character.isWhitespace(c) || c == '"');
        return plain ? argument : '"' + argument.replace("\"", "\\\"") + '"';
    }

    private boolean sure(String question) {
        asked = true;
        return place.terminal()
                .get()
                .filter(terminal -> Sure.of(terminal, question))
                .isPresent();
    }

    @Override
    public Optional<String> ask(ValueQuestion question) {
        asked = true;
        String proposal = question.proposal().isEmpty() ? "" : " [" + question.proposal() + "]";
        String text = upperFirst(question.what()) + proposal + ":";
        return place.terminal().get().flatMap(terminal -> {
            Optional<String> answer =
                    question.isSecret() ? terminal.askSecret(text).map(Secret::reveal) : terminal.ask(text);
            return answer.or(() -> Optional.of(question.proposal()).filter(known -> !known.isEmpty()));
        });
    }

    @Override
    public OptionalInt choose(Choice choice) {
        asked = true;
        Optional<Terminal> terminal = place.terminal().get();
        if (terminal.isEmpty()) {
            return OptionalInt.empty();
        }
        console.show(upperFirst(choice.what()));
        List<String> choices = choice.choices();
        for (int i = 0; i < choices.size(); i++) {
            console.show("  " + (i + 1) + "  " + choices.get(i));
        }
        Optional<String> typed = terminal.get().ask("Number, or nothing for none of them:");
        int number = typed.filter(text -> text.matches("[0-9]{1,6}"))
                .map(Integer::parseInt)
                .orElse(0);
        return number >= 1 && number <= choices.size() ? OptionalInt.of(number - 1) : OptionalInt.empty();
    }

    @Override
    public boolean mayCall(String host) {
        return sure("The command calls " + host + ", which is not of Microsoft 365. It gets no token. Call it?");
    }

    @Override
    public boolean maySendAuthorization(String host) {
        return sure("The command sends the Authorization header that you gave to " + host + ". Send it?");
    }

    @Override
    public void waiting(Duration time, String reason) {
        console.tell(reason + " Waiting " + time.toSeconds() + " s; Ctrl+C gives up.");
    }

    private static String upperFirst(String text) {
        return text.isEmpty() ? text : text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
    }
}
