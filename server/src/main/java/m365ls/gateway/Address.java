package m365ls.gateway;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An https address at its usual port, of a host by name, read and normalised as browsers and Node do (WHATWG URL standard,
 * "basic URL parser"), since commands write addresses that are only legal once they are. Its text shows no query.
 *
 * @param host in small letters, at least two labels, without a dot at its end
 * @param path begins with a slash
 * @param query begins with a question mark, or is empty
 */
record Address(String host, String path, String query) implements Addresses {

    private static final Pattern HOST =
            Pattern.compile("(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\\.)+[a-z](?:[a-z0-9-]{0,61}[a-z0-9])?");

    private static final int LONGEST_HOST = 253;

    /** Characters; services refuse far shorter ones. */
    private static final int LONGEST = 65_536;

    private static final Pattern SCHEME = Pattern.compile("([A-Za-z][A-Za-z0-9+.-]*):(.*)", Pattern.DOTALL);

    private static final String IN_NO_PATH = " \"#<>?^`{}";
    private static final String IN_NO_QUERY = " \"#<>'";

    /** Legal by the WHATWG's standard, and not for {@link URI}: it wants them encoded. */
    private static final Pattern NOT_IN_A_URI = Pattern.compile("[|^`{}\\\\]|%(?![0-9A-Fa-f]{2})");

    /** Reads an absolute address. */
    static Addresses parse(String text) {
        if (text.length() > LONGEST) {
            return new Unusable("The address is longer than " + LONGEST + " characters.");
        }
        Matcher m = SCHEME.matcher(cleaned(text));
        if (!m.matches()) {
            return new Unusable("The address is not one that begins with https://.");
        }
        String scheme = m.group(1).toLowerCase(Locale.ROOT);
        if (!scheme.equals("https")) {
            return new Unusable("Requests are sent over https alone, and the address begins with " + scheme + ":.");
        }
        return afterScheme(m.group(2));
    }

    /** Reads an address that a service of this one gives, which may leave out what is the same. */
    Addresses resolve(String text) {
        String cleaned = cleaned(text);
        if (SCHEME.matcher(cleaned).matches()) {
            return parse(cleaned);
        }
        String slashed = cleaned.length() > 1 ? cleaned.substring(0, 2).replace('\\', '/') : cleaned;
        if (slashed.startsWith("//")) {
            return parse("https:" + cleaned);
        }
        String origin = "https://" + host;
        if (slashed.startsWith("/") || slashed.startsWith("\\")) {
            return parse(origin + cleaned);
        }
        if (slashed.startsWith("?")) {
            return parse(origin + path + cleaned);
        }
        return slashed.isEmpty() || slashed.startsWith("#")
                ? this
                : parse(origin + path.substring(0, path.lastIndexOf('/') + 1) + cleaned);
    }

    private static Addresses afterScheme(String text) {
        int from = 0;
        while (from < text.length() && isSlash(text.charAt(from))) {
            from++;
        }
        int end = from;
        while (end < text.length() && "/\\?#".indexOf(text.charAt(end)) < 0) {
            end++;
        }
        String authority = text.substring(from, end);
        if (authority.indexOf('@') >= 0) {
            return new Unusable("The address holds a user's name before its host.");
        }
        String host = authority.toLowerCase(Locale.ROOT);
        int colon = host.lastIndexOf(':');
        if (colon >= 0 && host.indexOf(']') < colon) {
            String port = host.substring(colon + 1);
            if (!port.isEmpty() && !port.matches("0*443")) {
                return new Unusable("The address names another port than https's own.");
            }
            host = host.substring(0, colon);
        }
        if (host.endsWith(".")) {
            host = host.substring(0, host.length() - 1);
        }
        if (host.length() > LONGEST_HOST || !HOST.matcher(host).matches()) {
            return new Unusable(
                    "The address has no host by a full name in plain letters; numbers in its place, and names"
                            + " of this machine or network, are not called.");
        }
        int fragment = text.indexOf('#', end);
        String rest = text.substring(end, fragment < 0 ? text.length() : fragment);
        int mark = rest.indexOf('?');
        String path = mark < 0 ? rest : rest.substring(0, mark);
        String query = mark < 0 ? "" : rest.substring(mark + 1);
        // A question mark with nothing behind it stays, as the standard has it.
        return new Address(host, path(path), mark < 0 ? "" : "?" + encoded(query, IN_NO_QUERY));
    }

    /** Without control characters and blanks around it, and without tabs and line ends in it. */
    private static String cleaned(String text) {
        int from = 0;
        int to = text.length();
        while (from < to && text.charAt(from) <= ' ') {
            from++;
        }
        while (to > from && text.charAt(to - 1) <= ' ') {
            to--;
        }
        return text.substring(from, to).replaceAll("[\\t\\n\\r]", "");
    }

    private static boolean isSlash(char c) {
        return c == '/' || c == '\\';
    }

    private static String path(String raw) {
        List<String> segments = new ArrayList<>();
        String[] parts = (raw.isEmpty() ? "" : raw.substring(1)).split("[/\\\\]", -1);
        for (int i = 0; i < parts.length; i++) {
            boolean isLast = i == parts.length - 1;
            String dots = parts[i].replaceAll("(?i)%2e", ".");
            if (dots.equals("..")) {
                if (!segments.isEmpty()) {
                    segments.remove(segments.size() - 1);
                }
            }
            if (dots.equals(".") || dots.equals("..")) {
                if (isLast) {
                    segments.add("");
                }
            } else {
                segments.add(encoded(parts[i], IN_NO_PATH));
            }
        }
        return "/" + String.join("/", segments);
    }

    private static String encoded(String text, String besides) {
        StringBuilder out = new StringBuilder(text.length() + 16);
        text.codePoints().forEach(c -> {
            if (c > ' ' && c < 0x7f && besides.indexOf(c) < 0) {
                out.append((char) c);
            } else {
                int known = c >= 0xd800 && c <= 0xdfff ? 0xfffd : c;
                for (byte b : Character.toString(known).getBytes(StandardCharsets.UTF_8)) {
                    out.append(hex(b));
                }
            }
        });
        return out.toString();
    }

    private static String hex(byte b) {
        return String.format(Locale.ROOT, "%%%02X", b & 0xff);
    }

    /** The address as the standard writes it. */
    String text() {
        return "https://" + host + path + query;
    }

    /** The address as it is sent: characters that {@link URI} does not take are encoded. */
    URI uri() {
        return URI.create("https://" + host + legal(path).replace("[", "%5B").replace("]", "%5D") + legal(query));
    }

    private static String legal(String text) {
        return NOT_IN_A_URI.matcher(text).replaceAll(found -> {
            String bad = found.group();
            return Matcher.quoteReplacement(hex((byte) bad.charAt(0)));
        });
    }

    /** Without the query. */
    @Override
    public String toString() {
        return "https://" + host + path;
    }
}
