package m365ls.feature;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import m365ls.catalog.Catalog;
import m365ls.catalog.CommandSpec;
import m365ls.catalog.CommandWords;
import m365ls.catalog.OptionSpec;
import m365ls.catalog.OptionType;
import m365ls.script.Argument;
import m365ls.script.Call;
import m365ls.script.Invocation;
import m365ls.script.Piece;
import m365ls.script.Script;
import m365ls.script.Value;
import m365ls.script.Word;
import m365ls.text.Span;

/**
 * What the user's cursor is on. Decided here and nowhere else, for every language and however unfinished the text is.
 *
 * <p>Only the call at the cursor is read. The calls in these records are read without what stands at the cursor, so that
 * they tell what is already there.
 */
public sealed interface Cursor {

    /** No call of {@code m365}, or a part of one that is none of its words, such as the file of a redirection. */
    record Nothing() implements Cursor {}

    /** The word that names the program. */
    record ProgramWord(Invocation invocation) implements Cursor {}

    /**
     * A word of a command's name, or the place for one.
     *
     * @param call what else is written
     * @param place where the word goes
     * @param before the words of the name before the cursor, blanks and quotes taken off
     * @param level where these lead to; empty if to nothing
     */
    record CommandWord(Call call, Place place, List<String> before, Optional<CommandWords> level) implements Cursor {
        public CommandWord {
            before = List.copyOf(before);
        }
    }

    /**
     * An option's name, or the place for one.
     *
     * @param call what else is written
     * @param command whose option it is; empty as long as that is not known
     * @param place where the name goes
     * @param option the option that is written here; empty if it is none yet
     */
    record OptionName(Call call, Optional<CommandSpec> command, Place place, Optional<OptionSpec> option)
            implements Cursor {}

    /**
     * An option's value, or the place for one.
     *
     * @param call what is written, the option included
     * @param command whose option it is; empty as long as that is not known
     * @param option the option
     * @param place where the value goes
     * @param attached whether the value follows an {@code =} in the same word
     */
    record OptionValue(Call call, Optional<CommandSpec> command, OptionSpec option, Place place, boolean attached)
            implements Cursor {}

    /**
     * A part of a call of which nothing can be said: its value is only known when the script runs, or the option is none
     * of the command's.
     *
     * @param call what is written
     * @param option the option whose value it is; empty if it is none's
     */
    record Unknown(Call call, Optional<OptionSpec> option) implements Cursor {}

    /** What a cursor at {@code offset} is on. */
    static Cursor at(Script script, Catalog catalog, int offset) {
        Optional<Invocation> found = script.invocationAt(offset);
        if (found.isEmpty()) {
            return new Nothing();
        }
        Invocation invocation = found.get();
        if (offset <= invocation.program().span().end()) {
            return new ProgramWord(invocation);
        }
        Optional<Word> word = invocation.words().stream()
                .filter(w -> w.span().touches(offset))
                .findFirst();
        if (word.isEmpty() && !isBetweenWords(script, offset)) {
            return new Nothing();
        }
        return new Reading(script.text(), catalog, invocation, word, offset).cursor();
    }

    /** Whether a word could begin at {@code offset}, where none of the call's words is. */
    private static boolean isBetweenWords(Script script, int offset) {
        String text = script.text();
        int before = offset - 1;
        while (before >= 0 && Character.isWhitespace(text.charAt(before))) {
            before--;
        }
        boolean blankBefore = before < offset - 1;
        boolean redirection = before >= 0 && (text.charAt(before) == '>' || text.charAt(before) == '<');
        boolean freeBehind = offset == text.length()
                || Character.isWhitespace(text.charAt(offset))
                || ")|;}&\"`#".indexOf(text.charAt(offset)) >= 0;
        return blankBefore && !redirection && freeBehind;
    }

    /** One look at one call. */
    final class Reading {

        private final String text;
        private final Catalog catalog;
        private final Invocation invocation;
        private final Optional<Word> word;
        private final int offset;
        private final Call before;

        private Reading(String text, Catalog catalog, Invocation invocation, Optional<Word> word, int offset) {
            this.text = text;
            this.catalog = catalog;
            this.invocation = invocation;
            this.word = word;
            this.offset = offset;
            int start = word.map(w -> w.span().start()).orElse(offset);
            this.before = read(invocation.arguments().stream()
                    .filter(a ->
                            a.word().span().end() <= start && a.word().span().start() < start)
                    .toList());
        }

        private Cursor cursor() {
            boolean ended = before.invocation().arguments().stream().anyMatch(a -> isText(a, "--"));
            if (ended) {
                return new Unknown(before, Optional.empty());
            }
            if (word.isPresent() && looksLikeOption(word.get())) {
                return option(word.get());
            }
            Optional<Call.Given> waiting = waiting();
            Call rest = waiting.isPresent() ? withValue() : withoutWord();
            Optional<CommandSpec> command = command(rest);
            Optional<Place> place =
                    word.isPresent() ? Place.in(text, word.get(), offset) : Optional.of(Place.at(offset));
            if (waiting.isPresent()) {
                Optional<OptionSpec> option = option(command, waiting.get().name());
                if (option.isEmpty() || place.isEmpty()) {
                    return new Unknown(rest, option);
                }
                return option.get().type() == OptionType.FLAG
                                && option.get().values().isEmpty()
                        ? new OptionName(rest, command, place.get(), Optional.empty())
                        : new OptionValue(rest, command, option.get(), place.get(), false);
            }
            return place.isEmpty() ? new Unknown(rest, Optional.empty()) : name(rest, command, place.get());
        }

        /** The cursor is on a word that begins with a dash. */
        private Cursor option(Word here) {
            int equals = equalsSign(here);
            Call all = read(invocation.arguments());
            List<Call.Given> others = new ArrayList<>();
            Optional<Call.Given> given = Optional.empty();
            for (Call.Given each : all.given()) {
                if (here.span().encloses(each.nameSpan())) {
                    given = Optional.of(each);
                } else {
                    others.add(each);
                }
            }
            if (given.isEmpty()) {
                // A dash or two, which are no option yet; with them, the words behind would mean something else.
                all = withoutWord();
                others = all.given();
            }
            Optional<CommandSpec> command = command(all);
            Optional<OptionSpec> option = given.flatMap(g -> option(command, g.name()));
            if (equals >= 0 && equals < offset) {
                Optional<Place> place = Place.in(text, Place.tail(here, equals + 1), offset);
                return place.isEmpty() || option.isEmpty()
                        ? new Unknown(all, option)
                        : new OptionValue(all, command, option.get(), place.get(), true);
            }
            Call rest = new Call(
                    all.invocation(),
                    all.names(),
                    all.command(),
                    others,
                    all.strays(),
                    all.helpAsked(),
                    all.parsed(),
                    all.complete());
            return Place.in(text, equals >= 0 ? Place.head(here, equals) : here, offset)
                    .<Cursor>map(p -> new OptionName(rest, command, p, option))
                    .orElse(new Unknown(rest, option));
        }

        /** The cursor is on a word that belongs to no option. */
        private Cursor name(Call rest, Optional<CommandSpec> command, Place place) {
            if (before.command().isEmpty() && !before.complete()) {
                return new Unknown(rest, Optional.empty());
            }
            List<String> names = new ArrayList<>();
            Optional<CommandWords> level = Optional.of(catalog.words());
            for (Argument argument : before.names()) {
                Optional<String> name = argument.value().text();
                if (name.isEmpty()) {
                    return before.command().isPresent()
                            ? new OptionName(rest, command, place, Optional.empty())
                            : new Unknown(rest, Optional.empty());
                }
                for (String each : name.get().split(" ")) {
                    names.add(each);
                    level = level.flatMap(l -> l.behind(each));
                }
            }
            boolean more =
                    level.map(l -> !l.next().isEmpty()).orElse(before.command().isEmpty());
            return more
                    ? new CommandWord(rest, place, names, level)
                    : new OptionName(rest, command, place, Optional.empty());
        }

        /** The option that takes the next word as its value. */
        private Optional<Call.Given> waiting() {
            List<Argument> arguments = before.invocation().arguments();
            if (arguments.isEmpty() || before.given().isEmpty()) {
                return Optional.empty();
            }
            Span last = arguments.get(arguments.size() - 1).word().span();
            Call.Given given = before.given().get(before.given().size() - 1);
            return last.encloses(given.nameSpan()) && !given.attached() && !given.negated()
                    ? Optional.of(given)
                    : Optional.empty();
        }

        private Call withoutWord() {
            return word.isEmpty()
                    ? read(invocation.arguments())
                    : read(invocation.arguments().stream()
                            .filter(a ->
                                    a.word().span().start() != word.get().span().start())
                            .toList());
        }

        /** The call with a value at the cursor: without one, the option would take the word behind. */
        private Call withValue() {
            List<Argument> arguments = new ArrayList<>(invocation.arguments());
            if (word.isEmpty()) {
                Argument value = new Argument(new Word(Span.at(offset), List.of()), Value.known("x"));
                arguments.add(before.invocation().arguments().size(), value);
            }
            return read(arguments);
        }

        private Call read(List<Argument> arguments) {
            return Call.read(
                    new Invocation(
                            invocation.span(),
                            invocation.reach(),
                            invocation.program(),
                            invocation.words(),
                            arguments,
                            invocation.surroundings()),
                    catalog);
        }

        private Optional<CommandSpec> command(Call call) {
            return call.command().or(before::command);
        }

        /** The option a name stands for: one of the command's, or as long as there is none, one that all have. */
        private Optional<OptionSpec> option(Optional<CommandSpec> command, String name) {
            return command.or(() -> catalog.commands().stream().findFirst())
                    .flatMap(c -> c.option(name).or(() -> c.shortOption(name)))
                    .filter(o -> command.isPresent() || o.global());
        }

        private static boolean isText(Argument argument, String text) {
            return argument.value().text().filter(text::equals).isPresent();
        }

        private static boolean looksLikeOption(Word word) {
            return !word.pieces().isEmpty()
                    && word.pieces().get(0) instanceof Piece.Text first
                    && first.text().startsWith("-");
        }

        /** The offset of the {@code =} that ends the option's name; -1 if there is none. */
        private static int equalsSign(Word word) {
            if (!(word.pieces().get(0) instanceof Piece.Text first)
                    || first.text().length() != first.span().length()) {
                return -1;
            }
            int found = first.text().indexOf('=');
            return found < 0 ? -1 : first.span().start() + found;
        }
    }
}
