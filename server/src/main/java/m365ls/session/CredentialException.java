package m365ls.session;

/** A credential that cannot be used; the message is a sentence for the user, without anything of the credential. */
final class CredentialException extends Exception {
    CredentialException(String sentence) {
        super(sentence);
    }

    /** What is needed then. */
    TokenAnswer.Needs needs() {
        String sentence = getMessage();
        return Refusals.plain(Need.CHECK_APPLICATION, sentence == null ? "" : sentence);
    }
}
