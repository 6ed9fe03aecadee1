package m365ls.http;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/** Which requests take the proxy, for the JDK to ask. */
final class Proxies extends ProxySelector {

    private static final List<Proxy> DIRECT = List.of(Proxy.NO_PROXY);

    private final Optional<ProxyAddress> proxy;
    private final NoProxy without;

    private Proxies(Optional<ProxyAddress> proxy, NoProxy without) {
        this.proxy = proxy;
        this.without = without;
    }

    /** @throws NetworkException if the proxy's address cannot be read */
    static Proxies of(NetworkSettings settings) throws NetworkException {
        try {
            Optional<ProxyAddress> proxy =
                    settings.proxy().isBlank() ? Optional.empty() : Optional.of(ProxyAddress.parse(settings.proxy()));
            return new Proxies(proxy, new NoProxy(settings.withoutProxy()));
        } catch (IllegalArgumentException e) {
            throw new NetworkException(NetworkException.Reason.PROXY, String.valueOf(e.getMessage()));
        }
    }

    /** Every request takes the straight way. */
    static Proxies none() {
        return new Proxies(Optional.empty(), new NoProxy(List.of()));
    }

    /** The proxy on the way to {@code address}, if there is one. */
    Optional<ProxyAddress> on(URI address) {
        String host = address.getHost();
        if (host == null) {
            return Optional.empty();
        }
        int usual = "http".equalsIgnoreCase(address.getScheme()) ? 80 : 443;
        int port = address.getPort() == -1 ? usual : address.getPort();
        return proxy.filter(known -> !without.matches(host, port));
    }

    @Override
    public List<Proxy> select(URI address) {
        // The name is looked up for each new connection, as names of proxies change their address too.
        return on(address)
                .map(found -> new Proxy(Proxy.Type.HTTP, new InetSocketAddress(found.host(), found.port())))
                .map(List::of)
                .orElse(DIRECT);
    }

    /** Nothing: there is no other proxy to try. */
    @Override
    public void connectFailed(URI address, SocketAddress where, IOException e) {}
}
