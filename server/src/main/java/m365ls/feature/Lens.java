package m365ls.feature;

import m365ls.text.Span;

/**
 * Something that can be done with a call, to be shown above it.
 *
 * @param span the program's word, which stands for the call
 * @param kind what can be done
 * @param page address of the documentation; empty unless that is what it leads to
 */
public record Lens(Span span, Kind kind, String page) {

    /** What can be done with a call. */
    public enum Kind {
        /** It can be run. */
        RUN,
        /** It can be seen what it would change. */
        WHAT_IF,
        /** Its documentation can be read. */
        DOCUMENTATION
    }
}
