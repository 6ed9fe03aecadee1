package m365ls.lsp;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import m365ls.log.Log;
import m365ls.protocol.EditorTokenQuestion;
import m365ls.protocol.Methods;
import m365ls.protocol.SecretQuestion;
import m365ls.protocol.StorageKeyQuestion;
import m365ls.session.EditorTokens;
import m365ls.session.Secret;

/**
 * Asks the client for secrets, each of which comes sealed for the question it answers. Only what the client says it can
 * answer is asked, and nothing without a key.
 */
final class Questions implements EditorTokens {

    private static final Log LOG = new Log("m365ls.lsp");

    /** For answers that need no user, or only one who unlocks a keyring. */
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private static final int QUESTION_BYTES = 16;

    /**
     * The client's answer to the question for a storage key.
     *
     * @param key empty if it gives none
     * @param reason why it gives none, in a sentence; empty if it does not say
     */
    record KeyAnswer(Optional<byte[]> key, String reason) {}

    private final Client client;
    private final Supplier<Abilities> abilities;
    private final Optional<SecretsKey> key;
    private final SecureRandom random = new SecureRandom();

    Questions(Client client, Supplier<Abilities> abilities, Optional<SecretsKey> key) {
        this.client = client;
        this.abilities = abilities;
        this.key = key;
    }

    boolean canAskSecret() {
        return key.isPresent() && abilities.get().secret();
    }

    boolean canAskStorageKey() {
        return key.isPresent() && abilities.get().storageKey();
    }

    boolean canAskEditorToken() {
        return key.isPresent() && abilities.get().editorToken();
    }

    /**
     * A secret that the user types; empty if the user gives none. Waits as long as the user does.
     *
     * @throws org.eclipse.lsp4j.jsonrpc.ResponseErrorException if the answer is in clear, or sealed for another question
     */
    Optional<Secret> secret(String what, String reason) throws InterruptedException {
        if (!canAskSecret()) {
            return Optional.empty();
        }
        String question = question();
        CompletableFuture<JsonElement> asked =
                client.request(Methods.SESSION_SECRET, new SecretQuestion(question, what, reason));
        Optional<JsonElement> sealed = await(asked).flatMap(answer -> Json.at(answer, "secret"));
        if (sealed.isEmpty()) {
            return Optional.empty();
        }
        byte[] opened = open(sealed.get(), Methods.SESSION_SECRET, question)
                .orElseThrow(() -> Trouble.failed("The editor's answer was not encrypted for this question, and was not"
                        + " used. Restart the editor, and try again."));
        return Optional.of(Secret.of(new String(opened, StandardCharsets.UTF_8)));
    }

    /** The key that the client keeps; {@code create}: a new one if it keeps none yet. */
    KeyAnswer storageKey(boolean create) throws InterruptedException {
        String question = question();
        CompletableFuture<JsonElement> asked =
                client.request(Methods.SESSION_STORAGE_KEY, new StorageKeyQuestion(question, create));
        Optional<JsonElement> answer = await(asked, PATIENCE);
        Optional<JsonElement> sealed = answer.flatMap(given -> Json.at(given, "key"));
        if (sealed.isEmpty()) {
            return new KeyAnswer(
                    Optional.empty(),
                    answer.flatMap(given -> Json.text(given, "reason")).orElse(""));
        }
        Optional<byte[]> opened = open(sealed.get(), Methods.SESSION_STORAGE_KEY, question);
        return new KeyAnswer(opened, opened.isPresent() ? "" : "The editor's key was not encrypted for the question.");
    }

    @Override
    public Optional<EditorTokens.Answer> editorToken(EditorTokens.Question wanted) throws InterruptedException {
        if (!canAskEditorToken()) {
            return Optional.empty();
        }
        String question = question();
        CompletableFuture<JsonElement> asked = client.request(
                Methods.SESSION_EDITOR_TOKEN,
                new EditorTokenQuestion(
                        question,
                        wanted.scopes(),
                        wanted.application().clientId(),
                        wanted.application().tenant(),
                        wanted.application().cloud().cliName(),
                        wanted.account(),
                        wanted.claims(),
                        wanted.mayAsk()));
        Optional<JsonElement> answer = wanted.mayAsk() ? await(asked) : await(asked, PATIENCE);
        return answer.flatMap(given -> Json.at(given, "token"))
                .flatMap(given -> open(given, Methods.SESSION_EDITOR_TOKEN, question))
                .map(token -> new EditorTokens.Answer(
                        Secret.of(new String(token, StandardCharsets.UTF_8)),
                        Duration.ofSeconds(Math.max(
                                0,
                                answer.flatMap(given -> Json.number(given, "expiresInSeconds"))
                                        .orElse(0)))));
    }

    /** Opens a page in the user's browser; false if the client cannot. */
    boolean openAddress(String address) throws InterruptedException {
        if (!abilities.get().showsDocuments()) {
            return false;
        }
        JsonObject params = new JsonObject();
        params.addProperty("uri", address);
        params.addProperty("external", true);
        return await(client.request("window/showDocument", params))
                .filter(answer -> Json.isTrue(answer, "success"))
                .isPresent();
    }

    private String question() {
        byte[] noise = new byte[QUESTION_BYTES];
        random.nextBytes(noise);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(noise);
    }

    private Optional<byte[]> open(JsonElement sealed, String method, String question) {
        Optional<byte[]> opened = key.flatMap(known -> known.open(sealed, method, question));
        if (opened.isEmpty()) {
            LOG.warning("An answer to " + method + " was not sealed for its question, and was not used.");
        }
        return opened;
    }

    /** The answer; empty if the client answers with an error. An interrupt takes the question back. */
    private static Optional<JsonElement> await(CompletableFuture<JsonElement> asked) throws InterruptedException {
        return await(asked, Duration.ofDays(1));
    }

    private static Optional<JsonElement> await(CompletableFuture<JsonElement> asked, Duration patience)
            throws InterruptedException {
        try {
            return Optional.of(asked.get(patience.toSeconds(), TimeUnit.SECONDS));
        } catch (ExecutionException e) {
            return Optional.empty();
        } catch (TimeoutException e) {
            asked.cancel(true);
            return Optional.empty();
        } catch (InterruptedException e) {
            asked.cancel(true);
            throw e;
        }
    }
}
