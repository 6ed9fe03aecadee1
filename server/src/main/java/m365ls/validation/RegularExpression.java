package m365ls.validation;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import m365ls.script.Value.Part;

/**
 * Tells whether a regular expression of JavaScript matches somewhere in a text, in time linear in the text's length
 * however the expression is written: all ways to match are followed at once (Thompson's construction) instead of one
 * after the other. Of a text with holes it tells whether any filling of them can match.
 */
final class RegularExpression {

    private static final int HOLE = -1;

    /** Counted repetitions are written out; a longer program than this is refused. */
    private static final int LONGEST_PROGRAM = 2_000;

    private final Step[] program;

    private RegularExpression(List<Step> program) {
        this.program = program.toArray(new Step[0]);
    }

    /** A step of the program. Where it goes on is the next step, unless it says so. */
    private sealed interface Step {
        /** Takes one character. */
        record Take(Characters characters) implements Step {}

        /** Goes on in two places. */
        record Fork(int first, int second) implements Step {}

        /** Goes on in another place. */
        record Jump(int to) implements Step {}

        /** Goes on at the start of the text. */
        record Start() implements Step {}

        /** Goes on at the end of the text. */
        record End() implements Step {}

        /** Goes on between a character of a word and another one, or where that is not so. */
        record Border(boolean wanted) implements Step {}

        /** Goes on if another expression matches from here, or does not. */
        record Ahead(RegularExpression expression, boolean wanted) implements Step {}

        /** The expression has matched. */
        record Accept() implements Step {}
    }

    /** Which characters fit. */
    private interface Characters {
        boolean has(char c);
    }

    /**
     * @param flags of which {@code i}, {@code g}, {@code y} and {@code s} are known
     * @return empty if the expression has something that is not known here: references to groups, looking behind,
     *     properties of Unicode, lines
     */
    static Optional<RegularExpression> of(String source, String flags) {
        if (flags.chars().anyMatch(c -> "igs".indexOf(c) < 0)) {
            return Optional.empty();
        }
        try {
            Reader reader = new Reader(source, flags.indexOf('i') >= 0, flags.indexOf('s') >= 0);
            List<Step> program = new ArrayList<>();
            reader.alternatives(program);
            if (reader.at < source.length()) {
                return Optional.empty();
            }
            program.add(new Step.Accept());
            return Optional.of(new RegularExpression(program));
        } catch (Unsupported e) {
            return Optional.empty();
        }
    }

    /** Whether it matches somewhere in {@code text}; with holes, false if no filling matches, else unknown. */
    Truth matches(List<Part> text, Run run) {
        int length = 0;
        for (Part part : text) {
            length += part instanceof Part.Text known ? known.text().length() : 1;
        }
        int[] elements = new int[length];
        int at = 0;
        boolean holes = false;
        for (Part part : text) {
            if (part instanceof Part.Text known) {
                for (int i = 0; i < known.text().length(); i++) {
                    elements[at++] = known.text().charAt(i);
                }
            } else {
                elements[at++] = HOLE;
                holes = true;
            }
        }
        // What begins with the start of the text matches there or nowhere, unless a hole in front of it may be empty.
        boolean anywhere = !(program[0] instanceof Step.Start) || (length > 0 && elements[0] == HOLE);
        boolean found = matches(elements, 0, anywhere, run);
        return found && holes ? Truth.UNKNOWN : Truth.of(found);
    }

    private boolean matches(int[] text, int from, boolean anywhere, Run run) {
        States now = new States(program.length);
        States next = new States(program.length);
        for (int at = from; ; at++) {
            if (anywhere || at == from) {
                follow(0, text, at, now, run);
            }
            if (now.accepts) {
                return true;
            }
            if (at == text.length || (now.size == 0 && !anywhere)) {
                return false;
            }
            run.steps(1 + now.size / 8);
            if (text[at] == HOLE) {
                // Nothing, or any characters, one after the other.
                for (int i = 0; i < now.size; i++) {
                    int state = now.states[i];
                    follow(state, text, at + 1, next, run);
                }
                for (int i = 0; i < next.size; i++) {
                    if (program[next.states[i]] instanceof Step.Take) {
                        follow(next.states[i] + 1, text, at + 1, next, run);
                    }
                }
                if (anywhere) {
                    follow(0, text, at + 1, next, run);
                }
            } else {
                for (int i = 0; i < now.size; i++) {
                    int state = now.states[i];
                    if (program[state] instanceof Step.Take take
                            && take.characters().has((char) text[at])) {
                        follow(state + 1, text, at + 1, next, run);
                    }
                }
            }
            States free = now;
            now = next;
            next = free;
            next.clear();
        }
    }

    /** Adds the states that are reached from {@code state} without taking a character. */
    private void follow(int state, int[] text, int at, States states, Run run) {
        if (!states.add(state)) {
            return;
        }
        Step step = program[state];
        if (step instanceof Step.Fork fork) {
            follow(fork.first(), text, at, states, run);
            follow(fork.second(), text, at, states, run);
        } else if (step instanceof Step.Jump jump) {
            follow(jump.to(), text, at, states, run);
        } else if (step instanceof Step.Accept) {
            states.accepts = true;
        } else if (!(step instanceof Step.Take)) {
            if (holds(step, text, at, run)) {
                follow(state + 1, text, at, states, run);
            }
        }
    }

    /** Whether a step that takes no character goes on; true if that depends on a hole. */
    private static boolean holds(Step step, int[] text, int at, Run run) {
        if (step instanceof Step.Start) {
            return onlyHoles(text, 0, at);
        }
        if (step instanceof Step.End) {
            return onlyHoles(text, at, text.length);
        }
        if (step instanceof Step.Border border) {
            if ((at > 0 && text[at - 1] == HOLE) || (at < text.length && text[at] == HOLE)) {
                return true;
            }
            boolean before = at > 0 && isWord(text[at - 1]);
            boolean behind = at < text.length && isWord(text[at]);
            return (before != behind) == border.wanted();
        }
        if (at > 0 && text[at - 1] == HOLE) {
            return true;
        }
        Step.Ahead ahead = (Step.Ahead) step;
        boolean holes = false;
        for (int i = at; i < text.length; i++) {
            holes |= text[i] == HOLE;
        }
        run.steps(1 + (text.length - at) / 8);
        boolean found = ahead.expression().matches(text, at, false, run);
        return ahead.wanted() ? found : !found || holes;
    }

    private static boolean onlyHoles(int[] text, int from, int to) {
        for (int i = from; i < to; i++) {
            if (text[i] != HOLE) {
                return false;
            }
        }
        return true;
    }

    private static boolean isWord(int c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
    }

    /** A set of states, each once, in the order they were added. */
    private static final class States {
        private final int[] states;
        private final boolean[] has;
        private int size;
        private boolean accepts;

        States(int program) {
            states = new int[program];
            has = new boolean[program];
        }

        boolean add(int state) {
            if (has[state]) {
                return false;
            }
            has[state] = true;
            states[size++] = state;
            return true;
        }

        void clear() {
            for (int i = 0; i < size; i++) {
                has[states[i]] = false;
            }
            size = 0;
            accepts = false;
        }
    }

    /** The expression has something that is not known here. */
    private static final class Unsupported extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Unsupported() {
            super("not supported", null, false, false);
        }
    }

    /** Translates an expression's text. */
    private static final class Reader {
        private final String source;
        private final boolean anyCase;
        private final boolean dotTakesAll;
        private int at;

        Reader(String source, boolean anyCase, boolean dotTakesAll) {
            this.source = source;
            this.anyCase = anyCase;
            this.dotTakesAll = dotTakesAll;
        }

        private char peek() {
            return at < source.length() ? source.charAt(at) : 0;
        }

        private boolean take(String text) {
            boolean found = source.startsWith(text, at);
            at += found ? text.length() : 0;
            return found;
        }

        private char next() {
            if (at >= source.length()) {
                throw new Unsupported();
            }
            return source.charAt(at++);
        }

        void alternatives(List<Step> out) {
            List<Step> first = sequence();
            if (peek() != '|' || at >= source.length()) {
                append(out, first);
                return;
            }
            at++;
            List<Step> others = new ArrayList<>();
            alternatives(others);
            int start = out.size();
            out.add(new Step.Fork(start + 1, start + 2 + first.size()));
            append(out, first);
            out.add(new Step.Jump(start + 2 + first.size() + others.size()));
            append(out, others);
        }

        private List<Step> sequence() {
            List<Step> out = new ArrayList<>();
            while (at < source.length() && peek() != '|' && peek() != ')') {
                List<Step> one = new ArrayList<>();
                boolean repeatable = atom(one);
                repeat(one, repeatable, out);
            }
            return out;
        }

        private boolean atom(List<Step> out) {
            char c = next();
            switch (c) {
                case '^' -> out.add(new Step.Start());
                case '$' -> out.add(new Step.End());
                case '.' -> out.add(new Step.Take(dotTakesAll ? x -> true : x -> !isLineEnd(x)));
                case '(' -> {
                    return group(out);
                }
                case '[' -> out.add(new Step.Take(set()));
                case '\\' -> {
                    if (peek() == 'b' || peek() == 'B') {
                        out.add(new Step.Border(next() == 'b'));
                        return false;
                    }
                    out.add(new Step.Take(escape(false)));
                }
                case '*', '+', '?' -> throw new Unsupported();
                default -> out.add(new Step.Take(one(c)));
            }
            return c != '^' && c != '$';
        }

        private boolean group(List<Step> out) {
            boolean ahead = take("?=");
            boolean notAhead = !ahead && take("?!");
            if (!ahead && !notAhead && !take("?:") && peek() == '?') {
                throw new Unsupported();
            }
            List<Step> inner = new ArrayList<>();
            alternatives(inner);
            if (next() != ')') {
                throw new Unsupported();
            }
            if (ahead || notAhead) {
                inner.add(new Step.Accept());
                out.add(new Step.Ahead(new RegularExpression(inner), ahead));
                return false;
            }
            append(out, inner);
            return true;
        }

        private void repeat(List<Step> one, boolean repeatable, List<Step> out) {
            int least = 1;
            int most = 1;
            if (take("*")) {
                least = 0;
                most = -1;
            } else if (take("+")) {
                most = -1;
            } else if (take("?")) {
                least = 0;
            } else if (peek() == '{' && counted().length > 0) {
                int[] counts = counted();
                at = source.indexOf('}', at) + 1;
                least = counts[0];
                most = counts[1];
            } else {
                append(out, one);
                return;
            }
            take("?");
            if (!repeatable) {
                throw new Unsupported();
            }
            for (int i = 0; i < least; i++) {
                append(out, one);
            }
            if (most < 0) {
                int start = out.size();
                out.add(new Step.Fork(start + 1, start + 2 + one.size()));
                append(out, one);
                out.add(new Step.Jump(start));
            }
            for (int i = least; i < most; i++) {
                int start = out.size();
                out.add(new Step.Fork(start + 1, start + 1 + one.size()));
                append(out, one);
            }
        }

        /** The numbers of a counted repetition that begins here, -1 for no end; empty if it is none. */
        private int[] counted() {
            int end = source.indexOf('}', at);
            String inside = end < 0 ? "" : source.substring(at + 1, end);
            if (!inside.matches("\\d{1,4}(,\\d{0,4})?")) {
                return new int[0];
            }
            int comma = inside.indexOf(',');
            int least = Integer.parseInt(comma < 0 ? inside : inside.substring(0, comma));
            if (comma < 0) {
                return new int[] {least, least};
            }
            String most = inside.substring(comma + 1);
            return new int[] {least, most.isEmpty() ? -1 : Integer.parseInt(most)};
        }

        /** Steps that stand behind others; where they go on moves along. */
        private static void append(List<Step> out, List<Step> steps) {
            int by = out.size();
            if (by + steps.size() > LONGEST_PROGRAM) {
                throw new Unsupported();
            }
            for (Step step : steps) {
                if (step instanceof Step.Fork fork) {
                    out.add(new Step.Fork(fork.first() + by, fork.second() + by));
                } else if (step instanceof Step.Jump jump) {
                    out.add(new Step.Jump(jump.to() + by));
                } else {
                    out.add(step);
                }
            }
        }

        private Characters set() {
            boolean without = take("^");
            List<Characters> members = new ArrayList<>();
            while (peek() != ']') {
                boolean simple =
                        peek() != '\\' || "dDwWsS".indexOf(at + 1 < source.length() ? source.charAt(at + 1) : 0) < 0;
                Characters member = next() == '\\' ? escape(true) : exactly(source.charAt(at - 1));
                int first = lastCharacter;
                if (simple && peek() == '-' && at + 1 < source.length() && source.charAt(at + 1) != ']') {
                    at++;
                    boolean range = peek() != '\\' || "dDwWsS".indexOf(source.charAt(at + 1)) < 0;
                    Characters end = next() == '\\' ? escape(true) : exactly(source.charAt(at - 1));
                    if (range) {
                        int last = lastCharacter;
                        member = x -> x >= first && x <= last;
                    } else {
                        members.add(exactly('-'));
                        members.add(end);
                    }
                }
                members.add(member);
            }
            at++;
            List<Characters> all = List.copyOf(members);
            Characters any = x -> {
                for (Characters member : all) {
                    if (member.has(x)) {
                        return true;
                    }
                }
                return false;
            };
            Characters cased = cased(any);
            return without ? x -> !cased.has(x) : cased;
        }

        /** The character that {@link #exactly} or {@link #escape} has read last. */
        private int lastCharacter;

        private Characters exactly(char c) {
            lastCharacter = c;
            return x -> x == c;
        }

        private Characters one(char c) {
            return cased(x -> x == c);
        }

        private Characters cased(Characters characters) {
            return anyCase
                    ? x -> characters.has(x) || characters.has(lower(x)) || characters.has(upper(x))
                    : characters;
        }

        private static char lower(char c) {
            char lower = Character.toLowerCase(c);
            return upper(lower) == upper(c) ? lower : c;
        }

        private static char upper(char c) {
            char upper = Character.toUpperCase(c);
            return c >= 128 && upper < 128 ? c : upper;
        }

        private Characters escape(boolean inSet) {
            char c = next();
            return switch (c) {
                case 'd' -> x -> x >= '0' && x <= '9';
                case 'D' -> x -> x < '0' || x > '9';
                case 'w' -> RegularExpression::isWord;
                case 'W' -> x -> !isWord(x);
                case 's' -> RegularExpression::isBlank;
                case 'S' -> x -> !isBlank(x);
                default -> escaped(c, inSet);
            };
        }

        private Characters escaped(char c, boolean inSet) {
            int control = "tnvfr".indexOf(c);
            if (control >= 0) {
                return exactly("\t\n\u000B\f\r".charAt(control));
            }
            if (c == 'b' && inSet) {
                return exactly('\b');
            }
            if (Character.isLetterOrDigit(c)) {
                throw new Unsupported();
            }
            return inSet ? exactly(c) : one(c);
        }
    }

    private static boolean isLineEnd(char c) {
        return c == '\n' || c == '\r' || c == '\u2028' || c == '\u2029';
    }

    private static boolean isBlank(char c) {
        return (c >= '\t' && c <= '\r')
                || c == '\uFEFF'
                || isLineEnd(c)
                || Character.getType(c) == Character.SPACE_SEPARATOR;
    }
}
