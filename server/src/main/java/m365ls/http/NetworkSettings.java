package m365ls.http;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * How the user's network is reached. Its text shows no credentials of a proxy.
 *
 * @param proxy address of the HTTP proxy, {@code host:port} or an URL, perhaps with user and password; empty for none
 * @param withoutProxy hosts that are reached without it, each a name, a suffix that begins with a dot, an address, or
 *     {@code *}; perhaps with a port
 * @param authorities files of further certificate authorities to trust, PEM
 * @param systemTrust whether the operating system's certificate authorities are trusted too
 */
public record NetworkSettings(String proxy, List<String> withoutProxy, List<Path> authorities, boolean systemTrust) {

    /** No proxy, and the trust of the Java runtime. */
    public static final NetworkSettings NONE = new NetworkSettings("", List.of(), List.of(), false);

    public NetworkSettings {
        withoutProxy = List.copyOf(withoutProxy);
        authorities = List.copyOf(authorities);
    }

    /**
     * What the environment says: {@code HTTPS_PROXY}, else {@code HTTP_PROXY}; {@code NO_PROXY}; each in capitals or
     * small letters, small ones first, as curl and Node's clients read them; {@code M365LS_CA_FILE} and {@code
     * NODE_EXTRA_CA_CERTS}, which may each be several files with the system's separator of paths.
     */
    public static NetworkSettings of(Map<String, String> environment) {
        List<Path> authorities = new ArrayList<>();
        for (String name : List.of("M365LS_CA_FILE", "NODE_EXTRA_CA_CERTS")) {
            Stream.of(environment.getOrDefault(name, "").split(File.pathSeparator))
                    .filter(Predicate.not(String::isBlank))
                    .map(Path::of)
                    .forEach(authorities::add);
        }
        List<String> without = Stream.of(
                        first(environment, "no_proxy", "NO_PROXY").split("[,\\s]+"))
                .filter(Predicate.not(String::isEmpty))
                .toList();
        String proxy = first(environment, "https_proxy", "HTTPS_PROXY", "http_proxy", "HTTP_PROXY");
        return new NetworkSettings(proxy.strip(), without, authorities, false);
    }

    private static String first(Map<String, String> environment, String... names) {
        return Stream.of(names)
                .map(name -> environment.getOrDefault(name, ""))
                .filter(Predicate.not(String::isBlank))
                .findFirst()
                .orElse("");
    }

    @Override
    public String toString() {
        return "NetworkSettings[proxy=" + proxy.replaceFirst("^([A-Za-z0-9]+://)?.*@", "$1") + ", withoutProxy="
                + withoutProxy + ", authorities=" + authorities + ", systemTrust=" + systemTrust + "]";
    }
}
