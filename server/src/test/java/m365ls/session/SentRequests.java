package m365ls.session;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import m365ls.fixtures.tenant.StandInTenant;
import m365ls.fixtures.tenant.crypto.Jwt;
import m365ls.fixtures.tenant.http.RecordedRequest;

/**
 * What a client sent to get tokens, in a form in which two clients can be compared: requests by name, each with its fields.
 * What is new in each run is replaced by its kind: times, random texts, ports.
 */
final class SentRequests {
    /** What is sent differently by every client on the same connection, and says nothing about signing in. */
    private static final List<String> OF_THE_LINE = List.of("host", "connection", "content-length");

    /** By what a library tells about itself, whether in a header, the query or the form. */
    private static final Pattern TELEMETRY = Pattern.compile(
            "x-client-.*|x-ms-lib-capability|(return-)?client-request-id|x-clientservice-clienttag|user-agent");

    private static final String VIRTUAL_MACHINE_HOST = "169.254.169.254";
    private static final Pattern GUID = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    private final StandInTenant tenant;
    private final Map<String, Map<String, String>> requests = new LinkedHashMap<>();

    private SentRequests(StandInTenant tenant) {
        this.tenant = tenant;
    }

    /** Those of {@code recorded} that go to who gives tokens. */
    static SentRequests of(StandInTenant tenant, List<RecordedRequest> recorded) {
        SentRequests sent = new SentRequests(tenant);
        recorded.stream().filter(sent::isForTokens).forEach(sent::add);
        return sent;
    }

    /**
     * Names of the requests, in the order in which they were sent; a repetition of the same request counts once. What
     * stands in brackets at the end tells requests of the same kind apart.
     */
    List<String> names() {
        return List.copyOf(requests.keySet());
    }

    /** The fields of a request, by name. */
    Map<String, String> fields(String name) {
        return requests.getOrDefault(name, Map.of());
    }

    private boolean isForTokens(RecordedRequest request) {
        return request.host().startsWith("login.")
                || request.host().equals(tenant.localAddress().getAuthority())
                || request.host().equals(VIRTUAL_MACHINE_HOST)
                || request.host().endsWith(".actions.githubusercontent.com")
                || request.host().equals("dev.azure.com");
    }

    private void add(RecordedRequest request) {
        Map<String, String> fields = fields(request);
        String name = request.method() + " " + kind(request);
        String free = name;
        for (int count = 2; !requests.getOrDefault(free, fields).equals(fields); count++) {
            free = name + " (" + count + ")";
        }
        requests.put(free, fields);
    }

    /** Of Entra ID the path and the grant, of others what they are. */
    private String kind(RecordedRequest request) {
        if (request.path().endsWith("/authorize")) {
            return "the page to sign in";
        }
        if (request.host().startsWith("login.")) {
            String grant = request.form().text("grant_type");
            return (shape(request.path()) + " " + grant.substring(grant.lastIndexOf(':') + 1)).strip();
        }
        boolean local = request.host().equals(tenant.localAddress().getAuthority())
                || request.host().equals(VIRTUAL_MACHINE_HOST);
        return local ? "the machine" : "the pipeline";
    }

    private Map<String, String> fields(RecordedRequest request) {
        Map<String, String> fields = new TreeMap<>();
        fields.put("address", shape(request.host() + request.path()));
        // The pages of a sign-in are opened by a browser, whose headers are nobody's business here.
        if (!request.path().endsWith("/authorize")) {
            request.headers().forEach((name, values) -> {
                if (!OF_THE_LINE.contains(name)) {
                    add(fields, "header " + name, String.join(", ", values));
                }
            });
        }
        request.query().fields().forEach((name, value) -> add(fields, "query " + name, value));
        request.form().fields().forEach((name, value) -> add(fields, "form " + name, value));
        return fields;
    }

    private void add(Map<String, String> fields, String name, String value) {
        Optional<Jwt> token = name.equals("form client_assertion") ? Jwt.parse(value) : Optional.empty();
        String bare = name.substring(name.indexOf(' ') + 1).toLowerCase(Locale.ROOT);
        if (TELEMETRY.matcher(bare).matches()) {
            fields.put(name, "about the client");
        } else if (name.startsWith("header ")) {
            fields.put(name, shape(value).toLowerCase(Locale.ROOT).replace("; ", ";"));
        } else if (token.isPresent()) {
            fields.put(name, "a signed token");
            members(fields, "assertion header ", token.get().header());
            members(fields, "assertion claim ", token.get().claims());
            long life = token.get().seconds("exp") - token.get().seconds("nbf");
            fields.put("assertion life", life + " s");
        } else if (List.of("query state", "query nonce", "query code_challenge").contains(name)) {
            fields.put(name, "a random text");
        } else if (name.equals("form scope") || name.equals("query scope")) {
            // Their order means nothing (RFC 6749, 3.3).
            List<String> scopes = new ArrayList<>(List.of(value.strip().split(" ")));
            scopes.sort(null);
            fields.put(name, shape(String.join(" ", scopes)));
        } else {
            fields.put(name, shape(value));
        }
    }

    private void members(Map<String, String> fields, String prefix, JsonObject object) {
        for (Map.Entry<String, JsonElement> member : object.entrySet()) {
            boolean time = List.of("exp", "nbf", "iat").contains(member.getKey());
            String text = member.getValue().isJsonPrimitive()
                    ? member.getValue().getAsString()
                    : member.getValue().toString();
            boolean ofTheCertificate = member.getKey().startsWith("x5");
            fields.put(prefix + member.getKey(), time ? "a time" : ofTheCertificate ? certificate(text) : shape(text));
        }
    }

    private static String certificate(String text) {
        return text.startsWith("[") ? "the certificate" : "a digest of " + text.length() + " characters";
    }

    private String shape(String value) {
        String known = value.replace(tenant.tenantId(), "{tenant}")
                .replace(tenant.appId(), "{application}")
                .replace(tenant.user().name(), "{user}")
                .replace(tenant.user().id(), "{user id}")
                .replace(tenant.assignedIdentityPrincipalId(), "{assigned identity}")
                .replace(tenant.localAddress().getAuthority(), "{machine}");
        return GUID.matcher(known)
                .replaceAll("{guid}")
                .replaceAll("sha256:[0-9a-f]{16}", "{secret}")
                .replaceAll("^(http://localhost:)\\d+", "$1{port}")
                .replace('|', '/');
    }
}
