package m365ls.text;

/**
 * A half-open range of offsets in one version of one text, in UTF-16 units.
 *
 * @param start offset of the first unit, 0 or more
 * @param end offset behind the last unit, {@code start} or more
 */
public record Span(int start, int end) {

    /** @throws IllegalArgumentException if {@code start} is negative or {@code end} lies before it */
    public Span {
        if (start < 0 || end < start) {
            throw new IllegalArgumentException("No span from " + start + " to " + end);
        }
    }

    // The JVM takes its time to compile those that records come with.

    @Override
    public int hashCode() {
        return 31 * start + end;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Span span && span.start == start && span.end == end;
    }

    /** The empty span at {@code offset}. */
    public static Span at(int offset) {
        return new Span(offset, offset);
    }

    /** Number of UTF-16 units. */
    public int length() {
        return end - start;
    }

    public boolean isEmpty() {
        return start == end;
    }

    /** Whether the unit at {@code offset} belongs to this span. */
    public boolean contains(int offset) {
        return start <= offset && offset < end;
    }

    /** Whether a cursor at {@code offset} touches this span: inside it or at one of its ends. */
    public boolean touches(int offset) {
        return start <= offset && offset <= end;
    }

    /** Whether all of {@code other} lies in this span. */
    public boolean encloses(Span other) {
        return start <= other.start && other.end <= end;
    }

    /** The same span {@code by} units further on. */
    public Span shifted(int by) {
        return new Span(start + by, end + by);
    }

    /** The part of {@code text} this span covers. */
    public String of(String text) {
        return text.substring(start, end);
    }
}
