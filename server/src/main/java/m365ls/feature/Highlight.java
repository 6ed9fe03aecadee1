package m365ls.feature;

import m365ls.text.Span;

/**
 * A part of a call that an editor may show in a colour of its own.
 *
 * @param span never empty
 * @param kind what it is
 */
public record Highlight(Span span, Kind kind) {

    /** What a part of a call is. */
    public enum Kind {
        /** The program's name. */
        PROGRAM,
        /** A word of a command's name. */
        COMMAND,
        /** The name of an option that the command has. */
        OPTION
    }
}
