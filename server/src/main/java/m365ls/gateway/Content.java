package m365ls.gateway;

import java.io.InputStream;

/** What a request sends along. */
public sealed interface Content {

    /** Nothing. */
    record None() implements Content {
        public static final None NONE = new None();
    }

    /** Bytes in memory, which can be sent again. */
    final class Bytes implements Content {
        private final byte[] bytes;

        /** @param bytes copied */
        public Bytes(byte[] bytes) {
            this.bytes = bytes.clone();
        }

        /** A copy. */
        public byte[] bytes() {
            return bytes.clone();
        }

        /** Says how much, not what. */
        @Override
        public String toString() {
            return bytes.length + " bytes";
        }
    }

    /**
     * Bytes that come as they are read, once: a request with them is not repeated.
     *
     * @param length in bytes; -1 if it is not known
     * @param bytes closed by whoever sends them
     */
    record Stream(long length, InputStream bytes) implements Content {}
}
