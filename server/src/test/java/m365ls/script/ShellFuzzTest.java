package m365ls.script;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;
import m365ls.fixtures.ShellScripts;
import m365ls.text.Span;
import org.junit.jupiter.api.Test;

/** Scans scripts that no shell would take. */
class ShellFuzzTest {

    private static final int SCRIPTS = Integer.getInteger("shell.fuzz", 30_000);
    private static final long SEED = Long.getLong("shell.seed", 1);

    private static final List<String> FRAGMENTS = List.of(
            "$(",
            "${",
            "$((",
            "((",
            "`",
            "\\`",
            "\"",
            "'",
            "$'",
            "\\",
            "\\\n",
            "<<E\n",
            "<<-'E'\n",
            "E\n",
            "\nE\n",
            "<(",
            ">(",
            "(",
            ")",
            "))",
            "{",
            "}",
            "[[",
            "]]",
            " [[ ",
            " ]] ",
            "[",
            "]",
            ";",
            ";;",
            "&",
            "&&",
            "|",
            "||",
            ">",
            "<",
            "<<<",
            "2>&1",
            "{fd}>",
            "if ",
            "then ",
            "fi\n",
            "case x in ",
            "esac ",
            "for x in ",
            "do ",
            "done ",
            "while ",
            "{ ",
            " }",
            "f() ",
            "function ",
            "coproc ",
            "x=",
            "x=(",
            "x+=",
            "x[",
            "]=",
            "declare -i ",
            "read ",
            "m365 ",
            "m365",
            "npx ",
            "sudo ",
            "xargs -I {} ",
            "#",
            " # ",
            "\n",
            "\r\n",
            "\r",
            "\t",
            " ",
            "~",
            "*",
            "?",
            "{a,b}",
            "{1..9}",
            "$x",
            "\"$@\"",
            "\0",
            "\uFEFF",
            "\ud83d",
            "\ude00",
            "\u00e4",
            "@(",
            "=",
            "!",
            "$",
            "@",
            ",",
            "..",
            "time ",
            "eval ",
            "let ",
            "a",
            "1");

    private static final List<String> HOSTILE = List.of(
            "$(",
            "\"",
            "`",
            "(",
            "{ ",
            "<<A\n",
            "<<A ",
            "<<A\n$(",
            "${",
            "$((",
            "((",
            "$[",
            "<(",
            "x=(",
            "x=$(",
            "x=\"$(",
            "[[ ",
            "if ",
            "case x in x) ",
            "case ",
            "f() { ",
            "a[",
            "@(",
            "\\`",
            "'",
            "$'",
            "{a,",
            "{a,b}",
            "{1..9}",
            "~",
            "a=~:",
            "$x",
            "m365 $(",
            "m365 ",
            "m365 {a,b}\n",
            "m365 a |",
            "x=1;",
            "x=$x$x;",
            "\\",
            "\\\n",
            "\"$(",
            "\"${x:-",
            "\"`",
            "\\\"`",
            "&&\n",
            "do ",
            "coproc ",
            "coproc a",
            ")",
            "}",
            "esac ",
            "fi;",
            ";;",
            "#\n",
            "{fd}>",
            "1>",
            "a\n",
            "<<'",
            "<<\"$(",
            "${x[",
            "[",
            "[a",
            "*",
            "$((a=",
            "((a",
            "\\\\\\`",
            "((a)",
            "x[$(",
            "! ",
            "time ",
            "sudo ",
            "npx ",
            "xargs ",
            "m365 a$u",
            "eval ",
            "read x;",
            "$(<<A\n",
            "(f()",
            "\r");

    @Test
    void survivesWhatIsTyped() {
        Random random = new Random(SEED);
        for (int i = 0; i < SCRIPTS; i++) {
            long seed = random.nextLong();
            String text = mutated(new Random(seed));
            try {
                checkSpans(text);
            } catch (RuntimeException | AssertionError e) {
                throw new AssertionError("seed " + seed + ": " + text, e);
            }
        }
    }

    @Test
    void takesLinearTimeWhateverIsRepeated() {
        for (String unit : HOSTILE) {
            for (String start : List.of("", "m365 ", "m365 \"", "x=1; m365 $(cat <<E\n")) {
                String text = start + unit.repeat(30_000 / unit.length());
                ShellScanner scanner = new ShellScanner(text);
                scanner.read(true, offset -> false);
                assertTrue(
                        scanner.steps() < 100L * text.length() + 10_000,
                        () -> start + unit + ": " + scanner.steps() + " steps for " + text.length() + " units");
            }
        }
    }

    @Test
    void findsCallsAtAnyDepthAShellCanReach() {
        for (String unit : List.of("$(", "\"$(", "(", "{ ", "x=\"$(m365 ", "<(", "if ")) {
            Dialect.Scan scan = new Shell().scan(unit.repeat(20_000) + "m365 a");
            assertFalse(scan.invocations().isEmpty(), () -> unit + " hides the call");
        }
    }

    @Test
    void survivesEndlessDepth() {
        for (String unit : HOSTILE) {
            checkSpans(unit.repeat(300_000 / unit.length()));
        }
    }

    private static String mutated(Random random) {
        StringBuilder text = new StringBuilder();
        if (random.nextInt(4) > 0) {
            text.append(ShellScripts.generate(random.nextLong(), true).text());
        }
        int mutations = 1 + random.nextInt(8);
        for (int i = 0; i < mutations; i++) {
            int at = random.nextInt(text.length() + 1);
            int to = Math.min(text.length(), at + random.nextInt(12));
            switch (random.nextInt(5)) {
                case 0 -> text.delete(at, to);
                case 1 -> text.setLength(at);
                case 2 -> text.insert(at, text.substring(at, to));
                default -> {
                    for (int j = random.nextInt(4); j >= 0; j--) {
                        text.insert(at, FRAGMENTS.get(random.nextInt(FRAGMENTS.size())));
                    }
                }
            }
        }
        return text.toString();
    }

    private static void checkSpans(String text) {
        ShellScanner scanner = new ShellScanner(text);
        scanner.read(true, offset -> false);
        Dialect.Scan scan = new Shell().scan(text);
        assertTrue(scanner.steps() < 100L * text.length() + 10_000, () -> scanner.steps() + " steps");
        Span all = new Span(0, text.length());
        int start = -1;
        for (Invocation invocation : scan.invocations()) {
            assertTrue(invocation.span().start() > start, "calls are in order");
            start = invocation.span().start();
            assertTrue(all.encloses(invocation.reach()), "the reach is in the text");
            assertTrue(invocation.reach().encloses(invocation.span()), "the reach encloses the call");
            assertEquals(start, invocation.program().span().start());
            int end = invocation.program().span().start();
            for (Word word : invocation.words()) {
                assertTrue(word.span().start() >= end, "words are in order");
                end = word.span().end();
                checkPieces(text, word);
            }
            assertTrue(invocation.span().end() >= end, "words are in the call");
            for (Argument argument : invocation.arguments()) {
                assertTrue(all.encloses(argument.word().span()), "arguments are in the text");
            }
        }
        int behind = 0;
        for (Comment comment : scan.comments()) {
            assertTrue(all.encloses(comment.span()) && comment.span().start() >= behind, "comments are in order");
            behind = comment.span().start();
        }
    }

    private static void checkPieces(String text, Word word) {
        int end = word.span().start();
        for (Piece piece : word.pieces()) {
            assertTrue(piece.span().start() >= end, () -> "pieces are in order: " + word);
            end = piece.span().end();
            if (piece instanceof Piece.Text known
                    && known.text().length() == known.span().length()
                    && known.quoting() != Quoting.ANSI_C) {
                assertEquals(piece.span().of(text), known.text());
            }
        }
        assertTrue(end <= word.span().end(), () -> "pieces are in the word: " + word);
        int step = Math.max(3, word.span().length() / 20);
        for (int offset = word.span().start(); offset <= word.span().end(); offset += step) {
            word.quotingAt(offset);
            word.textBefore(offset);
        }
    }
}
