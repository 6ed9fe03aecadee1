package m365ls.lsp;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.util.Optional;
import m365ls.text.Lines;

/** A change of an open document, as the client tells it. */
sealed interface Change {

    /** The document's text is now {@code text}. */
    record Whole(String text) implements Change {}

    /**
     * A range of the text is now {@code text}.
     *
     * @param startLine from 0, as the other three
     * @param startColumn in the client's units, as the other column
     */
    record Part(int startLine, int startColumn, int endLine, int endColumn, String text) implements Change {}

    /** Reads an element of {@code contentChanges}. Empty if it is none; {@code rangeLength} is left alone. */
    static Optional<Change> read(JsonElement json) {
        if (!(json instanceof JsonObject change)
                || !(change.get("text") instanceof JsonPrimitive text)
                || !text.isString()) {
            return Optional.empty();
        }
        JsonElement range = change.get("range");
        if (range == null || range.isJsonNull()) {
            return Optional.of(new Whole(text.getAsString()));
        }
        int[] place = new int[4];
        int i = 0;
        for (String edge : new String[] {"start", "end"}) {
            for (String axis : new String[] {"line", "character"}) {
                Optional<Integer> number = Json.number(range, edge, axis);
                if (number.isEmpty() || number.get() < 0) {
                    return Optional.empty();
                }
                place[i++] = number.get();
            }
        }
        return Optional.of(new Part(place[0], place[1], place[2], place[3], text.getAsString()));
    }

    /** A text, its lines, and where it differs from the one before: from {@code start} on, up to the two ends. */
    record Edited(String text, Lines lines, int start, int oldEnd, int newEnd) {}

    /**
     * The text with this change. Places outside the text are moved into it, as the protocol has it. Empty if the range ends
     * before it starts, or cuts a character: such a change was made for another text.
     *
     * @param encoding what the client counts columns in
     */
    default Optional<Edited> apply(Lines lines, PositionEncoding encoding) {
        String text = lines.text();
        if (this instanceof Whole whole) {
            String all = whole.text();
            return Optional.of(new Edited(all, Lines.of(all), 0, text.length(), all.length()));
        }
        if (!(this instanceof Part part)) {
            throw new AssertionError(this);
        }
        Columns columns = new Columns(encoding, lines);
        int start = columns.offset(part.startLine(), part.startColumn());
        int end = columns.offset(part.endLine(), part.endColumn());
        if (end < start
                || columns.isWithinCharacter(part.startLine(), part.startColumn())
                || columns.isWithinCharacter(part.endLine(), part.endColumn())) {
            return Optional.empty();
        }
        String edited = text.substring(0, start).concat(part.text()).concat(text.substring(end));
        int newEnd = start + part.text().length();
        return Optional.of(new Edited(edited, lines.after(edited, start, end, newEnd), start, end, newEnd));
    }
}
