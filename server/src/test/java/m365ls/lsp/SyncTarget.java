package m365ls.lsp;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import m365ls.fuzz.Input;
import m365ls.script.Script;
import m365ls.text.Lines;
import org.eclipse.lsp4j.Position;

/**
 * Any changes of an open document, whatever the client counts columns in: text, lines and parsed form are what they would be
 * of the whole text; every offset comes back from its place; and after a change that cannot be, nothing is known until the whole text comes.
 */
public final class SyncTarget {

    private static final String URI = "file:///scripts/a.sh";

    private static final List<String> BITS = List.of(
            "\n",
            "\r\n",
            "\r",
            "a",
            "m365 spo site get ",
            "--url $x ",
            "\ud83d\ude00",
            "\ud83d",
            "\ude00",
            "\u00e9",
            "\t",
            "",
            "'",
            "\"",
            "$(",
            ")",
            "<<E\n",
            "E\n",
            "`",
            "\\\n",
            "#",
            "@'\n",
            "\n'@",
            "{",
            "}",
            "x=1\n",
            ";",
            " ");

    private SyncTarget() {}

    /** What Jazzer calls. */
    public static void fuzzerTestOneInput(byte[] bytes) {
        Input.timed(() -> check(new Input(bytes)));
    }

    private static void check(Input input) {
        Documents documents = new Documents();
        StringBuilder model = new StringBuilder(text(input, 24));
        boolean drifted = false;
        PositionEncoding encoding = input.pick(List.of(PositionEncoding.values()));
        documents.open(URI, input.once(2) ? "powershell" : "shellscript", OptionalInt.of(1), model.toString());
        for (int version = 2; !input.isEmpty() && version < 60; version++) {
            List<Change> changes = new ArrayList<>();
            boolean possible = true;
            for (int count = input.below(3); count >= 0; count--) {
                Change change = change(input);
                changes.add(change);
                if (change instanceof Change.Whole whole) {
                    model.replace(0, model.length(), whole.text());
                    possible = true;
                    drifted = false;
                } else if (change instanceof Change.Part part) {
                    int start = offset(encoding, model, part.startLine(), part.startColumn());
                    int end = offset(encoding, model, part.endLine(), part.endColumn());
                    possible &= start >= 0 && start <= end;
                    if (possible) {
                        model.replace(start, end, part.text());
                    }
                }
            }
            drifted |= !possible;
            documents.change(URI, OptionalInt.of(version), changes, encoding);
            boolean known = documents.find(URI).isPresent();
            hold(known != drifted, drifted ? "is known after " + changes : "is unknown after " + changes);
            if (known) {
                same(documents.find(URI).orElseThrow(), model.toString(), encoding, input, version);
            }
        }
    }

    private static void same(Document document, String text, PositionEncoding encoding, Input input, int version) {
        hold(document.text().equals(text), "another text: " + document.text() + " in place of " + text);
        Lines whole = Lines.of(text);
        Lines lines = document.lines();
        hold(whole.count() == lines.count(), "lines of " + text);
        Columns columns = new Columns(encoding, lines);
        for (int offset = 0; offset <= text.length(); offset++) {
            int line = lines.lineAt(offset);
            hold(line == whole.lineAt(offset), "line at " + offset + " of " + text);
            Position place = columns.position(offset);
            int back = columns.offset(place.getLine(), place.getCharacter());
            boolean inPair = encoding != PositionEncoding.UTF_16
                    && offset > 0
                    && offset < text.length()
                    && Character.isSurrogatePair(text.charAt(offset - 1), text.charAt(offset));
            // Within a line's end there is no place; it is the end of the line. Nor is there one within a character.
            hold(
                    back == Math.min(inPair ? offset - 1 : offset, lines.endOf(line)),
                    "back from " + offset + " in " + encoding + " of " + text);
        }
        // Some versions are never parsed, as when the user types faster.
        if (!input.once(3)) {
            Script full = Script.parse(document.dialect(), text);
            hold(
                    full.invocations().equals(document.script().invocations()),
                    "calls of version " + version + ": " + text);
            hold(full.comments().equals(document.script().comments()), "comments of version " + version + ": " + text);
        }
    }

    private static Change change(Input input) {
        if (input.once(16)) {
            return new Change.Whole(text(input, 12));
        }
        int startLine = line(input);
        int startColumn = line(input) * 2;
        boolean reversed = input.once(32);
        int endLine = reversed ? line(input) : Math.max(startLine, startLine + input.below(3));
        int endColumn = endLine == startLine && !reversed ? startColumn + input.below(5) : input.below(30);
        return new Change.Part(startLine, startColumn, endLine, endColumn, text(input, 3));
    }

    private static int line(Input input) {
        return input.once(64) ? 1_000_000_000 : input.below(14);
    }

    private static String text(Input input, int most) {
        StringBuilder text = new StringBuilder();
        for (int i = input.below(most + 1); i > 0; i--) {
            text.append(input.pick(BITS));
        }
        return text.toString();
    }

    /** The offset of a place, found by walking from the start, character by character; negative if it lies in one. */
    private static int offset(PositionEncoding encoding, CharSequence text, int line, int column) {
        int at = 0;
        for (int i = 0; i < line && at < text.length(); i++) {
            while (at < text.length() && !ends(text, at)) {
                at++;
            }
            if (at < text.length()) {
                at += text.charAt(at) == '\r' && at + 1 < text.length() && text.charAt(at + 1) == '\n' ? 2 : 1;
            } else {
                return at;
            }
        }
        int end = at;
        while (end < text.length() && !ends(text, end)) {
            end++;
        }
        String rest = text.subSequence(at, end).toString();
        int within = NaivePlaces.offset(encoding, rest, column);
        boolean cuts = within < rest.length() && NaivePlaces.units(encoding, rest.substring(0, within)) != column;
        return cuts ? -1 : at + within;
    }

    private static boolean ends(CharSequence text, int at) {
        return text.charAt(at) == '\n' || text.charAt(at) == '\r';
    }

    private static void hold(boolean condition, String what) {
        if (!condition) {
            throw new AssertionError(what);
        }
    }
}
