package m365ls.script;

import java.util.List;
import m365ls.text.Span;

/**
 * A word that is unquoted text and nothing else, as most words are. Only its place is kept: its text can be read there.
 *
 * @param start offset in its {@link Stretch}
 * @param end offset behind it
 */
record BareWord(int start, int end) implements PowerShellCall.Told, ShellCall.Part {

    /**
     * Its text.
     *
     * @param script all of the script
     * @param base where the stretch begins in it
     */
    String text(String script, int base) {
        return script.substring(base + start, base + end);
    }

    /**
     * The word in a script.
     *
     * @param text its text
     * @param base where the stretch begins in the script
     */
    Word word(String text, int base) {
        Span span = new Span(base + start, base + end);
        return new Word(span, List.of(new Piece.Text(span, Quoting.NONE, text)));
    }
}
