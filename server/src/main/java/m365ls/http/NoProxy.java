package m365ls.http;

import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The hosts that are reached without a proxy, as {@code NO_PROXY} lists them: names, which stand for the names below
 * them too; addresses; networks such as {@code 10.0.0.0/8}; each with a port if only that is meant; {@code *} for all.
 * There is no standard; this is what curl and Go agree on.
 */
final class NoProxy {

    private static final String BYTE = "(?:25[0-5]|2[0-4]\\d|1?\\d?\\d)";

    /** What the JDK reads as an address. Anything else it would look up. */
    private static final Pattern ADDRESS =
            Pattern.compile(BYTE + "(?:\\." + BYTE + "){3}|(?=[^:]*:[^:]*:)[0-9a-f:][0-9a-f:.]+");

    /** @param port 0 for every port */
    private record Entry(String host, int port) {

        static Entry parse(String text) {
            int colon = text.lastIndexOf(':');
            boolean bare = text.indexOf(':') != colon && !text.startsWith("[");
            String tail = colon < 0 || bare ? "" : text.substring(colon + 1);
            boolean hasPort = tail.matches("\\d{1,5}");
            return new Entry(normal(hasPort ? text.substring(0, colon) : text), hasPort ? Integer.parseInt(tail) : 0);
        }

        boolean matches(String name, int ofPort) {
            if (port != 0 && port != ofPort) {
                return false;
            }
            if (host.equals("*")) {
                return true;
            }
            Optional<InetAddress> address = literal(name);
            if (address.isPresent()) {
                return contains(address.get());
            }
            String suffix = host.startsWith("*.") ? host.substring(2) : host.startsWith(".") ? host.substring(1) : host;
            return !suffix.isEmpty() && (name.equals(suffix) || name.endsWith("." + suffix));
        }

        private boolean contains(InetAddress address) {
            int slash = host.indexOf('/');
            Optional<InetAddress> own = literal(slash < 0 ? host : host.substring(0, slash));
            if (own.isEmpty()) {
                return false;
            }
            byte[] mine = own.get().getAddress();
            byte[] other = address.getAddress();
            int bits = mine.length * 8;
            if (mine.length != other.length) {
                return false;
            }
            String length = slash < 0 ? String.valueOf(bits) : host.substring(slash + 1);
            if (!length.matches("\\d{1,3}") || Integer.parseInt(length) > bits) {
                return false;
            }
            int rest = bits - Integer.parseInt(length);
            return new BigInteger(1, mine).shiftRight(rest).equals(new BigInteger(1, other).shiftRight(rest));
        }
    }

    private final List<Entry> entries;

    NoProxy(List<String> entries) {
        this.entries = entries.stream()
                .map(String::strip)
                .filter(entry -> !entry.isEmpty())
                .map(Entry::parse)
                .toList();
    }

    /**
     * Whether {@code host} is reached without a proxy. This machine always is, and link-local addresses, where clouds
     * keep the endpoints of managed identities: no proxy could reach what is meant.
     *
     * @param port the real port, not -1
     */
    boolean matches(String host, int port) {
        String name = normal(host);
        if (name.equals("localhost") || name.endsWith(".localhost")) {
            return true;
        }
        Optional<InetAddress> address = literal(name);
        if (address.isPresent()
                && (address.get().isLoopbackAddress() || address.get().isLinkLocalAddress())) {
            return true;
        }
        return entries.stream().anyMatch(entry -> entry.matches(name, port));
    }

    /** In lower case, without one dot at the end, without brackets. */
    private static String normal(String host) {
        String name = host.toLowerCase(Locale.ROOT);
        if (name.startsWith("[") && name.endsWith("]")) {
            name = name.substring(1, name.length() - 1);
        }
        return name.length() > 1 && name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
    }

    /** The address that {@code text} is. A name is not looked up. */
    private static Optional<InetAddress> literal(String text) {
        if (!ADDRESS.matcher(text).matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(InetAddress.getByName(text));
        } catch (UnknownHostException e) {
            return Optional.empty();
        }
    }
}
