package m365ls.feature;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import m365ls.feature.rule.Rules;
import m365ls.script.Dialect;
import m365ls.script.PowerShell;
import m365ls.script.Script;
import m365ls.script.Shell;
import org.junit.jupiter.api.Test;

class FindingsTest {

    private static final Dialect SHELL = new Shell();
    private static final Dialect POWERSHELL = new PowerShell();

    @Test
    void findsNothingInRightCalls() {
        check("""
                m365 shop item get --url https://a.b --id 1 --kind book --top 5 --hidden no -o text
                m365 shop item get -u=https://a.b --name "a b" --no-hidden --debug
                m365 shop item delete --force
                m365 shop item set --title '' --level HIGH --url /sites/a --color red
                m365 shop item get --help
                m365 --help
                m365
                """);
    }

    @Test
    void namesCommandsNearToAnUnknownOne() {
        check("""
                m365 shop item gte --url https://a.b
                #    ^^^^^^^^^^^^^ unknown-command: No command 'shop item gte'. Did you mean 'shop item get' or 'shop item set'?
                m365 Shop Item Get --url https://a.b
                #    ^^^^^^^^^^^^^ unknown-command: No command 'Shop Item Get'. Did you mean 'shop item get'?
                m365 item shop get --url https://a.b
                #    ^^^^^^^^^^^^^ unknown-command: No command 'item shop get'. Did you mean 'shop item get'?
                m365 nothing like that
                #    ^^^^^^^^^^^^^^^^^ unknown-command: No command 'nothing like that'.
                """);
    }

    @Test
    void tellsWhatFollowsAGroup() {
        check("""
                m365 shop item --url https://a.b
                #    ^^^^^^^^^ unknown-command: 'shop item' is a group of commands; it is followed by one of: add, delete, get, remove, set.
                m365 shop --help
                """);
    }

    @Test
    void knowsFormerNamesOfCommands() {
        check("""
                m365 shop good get --url https://a.b
                #    ^^^^^^^^^^^^^ former-name: 'shop good get' is called 'shop item get' since version 2.0.0.
                m365 shop fax send now
                #    ^^^^^^^^^^^^^ former-name: 'shop fax send' was removed in version 3.0.0. Use mail instead.
                m365 shop future get
                #    ^^^^^^^^^^^^^^^ unknown-command: No command 'shop future get'.
                """);
    }

    @Test
    void knowsFormerNamesOfOptions() {
        check("""
                m365 shop item get --address https://a.b --confirm -x 5
                #                  ^^^^^^^^^ former-name: Option --address is called --url since version 2.1.0.
                #                                        ^^^^^^^^^ former-name: Option --confirm was removed.
                #                                                  ^^ former-name: Option -x is called --id. The meaning differs.
                """);
    }

    @Test
    void findsStrayWords() {
        check("""
                m365 shop item get --url https://a.b --name My new thing --id 1
                #                                              ^^^^^^^^^ stray-word: These words belong to no option: the tool takes them for a part of the command's name, finds no such command and shows help.
                m365 shop item get extra --url https://a.b
                #                  ^^^^^ stray-word: This word belongs to no option: the tool takes it for a part of the command's name, finds no such command and shows help.
                """);
    }

    @Test
    void findsHelpShownInstead() {
        check("""
                m365 shop item get -uhttps://a.b
                #                  ^^^^^^^^^^^^^ help-instead: The tool reads each letter of this word as an option, among them -h: it shows help and runs nothing. Write a blank behind -u.
                m365 shop item get -h
                m365 shop item set --url x --title a --no-help --no-help
                #                                              ^^^^^^^^^ help-instead: The tool makes a list of several --no-help, and shows help for it.
                """);
    }

    @Test
    void findsUnknownOptions() {
        check("""
                m365 shop item get --ulr https://a.b --id 1 --url https://a.b
                #                  ^^^^^ unknown-option: 'shop item get' has no option --ulr.
                m365 shop item get --Url https://a.b --id 1
                #                  ^^^^^ unknown-option: 'shop item get' has no option --Url. Did you mean --url?
                m365 shop item get --web-url https://a.b --id 1
                #                  ^^^^^^^^^ unknown-option: 'shop item get' has no option --web-url. Did you mean --url?
                m365 shop item add --url https://a.b --Whatever 5
                m365 shop item get -Url https://a.b --id 1
                #                  ^^^^ unknown-option: The tool reads each letter of -Url as an option. Did you mean --url?
                m365 shop item add -Title=a --url https://a.b
                #                  ^^^^^^ warning unknown-option: The tool reads each letter of -Title as an option.
                """);
    }

    @Test
    void findsMissingOptions() {
        check("""
                m365 shop item set --hidden true
                #    ^^^^^^^^^^^^^ missing-option: 'shop item set' needs --url, --title.
                """);
    }

    @Test
    void findsChoicesNotMadeAndMadeTwice() {
        check("""
                m365 shop item get --url https://a.b
                #    ^^^^^^^^^^^^^ option-set: 'shop item get' needs one of --id, --name.
                m365 shop item get --url https://a.b --id 1 --name a
                #                                           ^^^^^^ option-set: Only one of --id, --name can be given.
                m365 shop item remove --force
                """);
    }

    @Test
    void findsMissingValues() {
        check("""
                m365 shop item get --url https://a.b --id 1 --kind
                #                                           ^^^^^^ missing-value: Option --kind needs a value.
                m365 shop item get --id --url https://a.b
                #                  ^^^^ warning missing-value: Option --id needs a value; without one the tool takes an empty text for it.
                m365 shop item remove --id --force
                #                     ^^^^ warning missing-value: Option --id needs a value; without one the tool takes 'true' for it.
                m365 shop item remove --output
                #                     ^^^^^^^^ missing-value: Option --output needs a value.
                m365 shop item get --url https://a.b --id 1 --no-top
                #                                           ^^^^^^^^ warning missing-value: Option --top takes a value; --no-top gives it '0'.
                """);
    }

    @Test
    void findsValuesThatAreNotAllowed() {
        check("""
                m365 shop item get --url https://a.b --id 1 --kind books
                #                                                  ^^^^^ value-not-allowed: 'books' is no value of --kind, which can be book, record, game.
                m365 shop item get --url https://a.b --id 1 --kind Book
                #                                                  ^^^^ value-not-allowed: 'Book' is no value of --kind, which can be book, record, game.
                m365 shop item get --url https://a.b --id 1 --top five --hidden maybe
                #                                                 ^^^^ value-not-allowed: 'five' is not a number.
                #                                                               ^^^^^ value-not-allowed: 'maybe' is neither true nor false.
                m365 shop item set --url https://a.b --title a --level middle --color blue -o xml
                #                                                      ^^^^^^ value-not-allowed: 'middle' is no value of --level, which can be low, high.
                #                                                                     ^^^^ information value-not-allowed: 'blue' is no value of --color, which can be red, green.
                #                                                                             ^^^ value-not-allowed: 'xml' is no value of --output, which can be json, text, csv.
                m365 shop item get --help all
                #                         ^^^ value-not-allowed: 'all' is no way to show help, which can be options, full.
                m365 shop item get --url https://a.b --id 1 --kind '@kind.txt'
                """);
    }

    @Test
    void findsValuesOfSwitchesThatAreIgnored() {
        check("""
                m365 shop item set --url https://a.b --title a --force false
                #                                                      ^^^^^ warning ignored-value: The tool does not read 'false' here and takes --force as true.
                m365 shop item set --url https://a.b --title a --hidden=no
                #                                                       ^^ warning ignored-value: The tool does not read 'no' here and takes --hidden as true.
                m365 shop item get --url https://a.b --id 1 --hidden=no
                #                                                    ^^ warning ignored-value: The tool does not read 'no' here and takes --hidden as false.
                m365 shop item get --url https://a.b --id 1 --hidden=false --debug=true
                """);
    }

    @Test
    void findsOptionsGivenTwice() {
        check("""
                m365 shop item get --url https://a.b -u https://a.b --id 1
                #                                    ^^ duplicate-option: Option --url is given more than once; the tool accepts it once.
                m365 shop item set --url https://a.b --title a --title b
                #                                              ^^^^^^^ warning duplicate-option: Option --title is given more than once; the tool then reads a list of values.
                m365 shop item get --url https://a.b --id 1 --debug --debug
                #                                                   ^^^^^^^ warning duplicate-option: Option --debug is given more than once; the last one counts.
                """);
    }

    @Test
    void refusesANumberGivenTwiceUnlessTheSecondMayBeAddedToTheFirst() {
        check("""
                m365 shop item get --url https://a.b --id 1 --top 5 --top 6
                #                                                   ^^^^^ duplicate-option: Option --top is given more than once; the tool accepts it once.
                m365 shop item get --url https://a.b --id 1 --top 5 --top "a$n"
                #                                                   ^^^^^ duplicate-option: Option --top is given more than once; the tool accepts it once.
                m365 shop item get --url https://a.b --id 1 --top 5 --top "$n"
                #                                                   ^^^^^ warning duplicate-option: Option --top is given more than once; the tool then reads a list of values.
                """);
    }

    @Test
    void saysNothingThatDependsOnUnknownValues() {
        check(SHELL, """
                m365 shop item get $options
                m365 shop item get --url "$url" --id "$id" --kind "$kind" --top $(count)
                m365 $command --url x
                m365 shop item $verb
                m365 shop item get --url https://a.b "${more[@]}"
                m365 shop item gte --url $url
                #    ^^^^^^^^^^^^^ unknown-command: No command 'shop item gte'. Did you mean 'shop item get' or 'shop item set'?
                """);
        check(POWERSHELL, """
                m365 shop item get @args
                m365 shop item get --url $url --id $id --kind $kind --top (Get-Count)
                m365 $command --url x
                """);
    }

    @Test
    void warnsOfSplattedTables() {
        check(POWERSHELL, """
                $options = @{ url = 'https://a.b' }
                m365 shop item get @options
                #    ^^^^^^^^^^^^^ warning splatted-table: A hash table is splatted onto m365, which receives '-name:value' for each entry and does not read it as an option. Splat an array such as @('--name', 'value').
                """);
    }

    @Test
    void countsConstantsAsKnown() {
        check(SHELL, """
                kind=books
                m365 shop item get --url https://a.b --id 1 --kind $kind
                #                                                  ^^^^^ value-not-allowed: 'books' is no value of --kind, which can be book, record, game.
                """);
        check(POWERSHELL, """
                $kind = 'books'
                m365 shop item get --url https://a.b --id 1 --kind $kind
                #                                                  ^^^^^ value-not-allowed: 'books' is no value of --kind, which can be book, record, game.
                """);
    }

    @Test
    void pointsIntoContinuedLines() {
        check(SHELL, """
                m365 shop item get \\
                  --url https://a.b \\
                  --ident 1
                #    ^^^^^^^^^^^^^ option-set (2 up): 'shop item get' needs one of --id, --name.
                # ^^^^^^^ unknown-option: 'shop item get' has no option --ident.
                """);
    }

    @Test
    void isSilencedByAContextFile() {
        String text = "m365 shop item get --kind book\n";
        ContextFile unread = new ContextFile(true, false, Set.of());
        ContextFile read = new ContextFile(true, true, Set.of("url"));
        assertEquals(List.of(), rules(snapshot(SHELL, text, Settings.DEFAULT, unread)));
        assertEquals(List.of("option-set"), rules(snapshot(SHELL, text, Settings.DEFAULT, read)));
        assertEquals(
                List.of("missing-option", "option-set"),
                rules(snapshot(SHELL, text, Settings.DEFAULT, ContextFile.NONE)));
    }

    @Test
    void reportsWithTheSeverityThatTheUserHasSet() {
        Settings settings =
                new Settings(Map.of("unknown-option", Severity.WARNING, "missing-option", Severity.OFF), false);
        Snapshot snapshot = snapshot(SHELL, "m365 shop item get --nope --id 1\n", settings, ContextFile.NONE);
        assertEquals(
                List.of(Severity.WARNING),
                Findings.of(snapshot).stream().map(Finding::severity).toList());
    }

    @Test
    void tellsTheToolsOwnMessageOnlyOfTheFirstThing() {
        Snapshot snapshot =
                snapshot(SHELL, "m365 shop item set --nope 1 --hidden maybe\n", Settings.DEFAULT, ContextFile.NONE);
        assertEquals(
                List.of("", "", "The value 'maybe' for option '--hidden' is not a valid boolean"),
                Findings.of(snapshot).stream().map(Finding::cliMessage).toList());
    }

    @Test
    void silencesTheNextCall() {
        check("""
                # m365ls-disable-next-line unknown-command because the wrapper knows it
                m365 shop item gte
                m365 shop item gte
                #    ^^^^^^^^^^^^^ unknown-command: No command 'shop item gte'. Did you mean 'shop item get' or 'shop item set'?
                # m365ls-disable-next-line missing-option, option-set

                # a comment between
                m365 shop item get --nope
                #                  ^^^^^^ unknown-option: 'shop item get' has no option --nope.
                # m365ls-disable-next-line
                m365 shop item get --nope
                """);
    }

    @Test
    void silencesAllLinesOfTheNextCall() {
        check(SHELL, """
                # m365ls-disable-next-line unknown-option
                m365 shop item get --url https://a.b --id 1 \\
                  --nope
                """);
    }

    @Test
    void silencesUpToTheEndOfARange() {
        check("""
                m365 nothing like that
                #    ^^^^^^^^^^^^^^^^^ unknown-command: No command 'nothing like that'.
                # m365ls-disable unknown-command, unknown-option
                m365 nothing like that
                m365 shop item remove --nope --force
                # m365ls-enable unknown-option
                m365 nothing like that
                m365 shop item remove --nope
                #                     ^^^^^^ unknown-option: 'shop item remove' has no option --nope.
                # m365ls-enable
                m365 nothing like that
                #    ^^^^^^^^^^^^^^^^^ unknown-command: No command 'nothing like that'.
                # m365ls-disable
                m365 nothing like that
                """);
    }

    @Test
    void silencesInABlockComment() {
        check(POWERSHELL, """
                <# m365ls-disable unknown-command #>
                m365 nothing like that
                """);
    }

    @Test
    void tellsWhatWindowsPowerShellDoesNotPass() {
        String script = """
                m365 shop item get --url 'a"b' --id ''
                #                        ^^^^^ warning dropped-quotes: Windows PowerShell 5.1 drops the double quotes in this argument: m365 receives 'ab'.
                #                              ^^^^ warning missing-value: Option --id needs a value; without one the tool takes an empty text for it.
                #                                   ^^ warning dropped-quotes: Windows PowerShell 5.1 does not pass an empty argument.
                m365 shop item get --id '""' --url 'a\\"b'
                m365 shop item get --id 1 --url "a`"$x`""
                #                               ^^^^^^^^^ warning dropped-quotes: Windows PowerShell 5.1 drops the double quotes in this argument.
                m365 shop item get --id 1 --url x --% --kind "book"
                m365 shop item get --id 1 --url x --kind '"book"'
                #                                        ^^^^^^^^ warning dropped-quotes: Windows PowerShell 5.1 drops the double quotes in this argument: m365 receives 'book'.
                """;
        checkWindowsPowerShell("#requires -Version 5.1\n" + script, Settings.DEFAULT);
        checkWindowsPowerShell(script, new Settings(Map.of(), true));
        check("m365 shop item get --url 'a\"b' --id 1");
    }

    private static void checkWindowsPowerShell(String annotated, Settings settings) {
        Snapshot snapshot = snapshot(POWERSHELL, annotated, settings, ContextFile.NONE);
        assertEquals(
                String.join("\n", Carets.expected(annotated)),
                String.join("\n", Carets.actual(snapshot, Findings.of(snapshot))));
    }

    @Test
    void leavesQuotesToTheShell() {
        Snapshot snapshot = snapshot(
                SHELL, "m365 shop item get --url 'a\"b' --id 1", new Settings(Map.of(), true), ContextFile.NONE);
        assertEquals(List.of(), Findings.of(snapshot));
    }

    @Test
    void knowsTheRulesThatCommentsName() {
        check("""
                # m365ls-disable-next-line unkown-option, missing-option
                #                          ^^^^^^^^^^^^^ information unknown-rule: There is no rule 'unkown-option'. Did you mean 'unknown-option'?
                m365 shop item remove --force
                # m365ls-something else
                """);
    }

    @Test
    void listsItsFindingsInTheOrderOfPlaces() {
        Snapshot snapshot = snapshot(
                SHELL,
                "m365 shop item get --nope $(m365 nope) --kind x # m365ls-disable-next-line nope\n",
                Settings.DEFAULT,
                ContextFile.NONE);
        List<Integer> places =
                Findings.of(snapshot).stream().map(f -> f.span().start()).toList();
        assertEquals(places.stream().sorted().toList(), places);
        assertTrue(places.size() >= 5, places.toString());
    }

    @Test
    void hasATestOfEveryRule() throws Exception {
        // Each rule is named in an expectation, in this class's own source or those of the rules which need the whole
        // catalogue.
        java.nio.file.Path folder =
                java.nio.file.Path.of(System.getProperty("repository.root"), "server/src/test/java/m365ls/feature");
        String source = java.nio.file.Files.readString(folder.resolve("FindingsTest.java"))
                + java.nio.file.Files.readString(folder.resolve("InvalidValueTest.java"))
                + java.nio.file.Files.readString(folder.resolve("AdviceTest.java"));
        Set<String> untested = new TreeSet<>(Rules.IDS);
        untested.removeIf(rule -> source.contains(" " + rule + ": "));
        assertEquals(Set.of(), untested);
    }

    private static void check(String annotated) {
        check(SHELL, annotated);
        check(POWERSHELL, annotated);
    }

    private static void check(Dialect dialect, String annotated) {
        Snapshot snapshot = snapshot(dialect, annotated, Settings.DEFAULT, ContextFile.NONE);
        assertEquals(
                String.join("\n", Carets.expected(annotated)),
                String.join("\n", Carets.actual(snapshot, Findings.of(snapshot))),
                dialect.id());
    }

    private static List<String> rules(Snapshot snapshot) {
        return Findings.of(snapshot).stream().map(Finding::rule).toList();
    }

    private static Snapshot snapshot(Dialect dialect, String text, Settings settings, ContextFile contextFile) {
        return new Snapshot(
                Script.parse(dialect, text), SampleCatalog.CATALOG, SampleCatalog.FORMER, settings, contextFile);
    }
}
