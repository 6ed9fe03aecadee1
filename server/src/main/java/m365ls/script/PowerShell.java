package m365ls.script;

import java.util.Map;
import java.util.function.IntPredicate;

/** PowerShell: scripts for version 7.3 and later; see {@link WindowsPowerShell} for the older one. */
public final class PowerShell implements Dialect {

    private static final Map<String, String> PREDEFINED = Map.of("true", "True", "false", "False", "null", "");

    @Override
    public String id() {
        return "powershell";
    }

    @Override
    public Stretch read(String text, boolean first, IntPredicate mayEnd) {
        return new PowerShellScanner(text).read(mayEnd);
    }

    @Override
    public Map<String, String> predefined() {
        return PREDEFINED;
    }

    @Override
    public String quote(String value, Quoting quoting) {
        return switch (quoting) {
            case NONE -> isBare(value) ? value : "'" + doubled(value) + "'";
            case SINGLE, ANSI_C -> doubled(value);
            case DOUBLE -> escaped(value, true);
            case HERE_SINGLE -> value;
            case HERE_DOUBLE -> escaped(value, false);
        };
    }

    @Override
    public char continuation() {
        return '`';
    }

    /** Whether, without quotes, a word reaches the program as it is, and on every system. */
    private static boolean isBare(String value) {
        if (value.isEmpty() || value.equals("--%")) {
            return false;
        }
        boolean parameter = value.charAt(0) == '-' && (value.length() < 2 || value.charAt(1) != '-');
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            boolean plain = PowerShellCharacters.isIdentifier(c)
                    || c == '-'
                    || c == '/'
                    || c == '\\'
                    || (!parameter && (c == '.' || (i > 0 && "=:@%+#!^~".indexOf(c) >= 0)));
            if (!plain) {
                return false;
            }
        }
        return true;
    }

    /** Single quotes, typographic ones included, end a single-quoted string unless they are doubled. */
    private static String doubled(String value) {
        StringBuilder written = new StringBuilder(value.length() + 2);
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            written.append(c);
            if (PowerShellCharacters.isSingleQuote(c)) {
                written.append(c);
            }
        }
        return written.toString();
    }

    private static String escaped(String value, boolean quotes) {
        StringBuilder written = new StringBuilder(value.length() + 8);
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            boolean quote = PowerShellCharacters.isDoubleQuote(c)
                    // In a here-string only a mark that may close it counts.
                    && (quotes || (i + 1 < value.length() && value.charAt(i + 1) == '@'));
            if (c == '$' || c == '`' || quote) {
                written.append('`');
            }
            // A carriage return that is text must not become part of a line end.
            written.append(c == '\r' ? "`r" : String.valueOf(c));
        }
        return written.toString();
    }
}
