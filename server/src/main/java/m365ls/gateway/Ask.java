package m365ls.gateway;

import java.util.Map;

/**
 * A request as a command wants it. Its text shows the method alone.
 *
 * @param method in capitals
 * @param address absolute, as the command wrote it: it may hold characters that are only legal once they are encoded
 * @param headers by name in any case; without a token
 * @param content what is sent along
 * @param anonymous whether the command wants no token to be sent
 * @param resource the resource that the command names for the token; empty if it names none. It is compared with the one
 *     that the address belongs to, and never chosen instead of it
 */
public record Ask(
        String method,
        String address,
        Map<String, String> headers,
        Content content,
        boolean anonymous,
        String resource) {

    public Ask {
        headers = Map.copyOf(headers);
    }

    @Override
    public String toString() {
        return "Ask[" + method + "]";
    }
}
