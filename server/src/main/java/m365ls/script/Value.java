package m365ls.script;

import java.util.List;
import java.util.Optional;

/**
 * What an argument's value is, as far as the script's text tells.
 *
 * <p>{@code "$siteUrl/lists"} is neither known nor wholly unknown: it is a hole followed by {@code /lists}.
 *
 * @param parts known text and holes, in order; no two texts beside each other; empty for the empty text
 * @param exactlyOne false if it may turn out to be no argument at all, or several ({@code $options} in a shell, a
 *     pattern of file names)
 */
public record Value(List<Part> parts, boolean exactlyOne) {

    /** A part of a value. */
    public sealed interface Part {
        /** Text that is known. */
        record Text(String text) implements Part {}

        /** Text that is only known when the script runs. It may be empty. */
        record Hole() implements Part {}
    }

    private static final Value UNKNOWN = new Value(List.of(new Part.Hole()), true);
    private static final Value ANYTHING = new Value(List.of(new Part.Hole()), false);

    public Value {
        parts = List.copyOf(parts);
    }

    /** A value that is known. */
    public static Value known(String text) {
        return new Value(text.isEmpty() ? List.of() : List.of(new Part.Text(text)), true);
    }

    /** One argument of which nothing is known. */
    public static Value unknown() {
        return UNKNOWN;
    }

    /** No, one or several arguments of which nothing is known. */
    public static Value anything() {
        return ANYTHING;
    }

    /** Whether all of it is known. */
    public boolean isKnown() {
        // No two texts stand beside each other.
        return exactlyOne && (parts.isEmpty() || (parts.size() == 1 && parts.get(0) instanceof Part.Text));
    }

    /** All of it, if it is known. */
    public Optional<String> text() {
        return isKnown() ? Optional.of(prefix()) : Optional.empty();
    }

    /** Whether the holes can be filled so that it is {@code text}. */
    public boolean mayBe(String text) {
        int at = 0;
        for (int i = 0; i < parts.size(); i++) {
            if (!(parts.get(i) instanceof Part.Text known)) {
                continue;
            }
            boolean first = i == 0;
            boolean last = i == parts.size() - 1;
            if (last) {
                int start = text.length() - known.text().length();
                return first ? text.equals(known.text()) : start >= at && text.endsWith(known.text());
            }
            int found = first ? (text.startsWith(known.text()) ? 0 : -1) : text.indexOf(known.text(), at);
            if (found < 0) {
                return false;
            }
            at = found + known.text().length();
        }
        return !parts.isEmpty() || text.isEmpty();
    }

    /** The known text before the first hole. */
    public String prefix() {
        return parts.isEmpty() || !(parts.get(0) instanceof Part.Text first) ? "" : first.text();
    }
}
