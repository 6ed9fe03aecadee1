package m365ls.session;

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

    /** What is asked for: everything that was consented to. */
    public String scope() {
        return address + "/.default";
    }
}
