package m365ls.query;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.util.Map;
import m365ls.output.Undefined;
import m365ls.text.JavaScriptNumbers;

/** JSON as JavaScript's {@code JSON.stringify} writes it. */
final class JsonText {

    private final StringBuilder out = new StringBuilder();
    private final Budget budget;

    private JsonText(Budget budget) {
        this.budget = budget;
    }

    /** The text of {@code json}, an answer of a query, without blanks. */
    static String of(JsonElement json, Budget budget) {
        JsonText text = new JsonText(budget);
        text.write(json);
        budget.spendText(text.out.length());
        return text.out.toString();
    }

    private void write(JsonElement json) {
        if (Undefined.is(json) || isBeyondJson(json)) {
            // What is undefined is in an array here; objects lose it.
            out.append("null");
        } else if (json instanceof JsonPrimitive primitive) {
            if (primitive.isString()) {
                quote(primitive.getAsString());
            } else {
                out.append(
                        primitive.isBoolean()
                                ? primitive.getAsString()
                                : JavaScriptNumbers.text(primitive.getAsDouble()));
            }
        } else if (json instanceof JsonArray array) {
            char before = '[';
            for (JsonElement element : array) {
                out.append(before);
                write(element);
                before = ',';
            }
            out.append(array.isEmpty() ? "[]" : "]");
        } else if (json instanceof JsonObject object) {
            char before = '{';
            for (Map.Entry<String, JsonElement> entry : object.entrySet()) {
                if (Undefined.is(entry.getValue())) {
                    continue;
                }
                out.append(before);
                quote(entry.getKey());
                out.append(':');
                write(entry.getValue());
                before = ',';
            }
            out.append(before == '{' ? "{}" : "}");
        } else {
            out.append("null");
        }
    }

    private static boolean isBeyondJson(JsonElement json) {
        return json instanceof JsonPrimitive primitive
                && primitive.isNumber()
                && !Double.isFinite(primitive.getAsDouble());
    }

    private void quote(String text) {
        // What is escaped grows, and grows again when it is quoted once more.
        budget.checkText(out.length() + (long) text.length());
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean pair = Character.isHighSurrogate(c)
                    && i + 1 < text.length()
                    && Character.isLowSurrogate(text.charAt(i + 1));
            switch (c) {
                case '"', '\\' -> out.append('\\').append(c);
                case '\b' -> out.append("\\b");
                case '\t' -> out.append("\\t");
                case '\n' -> out.append("\\n");
                case '\f' -> out.append("\\f");
                case '\r' -> out.append("\\r");
                default -> {
                    if (pair) {
                        out.append(c).append(text.charAt(++i));
                    } else if (c < ' ' || Character.isSurrogate(c)) {
                        out.append(String.format("\\u%04x", (int) c));
                    } else {
                        out.append(c);
                    }
                }
            }
        }
        out.append('"');
    }
}
