package m365ls.http;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/** A request. Its text shows the method and where to, and never what is sent. */
public final class HttpCall {

    /** The way to the host. */
    public enum Route {
        /** As the network's settings say. */
        AS_SET,
        /** Without a proxy, whatever the settings say: addresses that only this machine can reach. */
        DIRECT
    }

    private static final Duration DEADLINE = Duration.ofSeconds(100);

    private final String method;
    private final URI address;
    private final Map<String, String> headers;
    private final byte[] body;
    private final Route route;
    private final Duration deadline;

    private HttpCall(
            String method, URI address, Map<String, String> headers, byte[] body, Route route, Duration deadline) {
        this.method = method;
        this.address = address;
        this.headers = headers;
        this.body = body;
        this.route = route;
        this.deadline = deadline;
    }

    /** A request of a method such as {@code GET}, without headers or body, to be answered within 100 seconds. */
    public static HttpCall of(String method, URI address) {
        return new HttpCall(method, address, Map.of(), new byte[0], Route.AS_SET, DEADLINE);
    }

    /** The same with a header; one of the same name, as written, is replaced. */
    public HttpCall with(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(name, value);
        return new HttpCall(method, address, Map.copyOf(more), body, route, deadline);
    }

    /** The same with a body in UTF-8. */
    public HttpCall withBody(String text) {
        return new HttpCall(method, address, headers, text.getBytes(StandardCharsets.UTF_8), route, deadline);
    }

    /** The same with a body. */
    public HttpCall withBody(byte[] bytes) {
        return new HttpCall(method, address, headers, bytes.clone(), route, deadline);
    }

    /** The same without a proxy. */
    public HttpCall direct() {
        return new HttpCall(method, address, headers, body, Route.DIRECT, deadline);
    }

    /** The same, given up when the answer has not been read whole after this time. */
    public HttpCall within(Duration time) {
        return new HttpCall(method, address, headers, body, route, time);
    }

    /** In capitals. */
    public String method() {
        return method;
    }

    /** Absolute, http or https. */
    public URI address() {
        return address;
    }

    /** By name as written. */
    public Map<String, String> headers() {
        return headers;
    }

    /** Empty if there is none. */
    public byte[] body() {
        return body.clone();
    }

    /** The way to the host. */
    public Route route() {
        return route;
    }

    /** Longest time from the start to the last byte of the answer. */
    public Duration deadline() {
        return deadline;
    }

    @Override
    public String toString() {
        return method + " " + address.getScheme() + "://" + address.getHost() + address.getPath();
    }
}
