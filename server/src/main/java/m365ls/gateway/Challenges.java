package m365ls.gateway;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the challenges of 401 (RFC 9110, 11.6.1). */
final class Challenges {

    private static final Pattern PAIR =
            Pattern.compile("([A-Za-z0-9!#$%&'*+.^_`|~-]+)\\s*=\\s*(\"(?:[^\"\\\\]|\\\\.)*\"|[^\\s,\"]+)");

    private Challenges() {}

    /**
     * The claims that a new token has to have, as JSON, wherever they stand in the values of {@code WWW-Authenticate}; empty
     * if none are asked for or they cannot be read.
     */
    static String claims(List<String> values) {
        for (String value : values) {
            for (Matcher m = PAIR.matcher(value); m.find(); ) {
                if (m.group(1).equalsIgnoreCase("claims")) {
                    String claims = decoded(unquoted(m.group(2)));
                    if (!claims.isEmpty()) {
                        return claims;
                    }
                }
            }
        }
        return "";
    }

    private static String unquoted(String text) {
        return text.startsWith("\"") ? text.substring(1, text.length() - 1).replaceAll("\\\\(.)", "$1") : text;
    }

    /** Services encode them in either alphabet of base64, with or without what fills it up. */
    private static String decoded(String text) {
        if (text.startsWith("{")) {
            return text;
        }
        try {
            String bare = text.replace('-', '+').replace('_', '/').replaceAll("=+$", "");
            String json = new String(Base64.getDecoder().decode(bare), StandardCharsets.UTF_8);
            return json.startsWith("{") ? json : "";
        } catch (IllegalArgumentException e) {
            return "";
        }
    }
}
