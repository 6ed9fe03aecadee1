package m365ls.gateway;

import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;

/**
 * The addresses that services have handed out in the answers of a run: such may carry their own authorization, as those of
 * uploads and downloads do. Only hashes are kept.
 */
final class HandedOut {

    /** Addresses; a run that is handed out more is asked about the later ones. */
    private static final int MOST = 50_000;

    private final Set<UUID> known = new HashSet<>();

    /** Whether a service has handed out {@code address}. */
    synchronized boolean has(Address address) {
        return known.contains(hash(address));
    }

    /** Keeps an address as a service wrote it; nothing else than one of https is kept. */
    void add(String text) {
        if (Address.parse(text) instanceof Address address) {
            UUID hash = hash(address);
            synchronized (this) {
                if (known.size() < MOST) {
                    known.add(hash);
                }
            }
        }
    }

    /** The CLI makes one slash of the first two behind the host, so such addresses count as the same. */
    private static UUID hash(Address address) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256")
                    .digest(address.text().substring(8).replaceAll("/{2,}", "/").getBytes(StandardCharsets.UTF_8));
            ByteBuffer bytes = ByteBuffer.wrap(hash);
            return new UUID(bytes.getLong(), bytes.getLong());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /** {@code body}, from which addresses are kept before whoever reads it can use them. */
    InputStream reading(InputStream body) {
        return new Scanner(body);
    }

    /** Finds what begins with {@code https:} and ends as strings of JSON and values of XML do. */
    private final class Scanner extends FilterInputStream {
        private static final byte[] BEGIN = {'h', 't', 't', 'p', 's', ':'};
        private static final int LONGEST = 16_384;

        private final ByteArrayOutputStream found = new ByteArrayOutputStream();
        private int matched;
        private boolean escaped;

        Scanner(InputStream body) {
            super(body);
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] into, int from, int length) throws IOException {
            int count = super.read(into, from, length);
            for (int i = from; i < from + count; i++) {
                see(into[i]);
            }
            if (count < 0) {
                end();
            }
            return count;
        }

        @Override
        public boolean markSupported() {
            return false;
        }

        private void see(byte b) {
            if (matched < BEGIN.length) {
                matched = b == BEGIN[matched] ? matched + 1 : b == BEGIN[0] ? 1 : 0;
                return;
            }
            boolean ends = !escaped && (b == '"' || b == '<' || (b & 0xff) <= ' ');
            if (ends || found.size() > LONGEST) {
                end();
                return;
            }
            escaped = !escaped && b == '\\';
            found.write(b);
        }

        private void end() {
            if (matched == BEGIN.length) {
                String text = found.toString(StandardCharsets.UTF_8);
                add("https:" + unescaped(text));
                if (text.contains("&amp;")) {
                    add("https:" + text.replace("&amp;", "&"));
                }
            }
            found.reset();
            matched = 0;
            escaped = false;
        }

        /** As a string of JSON means it. */
        private static String unescaped(String text) {
            StringBuilder out = new StringBuilder(text.length());
            for (int i = 0; i < text.length(); i++) {
                char c = text.charAt(i);
                if (c != '\\' || i + 1 == text.length()) {
                    out.append(c);
                    continue;
                }
                char kind = text.charAt(++i);
                if (kind == 'u'
                        && i + 4 < text.length()
                        && text.substring(i + 1, i + 5).matches("[0-9A-Fa-f]{4}")) {
                    out.append((char) Integer.parseInt(text.substring(i + 1, i + 5), 16));
                    i += 4;
                } else {
                    out.append(kind);
                }
            }
            return out.toString();
        }
    }
}
