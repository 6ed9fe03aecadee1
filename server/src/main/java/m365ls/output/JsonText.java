package m365ls.output;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.math.BigDecimal;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import m365ls.text.JavaScriptNumbers;

/** JSON as {@code JSON.stringify} writes it. */
public final class JsonText {

    /** Numbers of fewer digits are doubles without loss. */
    private static final int SAFE_DIGITS = 15;

    /** To compare longer numbers digit by digit would take time quadratic in their length. */
    private static final int LONG_DIGITS = 400;

    private static final Pattern SIGNIFICANT_DIGIT = Pattern.compile("[-.0]*[1-9]");

    /** The tool looks for line ends that have no backslash before them; of two in a row it sees the first only. */
    private static final Pattern LINE_END = Pattern.compile("([^\\\\])\\\\n");

    private static final String LINE_END_OF_TOOL = Matcher.quoteReplacement("\\\\\\n");

    private final Page page;
    private final String indent;
    private final boolean faithful;

    private JsonText(Page page, String indent, boolean faithful) {
        this.page = page;
        this.indent = indent;
        this.faithful = faithful;
    }

    /** {@code JSON.stringify(value)}, of a value that is defined. */
    public static String compact(JsonElement value) {
        Page page = new Page(Integer.MAX_VALUE);
        new JsonText(page, "", false).write(value, "");
        return page.toString();
    }

    /** {@code JSON.stringify(value, null, 2)}, of a value that is defined; numbers keep all their digits. */
    public static String indented(JsonElement value) {
        Page page = new Page(Integer.MAX_VALUE);
        new JsonText(page, "  ", true).write(value, "\n");
        return page.toString();
    }

    /** What {@code --output json} prints. */
    static Printed print(JsonElement value, JsonForm form, int limit) {
        if (Undefined.is(value)) {
            return new Printed.Unprintable("Cannot read properties of undefined (reading 'replace')");
        }
        Page page = new Page(limit);
        new JsonText(page, "  ", form == JsonForm.FAITHFUL).write(value, "\n");
        if (form == JsonForm.FAITHFUL || page.isFull()) {
            return page.print();
        }
        return new Page(limit)
                .add(LINE_END.matcher(page.toString()).replaceAll("$1" + LINE_END_OF_TOOL))
                .print();
    }

    /** Writes {@code value}; {@code lineStart} is the line end with the blanks before what stands beside it. */
    private void write(JsonElement value, String lineStart) {
        if (value instanceof JsonObject object) {
            writeObject(object, lineStart);
        } else if (value instanceof JsonArray array) {
            writeArray(array, lineStart);
        } else if (value instanceof JsonPrimitive primitive && !Undefined.is(value)) {
            if (primitive.isNumber()) {
                page.add(number(primitive));
            } else if (primitive.isBoolean()) {
                page.add(primitive.getAsString());
            } else {
                writeString(primitive.getAsString());
            }
        } else {
            page.add("null");
        }
    }

    private void writeObject(JsonObject object, String lineStart) {
        String inside = lineStart + indent;
        List<String> names = JavaScript.keys(object);
        boolean any = false;
        page.add('{');
        for (String name : names) {
            JsonElement property = object.get(name);
            if (page.isFull()) {
                return;
            }
            if (!Undefined.is(property)) {
                page.add(any ? "," : "").add(inside);
                writeString(name);
                page.add(indent.isEmpty() ? ":" : ": ");
                write(property, inside);
                any = true;
            }
        }
        page.add(any ? lineStart : "").add('}');
    }

    private void writeArray(JsonArray array, String lineStart) {
        String inside = lineStart + indent;
        page.add('[');
        for (int i = 0; i < array.size() && !page.isFull(); i++) {
            page.add(i == 0 ? "" : ",").add(inside);
            write(array.get(i), inside);
        }
        page.add(array.isEmpty() ? "" : lineStart).add(']');
    }

    private void writeString(String text) {
        page.add('"');
        int plain = 0;
        for (int i = 0; i < text.length() && !page.isFull(); i++) {
            char c = text.charAt(i);
            boolean pair = Character.isHighSurrogate(c)
                    && i + 1 < text.length()
                    && Character.isLowSurrogate(text.charAt(i + 1));
            if (pair) {
                i++;
            } else if (c < ' ' || c == '"' || c == '\\' || Character.isSurrogate(c)) {
                page.add(text.subSequence(plain, i)).add(escape(c));
                plain = i + 1;
            }
        }
        page.add(text.subSequence(plain, text.length())).add('"');
    }

    private static String escape(char c) {
        return switch (c) {
            case '"' -> "\\\"";
            case '\\' -> "\\\\";
            case '\b' -> "\\b";
            case '\f' -> "\\f";
            case '\n' -> "\\n";
            case '\r' -> "\\r";
            case '\t' -> "\\t";
            default -> "\\u" + HexFormat.of().toHexDigits(c);
        };
    }

    private String number(JsonPrimitive primitive) {
        double number = JavaScript.number(primitive);
        boolean finite = !Double.isNaN(number) && !Double.isInfinite(number);
        String rounded = finite ? JavaScriptNumbers.text(number) : "null";
        return faithful && isOther(primitive.getAsString(), number, rounded) ? primitive.getAsString() : rounded;
    }

    /** Whether {@code given}, a number in JSON or NaN or an infinite one, is a number other than {@code rounded}. */
    private static boolean isOther(String given, double number, String rounded) {
        boolean plain = given.length() <= SAFE_DIGITS && given.indexOf('e') < 0 && given.indexOf('E') < 0;
        if (plain || !Character.isDigit(given.charAt(given.length() - 1))) {
            return false;
        }
        if (number == 0) {
            return SIGNIFICANT_DIGIT.matcher(given).lookingAt();
        }
        return rounded.equals("null")
                || given.length() > LONG_DIGITS
                || new BigDecimal(given).compareTo(new BigDecimal(rounded)) != 0;
    }
}
