package m365ls.gateway;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import m365ls.http.HttpAnswer;
import m365ls.http.HttpCall;
import m365ls.http.HttpStream;
import m365ls.http.HttpStreams;

/**
 * Asks SharePoint whose a host of its is. It tells whoever comes without a token, in the challenge, as programs for SharePoint
 * have long relied on ({@code TokenHelper.GetRealmFromTargetUrl} of Microsoft's samples). So the further hosts of a tenant
 * with several regions are known, and those of a tenant whose Graph may not be asked.
 */
final class Realms {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private static final Pattern REALM =
            Pattern.compile("(?i)\\brealm=\"([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})\"");

    private final HttpStreams http;

    Realms(HttpStreams http) {
        this.http = http;
    }

    /** The id of the tenant, in the case that SharePoint writes it; empty if it does not tell. */
    Optional<String> of(Address host) throws InterruptedException {
        Address asked = new Address(host.host(), "/_vti_bin/client.svc", "");
        // Without the word, SharePoint shows a page to sign in.
        HttpCall call = HttpCall.of("GET", asked.uri()).within(PATIENCE).with("authorization", "Bearer");
        try (HttpStream stream = http.open(call)) {
            HttpAnswer head = stream.head();
            return head.status() == 401
                    ? head.headers("WWW-Authenticate").stream()
                            .map(REALM::matcher)
                            .filter(Matcher::find)
                            .map(found -> found.group(1))
                            .findFirst()
                    : Optional.empty();
        } catch (IOException e) {
            // Whose it is stays unknown, and what is not known gets no token.
            return Optional.empty();
        }
    }
}
