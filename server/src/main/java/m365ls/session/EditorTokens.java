package m365ls.session;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Gives tokens of the account that the editor is signed in with. */
@FunctionalInterface
public interface EditorTokens {

    /** Where there is no editor. */
    EditorTokens NONE = question -> Optional.empty();

    /**
     * A token is wanted.
     *
     * @param scopes what for; one resource
     * @param application whose id and tenant the editor is to use
     * @param account name of the account; empty for the editor's choice
     * @param claims of a challenge, JSON; empty if there was none
     * @param mayAsk whether the editor may show a prompt of its own
     */
    record Question(List<String> scopes, Application application, String account, String claims, boolean mayAsk) {
        public Question {
            scopes = List.copyOf(scopes);
        }
    }

    /**
     * The editor's token.
     *
     * @param token the access token
     * @param expiresIn how long it is good; zero if the editor does not know
     */
    record Answer(Secret token, Duration expiresIn) {}

    /** The editor's token; empty if it gives none. */
    Optional<Answer> editorToken(Question question) throws InterruptedException;
}
