package m365ls.http;

import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** A request. Its text shows the method and where to, and never what is sent. */
public final class HttpCall {

    /** The way to the host. */
    public enum Route {
        /** As the network's settings say. */
        AS_SET,
        /** Without a proxy, whatever the settings say: addresses that only this machine can reach. */
        DIRECT
    }

    /**
     * A body that is sent as it is read, once.
     *
     * @param length in bytes; -1 if it is not known
     * @param bytes closed by whoever sends them
     */
    public record Upload(long length, InputStream bytes) {}

    private static final Duration DEADLINE = Duration.ofSeconds(100);

    private final String method;
    private final URI address;
    private final Map<String, String> headers;
    private final byte[] body;
    private final Optional<Upload> upload;
    private final Route route;
    private final Duration deadline;

    private HttpCall(
            String method,
            URI address,
            Map<String, String> headers,
            byte[] body,
            Optional<Upload> upload,
            Route route,
            Duration deadline) {
        this.method = method;
        this.address = address;
        this.headers = headers;
        this.body = body;
        this.upload = upload;
        this.route = route;
        this.deadline = deadline;
    }

    /** A request of a method such as {@code GET}, without headers or body, to be answered within 100 seconds. */
    public static HttpCall of(String method, URI address) {
        return new HttpCall(method, address, Map.of(), new byte[0], Optional.empty(), Route.AS_SET, DEADLINE);
    }

    /** The same with a header; one of the same name, as written, is replaced. */
    public HttpCall with(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(name, value);
        return new HttpCall(method, address, Map.copyOf(more), body, upload, route, deadline);
    }

    /** The same with a body in UTF-8. */
    public HttpCall withBody(String text) {
        return new HttpCall(
                method, address, headers, text.getBytes(StandardCharsets.UTF_8), Optional.empty(), route, deadline);
    }

    /** The same with a body. */
    public HttpCall withBody(byte[] bytes) {
        return new HttpCall(method, address, headers, bytes.clone(), Optional.empty(), route, deadline);
    }

    /** The same with a body that is sent as it is read. */
    public HttpCall withBody(Upload bytes) {
        return new HttpCall(method, address, headers, new byte[0], Optional.of(bytes), route, deadline);
    }

    /** The same without a proxy. */
    public HttpCall direct() {
        return new HttpCall(method, address, headers, body, upload, Route.DIRECT, deadline);
    }

    /** The same, given up when the answer has not been read whole after this time. */
    public HttpCall within(Duration time) {
        return new HttpCall(method, address, headers, body, upload, route, time);
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

    /** Empty if there is none, or it is sent as it is read. */
    public byte[] body() {
        return body.clone();
    }

    /** The body that is sent as it is read. */
    public Optional<Upload> upload() {
        return upload;
    }

    /** The way to the host. */
    public Route route() {
        return route;
    }

    /** Longest time from the start to the last byte of the answer; to its first one if it is read as it comes. */
    public Duration deadline() {
        return deadline;
    }

    @Override
    public String toString() {
        return method + " " + address.getScheme() + "://" + address.getHost() + address.getPath();
    }
}
