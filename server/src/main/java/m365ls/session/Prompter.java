package m365ls.session;

import java.net.URI;
import java.time.Instant;
import java.util.Optional;

/**
 * Asks the user, for one sign-in or one command. Whoever implements it shows the questions in an editor or a terminal.
 * Methods that ask wait for the answer; an interrupt ends the wait.
 */
public interface Prompter {

    /**
     * A code to be typed on a page.
     *
     * @param code to show and copy
     * @param address of the page: https, on a host of Microsoft's
     * @param expires when the code ends
     */
    record DeviceCodePrompt(String code, URI address, Instant expires) {}

    /**
     * A secret to be typed.
     *
     * @param what is asked for, in words such as "password of anna@contoso.com"
     * @param reason why, in a sentence
     */
    record SecretQuestion(String what, String reason) {}

    /** Shows a code and where to type it; returns at once. */
    void showDeviceCode(DeviceCodePrompt prompt);

    /** Takes away what {@link #showDeviceCode} shows: the sign-in has ended, well or not. */
    void endDeviceCode();

    /** Opens a page in the user's browser; false if there is none here, or none that leads back to this machine. */
    boolean openAddress(URI address) throws InterruptedException;

    /** The secret; empty if the user gives none. */
    Optional<Secret> askSecret(SecretQuestion question) throws InterruptedException;
}
