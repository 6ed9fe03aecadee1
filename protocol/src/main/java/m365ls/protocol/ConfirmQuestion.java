package m365ls.protocol;

import java.util.List;

/**
 * Asks whether something is to be done.
 *
 * @param question in a sentence
 * @param account who does it; empty if nobody is signed in
 * @param tenant where
 * @param target what it is done to; empty if that cannot be told
 * @param arguments the final argument list, without secrets; empty if it is not about all of the run
 * @param destroys whether something is deleted
 * @param remarks what else the user should know, a sentence each
 */
public record ConfirmQuestion(
        String question,
        String account,
        String tenant,
        String target,
        List<String> arguments,
        boolean destroys,
        List<String> remarks) {}
