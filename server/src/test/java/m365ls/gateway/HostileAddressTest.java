package m365ls.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonPrimitive;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import m365ls.gateway.Lab.Seen;
import m365ls.gateway.Lab.Served;
import m365ls.http.HttpCall;
import m365ls.session.Cloud;
import m365ls.session.Service;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** No token, and nothing else that was meant for a service, comes to a host that it is not for. */
final class HostileAddressTest {

    private static final String GRAPH = "https://graph.microsoft.com";

    /** All that the tenant of these tests has, and whose token each takes. */
    private static final Map<String, String> OWN = Map.of(
            "graph.microsoft.com", GRAPH,
            "contoso.sharepoint.com", "https://contoso.sharepoint.com",
            "contoso-admin.sharepoint.com", "https://contoso-admin.sharepoint.com",
            "contoso-my.sharepoint.com", "https://contoso-my.sharepoint.com");

    /** Whoever answers says yes to every call: the worst case. */
    private static final Approver CARELESS = new Approver() {
        @Override
        public boolean mayCall(String host) {
            return true;
        }

        @Override
        public boolean maySendAuthorization(String host) {
            return false;
        }
    };

    static List<String> addresses() {
        List<String> all = new ArrayList<>(List.of(
                "https://evil.example.com/v1.0/me",
                "https://graph.microsoft.com@evil.example.com/",
                "https://graph.microsoft.com:443@evil.example.com/",
                "https://graph.microsoft.com.evil.example.com/",
                "https://graph.microsoft.com\\@evil.example.com/",
                "https://evil.example.com\\@graph.microsoft.com/",
                "https://graph.microsoft.com%2eevil.example.com/",
                "https://graph.microsoft.com%2f.evil.example.com/",
                "https://graph.microsoft.com%00.evil.example.com/",
                "https://\uff47\uff52\uff41\uff50\uff48.microsoft.com/",
                "https://gr\u0430ph.microsoft.com/",
                "https://xn--grph-53d.microsoft.com.example.com/",
                "https://evil.example.com#@graph.microsoft.com/",
                "https://evil.example.com?@graph.microsoft.com/",
                "https://evil.example.com/@graph.microsoft.com/",
                "https://evil.example.com/https://graph.microsoft.com/",
                "//evil.example.com/",
                "\\\\evil.example.com/",
                "/\\evil.example.com/",
                "https:evil.example.com",
                "https:/evil.example.com",
                "https:///evil.example.com",
                "https:graph.microsoft.com.evil.example.com",
                "http://graph.microsoft.com/v1.0/me",
                "http://contoso.sharepoint.com/_api/web",
                "ws://graph.microsoft.com/",
                "ftp://graph.microsoft.com/",
                "https://graph.microsoft.com:444/",
                "https://graph.microsoft.com:80/",
                "https://graph.microsoft.com:0/",
                "https://graph.microsoft.com../",
                "https://.graph.microsoft.com/",
                "https://agraph.microsoft.com/",
                "https://graph.microsoft.com-evil.example.com/",
                "https://graph-microsoft.com/",
                "https://graph.microsoft.co/",
                "https://graph.microsoft.us/",
                "https://dod-graph.microsoft.us/",
                "https://microsoftgraph.chinacloudapi.cn/",
                "https://graph.windows.net/",
                "https://127.0.0.1/",
                "https://[::1]/",
                "https://2130706433/",
                "https://0x7f000001/",
                "https://169.254.169.254/metadata/identity/oauth2/token",
                "https://localhost/",
                "https://localhost./",
                "https://fabrikam.sharepoint.com/_api/web",
                "https://contoso.sharepoint.com.mx/",
                "https://contoso.sharepoint.com.evil.example.com/",
                "https://contoso-my.sharepoint.com.evil.example.com/",
                "https://evil-contoso.sharepoint.com/",
                "https://contoso-evil.sharepoint.com/",
                "https://a.contoso.sharepoint.com/",
                "https://contoso.sharepoint.us/",
                "https://contoso.sharepoint.cn/",
                "https://contoso-sharepoint.com/",
                "https://fabrikam.crm4.dynamics.com/",
                "https://contoso.crm.dynamics.com/",
                "https://contoso.crm4.dynamics.com.evil.example.com/",
                "https://evil.api.bap.microsoft.com.example.com/",
                "https://api.flow.microsoft.com.example.com/",
                "https://evil\t.example\n.com/",
                " https://evil.example.com/ ",
                "HTTPS://EVIL.example.com/",
                "https://" + "a".repeat(10_000) + ".example.com/",
                "https://"));
        return all;
    }

    /** A way by which an address comes to be called. */
    private enum Way {
        ADDRESS,
        WITH_RESOURCE,
        WITH_ITSELF_AS_RESOURCE,
        NEXT_LINK,
        LOCATION,
        LOCATION_OF_SHAREPOINT,
        SECOND_LOCATION,
        UPLOAD,
        POST_WITH_DIGEST
    }

    static Stream<Arguments> combinations() {
        return addresses().stream().flatMap(address -> Stream.of(Way.values()).map(way -> Arguments.of(address, way)));
    }

    @ParameterizedTest(name = "{1} {index}")
    @MethodSource("combinations")
    void noHostileAddressGetsAToken(String address, Way way) throws InterruptedException {
        Lab lab = new Lab();
        lab.serve(call -> answer(call, address, way));
        try (Permit permit = lab.permit(Permit.Extent.WRITE, CARELESS)) {
            for (Ask ask : asks(address, way)) {
                lab.gateway.send(permit, ask);
            }
        }
        for (Seen seen : lab.seen) {
            check(seen.call());
        }
    }

    @Test
    void thereAreEnoughCombinations() {
        assertTrue(combinations().count() >= 200);
    }

    private static void check(HttpCall call) {
        String host = String.valueOf(call.address().getHost());
        String expected = OWN.getOrDefault(host, "");
        assertEquals("https", call.address().getScheme());
        assertEquals(-1, call.address().getPort());
        String token = Lab.header(call, "authorization").orElse("");
        if (expected.isEmpty()) {
            assertFalse(sent(call).contains(Lab.CANARY), call::toString);
            // The question whose a host of SharePoint is shows the word alone.
            assertTrue(token.isEmpty() || token.equals("Bearer"), call::toString);
        } else if (!token.isEmpty()) {
            assertEquals("Bearer " + Lab.CANARY + expected + "-0", token, call::toString);
        }
    }

    private static String sent(HttpCall call) {
        return call.method() + call.address() + call.headers() + new String(call.body(), StandardCharsets.UTF_8);
    }

    private static Served answer(HttpCall call, String address, Way way) {
        String path = String.valueOf(call.address().getPath());
        if (!path.equals("/begin") && !path.equals("/second")) {
            return Served.json("{}");
        }
        return switch (way) {
            case LOCATION, LOCATION_OF_SHAREPOINT -> Served.redirect(302, address);
            case SECOND_LOCATION -> Served.redirect(301, path.equals("/begin") ? "/second" : address);
            default -> Served.json("{\"@odata.nextLink\":" + new JsonPrimitive(address) + "}");
        };
    }

    private static List<Ask> asks(String address, Way way) {
        Map<String, String> headers = Map.of("Accept", "application/json");
        Ask begin = new Ask("GET", GRAPH + "/begin", headers, Content.None.NONE, false, "");
        Ask plain = new Ask("GET", address, headers, Content.None.NONE, false, "");
        return switch (way) {
            case ADDRESS -> List.of(plain);
            case WITH_RESOURCE -> List.of(new Ask("GET", address, headers, Content.None.NONE, false, GRAPH));
            case WITH_ITSELF_AS_RESOURCE ->
                List.of(new Ask("GET", address, headers, Content.None.NONE, false, address));
            case NEXT_LINK -> List.of(begin, plain);
            case LOCATION, SECOND_LOCATION -> List.of(begin);
            case LOCATION_OF_SHAREPOINT ->
                List.of(new Ask(
                        "GET",
                        "https://contoso.sharepoint.com/begin",
                        Map.of("X-RequestDigest", Lab.CANARY, "Cookie", Lab.CANARY),
                        Content.None.NONE,
                        false,
                        ""));
            case UPLOAD -> List.of(begin, new Ask("PUT", address, headers, new Content.Bytes(new byte[10]), false, ""));
            case POST_WITH_DIGEST ->
                List.of(new Ask("POST", address, headers, new Content.Bytes(new byte[10]), false, GRAPH));
        };
    }

    static Stream<Arguments> redirects() {
        List<Arguments> all = new ArrayList<>();
        for (int status : new int[] {301, 302, 303, 307, 308}) {
            for (String method : List.of("GET", "HEAD", "POST", "PUT", "DELETE")) {
                for (String target : List.of(
                        "https://elsewhere.example.com/t",
                        "https://sub.contoso.sharepoint.com/t",
                        "https://graph.microsoft.com/t",
                        "https://contoso-my.sharepoint.com/t",
                        "http://contoso.sharepoint.com/t",
                        "https://contoso.sharepoint.com:8443/t",
                        "//elsewhere.example.com/t")) {
                    all.add(Arguments.of(status, method, target));
                }
            }
        }
        return all.stream();
    }

    @ParameterizedTest
    @MethodSource("redirects")
    void redirectsCarryNothingToAnotherHost(int status, String method, String target) throws InterruptedException {
        Lab lab = new Lab();
        lab.serve(call -> call.address().getPath().equals("/t") ? Served.json("{}") : Served.redirect(status, target));
        boolean hasBody = !method.equals("GET") && !method.equals("HEAD");
        Ask ask = new Ask(
                method,
                "https://contoso.sharepoint.com/begin",
                Map.of("X-RequestDigest", Lab.CANARY, "Cookie", Lab.CANARY, "X-Own", Lab.CANARY, "If-Match", "*"),
                hasBody ? new Content.Bytes(Lab.CANARY.getBytes(StandardCharsets.UTF_8)) : Content.None.NONE,
                false,
                "");
        Reply reply = lab.send(Permit.Extent.WRITE, ask);
        List<HttpCall> beyond = lab.seen.stream()
                .map(Seen::call)
                .filter(call -> !call.address().toString().startsWith("https://contoso.sharepoint.com/"))
                .toList();
        assertFalse(beyond.stream().anyMatch(call -> sent(call).contains(Lab.CANARY)));
        assertFalse(
                beyond.stream().anyMatch(call -> Lab.header(call, "if-match").isPresent()));
        assertFalse(hasBody && !beyond.isEmpty());
        if (hasBody && (status == 307 || status == 308)) {
            assertInstanceOf(Reply.Failed.class, reply);
        }
        assertTrue(beyond.stream()
                .allMatch(call -> "https".equals(call.address().getScheme())
                        && call.address().getPort() == -1));
    }

    @Test
    void keepsHeadersAndTokenOnARedirectToTheSameHost() throws InterruptedException {
        Lab lab = new Lab();
        lab.serve(call -> call.address().getPath().equals("/t") ? Served.json("{}") : Served.redirect(302, "/t"));
        assertInstanceOf(
                Reply.Answered.class,
                lab.send(
                        Permit.Extent.READ,
                        new Ask("GET", GRAPH + "/begin", Map.of("X-Own", "yes"), Content.None.NONE, false, "")));
        HttpCall second = lab.seen.get(1).call();
        assertEquals("yes", Lab.header(second, "x-own").orElse(""));
        assertEquals(
                "Bearer " + Lab.CANARY + GRAPH + "-0",
                Lab.header(second, "authorization").orElse(""));
    }

    @Test
    void followsFiveRedirectsAndNotSix() throws InterruptedException {
        for (int count : List.of(5, 6)) {
            Lab lab = new Lab();
            lab.serve(call -> lab.seen.size() <= count ? Served.redirect(302, "/x") : Served.json("{}"));
            Reply reply =
                    lab.send(Permit.Extent.READ, new Ask("GET", GRAPH + "/y", Map.of(), Content.None.NONE, false, ""));
            assertEquals(count == 5, reply instanceof Reply.Answered, reply::toString);
        }
    }

    @Test
    void sendsAnAuthorizationGivenByHandOnlyIfTheUserAllowsIt() throws InterruptedException {
        Map<String, String> headers = Map.of("Authorization", "Bearer own");
        for (String address : List.of(GRAPH + "/x", "https://api.example.com/x")) {
            Ask ask = new Ask("GET", address, headers, Content.None.NONE, false, "");
            Lab lab = new Lab();
            try (Permit permit = lab.permit(Permit.Extent.WRITE, CARELESS)) {
                assertInstanceOf(Reply.Refused.class, lab.gateway.send(permit, ask));
            }
            assertEquals(List.of(), lab.seen);
            List<String> asked = new ArrayList<>();
            Approver yes = new Approver() {
                @Override
                public boolean mayCall(String host) {
                    return asked.add("call " + host);
                }

                @Override
                public boolean maySendAuthorization(String host) {
                    return asked.add("authorization " + host);
                }
            };
            try (Permit permit = lab.permit(Permit.Extent.WRITE, yes)) {
                lab.gateway.send(permit, ask);
                lab.gateway.send(permit, ask);
            }
            assertEquals(
                    "Bearer own",
                    Lab.header(lab.seen.get(1).call(), "authorization").orElse(""));
            assertEquals(address.startsWith(GRAPH) ? 1 : 2, asked.size(), "each is asked once a run");
        }
    }

    @Test
    void callsNoOtherHostThatNobodyAllows() throws InterruptedException {
        Lab lab = new Lab();
        Reply reply = lab.send(
                Permit.Extent.WRITE,
                new Ask("GET", "https://api.example.com/x", Map.of(), Content.None.NONE, false, ""));
        assertTrue(assertInstanceOf(Reply.Refused.class, reply).reason().startsWith("api.example.com is none"));
        assertEquals(List.of(), lab.seen);
    }

    @Test
    void sharePointItselfTellsWhoseItsHostsAre() throws InterruptedException {
        String own = "8c4d2c5c-0000-4000-8000-00000000000a";
        String another = "8c4d2c5c-0000-4000-8000-00000000000b";
        for (String tenant : List.of(own, another)) {
            Lab lab = new Lab(Cloud.PUBLIC, own);
            lab.serve(call -> call.address().getPath().equals("/_vti_bin/client.svc")
                    ? Served.of(401, Map.of("WWW-Authenticate", List.of("Bearer realm=\"" + tenant + "\"")), "")
                    : Served.json("{}"));
            try (Permit permit = lab.permit(Permit.Extent.READ, CARELESS)) {
                for (int i = 0; i < 2; i++) {
                    lab.gateway.send(
                            permit,
                            new Ask(
                                    "GET",
                                    "https://contosoeur.sharepoint.com/_api/web",
                                    Map.of(),
                                    Content.None.NONE,
                                    false,
                                    ""));
                }
            }
            assertEquals(3, lab.seen.size(), "whose it is is asked once");
            assertEquals(
                    tenant.equals(own) ? "Bearer " + Lab.CANARY + "https://contosoeur.sharepoint.com-0" : "",
                    Lab.header(lab.seen.get(2).call(), "authorization").orElse(""));
        }
    }

    @ParameterizedTest
    @EnumSource(Cloud.class)
    void noCloudsHostGetsTheTokenOfAnotherCloud(Cloud cloud) throws InterruptedException {
        Lab lab = new Lab(cloud);
        for (Cloud other : Cloud.values()) {
            for (String address : List.of(
                    "https://" + other.graphHost() + "/v1.0/me",
                    "https://contoso" + other.sharePointSuffix() + "/_api/web",
                    other.address(Service.AZURE_MANAGEMENT).orElseThrow() + "/subscriptions",
                    "https://api.bap.microsoft.com/x",
                    "https://tasks.office.com/x")) {
                lab.seen.clear();
                try (Permit permit = lab.permit(Permit.Extent.READ, CARELESS)) {
                    lab.gateway.send(permit, new Ask("GET", address, Map.of(), Content.None.NONE, false, ""));
                }
                HttpCall last = lab.seen.get(lab.seen.size() - 1).call();
                String token = Lab.header(last, "authorization").orElse("");
                boolean isOwn = address.contains("//" + cloud.graphHost())
                        || address.contains("contoso" + cloud.sharePointSuffix() + "/")
                        || address.startsWith(
                                cloud.address(Service.AZURE_MANAGEMENT).orElseThrow())
                        || (cloud == Cloud.PUBLIC
                                && !address.contains("graph")
                                && !address.contains("sharepoint")
                                && !address.contains("management"));
                assertEquals(isOwn, !token.isEmpty(), cloud + " " + address);
            }
        }
    }
}
