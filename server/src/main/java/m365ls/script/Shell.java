package m365ls.script;

import java.util.Map;
import java.util.function.IntPredicate;

/** POSIX-like shells: sh, bash and zsh, as bash reads them where they differ. */
public final class Shell implements Dialect {

    private static final String UNSAFE = " \t\n\r\"'\\$`&|;<>()*?[]{}~#!^=%,";

    @Override
    public String id() {
        return "shell";
    }

    @Override
    public Stretch read(String text, boolean first, IntPredicate mayEnd) {
        return new ShellScanner(text).read(first, mayEnd);
    }

    @Override
    public Map<String, String> predefined() {
        return Map.of();
    }

    @Override
    public char continuation() {
        return '\\';
    }

    @Override
    public String quote(String value, Quoting quoting) {
        return switch (quoting) {
            case NONE -> word(value);
            case SINGLE -> value.replace("'", "'\\''");
            case DOUBLE, HERE_DOUBLE, HERE_SINGLE -> escaped(value, "\\\"$`");
            case ANSI_C -> ansiC(value);
        };
    }

    private static String word(String value) {
        boolean bare = !value.isEmpty();
        boolean printable = true;
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            bare &= c > ' ' && c != 0x7F && (UNSAFE.indexOf(c) < 0 || isHarmless(value, i));
            printable &= c != '\r';
        }
        if (!printable) {
            return "$'" + ansiC(value) + "'";
        }
        if (bare) {
            return value;
        }
        if (value.indexOf('\'') < 0) {
            return "'" + value + "'";
        }
        return '"' + escaped(value, "\\\"$`") + '"';
    }

    /** Whether a character that is special in some places is not at this one. */
    private static boolean isHarmless(String value, int at) {
        return switch (value.charAt(at)) {
            case '#', '~' -> at > 0 && "=:".indexOf(value.charAt(at - 1)) < 0;
            case '=', '%', ',', '^', '!' -> at > 0;
            default -> false;
        };
    }

    private static String escaped(String value, String escaped) {
        StringBuilder result = new StringBuilder(value.length() + 8);
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (escaped.indexOf(c) >= 0) {
                result.append('\\');
            }
            result.append(c);
        }
        return result.toString();
    }

    private static String ansiC(String value) {
        StringBuilder result = new StringBuilder(value.length() + 8);
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            switch (c) {
                case '\\', '\'' -> result.append('\\').append(c);
                case '\n' -> result.append("\\n");
                case '\r' -> result.append("\\r");
                case '\t' -> result.append("\\t");
                default -> {
                    if (c < ' ' || c == 0x7F) {
                        result.append(String.format("\\x%02x", (int) c));
                    } else {
                        result.append(c);
                    }
                }
            }
        }
        return result.toString();
    }
}
