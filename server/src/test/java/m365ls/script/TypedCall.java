package m365ls.script;

import java.util.ArrayList;
import java.util.List;
import m365ls.script.Value.Part;
import m365ls.text.Span;

/**
 * Makes calls for tests without the scanner of a real language: words between single blanks, in which {@code "} quotes,
 * {@code $name} is a value of which nothing is known (outside of quotes perhaps several arguments), and {@code @name}
 * is a variable that is known to hold {@code --debug --url https://known}.
 */
final class TypedCall {

    private final String line;
    private final List<Word> words = new ArrayList<>();
    private final List<Argument> arguments = new ArrayList<>();

    private TypedCall(String line) {
        this.line = line;
    }

    /** The call in {@code line}, whose first word is the program. */
    static Invocation of(String line) {
        TypedCall typed = new TypedCall(line);
        int start = line.indexOf(' ');
        Word program = new Word(new Span(0, start < 0 ? line.length() : start), List.of());
        while (start >= 0) {
            int end = line.indexOf(' ', start + 1);
            while (end >= 0
                    && line.substring(start, end).chars().filter(c -> c == '"').count() % 2 == 1) {
                end = line.indexOf(' ', end + 1);
            }
            typed.word(start + 1, end < 0 ? line.length() : end);
            start = end;
        }
        Span all = new Span(0, line.length());
        return new Invocation(all, all, program, typed.words, typed.arguments, Surroundings.NONE);
    }

    private void word(int from, int to) {
        List<Piece> pieces = new ArrayList<>();
        List<Part> parts = new ArrayList<>();
        boolean one = true;
        Quoting quoting = Quoting.NONE;
        int at = from;
        while (at < to) {
            if (line.charAt(at) == '"') {
                quoting = quoting == Quoting.NONE ? Quoting.DOUBLE : Quoting.NONE;
                at++;
                continue;
            }
            int end = at + 1;
            boolean variable = line.charAt(at) == '$';
            while (end < to && "\"$".indexOf(line.charAt(end)) < 0 && (!variable || isName(line.charAt(end)))) {
                end++;
            }
            Span span = new Span(at, end);
            if (variable) {
                pieces.add(new Piece.Variable(span, quoting, line.substring(at + 1, end)));
                parts.add(new Part.Hole());
                one &= quoting == Quoting.DOUBLE;
            } else {
                pieces.add(new Piece.Text(span, quoting, span.of(line)));
                addText(parts, span.of(line));
            }
            at = end;
        }
        Word word = new Word(new Span(from, to), pieces);
        words.add(word);
        if (line.charAt(from) == '@') {
            List.of("--debug", "--url", "https://known")
                    .forEach(known -> arguments.add(new Argument(word, Value.known(known))));
        } else {
            arguments.add(new Argument(word, new Value(parts, one)));
        }
    }

    private static boolean isName(char c) {
        return Character.isLetterOrDigit(c) || c == '_';
    }

    private static void addText(List<Part> parts, String text) {
        int last = parts.size() - 1;
        if (last >= 0 && parts.get(last) instanceof Part.Text before) {
            parts.set(last, new Part.Text(before.text() + text));
        } else {
            parts.add(new Part.Text(text));
        }
    }
}
