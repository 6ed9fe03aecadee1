package m365ls.log;

import java.util.regex.Pattern;

/** Takes secrets out of a text before it is logged. */
public final class Redaction {

    private static final String MASK = "[redacted]";

    /** Three parts of base64url, the first of which begins as JSON objects do: a signed token, or its beginning. */
    private static final Pattern TOKEN = Pattern.compile("eyJ[\\w-]{5,}(?:\\.[\\w-]*){0,4}");

    private static final Pattern BEARER = Pattern.compile("(?i)\\bbearer\\s+[\\w.~+/=-]{4,}");

    /** All of a header: other schemes have several words. */
    private static final Pattern HEADER = Pattern.compile("(?i)(authorization[\"']?\\s*[=:]\\s*[\"']?)[^\\r\\n\"']+");

    /** A name that speaks of a secret, then {@code =}, {@code :} or a blank behind an option's name, then its value. */
    private static final Pattern NAMED =
            Pattern.compile("(?i)((?:[\\w-]*(?:password|passwd|secret|token|assertion|api_?key)"
                    + "|cookie|client_?info|device_?code|(?<=[?&])code)[\"']?\\s*[=:]\\s*"
                    + "|--?(?:password|secret|clientSecret|certificateBase64Encoded|accessToken)\\s+)"
                    + "(\"(?:[^\"\\\\]|\\\\.)*+\"?|'[^']*+'?|[^\\s\"'&,;}]+)");

    private Redaction() {}

    /**
     * {@code text} with tokens, the credentials of HTTP's headers, and the values of everything named like
     * a password replaced by {@code [redacted]}.
     */
    public static String of(String text) {
        String redacted = TOKEN.matcher(text).replaceAll(MASK);
        redacted = HEADER.matcher(redacted).replaceAll("$1" + MASK);
        redacted = BEARER.matcher(redacted).replaceAll("Bearer " + MASK);
        return NAMED.matcher(redacted).replaceAll("$1" + MASK);
    }
}
