package m365ls.feature;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import m365ls.catalog.Catalog;
import m365ls.catalog.FormerNames;
import m365ls.script.Argument;
import m365ls.script.Dialect;
import m365ls.script.Invocation;
import m365ls.script.Piece;
import m365ls.script.Quoting;
import m365ls.script.Script;
import m365ls.script.Surroundings;
import m365ls.script.Value;
import m365ls.script.Word;
import m365ls.text.Span;

/** One call of which only the arguments count, not how a script writes them. */
final class Given {

    private Given() {}

    /** A script that is just this call. */
    static Snapshot snapshot(Catalog catalog, FormerNames former, List<String> arguments) {
        StringBuilder text = new StringBuilder("m365");
        List<Word> words = new ArrayList<>();
        List<Argument> received = new ArrayList<>();
        for (String argument : arguments) {
            text.append(' ');
            Span span = new Span(text.length(), text.length() + argument.length());
            text.append(argument);
            Word word = new Word(
                    span, argument.isEmpty() ? List.of() : List.of(new Piece.Text(span, Quoting.NONE, argument)));
            words.add(word);
            received.add(new Argument(word, Value.known(argument)));
        }
        Span all = new Span(0, text.length());
        Span program = new Span(0, 4);
        Invocation invocation = new Invocation(
                all,
                all,
                new Word(program, List.of(new Piece.Text(program, Quoting.NONE, "m365"))),
                words,
                received,
                Surroundings.NONE);
        Script script = Script.parse(new OneCall(invocation), text.toString());
        return new Snapshot(script, catalog, former, Settings.DEFAULT, ContextFile.NONE);
    }

    static FormerNames noFormerNames() {
        return new FormerNames(Map.of(), Map.of());
    }

    private record OneCall(Invocation invocation) implements Dialect {
        @Override
        public String id() {
            return "shell";
        }

        @Override
        public Scan scan(String text) {
            return new Scan(List.of(invocation), List.of());
        }

        @Override
        public String quote(String value, Quoting quoting) {
            return "'" + value + "'";
        }

        @Override
        public char continuation() {
            return '\\';
        }
    }
}
