package m365ls.script;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.Collectors;
import m365ls.catalog.Catalog;
import m365ls.catalog.CatalogFile;
import m365ls.catalog.CommandSpec;
import m365ls.catalog.OptionSpec;
import m365ls.script.Call.Given;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class CallTest {

    @SuppressWarnings("NullAway.Init")
    private static Catalog catalog;

    @BeforeAll
    static void loadTheCatalogue() {
        catalog = CatalogFile.builtIn().catalog();
    }

    private static Call read(String line) {
        return Call.read(TypedCall.of(line), catalog);
    }

    /**
     * Reads {@code line} and compares all of it, written as the command in brackets, its strays behind +, the options as
     * {@code name=value} in the script's own spelling (<> where there is no spec), and a word for each flag.
     */
    private static void check(String line, String expected) {
        Call call = read(line);
        String command = call.command().map(CommandSpec::name).orElse("");
        String strays =
                call.strays().stream().map(a -> "+" + a.word().span().of(line)).collect(Collectors.joining());
        String options = call.given().stream().map(g -> " " + describe(g, line)).collect(Collectors.joining());
        String flags = (call.helpAsked() ? " HELP" : "") + (call.complete() ? "" : " INCOMPLETE");
        assertEquals(expected, "[" + command + strays + "]" + options + flags, line);
    }

    private static String describe(Given given, String line) {
        String name = given.nameSpan().of(line);
        String spec = given.option().map(OptionSpec::name).orElse("?");
        String known = given.value()
                .map(v -> v.text().orElse("…"))
                .map(v -> v.equals(given.valueSpan().of(line))
                        ? "=" + v
                        : "=" + v + " as " + given.valueSpan().of(line))
                .orElse("");
        String traits = (given.attached() ? "'" : "") + (given.negated() ? "!" : "") + (given.dropped() ? "x" : "");
        return name + "(" + spec + traits + known + ")";
    }

    @Test
    void readsCommandAndOptionsByLongAndShortNames() {
        check("m365 spo web get --url https://x -o text", "[spo web get] --url(url=https://x) -o(output=text)");
        check("m365 spo web get --url=https://x -o=text", "[spo web get] --url(url'=https://x) -o(output'=text)");
        check("m365 --url x spo web get", "[spo web get] --url(url=x)");
        check("m365 spo --url x web get", "[spo web get] --url(url=x)");
        check("m365 login", "[login]");
        check("m365", "[]");
    }

    @Test
    void takesACommandOfOneQuotedWord() {
        check("m365 \"spo web get\" --url x", "[spo web get] --url(url=x)");
        check("m365 spo \"web  get\"", "[]");
    }

    @Test
    void findsNoCommandBehindAFlagThatTakesAWord() {
        check("m365 --debug spo web get", "[] --debug(?=spo)");
        assertEquals(2, read("m365 --debug spo web get").names().size());
    }

    @Test
    void namesStraysBehindACommand() {
        check("m365 spo web get --url x extra more", "[spo web get+extra+more] --url(url=x)");
        check("m365 spo web get --url x -- -y", "[spo web get+-y] --url(url=x)");
        check("m365 spo web get -5", "[spo web get+-5]");
        check("m365 spo web get \"\"", "[spo web get+\"\"]");
        check("m365 spo web get pre\"$x\"", "[spo web get+pre\"$x\"]");
        check("m365 search nothing", "[search+nothing]");
        check("m365 spo web get -tmy_list", "[spo web get+-tmy_list] -t(?) m(?) y(?) l(?) i(?) s(?) t(?)");
    }

    @Test
    void knowsNoCommandInUnfinishedAndMisspeltNames() {
        check("m365 spo", "[]");
        check("m365 spo wep get --url x", "[] --url(?=x)");
        check("m365 SPO web get --url x", "[] --url(?=x)");
        assertEquals(3, read("m365 spo wep get --url x").names().size());
        assertTrue(read("m365 spo wep get --url x").complete());
    }

    @Test
    void seesWhatTheToolTakesForHelp() {
        check("m365 help spo web get", "[spo web get] HELP");
        check("m365 spo web get -h", "[spo web get] -h(help) HELP");
        check("m365 spo web get --help full", "[spo web get] --help(help=full) HELP");
        check("m365 -h 0 login", "[login] -h(help=0)");
        check("m365 login --no-help", "[login] --no-help(help!)");
        check("m365 spo web get -uhttps://x", "[spo web get] -u(url) h(help) t(?) t(?) p(?) s(?'=://x) HELP");
        check("m365 spo web get ---help", "[spo web get] ---help(?) HELP");
    }

    @Test
    void readsBooleansAsTheCommandDeclaresThem() {
        check("m365 spo page section remove --force yes", "[spo page section remove] --force(force=yes)");
        check("m365 spo page section remove --force maybe", "[spo page section remove] --force(force=maybe)");
        check("m365 spo page section remove -f true", "[spo page section remove] -f(force=true)");
        check("m365 spo page section remove -f no", "[spo page section remove] -f(forcex=no)");
        check("m365 spo page section remove --no-force", "[spo page section remove] --no-force(force!)");
        check("m365 spo page section remove --debug -f", "[spo page section remove] --debug(debug) -f(force)");
    }

    @Test
    void splitsBundlesOfShortNames() {
        check("m365 spo web get -uo text", "[spo web get] -u(url) o(output=text)");
        check("m365 spo web get -u5", "[spo web get] -u(url'=5)");
        check("m365 spo web get -u=", "[spo web get] -u(url) =(?)");
        check("m365 spo web get -u --output=text", "[spo web get] -u(url) --output(output'=text)");
        check("m365 spo web get -u --", "[spo web get] -u(url=--)");
    }

    @Test
    void takesQuotationMarksApart() {
        check("m365 spo web get --url \"a b\"", "[spo web get] --url(url=a b as \"a b\")");
        check("m365 spo web get --url=\"a b\"", "[spo web get] --url(url'=a b as \"a b\")");
        check("m365 spo web get \"--url=a b\"", "[spo web get] --url(url'=a b)");
        check("m365 spo web get \"--url=\"ab", "[spo web get] --url(url'=ab)");
        check("m365 spo web get \"--url\" x", "[spo web get] \"--url\"(url=x)");
        check("m365 spo web get --url=\"\"", "[spo web get] --url(url'= as \"\")");
        check("m365 spo web get \"--url=\"", "[spo web get] --url(url'=)");
        check("m365 spo web get --url \"\"", "[spo web get] --url(url= as \"\")");
        check("m365 spo web get --ur\"l=x\"", "[spo web get] --ur\"l(url'=x)");
    }

    @Test
    void takesUnknownWordsForValuesBehindNames() {
        check("m365 spo web get --url $x", "[spo web get] --url(url=… as $x)");
        check("m365 spo web get --url \"$x/y\"", "[spo web get] --url(url=… as \"$x/y\")");
        check("m365 spo web get --url=$x", "[spo web get] --url(url'=… as $x)");
        check("m365 spo web get \"--url=$x/y\"", "[spo web get] --url(url'=… as $x/y)");
        check("m365 spo web get -u=$x --debug", "[spo web get] -u(url'=… as $x) --debug(debug)");
        check("m365 spo web get --nope \"$x\"", "[spo web get] --nope(?=… as \"$x\")");
        check("m365 spo page section remove --force \"$x\"", "[spo page section remove] --force(force=… as \"$x\")");
    }

    @Test
    void isIncompleteWhereUnknownWordsMayBeOptions() {
        check("m365 spo web get $options", "[spo web get] INCOMPLETE");
        check("m365 spo web get \"$x\" y", "[spo web get] INCOMPLETE");
        check("m365 spo web get y $x", "[spo web get+y] INCOMPLETE");
        check("m365 spo web get \"--$name\" v", "[spo web get] INCOMPLETE");
        check("m365 spo web get \"--$name=$v\" w", "[spo web get+w] INCOMPLETE");
        check("m365 spo web get --url -$x", "[spo web get] --url(url) INCOMPLETE");
        check("m365 spo web get --debug $options", "[spo web get] --debug(debug=… as $options) INCOMPLETE");
        check("m365 spo web get --url x -- $rest", "[spo web get] --url(url=x) INCOMPLETE");
        check("m365 spo web get --url x -- \"$rest\"", "[spo web get+\"$rest\"] --url(url=x)");
    }

    @Test
    void isIncompleteWhereUnknownWordsMayNameTheCommand() {
        check("m365 $command --url x", "[] --url(?=x) INCOMPLETE");
        check("m365 spo $what get --url x", "[] --url(?=x) INCOMPLETE");
        check("m365 spo w$x get --url x", "[] --url(?=x) INCOMPLETE");
        check("m365 \"spo w$x\" --url x", "[] --url(?=x) INCOMPLETE");
        check("m365 search $what", "[] INCOMPLETE");
        check("m365 spo zzz$x get", "[]");
    }

    @Test
    void placesSpreadListsAtTheirWord() {
        check("m365 spo web get @options", "[spo web get] @options(debug) @options(url=https://known as @options)");
    }

    @Test
    void tellsWhetherAnOptionIsGivenUnderEitherName() {
        assertTrue(read("m365 spo web get -u x").gives("url"));
        assertTrue(read("m365 spo web get --url x").gives("url"));
        assertFalse(read("m365 spo web get --uri x").gives("url"));
    }

    @Test
    void takesTimeLinearInTheLengthOfHostileArguments() {
        String letters = "a".repeat(300_000);
        String line = "m365 spo web get -" + letters + " --" + letters + "=" + letters + " -" + "a1".repeat(150_000)
                + "x -n" + "1".repeat(300_000) + "x 0x" + letters;
        Call call = read(line);
        assertTrue(call.given().size() > 300_000);
        assertEquals(
                List.of(),
                call.given().stream()
                        .filter(g -> g.nameSpan().end() > line.length())
                        .toList());
    }
}
