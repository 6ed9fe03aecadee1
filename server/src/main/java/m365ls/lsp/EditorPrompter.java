package m365ls.lsp;

import com.google.gson.JsonElement;
import java.net.URI;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import m365ls.protocol.DeviceCodeQuestion;
import m365ls.protocol.Methods;
import m365ls.session.Prompter;
import m365ls.session.Secret;
import org.jspecify.annotations.Nullable;

/**
 * Asks the user in the editor, for one sign-in, which runs on the thread that makes this object. If the user closes the
 * code, that thread is interrupted.
 */
final class EditorPrompter implements Prompter {

    /** Why the sign-in was given up. */
    enum End {
        /** It was not. */
        NONE,
        /** The user does not want to. */
        CANCELLED,
        /** The client could not show the code. */
        NOT_SHOWN
    }

    private final Client client;
    private final Questions questions;
    private final String clientId;
    private final Thread signingIn = Thread.currentThread();
    private @Nullable CompletableFuture<JsonElement> shown;
    private End end = End.NONE;

    /** @param clientId of the application that signs in; empty if the user does not know it */
    EditorPrompter(Client client, Questions questions, String clientId) {
        this.client = client;
        this.questions = questions;
        this.clientId = clientId;
    }

    @Override
    public synchronized void showDeviceCode(DeviceCodePrompt prompt) {
        CompletableFuture<JsonElement> asked = client.request(
                Methods.SESSION_DEVICE_CODE,
                new DeviceCodeQuestion(
                        prompt.code(),
                        prompt.address().toString(),
                        prompt.expires().toString(),
                        clientId));
        shown = asked;
        CompletableFuture<?> unused = asked.whenComplete((answer, failure) -> {
            if (failure != null) {
                giveUp(asked, End.NOT_SHOWN);
            } else if (Json.isTrue(answer, "cancelled")) {
                giveUp(asked, End.CANCELLED);
            }
        });
    }

    private synchronized void giveUp(CompletableFuture<JsonElement> asked, End why) {
        // What has ended may have been taken back by ourselves, and its thread may do other work.
        if (shown == asked) {
            shown = null;
            end = why;
            signingIn.interrupt();
        }
    }

    @Override
    public void endDeviceCode() {
        CompletableFuture<JsonElement> open = taken();
        if (open != null) {
            open.cancel(true);
        }
    }

    private synchronized @Nullable CompletableFuture<JsonElement> taken() {
        CompletableFuture<JsonElement> open = shown;
        shown = null;
        return open;
    }

    /** Why the sign-in was given up, after it has ended. */
    synchronized End end() {
        return end;
    }

    @Override
    public boolean openAddress(URI address) throws InterruptedException {
        return questions.openAddress(address.toString());
    }

    @Override
    public Optional<Secret> askSecret(SecretQuestion question) throws InterruptedException {
        return questions.secret(question.what(), question.reason());
    }
}
