package m365ls.http;

import java.io.IOException;

/** Why no answer came, in a sentence for the user that holds no secret. */
public final class NetworkException extends IOException {

    /** What kept the answer away. */
    public enum Reason {
        /** No way to the host or the proxy: the name is not known, nobody listens, the network is away. */
        UNREACHABLE,
        /** The proxy refused, or its address is set wrongly. */
        PROXY,
        /** The host could not show that it is the one that was meant, or what is trusted cannot be read. */
        NOT_TRUSTED,
        /** The time was over. */
        TOO_LATE,
        /** The answer was larger than is read. */
        TOO_LARGE,
        /** The line broke, or what came is not HTTP. */
        BROKEN
    }

    private final Reason reason;

    /** Without a cause; {@code sentence} is for the user. */
    public NetworkException(Reason reason, String sentence) {
        super(sentence);
        this.reason = reason;
    }

    NetworkException(Reason reason, String sentence, Throwable cause) {
        super(sentence, cause);
        this.reason = reason;
    }

    /** What kept the answer away. */
    public Reason reason() {
        return reason;
    }
}
