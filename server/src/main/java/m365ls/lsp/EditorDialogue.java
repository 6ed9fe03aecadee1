package m365ls.lsp;

import com.google.gson.JsonElement;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import m365ls.protocol.ChooseQuestion;
import m365ls.protocol.ConfirmQuestion;
import m365ls.protocol.Methods;
import m365ls.run.Dialogue;
import m365ls.session.Secret;

/** Asks the user of the editor, and tells how far a run has come. A client that cannot ask gets no for an answer. */
final class EditorDialogue implements Dialogue {

    private static final String WHY_SECRET = "It is used for this run alone, and not remembered.";

    private final Client client;
    private final Abilities abilities;
    private final Questions questions;
    private final Progress progress;
    private volatile boolean unanswerable;

    EditorDialogue(Client client, Abilities abilities, Questions questions, Progress progress) {
        this.client = client;
        this.abilities = abilities;
        this.questions = questions;
        this.progress = progress;
    }

    /** Whether there was something to be asked that this client cannot ask. */
    boolean wasUnanswerable() {
        return unanswerable;
    }

    @Override
    public boolean isAnswered() {
        return abilities.chooses();
    }

    @Override
    public boolean confirm(Confirmation confirmation) throws InterruptedException {
        return confirmed(new ConfirmQuestion(
                confirmation.destroys()
                        ? "This command deletes something. Run it?"
                        : confirmation.remarks().isEmpty()
                                ? "This command changes something. Run it?"
                                : "Run this command?",
                confirmation.account(),
                confirmation.tenant(),
                confirmation.target(),
                confirmation.arguments(),
                confirmation.destroys(),
                confirmation.remarks()));
    }

    @Override
    public boolean mayCall(String host) throws InterruptedException {
        return confirmed(
                question("The command calls " + host + ", which is not of Microsoft 365. It gets no token. Call it?"));
    }

    @Override
    public boolean maySendAuthorization(String host) throws InterruptedException {
        return confirmed(
                question("The command sends the Authorization header among its arguments to " + host + ". Send it?"));
    }

    private static ConfirmQuestion question(String text) {
        return new ConfirmQuestion(text, "", "", "", List.of(), false, List.of());
    }

    private boolean confirmed(ConfirmQuestion question) throws InterruptedException {
        if (!abilities.confirms()) {
            unanswerable = true;
            return false;
        }
        return await(client.request(Methods.CONFIRM, question))
                .filter(answer -> Json.isTrue(answer, "confirmed"))
                .isPresent();
    }

    @Override
    public Optional<String> ask(ValueQuestion question) throws InterruptedException {
        if (question.isSecret()) {
            if (!questions.canAskSecret()) {
                unanswerable = true;
                return Optional.empty();
            }
            return questions.secret(question.what(), WHY_SECRET).map(Secret::reveal);
        }
        return ask(question, List.of());
    }

    /** A value that may be one of {@code offered}. */
    Optional<String> ask(ValueQuestion question, List<String> offered) throws InterruptedException {
        return choice(new ChooseQuestion(question.what(), offered, true, question.proposal()));
    }

    @Override
    public OptionalInt choose(Choice choice) throws InterruptedException {
        int chosen = choice(new ChooseQuestion(choice.what(), choice.choices(), false, ""))
                .map(choice.choices()::indexOf)
                .orElse(-1);
        return chosen < 0 ? OptionalInt.empty() : OptionalInt.of(chosen);
    }

    private Optional<String> choice(ChooseQuestion question) throws InterruptedException {
        if (!abilities.chooses()) {
            unanswerable = true;
            return Optional.empty();
        }
        return await(client.request(Methods.CHOOSE, question)).flatMap(answer -> Json.text(answer, "choice"));
    }

    /** The answer; empty if the client answers with an error. An interrupt takes the question back. */
    private static Optional<JsonElement> await(CompletableFuture<JsonElement> asked) throws InterruptedException {
        try {
            return Optional.ofNullable(asked.get());
        } catch (ExecutionException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            asked.cancel(true);
            throw e;
        }
    }

    @Override
    public void requesting(String method, String address) {
        progress.report(method + " " + address);
    }

    @Override
    public void waiting(Duration time, String reason) {
        progress.report(reason + " Waiting " + time.toSeconds() + " s.");
    }

    @Override
    public void working(String what) {
        progress.report(what);
    }

    @Override
    public void printed(String text) {
        progress.part(text);
    }

    @Override
    public void received(Page page) {
        progress.report("Page " + page.number() + ", " + page.total() + " entries so far.");
        if (!page.entries().isEmpty()) {
            progress.page(page);
        }
    }
}
