package m365ls.script;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import m365ls.text.Span;

/**
 * Expands braces as bash does: <code>a{b,c}</code> to {@code ab ac}, <code>{1..3}</code> to {@code 1 2 3}.
 *
 * <p>How many pieces that may give is limited; past the limit a word is of unknown value.
 */
final class ShellBraces {

    private static final int MOST_READINGS = 1_024;

    private long budget;

    /** A piece and how it expands. */
    private record Part(Piece piece, Expansion expansion) {}

    /**
     * A brace that counts, a comma between two that do, or a whole sequence.
     *
     * @param piece index of the piece it stands in
     * @param start its offset in the script
     * @param end offset behind it
     * @param sign the character; a dot for a sequence
     * @param values those of the sequence
     */
    private record Mark(int piece, int start, int end, char sign, List<String> values) {}

    /** An open brace, and the commas between it and its end so far. */
    private record Open(int piece, int start, List<Mark> commas) {}

    /** What stands before a brace, and its alternatives so far. */
    private record Outer(List<List<Part>> before, List<List<Part>> alternatives) {}

    /** @param textLength length of the script, which limits how much is expanded */
    ShellBraces(int textLength) {
        this.budget = 65_536L + 16L * textLength;
    }

    /** The arguments a word stands for, in order: just itself if there is nothing to expand. */
    List<Written> readings(Written written) {
        List<Mark> marks = marks(written.content());
        if (marks.isEmpty()) {
            return List.of(written);
        }
        Word word = new Word(written.word().span(), shown(written, marks));
        List<Written> readings = new ArrayList<>();
        if (!renames(written.content(), marks)) {
            read(written, marks, word, readings);
        }
        if (readings.isEmpty()) {
            Piece anything = new Piece.Dynamic(word.span(), Quoting.NONE);
            return List.of(new Written(word, List.of(anything), List.of(Expansion.SPLIT)));
        }
        return readings;
    }

    /** Whether the text behind a variable becomes part of its name: <code>$x{a,b}</code> is {@code $xa $xb}. */
    private static boolean renames(List<Piece> content, List<Mark> marks) {
        Set<Integer> starts = new HashSet<>();
        marks.forEach(mark -> starts.add(mark.start()));
        for (Piece piece : content) {
            if (piece instanceof Piece.Variable variable
                    && variable.quoting() == Quoting.NONE
                    && variable.span().length() == variable.name().length() + 1
                    && starts.contains(variable.span().end())) {
                return true;
            }
        }
        return false;
    }

    private void read(Written written, List<Mark> marks, Word word, List<Written> readings) {
        for (List<Part> reading : expand(written, marks)) {
            // A reading of nothing, not even quotes, is no argument.
            if (!reading.isEmpty()) {
                List<Piece> pieces = reading.stream().map(Part::piece).toList();
                List<Expansion> how = reading.stream().map(Part::expansion).toList();
                readings.add(new Written(word, pieces, Written.normal(how)));
            }
        }
    }

    /** The braces and commas that count, in order. */
    private static List<Mark> marks(List<Piece> content) {
        List<Mark> marks = new ArrayList<>();
        Deque<Open> open = new ArrayDeque<>();
        for (int i = 0; i < content.size(); i++) {
            if (!(content.get(i) instanceof Piece.Text text)
                    || text.quoting() != Quoting.NONE
                    || text.text().length() != text.span().length()) {
                continue;
            }
            int start = text.span().start();
            for (int j = 0; j < text.text().length(); j++) {
                int at = start + j;
                switch (text.text().charAt(j)) {
                    case '{' -> open.push(new Open(i, at, new ArrayList<>()));
                    case ',' -> {
                        if (!open.isEmpty()) {
                            open.peek().commas().add(new Mark(i, at, at + 1, ',', List.of()));
                        }
                    }
                    case '}' -> {
                        if (!open.isEmpty()) {
                            close(open.pop(), i, at, text, marks);
                        }
                    }
                    default -> {}
                }
            }
        }
        marks.sort(Comparator.comparingInt(Mark::start));
        return marks;
    }

    private static void close(Open open, int piece, int at, Piece.Text text, List<Mark> marks) {
        if (!open.commas().isEmpty()) {
            marks.add(new Mark(open.piece(), open.start(), open.start() + 1, '{', List.of()));
            marks.addAll(open.commas());
            marks.add(new Mark(piece, at, at + 1, '}', List.of()));
        } else if (open.piece() == piece) {
            int from = text.span().start();
            List<String> values = sequence(text.text().substring(open.start() + 1 - from, at - from));
            if (!values.isEmpty()) {
                marks.add(new Mark(piece, open.start(), at + 1, '.', values));
            }
        }
    }

    /** The values of {@code 1..3}, {@code a..e} or {@code 01..10..3}; none if it is no sequence, or too long a one. */
    private static List<String> sequence(String text) {
        String[] ends = text.split("\\.\\.", -1);
        if (ends.length < 2 || ends.length > 3 || text.length() > 40) {
            return List.of();
        }
        boolean letters = isLetter(ends[0]) && isLetter(ends[1]);
        if ((!letters && !(isNumber(ends[0]) && isNumber(ends[1]))) || (ends.length == 3 && !isNumber(ends[2]))) {
            return List.of();
        }
        int first = letters ? ends[0].charAt(0) : Integer.parseInt(ends[0]);
        int last = letters ? ends[1].charAt(0) : Integer.parseInt(ends[1]);
        int step = ends.length == 3 ? Math.abs(Integer.parseInt(ends[2])) : 1;
        boolean padded = !letters && (isPadded(ends[0]) || isPadded(ends[1]));
        int width = padded ? Math.max(ends[0].length(), ends[1].length()) : 0;
        int count = Math.abs(last - first) / Math.max(1, step) + 1;
        List<String> values = new ArrayList<>();
        for (int i = 0; i < count && i <= MOST_READINGS; i++) {
            int value = first + i * Math.max(1, step) * Integer.signum(last - first);
            values.add(letters ? String.valueOf((char) value) : number(value, width));
        }
        return values;
    }

    private static String number(int value, int width) {
        String digits = String.valueOf(Math.abs(value));
        String sign = value < 0 ? "-" : "";
        return sign + "0".repeat(Math.max(0, width - digits.length() - sign.length())) + digits;
    }

    private static boolean isLetter(String text) {
        return text.length() == 1 && text.charAt(0) < 128 && Character.isLetter(text.charAt(0));
    }

    private static boolean isNumber(String text) {
        int sign = text.startsWith("-") || text.startsWith("+") ? 1 : 0;
        if (text.length() == sign || text.length() > sign + 9) {
            return false;
        }
        for (int i = sign; i < text.length(); i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return false;
            }
        }
        return true;
    }

    private static boolean isPadded(String number) {
        int sign = number.startsWith("-") || number.startsWith("+") ? 1 : 0;
        return number.length() > sign + 1 && number.charAt(sign) == '0';
    }

    /** The readings; none if they are too many. */
    private List<List<Part>> expand(Written written, List<Mark> marks) {
        List<List<Part>> current = List.of(List.of());
        Deque<Outer> outer = new ArrayDeque<>();
        int piece = 0;
        int offset = written.content().get(0).span().start();
        for (Mark mark : marks) {
            current = append(current, between(written, piece, offset, mark.piece(), mark.start()));
            piece = mark.piece();
            offset = mark.end();
            switch (mark.sign()) {
                case '{' -> {
                    outer.push(new Outer(current, new ArrayList<>()));
                    current = List.of(List.of());
                }
                case ',' -> {
                    outer.element().alternatives().addAll(current);
                    current = List.of(List.of());
                }
                case '}' -> {
                    Outer around = outer.pop();
                    around.alternatives().addAll(current);
                    current = product(around.before(), around.alternatives());
                }
                default -> {
                    List<List<Part>> alternatives = new ArrayList<>();
                    Span span = new Span(mark.start(), mark.end());
                    for (String value : mark.values()) {
                        alternatives.add(List.of(new Part(new Piece.Text(span, Quoting.NONE, value), Expansion.ONE)));
                    }
                    current = product(current, alternatives);
                }
            }
            if (current.isEmpty()) {
                return List.of();
            }
        }
        int last = written.content().size() - 1;
        return append(
                current,
                between(
                        written,
                        piece,
                        offset,
                        last,
                        written.content().get(last).span().end()));
    }

    private List<List<Part>> append(List<List<Part>> readings, List<Part> more) {
        return more.isEmpty() ? readings : product(readings, List.of(more));
    }

    private List<List<Part>> product(List<List<Part>> before, List<List<Part>> alternatives) {
        if ((long) before.size() * alternatives.size() > MOST_READINGS) {
            return List.of();
        }
        List<List<Part>> all = new ArrayList<>();
        for (List<Part> start : before) {
            for (List<Part> alternative : alternatives) {
                budget -= 1L + start.size() + alternative.size();
                if (budget < 0) {
                    return List.of();
                }
                List<Part> reading = new ArrayList<>(start);
                reading.addAll(alternative);
                all.add(reading);
            }
        }
        return all;
    }

    /** The parts of the content from one place to another. */
    private static List<Part> between(Written written, int fromPiece, int from, int toPiece, int to) {
        List<Part> parts = new ArrayList<>();
        for (int i = fromPiece; i <= toPiece; i++) {
            Piece piece = written.content().get(i);
            int start = Math.max(piece.span().start(), from);
            int end = Math.min(piece.span().end(), to);
            boolean whole = start == piece.span().start() && end == piece.span().end();
            if (whole && (end > start || i > fromPiece || i < toPiece || piece.quoting() != Quoting.NONE)) {
                parts.add(new Part(piece, written.expansion(i)));
            } else if (start < end && piece instanceof Piece.Text text) {
                int offset = piece.span().start();
                String part = text.text().substring(start - offset, end - offset);
                parts.add(new Part(new Piece.Text(new Span(start, end), piece.quoting(), part), Expansion.ONE));
            }
        }
        return parts;
    }

    /** The pieces as they are shown: each group of braces is one of unknown value. */
    private static List<Piece> shown(Written written, List<Mark> marks) {
        List<Piece> shown = new ArrayList<>();
        int piece = 0;
        int offset = written.content().get(0).span().start();
        int inner = 0;
        int open = 0;
        for (Mark mark : marks) {
            boolean opens = mark.sign() == '{' || mark.sign() == '.';
            if (opens && inner == 0) {
                between(written, piece, offset, mark.piece(), mark.start()).forEach(part -> shown.add(part.piece()));
                open = mark.start();
            }
            inner += mark.sign() == '{' ? 1 : mark.sign() == '}' ? -1 : 0;
            if (inner == 0 && mark.sign() != ',') {
                shown.add(new Piece.Dynamic(new Span(open, mark.end()), Quoting.NONE));
                piece = mark.piece();
                offset = mark.end();
            }
        }
        int last = written.content().size() - 1;
        between(written, piece, offset, last, written.content().get(last).span().end())
                .forEach(part -> shown.add(part.piece()));
        return shown;
    }
}
