package m365ls.script;

import java.util.List;
import java.util.Optional;

/**
 * What an argument's value is, as far as the script's text tells.
 *
 * <p>{@code "$siteUrl/lists"} is neither known nor wholly unknown: it is a hole followed by {@code /lists}. Immutable; equal
 * to another with the same parts that is one argument as well, or may be several as well.
 */
public final class Value {

    private final List<Part> parts;
    private final boolean exactlyOne;
    // What is asked of each value many times is worked out once.
    private final boolean known;
    private final String prefix;

    /** A part of a value. */
    public sealed interface Part {
        /** Text that is known. */
        record Text(String text) implements Part {}

        /** Text that is only known when the script runs. It may be empty. */
        record Hole() implements Part {}
    }

    private static final Value UNKNOWN = new Value(List.of(new Part.Hole()), true);
    private static final Value ANYTHING = new Value(List.of(new Part.Hole()), false);

    /**
     * @param parts known text and holes, in order; no two texts beside each other; empty for the empty text
     * @param exactlyOne false if it may turn out to be no argument at all, or several ({@code $options} in a shell, a
     *     pattern of file names)
     */
    public Value(List<Part> parts, boolean exactlyOne) {
        this.parts = List.copyOf(parts);
        this.exactlyOne = exactlyOne;
        boolean begins = !parts.isEmpty() && parts.get(0) instanceof Part.Text;
        this.prefix = begins ? ((Part.Text) parts.get(0)).text() : "";
        // No two texts stand beside each other.
        this.known = exactlyOne && (parts.isEmpty() || (parts.size() == 1 && begins));
    }

    private Value(String text) {
        this.parts = text.isEmpty() ? List.of() : List.of(new Part.Text(text));
        this.exactlyOne = true;
        this.prefix = text;
        this.known = true;
    }

    /** A value that is known. */
    public static Value known(String text) {
        return new Value(text);
    }

    /** Known text and holes, in order; no two texts beside each other; empty for the empty text. */
    public List<Part> parts() {
        return parts;
    }

    /** Whether it is one argument for certain, not perhaps none or several. */
    public boolean exactlyOne() {
        return exactlyOne;
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
        return known;
    }

    /** All of it, if it is known. */
    public Optional<String> text() {
        return known ? Optional.of(prefix) : Optional.empty();
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
        return prefix;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Value value && exactlyOne == value.exactlyOne && parts.equals(value.parts);
    }

    @Override
    public int hashCode() {
        return 31 * parts.hashCode() + Boolean.hashCode(exactlyOne);
    }

    @Override
    public String toString() {
        return parts + (exactlyOne ? "" : "...");
    }
}
