package m365ls.feature;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Writes Markdown that an editor can show without harm: no HTML, no pictures, no links but to web pages, whatever the
 * documentation of the catalogue's package or a script says.
 */
final class Markdown {

    private Markdown() {}

    /**
     * Documentation's own Markdown as one line: code, emphasis and links to web pages stay; everything else that has a
     * meaning is escaped.
     */
    static String inline(String source) {
        StringBuilder out = new StringBuilder(source.length() + 16);
        int at = 0;
        while (at < source.length()) {
            char c = source.charAt(at);
            if (c == '`') {
                int end = source.indexOf('`', at + 1);
                if (end > at + 1) {
                    out.append(code(source.substring(at + 1, end)));
                    at = end + 1;
                    continue;
                }
                out.append("\\`");
            } else if (c == '[') {
                Optional<WebLink> link = linkAt(source, at);
                if (link.isPresent()) {
                    out.append(link(inline(link.get().text()), link.get().target()));
                    at = link.get().end();
                    continue;
                }
                out.append("\\[");
            } else if (c == '<' || c == '>' || c == '|' || c == '!' || c == ']' || c == '&' || c == '#') {
                out.append('\\').append(c);
            } else if (c == '\\') {
                // An escape of the source stays one; a backslash before anything else is a backslash.
                boolean escapes = at + 1 < source.length() && "\\`*_{}[]()#+-.!|<>".indexOf(source.charAt(at + 1)) >= 0;
                out.append(escapes ? "\\" + source.charAt(at + 1) : "\\\\");
                at += escapes ? 1 : 0;
            } else {
                out.append(c < ' ' ? ' ' : c);
            }
            at++;
        }
        return out.toString().strip();
    }

    /** Text that is no Markdown, such as a part of a script, in a line of Markdown. */
    static String plain(String text) {
        StringBuilder out = new StringBuilder(text.length() + 16);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if ("\\`*_{}[]()<>#|!&~".indexOf(c) >= 0) {
                out.append('\\');
            }
            out.append(c < ' ' ? ' ' : c);
        }
        return out.toString();
    }

    /** {@code text} as code in a line; empty for an empty text. */
    static String code(String text) {
        if (text.isEmpty()) {
            return "";
        }
        String line = text.replaceAll("\\p{Cntrl}", " ").replace("|", "\\|");
        String fence = fence(line, 1);
        // A blank on each side is dropped again; it keeps backticks of the text from the fence.
        String gap = line.startsWith("`") || line.endsWith("`") ? " " : "";
        return fence + gap + line + gap + fence;
    }

    /** Several codes in a line. */
    static String codes(List<String> texts) {
        return texts.stream().map(Markdown::code).collect(Collectors.joining(", "));
    }

    /** A block of code. */
    static String block(String language, String text) {
        String fence = fence(text, 3);
        return fence + language + "\n" + text.strip() + "\n" + fence;
    }

    /** A link; just the text if {@code target} is not the address of a web page. */
    static String link(String text, String target) {
        return isWebPage(target)
                ? "[" + text + "](" + target.replace("(", "%28").replace(")", "%29") + ")"
                : text;
    }

    /** Whether {@code target} is an {@code https} or {@code http} address with nothing strange in it. */
    static boolean isWebPage(String target) {
        try {
            URI uri = URI.create(target);
            String scheme = String.valueOf(uri.getScheme());
            return (scheme.equalsIgnoreCase("https") || scheme.equalsIgnoreCase("http")) && uri.getHost() != null;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static String fence(String text, int least) {
        int longest = 0;
        int run = 0;
        for (int i = 0; i < text.length(); i++) {
            run = text.charAt(i) == '`' ? run + 1 : 0;
            longest = Math.max(longest, run);
        }
        return "`".repeat(Math.max(least, longest + 1));
    }

    private static Optional<WebLink> linkAt(String source, int at) {
        int close = source.indexOf(']', at);
        if (close < 0 || close + 1 >= source.length() || source.charAt(close + 1) != '(') {
            return Optional.empty();
        }
        int end = source.indexOf(')', close);
        String text = source.substring(at + 1, close);
        return end < 0 || text.indexOf('[') >= 0
                ? Optional.empty()
                : Optional.of(new WebLink(text, source.substring(close + 2, end), end + 1));
    }

    private record WebLink(String text, String target, int end) {}
}
