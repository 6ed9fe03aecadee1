package m365ls.script;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.Collectors;
import m365ls.text.Span;
import org.junit.jupiter.api.Test;

class ShellTest {

    private final Shell shell = new Shell();

    /**
     * Compares the calls found. Each is written as its arguments with {@code |} between them: text that is known as it
     * is, {@code ?} for text that is not, and a {@code *} behind what may be no or several arguments.
     */
    private void check(String script, String... calls) {
        assertEquals(
                List.of(calls),
                shell.scan(script).invocations().stream()
                        .map(ShellTest::described)
                        .toList());
    }

    private static String described(Invocation invocation) {
        return invocation.arguments().stream()
                .map(argument -> argument.value().parts().stream()
                                .map(part -> part instanceof Value.Part.Text text ? text.text() : "?")
                                .collect(Collectors.joining())
                        + (argument.value().exactlyOne() ? "" : "*"))
                .collect(Collectors.joining("|"));
    }

    /** The call at the marker, by the text of its arguments; empty if there is none. */
    private void checkAt(String marked, String expected) {
        int offset = marked.indexOf("<|>");
        String text = marked.substring(0, offset) + marked.substring(offset + 3);
        assertEquals(
                expected,
                Script.parse(shell, text)
                        .invocationAt(offset)
                        .map(ShellTest::described)
                        .orElse("none"));
    }

    private Surroundings surroundings(String script) {
        return shell.scan(script).invocations().get(0).surroundings();
    }

    private void checkPieces(String script, String... pieces) {
        Word word = shell.scan(script).invocations().get(0).words().get(0);
        assertEquals(
                List.of(pieces),
                word.pieces().stream()
                        .map(piece -> piece.quoting() + " " + piece.span().of(script) + " "
                                + (piece instanceof Piece.Text text
                                        ? "=" + text.text()
                                        : piece instanceof Piece.Variable variable ? "$" + variable.name() : "?"))
                        .toList());
    }

    @Test
    void findsCallsByNameAndByPath() {
        check("m365 spo site get --url x", "spo|site|get|--url|x");
        check("microsoft365 status; ./node_modules/.bin/m365 a; \"$HOME/bin/m365\" b", "status", "a", "b");
        check("'m365' a; \\m365 b; m365.cmd c; C:/npm/m365.ps1 d; ~/m365 e; m\"36\"5 f", "a", "b", "c", "d", "e", "f");
        check("m365x a; xm365 b; $x/m365/c; ${x}m365 c; m365.sh d");
    }

    @Test
    void findsCallsBehindPrefixes() {
        check("sudo -E -u root m365 a; sudo --user=x X=1 m365 b; env -u Q A=1 B=2 m365 c", "a", "b", "c");
        check("command m365 a; exec -a x m365 b; nohup m365 c &", "a", "b", "c");
        check("time -p m365 a; timeout -k 5 20s m365 b; nice -n 3 m365 c; builtin command m365 d", "a", "b", "c", "d");
        check("command -v m365; command -V m365; type m365; which m365; hash m365; sudo -u m365 ls");
        check("A=1 B='x y' m365 a; ! m365 b; time ! m365 c", "a", "b", "c");
    }

    @Test
    void findsCallsBehindTime() {
        check("time { m365 a; }; time -p m365 b; time (m365 c); time if m365 d; then :; fi", "a", "b", "c", "d");
        check("/usr/bin/time -f %e m365 a", "a");
    }

    @Test
    void findsCallsAsZshWritesThem() {
        check("diff =(m365 a) <(m365 b); noglob m365 c [x]; print -r -- $(m365 d)", "a", "b", "c|?*", "d");
        check("x=(${(f)\"$(m365 a)\"}); for y ($x) m365 b; m365 c &!", "a", "b", "c");
    }

    @Test
    void findsCallsBehindRunnersOfPackages() {
        check("npx m365 a; npx -y m365 b; npx --yes -p @pnp/cli-microsoft365 m365 c", "a", "b", "c");
        check("npx @pnp/cli-microsoft365@11.11.0 a; npx @pnp/cli-microsoft365@$V b", "a", "b");
        check("npx --package=@pnp/cli-microsoft365@latest -- m365 a --x", "a|--x");
        check("npm exec -- m365 a; npm exec m365 -- b; npm x -y -- @pnp/cli-microsoft365 c", "a", "b", "c");
        check(
                "pnpm dlx @pnp/cli-microsoft365 a; pnpm exec m365 b; yarn m365 c; yarn dlx m365 d; bunx m365 e",
                "a",
                "b",
                "c",
                "d",
                "e");
        check("npx cowsay m365 a; npm install m365; npm run m365; npx -c 'm365 a'; yarn add m365");
        assertEquals(
                new Span(0, 13),
                shell.scan("npx -y m365 a").invocations().get(0).span());
    }

    @Test
    void knowsThatXargsAddsArguments() {
        check("cat ids | xargs m365 spo site get --url", "spo|site|get|--url|?*");
        check("xargs -n 1 -I {} m365 a --id {} --x 'p{}q' < f", "a|--id|?|--x|p?q");
        check("xargs -I% -P4 m365 a %", "a|?");
    }

    @Test
    void findsNoCallsInTextAndComments() {
        check("# m365 a\necho m365 b \"m365 c\" 'm365 d' $'m365 e'; x=m365; x=(m365 f)\n: m365 #m365 g");
        check("cat <<'E'\n$(m365 a)\nE\ncat <<\\E\n`m365 b`\nE\ncat <<E\nm365 c \\$(m365 d)\nE\n");
        check("case m365 in m365) ;; esac; for m365 in m365; do :; done; m365() { :; }; function m365 { :; }");
        check("alias m365='m365 a'; [[ m365 == m365 ]]; [ m365 = m365 ]; a[m365]=1; m365=2; ((m365 + m365))");
    }

    @Test
    void findsCallsInsideOfEverything() {
        check("x=$(m365 a)`m365 b`\"$(m365 c) `m365 d`\"$(echo \"$(m365 e)\")", "a", "b", "c", "d", "e");
        check(
                "echo ${x:-$(m365 a)} \"${x:-\"$(m365 b)\"}\" $(( $(m365 c) + `m365 d` )) $[ $(m365 e) ]",
                "a",
                "b",
                "c",
                "d",
                "e");
        check("if m365 a; then m365 b; elif m365 c; then m365 d; else m365 e; fi", "a", "b", "c", "d", "e");
        check("while m365 a; do m365 b; done; until m365 c; do m365 d; done < <(m365 e)", "a", "b", "c", "d", "e");
        check(
                "for x in $(m365 a); do m365 b; done; for ((i=$(m365 c);;)) do m365 d; done; for x do m365 e; done",
                "a",
                "b",
                "c",
                "d",
                "e");
        check("case $(m365 a) in (x|y) m365 b;; *) m365 c;& z) m365 d ;; esac; m365 e", "a", "b", "c", "d", "e");
        check(
                "f() { m365 a; }; function g { m365 b; }; h() ( m365 c ); function i() if m365 d; then :; fi",
                "a",
                "b",
                "c",
                "d");
        check("(m365 a; (m365 b)); { m365 c; }; ((m365 d); m365 e); $((m365 f) | cat)", "a", "b", "c", "d", "e", "f");
        check("cat <(m365 a) >(m365 b) < <(m365 c) <<<\"$(m365 d)\"", "a", "b", "c", "d");
        check(
                "a=(1 $(m365 a)\n# m365 no\n\"$(m365 b)\" [2]=`m365 c`) ; a[$(m365 d)]=1; m365 e",
                "a",
                "b",
                "c",
                "d",
                "e");
        check("[[ $(m365 a) == x && -n $(m365 b) ||\n ! ( $(m365 c) =~ ^(a|b)$ ) ]] && m365 d", "a", "b", "c", "d");
        check(
                "coproc m365 a; coproc { m365 b; }; coproc N { m365 c; }; select x in a; do m365 d; done",
                "a",
                "b",
                "c",
                "d");
        check("m365 a | m365 b |& m365 c && m365 d || m365 e & m365 f", "a", "b", "c", "d", "e", "f");
        check("eval \"$(m365 completion sh)\"; trap 'm365 no' EXIT; export A=\"$(m365 a)\"", "completion|sh", "a");
    }

    @Test
    void readsHereDocuments() {
        check("m365 a <<E <<-'F' | m365 b\n$(m365 c)\nE\n\t$(m365 no)\n\tF\nm365 d", "a", "b", "c", "d");
        check(
                "cat <<E\n`m365 a` ${x:-$(m365 b)} $(cat <<F\n$(m365 c)\nF\n) \"$(m365 d)\nE\nm365 e",
                "a",
                "b",
                "c",
                "d",
                "e");
        check("cat <<E\nx\\\nE\n$(m365 a)\nE\nm365 b", "a", "b");
        check("m365 a --body \"$(cat <<'E'\n$(m365 no) \"\nE\n)\" --x", "a|--body|?|--x");
        check("cat <<E\n$(m365 a \"x\nE\nm365 b", "a|x\n", "b");
        check("cat <<E\nm365 no", new String[0]);
    }

    @Test
    void readsWordsAsBashDoes() {
        check(
                "m365 'a b' \"c $ d\" e\\ f $'g\\th\\x41\\u00e4' \"i\\\"\\`\\$\\\\\\n\" '' \"\"x j#k",
                "a b|c $ d|e f|g\thA\u00e4|i\"`$\\\\n||x|j#k");
        check("m365 a\\\nb \\\r\n c\\\r d \\\n  # no\n", "ab|c|d");
        check(
                "m365 {a,b}c {1..3} {x} {a,'b c'} {03..1} \"{a,b}\" {a,{b,c}}d",
                "ac|bc|1|2|3|{x}|a|b c|03|02|01|{a,b}|ad|bd|cd");
        check("m365 ~/x ~u --a=~ b=~/c '~' a~", "?/x|?|--a=~|b=?/c|~|a~");
        check("m365 *.txt a?b [ab] [ ] [a '*' \\?", "?.txt*|a?b*|?*|[|]|[a|*|?");
        check(
                "m365 $x \"$x\" a$x \"b $x\" $(c) \"$(c)\" $((1)) $# \"$@\" $@ \"$*\" ${x} \"${x%.*}\" \"${x[@]}\" \"${x[0]}\"",
                "?*|?|a?*|b ?|?*|?|?|?|?*|?*|?|?*|?|?*|?");
        check("m365 a 2>&1 >f 2>>g &>h {fd}<i 3<<<j <k b", "a|b");
        check("m365 a; m365 b\r\nm365 c\rm365 d # e\r\n", "a", "b", "c", "d");
        check("echo `m365 a \\$x \\\"b\\\" \\`m365 c\\``; echo \"`m365 \\\"d e\\\"`\"", "a|?*|\"b\"|?*", "c", "d e");
    }

    @Test
    void tellsConstants() {
        check(
                "u=https://x; m365 a $u/b \"$u\" '$u'; u2=\"$u/c\"; m365 $u2",
                "a|https://x/b|https://x|$u",
                "https://x/c");
        check("readonly u='a b'; export v=c; declare w=d; m365 \"$u\" $u $v ${w}", "a b|?*|c|d");
        check(
                "a=(x 'y z'); m365 \"${a[@]}\" p\"${a[@]}\"q \"${a[0]}\" ${a[@]} \"${a[*]}\" \"$a\"",
                "x|y z|px|y zq|?|?*|?|?");
        check("x=1; x=2; m365 $x \"$x\"", "?*|?");
        check("m365 \"$x\"; x=1; m365 \"$x\"", "?", "1");
        check("f() { m365 \"$x\"; }; x=1; f; g() { m365 \"$x\"; }", "?", "1");
        check("x=; y=''; m365 $x a$y \"$y\"", "?*|a?*|");
        check("IFS=,; x=a; m365 $x \"$x\"", "?*|a");
    }

    @Test
    void takesNothingForConstantThatMayChange() {
        for (String change : List.of(
                "if c; then x=1; fi",
                "f() { x=1; }",
                "for i in a; do x=1; done",
                "c && x=1",
                "c || x=1",
                "(x=1)",
                "x=1 | c",
                "c | x=1",
                "x=1 &",
                "x+=1",
                "x[0]=1",
                "x=$(c)",
                "x=$y",
                "x=1 c",
                "y=$(x=1)",
                "x=a*$b",
                "x=1; read -r x",
                "x=1; for x in a; do :; done",
                "x=1; unset x",
                "x=1; declare -i x",
                "x=1; local x",
                "x=1; getopts a x",
                "x=1; printf -v x y",
                "x=1; mapfile -t x",
                "x=1; ((x++))",
                "x=1; ((++x))",
                "x=1; let x=2",
                "x=1; : $((x = 2))",
                "x=1; ${x:=2}",
                "x=1; source f",
                "x=1; . f",
                "x=1; eval y",
                "x=1; declare -n y=x",
                "declare -A x=1",
                "typeset -l x=A",
                "x=1; export \"$y\"",
                "x=1; exec {x}>f",
                "RANDOM=1; x=1; x+=2",
                "{ x=1; }",
                "x=1 && c &",
                "x=1; read -p 'p' -a x",
                "x=1; coproc x { :; }",
                "x=1; select x in a; do :; done",
                "x=1; read x <f; c",
                "case a in a) x=1;; esac")) {
            check(change + "\nm365 \"$x\"", "?");
        }
        check("source f; x=1; m365 \"$x\"", "1");
        check("x=1; y=2; read -p 'x y' z; export y; printf '%s' x; echo x=3; m365 \"$x$y\"", "12");
    }

    @Test
    void tellsWhatStandsAround() {
        assertEquals(Surroundings.NONE, surroundings("m365 a"));
        assertEquals("jq", surroundings("m365 a | jq -r .").pipedInto());
        assertEquals("grep", surroundings("m365 a 2>&1 |\n  grep x | jq").pipedInto());
        assertTrue(surroundings("echo x | m365 a").pipedFrom());
        assertEquals("x", surroundings("x=$(m365 a)").assignedTo());
        assertEquals("x", surroundings("local x=\"$(m365 a | jq .)\"").assignedTo());
        assertEquals("x", surroundings("x=`m365 a`").assignedTo());
        assertEquals("", surroundings("x=$(m365 a)b").assignedTo());
        assertEquals("", surroundings("x=\"$(m365 a) b\"").assignedTo());
        assertEquals("", surroundings("echo $(m365 a)").assignedTo());
        assertTrue(surroundings("echo \"$(if m365 a; then :; fi)\"").captured());
        assertTrue(surroundings("m365 a > f").redirected());
        assertTrue(surroundings("m365 a 2>&1 &").background());
        assertTrue(!surroundings("m365 a && b &").background());
    }

    @Test
    void tellsThePiecesOfWords() {
        checkPieces(
                "m365 a\"b$c\\\"\"'d'\\e",
                "NONE a =a",
                "DOUBLE b =b",
                "DOUBLE $c $c",
                "DOUBLE \\\" =\"",
                "SINGLE d =d",
                "NONE \\e =e");
        checkPieces("m365 \"\"", "DOUBLE  =");
        checkPieces("m365 ''$''", "SINGLE  =", "ANSI_C  =");
        checkPieces(
                "m365 ${a}${b:-c}$(d)\"${e[@]}\"",
                "NONE ${a} $a",
                "NONE ${b:-c} ?",
                "NONE $(d) ?",
                "DOUBLE ${e[@]} $e[@]");
        checkPieces("m365 $'a\\nb'", "ANSI_C a =a", "ANSI_C \\n =\n", "ANSI_C b =b");
        checkPieces("m365 x{a,b}y*", "NONE x =x", "NONE {a,b} ?", "NONE y =y", "NONE * ?");
        checkPieces("m365 ~/a", "NONE ~ ?", "NONE /a =/a");
        checkPieces("m365 a\\\nb", "NONE a =a", "NONE b =b");
    }

    @Test
    void tellsWhichPlacesBelongToACall() {
        checkAt("m365 spo <|>", "spo");
        checkAt("m365 spo   <|>", "spo");
        checkAt("m365 spo \\\n  <|>", "spo");
        checkAt("m365 spo \\\n  site \\\n  <|>\nm365 b", "spo|site");
        checkAt("m365 a; <|>m365 b", "b");
        checkAt("m365 a; <|> m365 b", "none");
        checkAt("m365 a <|># b", "a");
        checkAt("m365 a # <|> b", "none");
        checkAt("m365 a\n<|>", "none");
        checkAt("x=$(m365 a <|>)", "a");
        checkAt("m365 a --id \"$(m365 b <|>)\" --x", "b");
        checkAt("m365 a --id \"$(m365 b) <|>\" --x", "a|--id|? |--x");
        checkAt("if m365 a <|>", "a");
        checkAt("m365 a 2>&1 <|>", "a");
        checkAt("m365 a <|>| jq", "a");
        checkAt("m365 a | jq <|>", "none");
    }

    @Test
    void findsTheCallBeingTyped() {
        checkAt(
                "m365 spo site get --url \"https<|>\nm365 b --url \"x\"\n",
                "spo|site|get|--url|https\nm365 b --url x\n");
        checkAt("m365 a 'b<|>", "a|b");
        checkAt("x=$(m365 a --b \"c<|>", "a|--b|c");
        checkAt("x=`m365 a --b <|>\n", "a|--b");
        checkAt("if [[ $x == y\nm365 a <|>\n", "a");
        checkAt("x=\"${a:-$(m365 b <|>", "b");
        checkAt("cat <<E\n$(m365 a <|>\nE\n", "a");
        checkAt("((\nm365 a <|>", "a");
        checkAt("f() {\n  case $x in\n  a) m365 b <|>", "b");
        checkAt("m365 a {b,<|>", "a|{b,");
        checkAt("m365 <|>", "");
        checkAt("m365<|>", "");
    }

    @Test
    void keepsReadingBehindWhatBashWouldRefuse() {
        check("fi; done; }; ) esac ;; m365 a", "a");
        check("if x; then m365 a\n}\nm365 b", "a", "b");
        check("a=(x; m365 a", "a");
        check("[[ x == y; m365 a", "a");
        check("[[ x\nm365 a", "a");
        check("$(if x; then y) ; m365 a", "a");
        check("m365 a=(b); m365 c", "a=", "c");
        check("a[1\nm365 b", "b");
        check("echo $[1\nm365 b", "b");
        check("case x in a) m365 b\nesac\nm365 c", "b", "c");
    }

    @Test
    void tellsComments() {
        assertEquals(
                List.of("!/bin/bash", "a", "b", "c"),
                shell.scan("#!/bin/bash\n  #  a \nm365 x#y # b\r\n$(# c\n)").comments().stream()
                        .map(Comment::text)
                        .toList());
    }
}
