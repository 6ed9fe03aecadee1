package m365ls.session;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/** A text that shows itself only to who asks for it by {@link #reveal()}. */
public final class Secret {
    private final String text;

    private Secret(String text) {
        this.text = text;
    }

    /** The secret that is this text. */
    public static Secret of(String text) {
        return new Secret(text);
    }

    /** The text. Where it goes is the caller's responsibility: never into a log, a message, or an exception. */
    public String reveal() {
        return text;
    }

    /** Whether there is nothing in it. */
    public boolean isEmpty() {
        return text.isEmpty();
    }

    /** Takes as long for a secret that differs late as for one that differs early. */
    @Override
    public boolean equals(Object other) {
        return other instanceof Secret secret
                && MessageDigest.isEqual(
                        text.getBytes(StandardCharsets.UTF_8), secret.text.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    @Override
    public String toString() {
        return "[secret]";
    }
}
