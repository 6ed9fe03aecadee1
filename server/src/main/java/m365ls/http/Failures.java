package m365ls.http;

import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLException;
import m365ls.http.NetworkException.Reason;
import org.jspecify.annotations.Nullable;

/** Says in a sentence why the JDK's client failed. */
final class Failures {

    /** How the JDK words the refusal of a proxy to lead to a host. */
    private static final Pattern TUNNEL = Pattern.compile("Tunnel failed, got: (\\d{3})");

    private static final int DEEPEST = 20;

    private Failures() {}

    static NetworkException of(HttpCall call, Optional<ProxyAddress> proxy, Throwable failure) {
        List<Throwable> causes = causes(failure);
        for (Throwable cause : causes) {
            if (cause instanceof NetworkException known) {
                return known;
            }
        }
        String host = String.valueOf(call.address().getHost());
        String nearest = proxy.map(Failures::name).orElse(host);
        Optional<String> refusal = refusal(causes);
        if (refusal.isPresent() && proxy.isPresent()) {
            return refusal.get().equals("407")
                    ? proxyAuthentication(proxy.get())
                    : new NetworkException(
                            Reason.PROXY,
                            nearest + " refuses to lead to " + host + " (" + refusal.get() + ").",
                            failure);
        }
        if (has(causes, UnknownHostException.class) || has(causes, UnresolvedAddressException.class)) {
            return unreachable(nearest + " was not found. Is this machine connected to the network?", failure);
        }
        if (has(causes, HttpConnectTimeoutException.class)) {
            return unreachable(nearest + " does not answer.", failure);
        }
        if (has(causes, HttpTimeoutException.class)) {
            return late(call);
        }
        if (has(causes, ConnectException.class) || has(causes, NoRouteToHostException.class)) {
            return unreachable(nearest + " cannot be reached: no connection was made.", failure);
        }
        if (has(causes, SSLException.class)) {
            return distrust(host, causes)
                    .map(sentence -> new NetworkException(Reason.NOT_TRUSTED, sentence, failure))
                    .orElseGet(() -> new NetworkException(
                            Reason.BROKEN, "No secure connection with " + host + " could be made.", failure));
        }
        return new NetworkException(Reason.BROKEN, "The connection with " + host + " broke.", failure);
    }

    static NetworkException late(HttpCall call) {
        return new NetworkException(
                Reason.TOO_LATE,
                call.address().getHost() + " did not answer within "
                        + call.deadline().toSeconds() + " seconds.");
    }

    static NetworkException lateBody(HttpCall call) {
        return new NetworkException(
                Reason.TOO_LATE, "The answer of " + call.address().getHost() + " did not come to its end in time.");
    }

    static NetworkException proxyAuthentication(ProxyAddress proxy) {
        String name = name(proxy);
        return new NetworkException(
                Reason.PROXY,
                proxy.login().isPresent()
                        ? name + " does not accept the user and password of its address (407). Signs such as @ or # in"
                                + " a password are written as %40 or %23. Only basic authentication is supported."
                        : name + " asks for a user and a password (407). They are written into its address:"
                                + " http://user:password@host:port.");
    }

    private static NetworkException unreachable(String sentence, Throwable failure) {
        return new NetworkException(Reason.UNREACHABLE, sentence, failure);
    }

    /** What is wrong with the certificate, unless it is something else. */
    private static Optional<String> distrust(String host, List<Throwable> causes) {
        String certificate = "The certificate of " + host;
        if (has(causes, CertificateExpiredException.class)) {
            return Optional.of(certificate + " has expired. Is this machine's clock right?");
        }
        if (has(causes, CertificateNotYetValidException.class)) {
            return Optional.of(certificate + " is not valid yet. Is this machine's clock right?");
        }
        if (has(causes, CertPathBuilderException.class) || has(causes, CertPathValidatorException.class)) {
            return Optional.of(certificate + " comes from an authority that is not trusted. If your organisation"
                    + " inspects traffic, name the file of its certificate authority in M365LS_CA_FILE or in the"
                    + " settings, or let the operating system's certificates be trusted too.");
        }
        return has(causes, CertificateException.class)
                ? Optional.of(certificate + " is not made out to it, or cannot be checked.")
                : Optional.empty();
    }

    private static String name(ProxyAddress proxy) {
        return "The proxy " + proxy.host() + ":" + proxy.port();
    }

    private static Optional<String> refusal(List<Throwable> causes) {
        return causes.stream()
                .map(cause -> TUNNEL.matcher(String.valueOf(cause.getMessage())))
                .filter(Matcher::find)
                .map(m -> m.group(1))
                .findFirst();
    }

    private static boolean has(List<Throwable> causes, Class<? extends Throwable> type) {
        return causes.stream().anyMatch(type::isInstance);
    }

    private static List<Throwable> causes(Throwable failure) {
        List<Throwable> causes = new ArrayList<>();
        for (@Nullable Throwable at = failure; at != null && causes.size() < DEEPEST; at = at.getCause()) {
            causes.add(at);
        }
        return causes;
    }
}
