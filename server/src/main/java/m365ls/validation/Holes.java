package m365ls.validation;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import m365ls.script.Value.Part;
import m365ls.validation.JsValue.Text;
import m365ls.validation.JsValue.Unknown;

/** Texts with holes: stretches that are known, between others that may be anything. */
final class Holes {

    private Holes() {}

    /** A text with holes as a value. */
    static JsValue value(List<Part> parts) {
        if (parts.size() == 1) {
            return parts.get(0) instanceof Part.Text text ? JsValue.of(text.text()) : Unknown.TEXT;
        }
        StringBuilder known = new StringBuilder();
        List<Part> merged = new ArrayList<>(parts.size());
        for (Part part : parts) {
            if (part instanceof Part.Text text) {
                known.append(text.text());
                continue;
            }
            if (known.length() > 0) {
                merged.add(new Part.Text(known.toString()));
                known.setLength(0);
            }
            if (merged.isEmpty() || !(merged.get(merged.size() - 1) instanceof Part.Hole)) {
                merged.add(part);
            }
        }
        if (merged.isEmpty()) {
            return JsValue.of(known.toString());
        }
        if (known.length() > 0) {
            merged.add(new Part.Text(known.toString()));
        }
        return new Unknown(Unknown.Kind.TEXT, merged);
    }

    /** The parts of a text that may have holes. */
    static List<Part> parts(JsValue text) {
        return text instanceof Unknown unknown ? unknown.parts() : List.of(new Part.Text(((Text) text).value()));
    }

    /** Texts, with or without holes, one behind the other. */
    static JsValue join(List<JsValue> texts) {
        List<Part> parts = new ArrayList<>();
        int length = 0;
        for (JsValue text : texts) {
            parts.addAll(parts(text));
            length += text instanceof Text known ? known.value().length() : 0;
        }
        if (length > Run.LONGEST) {
            throw new GiveUp("a text is too long");
        }
        return value(parts);
    }

    /** The text after a change of each character for itself. */
    static JsValue each(List<Part> parts, UnaryOperator<String> change) {
        return value(parts.stream()
                .map(p -> p instanceof Part.Text text ? new Part.Text(change.apply(text.text())) : p)
                .toList());
    }

    /** Whether it begins with {@code start}. */
    static Truth startsWith(List<Part> parts, String start) {
        String prefix = parts.isEmpty() || !(parts.get(0) instanceof Part.Text text) ? "" : text.text();
        if (prefix.length() >= start.length()) {
            return Truth.of(prefix.startsWith(start));
        }
        return start.startsWith(prefix) ? Truth.UNKNOWN : Truth.FALSE;
    }

    /** Whether it ends with {@code end}. */
    static Truth endsWith(List<Part> parts, String end) {
        String suffix = parts.isEmpty() || !(parts.get(parts.size() - 1) instanceof Part.Text text) ? "" : text.text();
        if (suffix.length() >= end.length()) {
            return Truth.of(suffix.endsWith(end));
        }
        return end.endsWith(suffix) ? Truth.UNKNOWN : Truth.FALSE;
    }

    /** Whether {@code text} is in a stretch that is known. */
    static boolean contains(List<Part> parts, String text) {
        for (Part part : parts) {
            if (part instanceof Part.Text known && known.text().contains(text)) {
                return true;
            }
        }
        return false;
    }

    /** Whether no number is written so, whatever the holes are: it has a character that no number has. */
    static boolean isNoNumber(List<Part> parts) {
        for (Part part : parts) {
            if (part instanceof Part.Text known && !mayBeInNumber(known.text())) {
                return true;
            }
        }
        return false;
    }

    private static boolean mayBeInNumber(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (!mayBeInNumber(text.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    private static boolean mayBeInNumber(int c) {
        // Hexadecimal digits and prefixes, signs, the letters of Infinity, and blanks around the number.
        return c <= ' ' || c > '~' || "0123456789abcdefABCDEFxXoO+-.Infity".indexOf(c) >= 0;
    }
}
