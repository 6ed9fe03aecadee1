package m365ls.session;

import java.io.IOException;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import m365ls.http.Http;
import m365ls.http.HttpAnswer;
import m365ls.http.HttpCall;

/**
 * HTTP whose refusals do not repeat the secrets of the request. A service may quote what it was sent in its error, which is
 * shown to the user, and no pattern could tell a bare password from another word.
 */
final class DiscreetHttp implements Http {
    private static final String MASK = "[redacted]";

    /** Fields of forms (RFC 6749, 7521, 7636, 8628). */
    private static final Set<String> SECRET_FIELDS = Set.of(
            "password",
            "client_secret",
            "client_assertion",
            "assertion",
            "refresh_token",
            "code",
            "code_verifier",
            "device_code");

    /** In small letters; the last is that of Service Fabric. */
    private static final Set<String> SECRET_HEADERS = Set.of("authorization", "x-identity-header", "secret");

    /** Of a shorter secret too many words are a part. */
    private static final int SHORTEST = 4;

    private final Http http;

    DiscreetHttp(Http http) {
        this.http = http;
    }

    @Override
    public HttpAnswer send(HttpCall call) throws IOException, InterruptedException {
        HttpAnswer answer = http.send(call);
        if (answer.status() < 400) {
            return answer;
        }
        String text = answer.text();
        String discreet = text;
        for (String secret : secrets(call)) {
            discreet = discreet.replace(secret, MASK);
        }
        return discreet.equals(text)
                ? answer
                : new HttpAnswer(answer.status(), answer.headers(), discreet.getBytes(StandardCharsets.UTF_8));
    }

    /** In every form in which they can be quoted in JSON, the longest first: one may be a part of another. */
    private static List<String> secrets(HttpCall call) {
        Set<String> secrets = new LinkedHashSet<>();
        for (Map.Entry<String, String> header : call.headers().entrySet()) {
            if (SECRET_HEADERS.contains(header.getKey().toLowerCase(Locale.ROOT))) {
                secrets.add(header.getValue().substring(header.getValue().indexOf(' ') + 1));
            }
        }
        for (String pair : new String(call.body(), StandardCharsets.UTF_8).split("&")) {
            int equals = pair.indexOf('=');
            if (equals > 0 && SECRET_FIELDS.contains(pair.substring(0, equals))) {
                String sent = pair.substring(equals + 1);
                secrets.add(sent);
                secrets.add(URLDecoder.decode(sent, StandardCharsets.UTF_8));
            }
        }
        Set<String> forms = new LinkedHashSet<>(secrets);
        secrets.forEach(secret -> forms.add(URLEncoder.encode(secret, StandardCharsets.UTF_8)));
        secrets.forEach(secret -> forms.add(Json.escaped(secret)));
        return forms.stream()
                .filter(form -> form.length() >= SHORTEST)
                .sorted(Comparator.comparingInt(String::length).reversed())
                .toList();
    }
}
