package m365ls.protocol;

import java.util.List;

/**
 * Asks for a token of the account that the editor is signed in with.
 *
 * @param question unguessable, for the {@link Sealed} answer
 * @param scopes what for; one resource
 * @param clientId of the application that the editor is to use
 * @param tenant a GUID or a domain, {@code organizations} or {@code common}
 * @param cloud as in {@link SignInParams}
 * @param account name of the account; empty for the editor's choice
 * @param claims of a challenge, JSON; empty if there was none
 * @param mayAsk whether the editor may show a prompt of its own
 */
public record EditorTokenQuestion(
        String question,
        List<String> scopes,
        String clientId,
        String tenant,
        String cloud,
        String account,
        String claims,
        boolean mayAsk) {}
