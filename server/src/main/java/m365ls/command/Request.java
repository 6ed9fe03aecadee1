package m365ls.command;

import com.google.gson.JsonElement;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import m365ls.gateway.Ask;
import m365ls.gateway.Content;
import m365ls.output.JsonText;
import m365ls.session.Cloud;

/**
 * A request of a command. Immutable.
 *
 * @param method in capitals
 * @param address absolute; may hold characters that are only legal once they are encoded
 * @param headers by name in small letters
 * @param content what is sent along
 * @param anonymous whether no token is sent
 * @param resource the resource that the user names for the token; empty for that of the address
 */
public record Request(
        String method,
        String address,
        Map<String, String> headers,
        Content content,
        boolean anonymous,
        String resource) {

    /** What SharePoint is asked for: JSON without types. */
    public static final String SHAREPOINT = "application/json;odata=nometadata";

    /** What Graph is asked for: JSON without types. */
    public static final String GRAPH = "application/json;odata.metadata=none";

    /** What the CLI asks for where a command does not say it. */
    public static final String ANY = "application/json, text/plain, */*";

    private static final String JSON = "application/json";

    /** By which SharePoint tells programs apart that it slows down, as Microsoft asks programs to name themselves. */
    private static final String AGENT = "NONISV|m365ls|m365ls";

    public Request {
        headers = Map.copyOf(headers);
    }

    /** Any other request. */
    public static Request of(String method, String address, String accept) {
        return new Request(method, address, Map.of("accept", accept), Content.None.NONE, false, "");
    }

    /** Asks for what is at an address. */
    public static Request get(String address, String accept) {
        return of("GET", address, accept);
    }

    /** Sends something to an address. */
    public static Request post(String address, String accept) {
        return of("POST", address, accept);
    }

    /** Changes what is at an address. */
    public static Request patch(String address, String accept) {
        return of("PATCH", address, accept);
    }

    /** Puts something at an address. */
    public static Request put(String address, String accept) {
        return of("PUT", address, accept);
    }

    /** Deletes what is at an address. */
    public static Request delete(String address, String accept) {
        return of("DELETE", address, accept);
    }

    /** Deletes or changes what is at an address with POST, as SharePoint wants it: {@code DELETE}, {@code MERGE}. */
    public Request as(String otherMethod) {
        return with("x-http-method", otherMethod).with("if-match", "*");
    }

    /** The same with a header, whose name is in small letters. */
    public Request with(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(name, value);
        return new Request(method, address, more, content, anonymous, resource);
    }

    /** The same for another address. */
    public Request at(String other) {
        return new Request(method, other, headers, content, anonymous, resource);
    }

    /** The same with a value as JSON. */
    public Request body(JsonElement value) {
        return content(JsonText.compact(value), headers.getOrDefault("content-type", JSON));
    }

    /** The same with a text. */
    public Request body(String text, String type) {
        return content(text, type);
    }

    private Request content(String text, String type) {
        return content(text.getBytes(StandardCharsets.UTF_8), type);
    }

    private Request content(byte[] bytes, String type) {
        return new Request(method, address, headers, new Content.Bytes(bytes), anonymous, resource)
                .with("content-type", type);
    }

    /** The same with bytes. */
    public Request body(byte[] bytes, String type) {
        return content(bytes, type);
    }

    /** The same with the bytes of a stream. */
    public Request body(InputStream bytes, long length, String type) {
        return new Request(method, address, headers, new Content.Stream(length, bytes), anonymous, resource)
                .with("content-type", type);
    }

    /** The same with a token for a resource that the user names. */
    public Request forResource(String named) {
        return new Request(method, address, headers, content, anonymous, named);
    }

    /** The same without a token. */
    public Request withoutToken() {
        return new Request(method, address, headers, content, true, resource);
    }

    /** Without the second slash of the first pair behind the scheme, which the CLI drops too. */
    private static String withoutDoubleSlash(String address) {
        int behindScheme = Math.min(8, address.length());
        int pair = address.indexOf("//", behindScheme);
        return pair < 0 ? address : address.substring(0, pair) + address.substring(pair + 1);
    }

    /**
     * Where an address of Microsoft Graph lies in a cloud. Graph is the one service that commands find elsewhere in other
     * clouds ({@code Request.updateRequestForCloudType} of the CLI, version 11.11.0).
     */
    private static String inCloud(String address, Cloud cloud) {
        String graph = "https://" + Cloud.PUBLIC.graphHost();
        boolean isGraph = address.startsWith(graph)
                && (address.length() == graph.length() || "/?#".indexOf(address.charAt(graph.length())) >= 0);
        return isGraph ? "https://" + cloud.graphHost() + address.substring(graph.length()) : address;
    }

    /**
     * As the gateway wants it.
     *
     * @param cloud of who is signed in
     */
    Ask ask(Cloud cloud) {
        Map<String, String> all = new LinkedHashMap<>(headers);
        all.putIfAbsent("user-agent", AGENT);
        all.putIfAbsent("accept-encoding", "gzip, deflate");
        return new Ask(method, withoutDoubleSlash(inCloud(address, cloud)), all, content, anonymous, resource);
    }
}
