package m365ls.http;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An HTTP proxy.
 *
 * @param host a name or an address, an IPv6 address without brackets
 * @param port 1 to 65535
 * @param login what the proxy asks for, if it is known
 */
record ProxyAddress(String host, int port, Optional<Login> login) {

    /** A user and a password for basic authentication (RFC 7617). */
    record Login(String user, String password) {

        /** The value of {@code Proxy-Authorization}. */
        String header() {
            byte[] pair = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
            return "Basic " + Base64.getEncoder().encodeToString(pair);
        }

        @Override
        public String toString() {
            return "Login[hidden]";
        }
    }

    /**
     * Reads {@code text} as people write it in {@code HTTPS_PROXY}: {@code http://user:password@host:port}, of which
     * only the host is needed. Without a port it is 80, as Node has it.
     *
     * @throws IllegalArgumentException with a sentence that holds nothing of {@code text}: there may be a password in it
     */
    static ProxyAddress parse(String text) {
        String trimmed = text.strip();
        URI address;
        try {
            address = new URI(trimmed.contains("://") ? trimmed : "http://" + trimmed);
        } catch (URISyntaxException e) {
            // The exception's text holds the address.
            throw notAnAddress();
        }
        String scheme = address.getScheme().toLowerCase(Locale.ROOT);
        if (!scheme.equals("http")) {
            throw new IllegalArgumentException("The proxy's address begins with " + scheme
                    + "://. Only proxies that are themselves reached by http:// can be used; they carry https too.");
        }
        String host = address.getHost();
        int port = address.getPort() == -1 ? 80 : address.getPort();
        if (host == null || port < 1 || port > 65535) {
            throw notAnAddress();
        }
        String bare = host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
        return new ProxyAddress(bare, port, login(address.getUserInfo()));
    }

    private static Optional<Login> login(@Nullable String userInfo) {
        if (userInfo == null) {
            return Optional.empty();
        }
        int colon = userInfo.indexOf(':');
        return Optional.of(
                colon < 0
                        ? new Login(userInfo, "")
                        : new Login(userInfo.substring(0, colon), userInfo.substring(colon + 1)));
    }

    private static IllegalArgumentException notAnAddress() {
        return new IllegalArgumentException("The proxy's address cannot be read. It is written as http://host:port;"
                + " signs such as @ or # in a password are written as %40 or %23.");
    }
}
