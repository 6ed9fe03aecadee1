package m365ls.validation;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import m365ls.validation.JsValue.Nothing;
import m365ls.validation.JsValue.Text;
import m365ls.validation.JsValue.Unknown;

/**
 * Regular expressions of which it counts where they match: {@code replace} and {@code exec}. They run in Java's own
 * matcher, which may try many ways, so they run on the evaluation's budget.
 */
final class Replacement {

    private Replacement() {}

    /** {@code text.replace(searched, replacement)}. */
    static JsValue replace(String self, String name, List<JsValue> arguments, Run run) {
        JsValue searched = Builtins.argument(arguments, 0);
        if (!(Builtins.argument(arguments, 1) instanceof Text by) || by.value().indexOf('$') >= 0) {
            return Unknown.TEXT;
        }
        if (searched instanceof Text text) {
            int at = self.indexOf(text.value());
            if (name.equals("replaceAll")) {
                return JsValue.of(self.replace(text.value(), by.value()));
            }
            return JsValue.of(
                    at < 0
                            ? self
                            : self.substring(0, at)
                                    + by.value()
                                    + self.substring(at + text.value().length()));
        }
        if (!(searched instanceof JsValue.Regex regex)) {
            return Unknown.TEXT;
        }
        Matcher matcher = pattern(regex).matcher(new GuardedText(self, run));
        boolean all = regex.flags().indexOf('g') >= 0;
        StringBuilder replaced = new StringBuilder();
        int from = 0;
        while (finds(matcher)) {
            replaced.append(self, from, matcher.start()).append(by.value());
            from = matcher.end();
            if (!all) {
                break;
            }
        }
        return JsValue.of(replaced.append(self, from, self.length()).toString());
    }

    /** {@code regex.exec(text)}: the match and its groups, or null. */
    static JsValue exec(JsValue.Regex regex, JsValue text, Run run) {
        if (!(text instanceof Text known)) {
            return Unknown.ANYTHING;
        }
        Matcher matcher = pattern(regex).matcher(new GuardedText(known.value(), run));
        if (!finds(matcher)) {
            return Nothing.NULL;
        }
        List<JsValue> groups = new ArrayList<>();
        for (int i = 0; i <= matcher.groupCount(); i++) {
            String group = matcher.group(i);
            groups.add(group == null ? Nothing.UNDEFINED : JsValue.of(group));
        }
        return new JsValue.Items(groups);
    }

    /**
     * Looks for the next match.
     *
     * @throws GiveUp if that takes too long, or more of the stack than there is: the matcher calls itself for each round
     *     of a repeated group
     */
    private static boolean finds(Matcher matcher) {
        try {
            return matcher.find();
        } catch (StackOverflowError e) {
            throw new GiveUp("a match that is too deep");
        }
    }

    /** The expression as one of Java. */
    static Pattern pattern(JsValue.Regex regex) {
        try {
            int flags = regex.flags().indexOf('i') >= 0 ? Pattern.CASE_INSENSITIVE : 0;
            return Pattern.compile(translated(regex.source()), flags);
        } catch (PatternSyntaxException e) {
            throw new GiveUp("a regular expression that Java does not have");
        }
    }

    /** The expression as Java writes it: there, an end of line counts as the end, and a bracket nests in brackets. */
    private static String translated(String source) {
        StringBuilder java = new StringBuilder();
        boolean inSet = false;
        for (int i = 0; i < source.length(); i++) {
            char c = source.charAt(i);
            if (c == '\\' && i + 1 < source.length()) {
                java.append(c).append(source.charAt(++i));
            } else if (inSet && (c == '[' || c == '&')) {
                java.append('\\').append(c);
            } else if (!inSet && c == '$') {
                java.append("\\z");
            } else {
                inSet = c == '[' || (inSet && c != ']');
                java.append(c);
            }
        }
        return java.toString();
    }
}
