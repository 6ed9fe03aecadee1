package m365ls.session;

import java.net.URI;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * That for which a token is: a service in a cloud.
 *
 * @param cloud only connections of it get a token
 * @param address as the service is registered, such as {@code https://graph.microsoft.com}; a final slash counts
 */
public record Resource(Cloud cloud, String address) {

    /** A service of the same address for all; empty if the cloud does not have it. */
    public static Optional<Resource> of(Cloud cloud, Service service) {
        return cloud.address(service).map(address -> new Resource(cloud, address));
    }

    /**
     * The resource that a site, or another service at an origin of its own, is; empty if {@code address} is no https
     * address of a host by name, has a user, or a port other than https's.
     */
    public static Optional<Resource> at(Cloud cloud, URI address) {
        String host = address.getHost();
        boolean plain = host != null
                && "https".equalsIgnoreCase(address.getScheme())
                && address.getRawUserInfo() == null
                && (address.getPort() < 0 || address.getPort() == 443)
                && host.matches("(?i)[a-z0-9-]+(\\.[a-z0-9-]+)*\\.[a-z][a-z0-9-]*");
        return plain ? Optional.of(new Resource(cloud, "https://" + host.toLowerCase(Locale.ROOT))) : Optional.empty();
    }

    /** Whether no other cloud owns the address and its own does not. */
    boolean isOfItsCloud() {
        return cloud.owns(address) || Arrays.stream(Cloud.values()).noneMatch(other -> other.owns(address));
    }

    /** What is asked for: everything that was consented to. */
    public String scope() {
        return address + "/.default";
    }
}
