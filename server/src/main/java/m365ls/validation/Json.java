package m365ls.validation;

import java.util.List;
import java.util.Set;
import m365ls.validation.JsValue.Nothing;

/**
 * {@code JSON.parse} and {@code JSON.stringify}. The messages of syntax errors are those of V8 in Node.js 20, since the
 * tool's own messages end with them.
 */
final class Json {

    private static final int CONTEXT = 10;
    private static final int DEEPEST = 500;

    /** Texts that stand for other values by mistake. */
    private static final Set<String> NO_JSON = Set.of("NaN", "Infinity", "undefined", "[object Object]");

    private final String text;
    private int at;
    private int depth;

    private Json(String text) {
        this.text = text;
    }

    /** @throws Thrown a syntax error */
    static JsValue parse(String text) {
        Json json = new Json(text);
        JsValue value = json.value();
        json.blanks();
        if (json.at < text.length()) {
            throw json.error("Unexpected non-whitespace character after JSON");
        }
        return value;
    }

    private JsValue value() {
        if (++depth > DEEPEST) {
            throw new GiveUp("JSON too deep");
        }
        blanks();
        JsValue value = switch (peek()) {
            case '{' -> object();
            case '[' -> array();
            case '"' -> JsValue.of(string());
            case 't' -> word("true", JsValue.Bool.TRUE);
            case 'f' -> word("false", JsValue.Bool.FALSE);
            case 'n' -> word("null", Nothing.NULL);
            case '-', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9' -> number();
            default -> throw unexpected();
        };
        depth--;
        return value;
    }

    private JsValue object() {
        JsValue.Fields fields = new JsValue.Fields(true);
        at++;
        blanks();
        if (peek() == '}') {
            at++;
            return fields;
        }
        boolean first = true;
        while (true) {
            blanks();
            if (peek() != '"') {
                throw error(
                        first
                                ? "Expected property name or '}' in JSON"
                                : "Expected double-quoted property name in JSON");
            }
            first = false;
            String name = string();
            blanks();
            if (peek() != ':') {
                throw error("Expected ':' after property name in JSON");
            }
            at++;
            fields.map.put(name, value());
            blanks();
            char c = peek();
            if (c == '}') {
                at++;
                return fields;
            }
            if (c != ',') {
                throw error("Expected ',' or '}' after property value in JSON");
            }
            at++;
        }
    }

    private JsValue array() {
        JsValue.Items items = new JsValue.Items(List.of());
        at++;
        blanks();
        if (peek() == ']') {
            at++;
            return items;
        }
        while (true) {
            items.list.add(value());
            blanks();
            char c = peek();
            if (c == ']') {
                at++;
                return items;
            }
            if (c != ',') {
                throw error("Expected ',' or ']' after array element in JSON");
            }
            at++;
        }
    }

    private JsValue word(String word, JsValue value) {
        for (int i = 0; i < word.length(); i++, at++) {
            if (peek() != word.charAt(i) || at >= text.length()) {
                throw unexpected();
            }
        }
        return value;
    }

    private JsValue number() {
        int start = at;
        if (peek() == '-') {
            at++;
            if (!isDigit()) {
                throw error("No number after minus sign in JSON");
            }
        }
        if (peek() == '0') {
            at++;
            if (isDigit()) {
                throw error("Unexpected number in JSON");
            }
        }
        digits();
        if (peek() == '.') {
            at++;
            if (!isDigit()) {
                throw error("Unterminated fractional number in JSON");
            }
            digits();
        }
        if (peek() == 'e' || peek() == 'E') {
            at++;
            if (peek() == '+' || peek() == '-') {
                at++;
            }
            if (!isDigit()) {
                throw error("Exponent part is missing a number in JSON");
            }
            digits();
        }
        return JsValue.of(Double.parseDouble(text.substring(start, at)));
    }

    private boolean isDigit() {
        return at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9';
    }

    private void digits() {
        while (isDigit()) {
            at++;
        }
    }

    private String string() {
        StringBuilder value = new StringBuilder();
        at++;
        while (true) {
            if (at >= text.length()) {
                throw error("Unterminated string in JSON");
            }
            char c = text.charAt(at);
            if (c == '"') {
                at++;
                return value.toString();
            }
            if (c < ' ') {
                throw error("Bad control character in string literal in JSON");
            }
            at++;
            value.append(c == '\\' ? escaped() : c);
        }
    }

    private char escaped() {
        // V8 has its words for characters of one byte alone.
        if (at >= text.length() || text.charAt(at) > 0xff) {
            throw unexpected();
        }
        char c = text.charAt(at);
        int simple = "\"\\/bfnrt".indexOf(c);
        if (simple >= 0) {
            at++;
            return "\"\\/\b\f\n\r\t".charAt(simple);
        }
        if (c != 'u') {
            throw error("Bad escaped character in JSON");
        }
        int code = 0;
        for (int i = 0; i < 4; i++) {
            at++;
            int digit = at < text.length() ? Character.digit(text.charAt(at), 16) : -1;
            if (digit < 0 || text.charAt(at) > 'f') {
                throw error("Bad Unicode escape in JSON");
            }
            code = code * 16 + digit;
        }
        at++;
        return (char) code;
    }

    private void blanks() {
        while (at < text.length() && " \t\n\r".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
    }

    private char peek() {
        return at < text.length() ? text.charAt(at) : 0;
    }

    private Thrown error(String message) {
        return Thrown.error("SyntaxError", message + " at position " + at);
    }

    private Thrown unexpected() {
        if (at >= text.length()) {
            return Thrown.error("SyntaxError", "Unexpected end of JSON input");
        }
        if (NO_JSON.contains(text)) {
            return Thrown.error("SyntaxError", "\"" + text + "\" is not valid JSON");
        }
        // What begins a number or a text is named as such, where a word such as null was begun.
        if (isDigit() || peek() == '-') {
            return error("Unexpected number in JSON");
        }
        if (peek() == '"') {
            return error("Unexpected string in JSON");
        }
        String c = text.substring(at, at + 1);
        int length = text.length();
        String quoted;
        if (length <= 2 * CONTEXT) {
            quoted = "\"" + text + "\"";
        } else if (at < CONTEXT) {
            quoted = "\"" + text.substring(0, at + CONTEXT) + "\"...";
        } else if (at < length - CONTEXT) {
            quoted = "...\"" + text.substring(at - CONTEXT, at + CONTEXT) + "\"...";
        } else {
            quoted = "...\"" + text.substring(at - CONTEXT) + "\"";
        }
        return Thrown.error("SyntaxError", "Unexpected token '" + c + "', " + quoted + " is not valid JSON");
    }

    /** The JSON text of a value; undefined if it has none. */
    static JsValue write(JsValue value) {
        StringBuilder out = new StringBuilder();
        return append(value, out, 0) ? JsValue.of(out.toString()) : Nothing.UNDEFINED;
    }

    private static boolean append(JsValue value, StringBuilder out, int depth) {
        if (depth > DEEPEST || out.length() > Run.LONGEST) {
            throw new GiveUp("a value is too large");
        }
        if (!value.isKnown()) {
            throw new GiveUp("a value that is not known is written");
        }
        if (value == Nothing.UNDEFINED || value instanceof JsValue.Function) {
            return false;
        }
        if (value instanceof JsValue.Text string) {
            quote(string.value(), out);
        } else if (value instanceof JsValue.Num num && !Double.isFinite(num.value())) {
            out.append("null");
        } else if (value instanceof JsValue.Items items) {
            out.append('[');
            for (int i = 0; i < items.list.size(); i++) {
                out.append(i > 0 ? "," : "");
                if (!append(items.list.get(i), out, depth + 1)) {
                    out.append("null");
                }
            }
            out.append(']');
        } else if (value instanceof JsValue.Fields fields) {
            out.append('{');
            boolean first = true;
            for (String name : fields.names()) {
                StringBuilder one = new StringBuilder();
                if (append(fields.map.getOrDefault(name, Nothing.UNDEFINED), one, depth + 1)) {
                    out.append(first ? "" : ",");
                    quote(name, out);
                    out.append(':').append(one);
                    first = false;
                }
            }
            out.append('}');
        } else if (Operators.text(value) instanceof JsValue.Text plain) {
            out.append(plain.value());
        } else {
            throw new GiveUp("a value that has no JSON text");
        }
        return true;
    }

    private static void quote(String text, StringBuilder out) {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            int simple = "\"\\\b\f\n\r\t".indexOf(c);
            if (simple >= 0) {
                out.append('\\').append("\"\\bfnrt".charAt(simple));
            } else if (c < ' ') {
                out.append(String.format("\\u%04x", (int) c));
            } else {
                out.append(c);
            }
        }
        out.append('"');
    }
}
