package m365ls.script;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Scanning PowerShell: what is a call, what are its words, what does the program receive. */
class PowerShellTest {

    private static final PowerShell POWER_SHELL = new PowerShell();

    /** Finds the calls of a script; each is written as its arguments, {@code «»} for what is not known. */
    private static void check(String script, String... calls) {
        List<String> found = new ArrayList<>();
        for (Invocation invocation : Script.parse(POWER_SHELL, script).invocations()) {
            found.add(invocation.arguments().stream().map(PowerShellTest::shown).collect(Collectors.joining(" | ")));
        }
        assertEquals(List.of(calls), found, script);
    }

    private static String shown(Argument argument) {
        StringBuilder shown = new StringBuilder();
        for (Value.Part part : argument.value().parts()) {
            shown.append(part instanceof Value.Part.Text text ? text.text() : "«»");
        }
        return shown + (argument.value().exactlyOne() ? "" : "*");
    }

    private static Invocation only(String script) {
        List<Invocation> all = Script.parse(POWER_SHELL, script).invocations();
        assertEquals(1, all.size(), script);
        return all.get(0);
    }

    @Test
    void findsCallsWhereverACommandMayStand() {
        check("m365 status", "status");
        check("Microsoft365 status; M365 version", "status", "version");
        check("$x = m365 a", "a");
        check("$x += m365 a", "a");
        check("[string]$x = m365 a", "a");
        check("$x.y = m365 a; $x[0] = m365 b; $a, $b = m365 c", "a", "b", "c");
        check("$x = $y = m365 a", "a");
        check("return m365 a", "a");
        check("if (m365 a) { m365 b } elseif (m365 c) { m365 d } else { m365 e }", "a", "b", "c", "d", "e");
        check("if (!(m365 a)) { }\nif (-not (m365 b)) { }", "a", "b");
        check("while (m365 a) { m365 b }\ndo { m365 c } until (m365 d)\nm365 e", "a", "b", "c", "d", "e");
        check("foreach ($x in m365 a) { m365 b }", "a", "b");
        check("foreach ($x in (m365 a | ConvertFrom-Json)) { m365 b }", "a", "b");
        check("for ($i = 0; $i -lt 3; $i++) { m365 a }", "a");
        check("try { m365 a } catch [System.Exception], [X] { m365 b } finally { m365 c }", "a", "b", "c");
        check(
                "switch -Regex (m365 a) { 'x' { m365 b } default { m365 c } { $_ -gt 1 } { m365 d } }",
                "a",
                "b",
                "c",
                "d");
        check(
                "function Get-It([string]$a = 'm365 no') { param($b) begin { m365 a } process { m365 b } end { m365 c } }",
                "a",
                "b",
                "c");
        check(
                "class A : B { [string]$p = (m365 a); [void] Do([int]$x) { m365 b } static [int] F() { return m365 c } }",
                "a",
                "b",
                "c");
        check("enum E { m365; A = 1 }");
        check("@{ a = m365 a; b = 'm365 no'\nc = m365 b | ConvertFrom-Json }", "a", "b");
        check("(m365 a | ConvertFrom-Json).Id", "a");
        check("$(m365 a); @(m365 b)", "a", "b");
        check("\"x $(m365 a) y $(\"$(m365 b)\")\"", "a", "b");
        check("@\"\nx $(m365 a)\n m365 no\n\"@ ; m365 b", "a", "b");
        check("1..3 | ForEach-Object { m365 a } | Where-Object { m365 b }", "a", "b");
        check("Start-Job { m365 a }; Invoke-Command -ScriptBlock { m365 b }", "a", "b");
        check("data { m365 a }", "a");
        check("$x | foreach { m365 a }", "a");
        check("m365 a && m365 b || m365 c", "a", "b", "c");
        check("m365 a | m365 b", "a", "b");
        check("m365 a\n  | m365 b\n  # note\n  | m365 c", "a", "b", "c");
        check("Write-Host (m365 a) $(m365 b) @(m365 c) { m365 d }", "a", "b", "c", "d");
        check("$x.Foo((m365 a), { m365 b })[(m365 c)]", "a", "b", "c");
        check("[Console]::WriteLine((m365 a))", "a");
        check("trap { m365 a }\n:outer foreach ($x in $y) { m365 b; break outer }", "a", "b");
        check("$ok = $a ? (m365 a) : (m365 b)", "a", "b");
        check("exit; m365 a", "a");
        check("IF ($TRUE) { m365 a }", "a");
        check("& { m365 a }", "a");
        check("$null = m365 a; [void](m365 b)", "a", "b");
    }

    @Test
    void findsTheProgramByManyNames() {
        check("& m365 a; . m365 b; & \"m365.cmd\" c; & 'C:\\x y\\m365.ps1' d", "a", "b", "c", "d");
        check("& \"$env:APPDATA\\npm\\m365.cmd\" a; ./node_modules/.bin/m365 b; .\\M365.CMD c", "a", "b", "c");
        check("npx m365 a; npx --yes @pnp/cli-microsoft365@11 b; npx -p @pnp/cli-microsoft365 m365 c", "a", "b", "c");
        check("npx cowsay m365; & $m365 a; Get-Command m365; m365x a; $m365 = 'a'; \"$m365\" | x");
    }

    @Test
    void ignoresTextAndComments() {
        check("# m365 a\n'm365 b' ; \"m365 c\"; <# m365 d #> m365 e # m365 f", "e");
        check("@'\nm365 a\n'@\n@\"\nm365 b\n\"@");
        check("Write-Host m365 a; echo 'x' m365");
        check("@{ m365 = 1; 'm365' = 2 }.m365");
        check("$x.m365; [m365]::m365(); $y -eq m365");
        check("#requires -version 7\n#m365 a");
    }

    @Test
    void readsBareWords() {
        check(
                "m365 a#b c=d e/f \\g h:i 007 1kb -5 - -- +x @pnp/x",
                "a#b | c=d | e/f | \\g | h:i | 007 | 1kb | -5 | - | -- | +x | @pnp/x");
        check("m365 a`\n  b `\r\n c `\r d", "a\n | b | c | d");
        check("m365 a` b `$x `\"c", "a b | $x | \"c");
        check("m365 a;b", "a");
        check("m365 a&b", "a");
        check("m365 a{b}c", "a | «» | c");
        check("m365 https://x/?a=b x* ~ ~/a a~", "https://x/?a=b | «»* | «»* | «»* | a~");
        check("m365 a>b >c d 2>&1 *> e f", "a>b | d | f");
        check("m365 a < b c", "a | c");
    }

    @Test
    void readsParameters() {
        check(
                "m365 -foo=$x --foo=$x -foo:bar -foo: bar -foo.bar",
                "-foo=$x | --foo=«» | -foo:bar | -foo: | bar | -foo | .bar");
        check("m365 -foo\"$x\" -foo$(x)", "-foo«» | -foo$ | «»");
        check("m365 -a:'b c' -a:$x -- -a:b", "-a:b c | -a:«» | -- | -a:b");
        check("m365 \u2013foo \u2014\u2014bar", "\u2013foo | \u2014\u2014bar");
    }

    @Test
    void readsQuotes() {
        check("m365 'a''b' \"a\"\"b\" '' \"\"", "a'b | a\"b |  | ");
        check("m365 \"a`tb`u{1F600}`$x`\"`0\"", "a\tb\uD83D\uDE00$x\"\0");
        check("m365 \u2018a b\u2019 \u201cc d\u201d \u201ee\" 'f\u2019", "a b | c d | e | f");
        check("m365 a'b c'\"d e\" 'x'y \"z\"w", "ab cd e | x | y | z | w");
        check("m365 @'\n a'b\"\n'@ @\"\nc \"d\" `n\n\"@ e", " a'b\" | c \"d\" \n | e");
        check("m365 @'\r\na\r\nb\r\n'@ @'\n'@ @'\n\n'@", "a\r\nb |  | ");
        check("m365 'a\nb'", "a\nb");
    }

    @Test
    void readsVariablesAndExpressions() {
        check(
                "m365 $x $x.y[0].z $x.Foo(1, 'a')/b ${a b} ${a}b $x/y $env:A",
                "«» | «» | «» | /b | «» | «»b | «»/y | «»");
        check("m365 \"$x.y $($x.y) ${x}y $x:y $env:A-b\"", "«».y «» «»y « »-b".replace("« »", "«» «»"));
        check("m365 (1+2) $(a)b @(1) @{a=1} {x} [int] $ $/a", "«» | «» | b | «»* | «» | «» | «»* | $ | $/a");
        check("m365 $true $false $null \"$true\" $_ $? $$", "True | False | True | «» | «» | «»");
        check("m365 'a'.Length \"b\".Trim() [Guid]::NewGuid()", "«» | «» | «»* | «»");
        check("m365 a$x.b a$(c)d a\"$x\"", "a«».b | a«»d | a«»");
        check("m365 $x=b $x-b", "«» | =b | «»-b");
    }

    @Test
    void readsLists() {
        check("m365 a,b c , d $x,1 'a b',c e,\n f", "a«» | c«»* | «» | «» | e«»*");
        check("m365 @a @h.b --x", "«»* | «» | --x");
    }

    @Test
    void knowsConstants() {
        check("$x = 'a b'\nm365 $x \"$x/c\" --u=$X $script:x ${x}", "a b | a b/c | --u=a b | a b | a b");
        check("$x = \"a\"; $y = \"$x/b\"; m365 $y", "a/b");
        check("$a = 'x', 'y z'\nm365 @a $a \"$a\"", "x | y z | x | y z | «»");
        check("$a = @(\n 'x'\n 'y', 'z'\n)\nm365 @a", "x | y | z");
        check("$a = @()\nm365 b @a", "b | «»*");
        check("m365 $x; $x = 'a'", "«»");
        check("$x = 'a'; $x = 'b'; m365 $x", "«»");
        check("$x = 'a'; $x += 'b'; m365 $x", "«»");
        check("$x = 5; $x++; m365 $x", "«»");
        check("$x = 5; m365 $x", "5");
        check("if ($a) { $x = 'a' }; m365 $x", "«»");
        check("$x = 'a' + 'b'; m365 $x", "«»");
        check("$x = 'a' | Out-String; m365 $x", "«»");
        check("$x = 'a'; foreach ($x in 1, 2) { m365 $x }", "«»");
        check("function f($x) { m365 $x }; $x = 'a'; f 1", "«»");
        check("$x = 'a'; Set-Variable x b; m365 $x", "«»");
        check("$x = 'a'; Get-It -OutVariable x; m365 $x", "«»");
        check("[int]$x = '07'; [string]$y = 'b'; m365 $x $y", "«» | b");
        check("$x = '*'; m365 $x \"$x\"", "«»* | *");
        check("$x = @'\na\n'@\nm365 $x", "a");
        check("$x, $y = 'a', 'b'; m365 $x", "«»");
        check("$x = 'a'; $x.y = 'b'; m365 $x", "«»");
        check("$x = 'a'; [ref]$x | foo; m365 $x", "«»");
        check("$x = 'a'; . ./other.ps1; m365 $x", "«»");
    }

    @Test
    void tellsSplattedTables() {
        assertTrue(only("$h = @{ a = 1 }; m365 x @h").surroundings().splatsTable());
        assertTrue(only("$h = [ordered]@{ a = 1 }\n$h.b = 2\nm365 x @h")
                .surroundings()
                .splatsTable());
        assertTrue(only("m365 x @PSBoundParameters").surroundings().splatsTable());
        assertEquals(false, only("$h = 'a', 'b'; m365 x @h").surroundings().splatsTable());
    }

    @Test
    void readsTheRestOfTheLineBehindTheMarker() {
        check("m365 a --% b $x 'c' --d=%A% \"e f\" %g | h", "a | b | $x | 'c' | «»* | «»* | %g");
        check("m365 --% a `\nm365 b", "a | `", "b");
    }

    @Test
    void tellsTheSurroundings() {
        assertEquals(
                new Surroundings(true, "ConvertFrom-Json", "x", false, true, false, false),
                only("$x = 'a' | m365 b 2>&1 | ConvertFrom-Json").surroundings());
        assertEquals(
                new Surroundings(false, "%", "", true, false, false, false),
                only("\"$(m365 b | % { $_ })\"").surroundings());
        assertEquals(
                new Surroundings(false, "", "", false, false, true, false),
                only("m365 b &").surroundings());
    }

    @Test
    void findsTheCallThatIsBeingTyped() {
        check("m365 a --b \"c\nm365 d \"e\"", "a | --b | c", "d | e");
        check("m365 a --b 'c\nm365 d 'e'", "a | --b | c", "d | e");
        check("m365 a --b \"c\nm365 d", "a | --b | c", "d");
        check("m365 a `", "a");
        check("m365 a --", "a | --");
        check("m365 a $(m365 b\nm365 c", "a | «»", "b", "c");
        check("function f {\n $x = (m365 a\n}\nm365 b", "a", "b");
        check("m365 a \"b $(m365 c \"d", "a | b «»", "c | d");
        check("m365 a --b @\"", "a | --b | ");
        check("m365 a ${b\nm365 c", "a | «»", "c");
        check("m365 a $x[\nm365 b", "a | «»", "b");
        check("m365 a $x.f('b'\nm365 c", "a | «»", "c");
    }

    @Test
    void reachesUpToTheEndOfTheCommand() {
        String script = "m365 a `\n  --b   # c\nm365 d ; x";
        List<Invocation> found = Script.parse(POWER_SHELL, script).invocations();
        assertEquals("m365 a `\n  --b   ", found.get(0).reach().of(script));
        assertEquals("m365 a `\n  --b", found.get(0).span().of(script));
        assertEquals("m365 d ", found.get(1).reach().of(script));
    }
}
