package m365ls.session.storage;

import java.io.IOException;
import java.util.Optional;

/** A place for one secret text that the operating system guards. */
interface SecretStore {

    /** What people call it. */
    String name();

    /**
     * The secret, unless none has been put there.
     *
     * @throws IOException if the store cannot be asked; with a sentence
     */
    Optional<String> read() throws IOException;

    /**
     * Puts the secret there, in place of what was there.
     *
     * @param secret of letters, digits and the signs of base64
     * @throws IOException if the store does not take it; with a sentence
     */
    void write(String secret) throws IOException;
}
