package m365ls.script;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.util.List;
import java.util.Random;
import m365ls.text.Span;
import org.junit.jupiter.api.Test;

/**
 * No text makes the scanner fail, lose its way or take long. {@code -Dfuzz.count=1000000} runs more than the usual
 * number of mutated scripts, {@code -Dfuzz.seed=N} others.
 */
class PowerShellFuzzTest {

    private static final int COUNT = Integer.getInteger("fuzz.count", 100_000);
    private static final long SEED = Long.getLong("fuzz.seed", 365);

    private static final List<String> SCRIPTS = List.of(
            "$x = 'a b'\nm365 spo site get --url \"$x/c $($x.y[0].Foo('a', { m365 b })) d\" -o json | ConvertFrom-Json\n",
            "$s = @\"\nx $(m365 a \"b\") `n $env:X\n\"@\n$t = @'\ny\n'@\r\nm365 c --d @'\n{\"a\":1}\n'@\n",
            "if (m365 a) { m365 b } elseif ($x -eq 'c') { } else { throw \"d\" }\nswitch ($x) { 'a' { m365 b } default { } }\n",
            "foreach ($i in m365 a) { try { m365 b $i.Id } catch [X], [Y] { Write-Host \"e $_\" } finally { } }\n",
            "function Get-It { [CmdletBinding()] param([Parameter(Mandatory = $true)][string]$A = 'b', $C)\n m365 d --e $A }\n",
            "class A : B { [string] $P = 'x'; [void] F([int] $n) { m365 a $n } }\nenum E { A = 1; B }\n",
            "$o = @('--a', 'b', \"$x\")\nm365 c @o\n$h = [ordered]@{ a = 1; 'b' = m365 d }\nm365 e @h --f a,b , 'c'\n",
            "# note\n<# block\nm365 no #> m365 a `\n  --b c `\r\n  --d \"e\" # end\n#requires -version 5.1\n",
            "& \"C:\\x\\m365.cmd\" a; . m365 b; npx -y @pnp/cli-microsoft365 c && m365 d || m365 e &\n",
            "m365 a --% b %C% \"d e\" | f\nm365 g 2>&1 > h *>> i < j\nm365 k -l:m -n: o --p=$q`\u201cr\u201d -- \u2013s\n",
            "$null = m365 a; [void](m365 b); (m365 c | ConvertFrom-Json)[0].Id; 1..3 | % { m365 d $_ }\n",
            "m365 `u{1F600} \"`$x `\"y`\" \"\"z\"\"\" 'don''t' ${a b} $x:y $x::z @{a=1} {b} (c)\n\uD83D\uDE00\u0000\u00a0\u2028\ufeff");

    private static final List<String> BITS = List.of(
            "$(",
            "@(",
            "@{",
            "${",
            "(",
            ")",
            "{",
            "}",
            "[",
            "]",
            "\"",
            "'",
            "@\"\n",
            "\n\"@",
            "@'\n",
            "\n'@",
            "`",
            "`\n",
            "<#",
            "#>",
            "#",
            "|",
            "||",
            "&&",
            "&",
            ";",
            ",",
            "\n",
            "\r\n",
            "\r",
            " ",
            "--%",
            "--",
            "-a:",
            "$x",
            "$x.y",
            "@x",
            "=",
            "+=",
            "++",
            "m365 ",
            "m365",
            "npx ",
            "if (",
            "foreach ($x in ",
            "switch (",
            "function f",
            "class ",
            "param(",
            "return ",
            "::",
            ".",
            ">",
            "2>&1",
            "\u2019",
            "\u201d",
            "\u2013",
            "\uD83D",
            "\u0000",
            "`u{",
            "\"\"");

    @Test
    void survivesAnyText() {
        for (int i = 0; i < COUNT; i++) {
            long seed = SEED * 1_000_003 + i;
            String script = mutated(new Random(seed));
            try {
                checkScan(script);
            } catch (RuntimeException | AssertionError e) {
                fail("seed " + seed + ", script:\n" + script, e);
            }
        }
    }

    private static String mutated(Random random) {
        StringBuilder script = new StringBuilder(SCRIPTS.get(random.nextInt(SCRIPTS.size())));
        if (random.nextInt(3) == 0) {
            script.insert(random.nextInt(script.length() + 1), SCRIPTS.get(random.nextInt(SCRIPTS.size())));
        }
        int changes = random.nextInt(8);
        for (int i = 0; i < changes; i++) {
            int at = random.nextInt(script.length() + 1);
            int to = Math.min(script.length(), at + random.nextInt(12));
            switch (random.nextInt(5)) {
                case 0 -> script.delete(at, to);
                case 1, 2 -> script.insert(at, BITS.get(random.nextInt(BITS.size())));
                case 3 -> script.insert(random.nextInt(script.length() + 1), script.substring(at, to));
                default -> script.setLength(Math.max(at, 1));
            }
        }
        return script.toString();
    }

    private static void checkScan(String script) {
        PowerShellScanner scanner = new PowerShellScanner(script);
        scanner.read(offset -> false);
        assertTrue(scanner.steps() <= 8L * script.length() + 8, () -> scanner.steps() + " steps");
        Span all = new Span(0, script.length());
        int last = 0;
        Dialect.Scan scan = new PowerShell().scan(script);
        for (Comment comment : scan.comments()) {
            assertTrue(last <= comment.span().start() && all.encloses(comment.span()), "comment in its place");
            last = comment.span().end();
        }
        last = 0;
        for (Invocation invocation : scan.invocations()) {
            assertTrue(last <= invocation.span().start(), "calls in order");
            last = invocation.span().start();
            assertTrue(all.encloses(invocation.reach()), "reach in the text");
            assertTrue(invocation.reach().encloses(invocation.span()), "span in the reach");
            checkWord(script, invocation, invocation.program());
            int behind = invocation.program().span().end();
            for (Word word : invocation.words()) {
                assertTrue(behind <= word.span().start(), "words in order");
                behind = word.span().end();
                checkWord(script, invocation, word);
            }
            for (Argument argument : invocation.arguments()) {
                assertTrue(invocation.words().contains(argument.word()), "argument of a word");
            }
        }
    }

    private static void checkWord(String script, Invocation invocation, Word word) {
        assertTrue(invocation.span().encloses(word.span()), "word in its call");
        int behind = word.span().start();
        for (Piece piece : word.pieces()) {
            Span span = piece.span();
            assertTrue(behind <= span.start() && span.end() <= word.span().end(), "pieces in order");
            behind = span.end();
            if (piece instanceof Piece.Text text && text.text().length() == span.length()) {
                assertEquals(span.of(script), text.text(), "text stands for itself");
            }
        }
    }

    @Test
    void takesLinearTimeOnHostileText() {
        for (String bit : List.of(
                "$(",
                "\"",
                "\"$(",
                "@\"",
                "@\"\n",
                "@'\n",
                "(",
                "{",
                "[",
                "@{",
                "@(",
                "<#",
                "<##>",
                "`",
                "'",
                "$x.y(",
                "m365 \"",
                "m365 'a\n",
                "m365 \"$(",
                "m365 (",
                "m365 $x[",
                "m365 -a:",
                "m365 a,",
                "if (",
                "if (\n",
                "switch ($x) {{",
                "@{a=",
                "$x = ",
                "$x = @(",
                "function ",
                "class A {",
                "\"\"",
                "m365 @\"\n",
                "a |\n",
                "a\n#\n",
                "}",
                ")",
                "]",
                "$x.f(\n",
                "m365 $x.f('a'\n",
                "\n",
                "\r",
                "$",
                "${",
                "@",
                "&",
                ".",
                "-",
                "--% ",
                "\u2019",
                "foreach ($x in ",
                "catch [",
                "m365 \"\na",
                "m365 a `\n",
                "else\n",
                "param(\n",
                "m365 \"$($(\"")) {
            String script = bit.repeat(500_000 / bit.length());
            PowerShellScanner scanner = new PowerShellScanner(script);
            scanner.read(offset -> false);
            assertTrue(scanner.steps() <= 8L * script.length() + 8, () -> bit + ": " + scanner.steps() + " steps");
            new PowerShell().scan(script);
        }
    }
}
