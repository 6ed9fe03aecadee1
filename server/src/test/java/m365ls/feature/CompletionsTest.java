package m365ls.feature;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import m365ls.script.Dialect;
import m365ls.script.PowerShell;
import m365ls.script.Shell;
import m365ls.text.Span;
import org.junit.jupiter.api.Test;

class CompletionsTest {

    private static final Dialect SHELL = new Shell();
    private static final Dialect POWERSHELL = new PowerShell();
    private static final List<Dialect> BOTH = List.of(SHELL, POWERSHELL);

    // Command words

    @Test
    void completesTheFirstWord() {
        check("m365 <|>", "aad", "entra", "login", "spo", "aad user get", "entra user get", "spo list add", "...");
    }

    @Test
    void completesCommandsLevelByLevel() {
        check("m365 spo <|>", "list", "listitem", "page", "site", "spo list add", "spo list get", "...");
        check(
                "m365 spo site <|>",
                "get",
                "get --url",
                "list",
                "set",
                "set --url --sharing --level --id --lock --force");
        check("m365 entra <|>", "user", "entra user get");
        check("m365 entra user <|>", "get", "get --id", "get --userName", "get --email");
    }

    @Test
    void completesInTheMiddleOfWords() {
        check("m365 spo site g<|>e", "get", "get --url");
        check("m365 sp<|>o site get", "spo", "...");
        check("m365 spo si<|>te get --url x", "site", "...");
        checkAccepted("m365 spo si<|>te get --url x", "page", "m365 spo page get --url x");
    }

    @Test
    void completesBetweenTheWordsOfAName() {
        checkAccepted("m365 <|> site get", "spo", "m365 spo site get");
        check("m365 spo <|> --output json", "list", "listitem", "page", "site", "...");
    }

    @Test
    void completesBehindAnOption() {
        check("m365 --output json spo site <|>", "get", "get --url", "list", "...");
        check("m365 spo --output json site <|>", "get", "get --url", "list", "...");
    }

    @Test
    void replacesTheWholeWord() {
        checkAccepted("m365 spo sit<|>edesign", "site", "m365 spo site");
        checkAccepted("m365 spo <|>xyz", "site", "m365 spo site");
        checkAccepted("m365 spo \"si<|>\"", "site", "m365 spo \"site\"");
        checkAccepted("m365 spo 'si<|>te' get", "page", "m365 spo 'page' get");
        checkAccepted("m365 spo \"<|>\"", "site", "m365 spo \"site\"");
        checkAccepted("m365 \"spo\"<|>", "entra", "m365 entra");
    }

    @Test
    void findsWholeNamesByTheirParts() {
        check("m365 siteget<|>", "spo site get");
        check("m365 listitem<|>", "spo listitem add");
        check("m365 usg<|>", "aad user get", "entra user get");
        checkAccepted("m365 siteget<|>", "spo site get", "m365 spo site get");
    }

    @Test
    void findsWholeNamesThatGoAnotherWay() {
        check("m365 spo list it<|>", "spo listitem add");
        checkAccepted("m365 spo list it<|>", "spo listitem add", "m365 spo listitem add");
        check(
                "m365 spo list <|>",
                "add",
                "add --title --webUrl",
                "get",
                "get --webUrl --id",
                "get --webUrl --title",
                "spo listitem add");
        check("m365 site ge<|>", "spo site get", "...");
        checkAccepted("m365 site ge<|>", "spo site get", "m365 spo site get");
        checkAccepted("m365 --debug=1 site ge<|> --url x", "spo site get", "m365 --debug=1 spo site get --url x");
    }

    @Test
    void replacesTheRestOfANameByAWholeName() {
        checkAccepted("m365 sp<|> list add --title x", "spo page add", "m365 spo page add --title x");
        checkAccepted("m365 <|> list add --title x", "spo page add", "m365 spo page add  --title x");
        checkAccepted("m365 spo sit<|>e get --url x", "spo page add", "m365 spo page add --url x");
    }

    @Test
    void tellsWhatAWordIs() {
        assertEquals("8 commands", one("m365 <|>", "spo").detail());
        assertEquals(Suggestion.Kind.GROUP, one("m365 spo <|>", "site").kind());
        assertEquals("spo · read", one("m365 spo site <|>", "get").detail());
        assertEquals("alias of entra user get", one("m365 aad user <|>", "get").detail());
        assertEquals("alias of entra user get", one("m365 <|>", "aad user get").detail());
        assertEquals(Suggestion.Kind.COMMAND, one("m365 spo <|>", "page").kind());
    }

    @Test
    void completesACommandThatIsAGroupToo() {
        check("m365 spo page <|>", "add", "add --name", "--name", "--output", "--debug");
        check("m365 spo page a<|>", "add", "add --name");
        check("m365 spo page --n<|>", "--name");
    }

    // Options

    @Test
    void completesOptionsRequiredFirstGlobalLast() {
        check(
                "m365 spo listitem add <|>",
                "--webUrl --listId",
                "--webUrl --listTitle",
                "--webUrl",
                "--listId",
                "--listTitle",
                "--contentType",
                "--output",
                "--debug");
        check("m365 spo site get <|>", "--url", "--output", "--debug");
    }

    @Test
    void completesUnfinishedNames() {
        check("m365 spo site get -<|>", "--url", "--output", "--debug");
        check("m365 spo site get --<|>", "--url", "--output", "--debug");
        check("m365 spo site get --u<|>", "--url", "...");
        check("m365 spo site get ur<|>", "--url");
        check("m365 spo site get --<|> --output json", "--url", "--debug");
        check("m365 spo site get -<|> --output json", "--url", "--debug");
    }

    @Test
    void completesInTheMiddleOfNames() {
        check("m365 spo list get --ti<|>tle x", "--title");
        checkAccepted("m365 spo list get --ti<|>tle x", "--id", "m365 spo list get --id x");
        checkAccepted("m365 spo list get --<|>title=x", "--id", "m365 spo list get --id=x");
        checkAccepted("m365 spo list get <|>--title x", "--id", "m365 spo list get --id x");
        checkAccepted("m365 spo list get \"--ti<|>\" x", "--id", "m365 spo list get \"--id\" x");
    }

    @Test
    void leavesOutWhatIsGiven() {
        check("m365 spo site get --url x <|>", "--output", "--debug");
        check("m365 spo site get -u x <|>", "--output", "--debug");
        check("m365 spo site get -u=x <|>", "--output", "--debug");
        check("m365 spo site get <|> --url=x --debug", "--output");
        check("m365 spo site get --url x -o json --debug <|>");
    }

    @Test
    void leavesOutWhatASatisfiedSetExcludes() {
        check("m365 spo list get --id 1 <|>", "--webUrl", "--output", "--debug");
        check("m365 spo list get -t x --webUrl <|>");
        check("m365 spo list get -t x --w<|>", "--webUrl");
        check("m365 spo list get --webUrl x <|>", "--id", "--title", "--output", "--debug");
    }

    @Test
    void keepsTheOptionsOfASetUnderACondition() {
        check("m365 spo site list --webUrl x --a<|>", "--all", "...");
    }

    @Test
    void offersGlobalOptionsBeforeThereIsACommand() {
        check("m365 --<|>", "--output", "--debug");
        check("m365 -<|> spo site get", "--url", "--output", "--debug");
        check("m365 spo --<|>", "--output", "--debug");
    }

    @Test
    void findsAnOptionByItsShortName() {
        check("m365 spo site get -u<|>", "--url", "...");
        check("m365 entra user get -n<|>", "--userName", "...");
    }

    @Test
    void tellsWhatAnOptionIs() {
        assertEquals(
                "-u · required · spo-url", one("m365 spo site get <|>", "--url").detail());
        assertEquals(
                "-i · one of --id, --title",
                one("m365 spo list get <|>", "--id").detail());
        assertEquals("-o · global", one("m365 spo list get <|>", "--output").detail());
        assertEquals(
                "switch", one("m365 spo site list <|>", "--withOneDriveSites").detail());
        assertEquals("number", one("m365 spo page add <|>", "--order").detail());
    }

    @Test
    void doesNotRequireWhatAContextFileMaySupply() {
        ContextFile file = new ContextFile(true, true, Set.of("webUrl", "id"));
        for (Dialect dialect : BOTH) {
            Marked marked = Marked.of(dialect, SmallCatalog.CATALOG, file, "m365 spo list get <|>");
            assertEquals(
                    List.of("--id", "--title", "--webUrl", "--output", "--debug"),
                    labels(marked, Completions.at(marked.snapshot(), marked.offset())));
        }
    }

    @Test
    void saysNothingIsMissingWhereArgumentsAreUnknown() {
        check(SHELL, "m365 spo list get $options <|>", "--id", "--title", "--webUrl", "--output", "--debug");
        check(POWERSHELL, "m365 spo list get @options <|>", "--id", "--title", "--webUrl", "--output", "--debug");
    }

    // Values

    @Test
    void completesAllowedValues() {
        check("m365 login --authType <|>", "browser", "deviceCode");
        check("m365 login -t <|>", "browser", "deviceCode");
        check("m365 login --authType dev<|>", "deviceCode");
        check("m365 login --authType <|>x --debug", "browser", "deviceCode");
        check("m365 login --authType <|> --debug", "browser", "deviceCode");
    }

    @Test
    void completesOptionValuesAfterEquals() {
        check("m365 login --authType=<|>", "browser", "deviceCode");
        check("m365 login --authType=dev<|>", "deviceCode");
        check("m365 login -t=d<|>", "deviceCode");
        checkAccepted("m365 login --authType=<|>", "deviceCode", "m365 login --authType=deviceCode");
        checkAccepted(
                "m365 login --authType=bro<|>wser --debug", "deviceCode", "m365 login --authType=deviceCode --debug");
    }

    @Test
    void completesBooleansWhereTheyMeanSomething() {
        check(
                "m365 spo site list --withOneDriveSites <|>",
                "true",
                "false",
                "--type",
                "--filter",
                "--includeOnly",
                "--webUrl",
                "--all",
                "--output",
                "--debug");
        check("m365 spo site list --withOneDriveSites t<|>", "true");
        check("m365 spo site list --withOneDriveSites=<|>", "true", "false");
        check(
                "m365 spo site list --includeOnly <|>",
                "--type",
                "--filter",
                "--withOneDriveSites",
                "--webUrl",
                "--all",
                "--output",
                "--debug");
    }

    @Test
    void completesTheOutputModesOfTheCommand() {
        check("m365 spo list get --output <|>", "json", "md");
        check("m365 spo site get -o <|>", "json", "text", "csv");
        check("m365 --output <|> spo list get", "json", "md");
        check("m365 --output <|>", "json", "text", "csv");
        assertEquals("default", one("m365 spo site get -o <|>", "json").detail());
    }

    @Test
    void quotesValuesWhereTheyNeedIt() {
        checkAccepted("m365 spo site list --type <|>", "TeamSite", "m365 spo site list --type TeamSite");
        for (Dialect dialect : BOTH) {
            for (String value : List.of("All sites", "a$b", "it's")) {
                for (String quote : List.of("", "\"", "'")) {
                    String marked = "m365 spo site list --type " + quote + "<|>" + quote;
                    Marked accepted = accept(dialect, marked, value);
                    assertEquals(
                            List.of(value),
                            arguments(accepted).subList(4, 5),
                            accepted.snapshot().script().text());
                    Marked attached = accept(dialect, marked.replace("type ", "type="), value);
                    assertEquals(
                            List.of("--type=" + value),
                            arguments(attached).subList(3, 4),
                            attached.snapshot().script().text());
                }
            }
        }
    }

    @Test
    void replacesAQuotedValue() {
        checkAccepted("m365 spo site list --type \"Te<|>am\"", "TeamSite", "m365 spo site list --type \"TeamSite\"");
        checkAccepted("m365 spo site list --type 'Te<|>am'", "All sites", "m365 spo site list --type 'All sites'");
        checkAccepted(
                "m365 spo site list --type=\"Te<|>\" --debug",
                "TeamSite",
                "m365 spo site list --type=\"TeamSite\" --debug");
        checkAccepted("m365 spo site list \"--type=Te<|>\"", "All sites", "m365 spo site list \"--type=All sites\"");
        checkAccepted(
                "m365 spo site list --type \"All s<|>ites\"", "TeamSite", "m365 spo site list --type \"TeamSite\"");
        checkAccepted("m365 spo site list --type 'Te'<|>", "TeamSite", "m365 spo site list --type TeamSite");
        check("m365 spo site list --type \"All s<|>\"", "All sites");
    }

    @Test
    void closesAQuoteThatIsOpen() {
        checkAccepted("m365 spo site list --type \"<|>", "TeamSite", "m365 spo site list --type \"TeamSite\"");
        checkAccepted("m365 spo site list --type 'All s<|>", "All sites", "m365 spo site list --type 'All sites'");
        checkAccepted(
                "m365 spo site list --type \"Te<|> --output json",
                "TeamSite",
                "m365 spo site list --type \"TeamSite\" --output json");
        checkAccepted(
                "m365 spo site list --type \"Te<|>\necho \"done\"\n",
                "TeamSite",
                "m365 spo site list --type \"TeamSite\"\necho \"done\"\n");
    }

    @Test
    void leavesTheLinesBelowAnOpenQuoteAlone() {
        List<String> below = List.of("echo \"done\"", "m365 spo site get --url \"$url/a b\" 'c'", "'", "x=y");
        List<String> lines = List.of(
                "m365 spo site list --type \"<|>",
                "m365 spo site list --type 'Te<|>am x",
                "m365 spo site list --type=\"Te<|>",
                "m365 spo site list \"--ty<|>",
                "m365 spo site list '--type=<|>",
                "m365 \"sp<|>",
                "m365 spo 'si<|>te get",
                "m365 siteget<|> \"x",
                "m365 siteget<|> 'x",
                "m365 spo site list --ty<|> \"x",
                "m365 <|> \"");
        int suggestions = 0;
        for (Dialect dialect : BOTH) {
            for (String line : lines) {
                for (String end : List.of("\n", "\r\n", "\r")) {
                    Marked at = Marked.of(dialect, SmallCatalog.CATALOG, line + end + String.join(end, below) + end);
                    int lineEnd = line.length() - "<|>".length();
                    for (Suggestion suggestion : Completions.at(at.snapshot(), at.offset())) {
                        suggestions++;
                        List<Edit> edits = new ArrayList<>(suggestion.additional());
                        edits.add(suggestion.edit());
                        edits.forEach(e -> assertTrue(
                                e.span().end() <= lineEnd, dialect.id() + ": " + line + ": " + suggestion.label()));
                    }
                }
            }
        }
        assertTrue(suggestions > 200, "only " + suggestions + " suggestions");
    }

    @Test
    void findsEscapedValuesByWhatTheyMean() {
        check(SHELL, "m365 spo site list --type All\\ s<|>", "All sites");
        checkAccepted(SHELL, "m365 spo site list --type All\\ s<|>", "a$b", "m365 spo site list --type 'a$b'");
        check(POWERSHELL, "m365 spo site list --type All` s<|>", "All sites");
    }

    @Test
    void offersValuesUsedElsewhereTheNearestBeforeFirst() {
        check("""
                m365 spo site get --url https://a
                m365 spo site get --url https://b
                m365 spo site set -u https://b --url https://c
                m365 spo site get --url <|>
                m365 spo site get --url https://d
                m365 spo site get -u https://a
                """, "https://c", "https://b", "https://a", "https://d");
        check("m365 spo site get --url 'a b'\nm365 spo site get --url=c\nm365 spo site get --url \"<|>\"", "c", "a b");
        check("m365 spo site get --url <|>\nm365 spo site get --url later", "later");
        check("m365 spo list get --webUrl $(m365 spo site get --url x) --id 7\nm365 spo list get --id <|>", "7");
    }

    @Test
    void offersNoUsedValueThatIsUnknownOrSecretOrOfAnotherOption() {
        check("m365 spo site get --url $url\nm365 spo site get --url \"$url/x\"\nm365 spo site get --url <|>");
        check("m365 login --password hunter2\nm365 login --password <|>");
        check(
                "m365 entra user get -u x\nm365 spo site get --urls y\nm365 spo site get --url --debug\nm365 spo site get --url <|>");
        check("m365 spo site get --url <|>x");
        check("# m365 spo site get --url x\necho --url y\nm365 spo site get --url <|>");
        check("m365 spo site get --url \"a\nb\"\nm365 spo site get --url " + "x".repeat(300)
                + "\nm365 spo site get --url <|>");
    }

    @Test
    void offersOnlyAllowedValuesWhereTheyAreAll() {
        check("m365 login --authType mine\nm365 login --authType <|>", "browser", "deviceCode");
    }

    // Snippets

    @Test
    void writesWhatACommandNeeds() {
        for (Dialect dialect : BOTH) {
            Suggestion snippet = one(dialect, "m365 spo list <|>", "get --webUrl --id");
            assertTrue(snippet.snippet());
            assertEquals(
                    "get --webUrl \"${1:webUrl}\" --id \"${2:id}\"",
                    snippet.edit().newText());
            assertEquals("get --webUrl \"\" --id \"\"", snippet.plainText());
        }
    }

    @Test
    void writesOnlyWhatIsStillMissing() {
        check("m365 spo list <|> --webUrl x", "add", "add --title", "get", "get --id", "get --title", "...");
        check(
                "m365 spo listitem add --webUrl x <|>",
                "--listId",
                "--listTitle",
                "--contentType",
                "--output",
                "--debug");
    }

    @Test
    void escapesTheChoicesOfASnippet() {
        String label = "set --url --sharing --level --id --lock --force";
        String after = " --level ${3:level} --id ${4:id} --lock ${5|true,false|} --force";
        assertEquals(
                "set --url \"${1:url}\" --sharing ${2|a\\,b,'c\\|d','\\$e\\}'|}" + after,
                one(SHELL, "m365 spo site <|>", label).edit().newText());
        assertEquals(
                "set --url \"${1:url}\" --sharing ${2|'a\\,b','c\\|d','\\$e\\}'|}" + after,
                one(POWERSHELL, "m365 spo site <|>", label).edit().newText());
    }

    // Places

    @Test
    void completesOnContinuedLines() {
        for (Dialect dialect : BOTH) {
            String next = " " + dialect.continuation() + "\n  ";
            check(dialect, "m365 spo site get" + next + "<|>", "--url", "--output", "--debug");
            check(dialect, "m365 spo" + next + "site" + next + "<|>", "get", "get --url", "list", "...");
            check(dialect, "m365 spo site get" + next + "--url x" + next + "--<|>", "--output", "--debug");
            check(dialect, "m365 login" + next + "--authType" + next + "d<|>", "deviceCode");
            check(dialect, "m365 spo site get" + next + "--<|>" + next + "--output json", "--url", "--debug");
            check(dialect, "m365 spo site get " + dialect.continuation() + "\r\n  <|>", "--url", "--output", "--debug");
            checkAccepted(dialect, "m365 spo" + next + "list it<|>", "spo listitem add", "m365 spo listitem add");
        }
    }

    @Test
    void offersNothingBehindAContinuationOnItsLine() {
        check(SHELL, "m365 spo site get \\<|>\n --url x");
        check(POWERSHELL, "m365 spo site get `<|>\n --url x");
    }

    @Test
    void completesInSubstitutions() {
        check("x=$(m365 spo site <|>)", "get", "get --url", "list", "...");
        check("echo \"$(m365 spo site get --<|>)\"", "--url", "--output", "--debug");
        check("m365 spo site get --url $(m365 login --authType <|>) --debug", "browser", "deviceCode");
        check(SHELL, "x=`m365 spo site get <|>`", "--url", "--output", "--debug");
        check(SHELL, "cat <<END\n$(m365 spo site get <|>)\nEND", "--url", "--output", "--debug");
        check(POWERSHELL, "$x = m365 spo site get <|>", "--url", "--output", "--debug");
        check(POWERSHELL, "if ((m365 spo site get <|>)) { }", "--url", "--output", "--debug");
        check(POWERSHELL, "$x | % { m365 spo site get <|> }", "--url", "--output", "--debug");
    }

    @Test
    void completesBeforeWhatFollowsTheCommand() {
        check("m365 spo site get <|>| jq .", "--url", "--output", "--debug");
        check("m365 spo site get <|>; echo", "--url", "--output", "--debug");
        check("m365 spo site get <|> # a comment", "--url", "--output", "--debug");
        check("m365 spo site get <|> > file", "--url", "--output", "--debug");
        check(SHELL, "if m365 spo site get <|>; then true; fi", "--url", "--output", "--debug");
    }

    @Test
    void completesOtherWaysToWriteTheProgram() {
        check("npx m365 spo site get <|>", "--url", "--output", "--debug");
        check("microsoft365 spo site get <|>", "--url", "--output", "--debug");
        check("npx m365 <|>", "aad", "entra", "login", "spo", "...");
        check(POWERSHELL, "& m365 spo site get <|>", "--url", "--output", "--debug");
        check(POWERSHELL, "m365.cmd spo site get <|>", "--url", "--output", "--debug");
    }

    @Test
    void offersNothingElsewhere() {
        check("<|>");
        check("m365<|>");
        check("m3<|>65 spo");
        check("echo <|>");
        check("# m365 spo site <|>");
        check("echo 'm365 spo site <|>'");
        check("echo m365 spo site <|>");
        check("m365 spo site get # <|>");
        check("m365 spo site get | jq <|>");
        check("m365 spo site get > <|>");
        check("m365 spo site get > f<|>");
        check("m365 spo site get; <|>");
        check("m365 spo site get\n<|>");
        check(SHELL, "cat <<END\nm365 spo site <|>\nEND");
        check(POWERSHELL, "@'\nm365 spo site <|>\n'@");
        check(POWERSHELL, "<# m365 spo site <|> #>");
    }

    @Test
    void offersNothingInWordsThatAreUnknown() {
        check("m365 login --authType $x<|>");
        check("m365 login --authType $<|>x");
        check("m365 login --authType \"$x<|>\"");
        check("m365 login --authType \"$x/<|>\"");
        check("m365 login --authType=$x<|>");
        check("m365 login --authType $(echo <|>)");
        check("m365 $x <|>");
        check("m365 spo site get --nope <|>");
        check("m365 spo site get -- <|>");
    }

    // Documentation

    @Test
    void explainsOnlyOnDemand() {
        Suggestion command = one("m365 spo site <|>", "get");
        assertEquals("""
                **spo site get**

                Does spo site get.

                Reads, changes nothing · Service: `spo` (`https://graph.microsoft.com`)

                Permissions

                - delegated: `Sites.Read.All`, `User.Read` (Microsoft Graph)
                - application: not supported

                [Documentation](https://example.org/spo/site/get)""", explain(command));
        Suggestion option = one("m365 spo list get <|>", "--title");
        assertEquals("""
                **`--title`, `-t`** of spo list get

                The title.

                - Type: text
                - Exactly one of `--id`, `--title`""", explain(option));
        assertTrue(explain(one("m365 spo list get -o <|>", "md")).contains("Allowed values: `json`, `md`"));
        assertTrue(explain(one("m365 <|>", "spo")).contains("`list`, `listitem`, `page`, `site`"));
        assertTrue(explain(one("m365 spo site <|>", "get --url")).contains("Does spo site get."));
    }

    @Test
    void explainsNothingForKeysOfAnotherVersion() {
        for (String key :
                List.of("", "command/spo nope", "option/spo site get/nope", "option/x", "group/nope", "x/y")) {
            assertFalse(Completions.explain(SmallCatalog.CATALOG, key).isPresent(), key);
        }
    }

    private static String explain(Suggestion suggestion) {
        return Completions.explain(SmallCatalog.CATALOG, suggestion.key()).orElseThrow();
    }

    // How it is told

    /** As {@link #check(Dialect, String, String...)} in both languages. */
    private static void check(String marked, String... expected) {
        BOTH.forEach(dialect -> check(dialect, marked, expected));
    }

    /**
     * Holds the labels an editor would show, in its order, against those expected; {@code ...} at the end stands for
     * any more.
     */
    private static void check(Dialect dialect, String marked, String... expected) {
        Marked at = Marked.of(dialect, SmallCatalog.CATALOG, marked);
        List<String> labels = labels(at, Completions.at(at.snapshot(), at.offset()));
        List<String> wanted = List.of(expected);
        if (!wanted.isEmpty() && wanted.get(wanted.size() - 1).equals("...")) {
            wanted = wanted.subList(0, wanted.size() - 1);
            labels = labels.subList(0, Math.min(wanted.size(), labels.size()));
        }
        assertEquals(wanted, labels, dialect.id() + ": " + marked);
    }

    private static List<String> labels(Marked at, List<Suggestion> suggestions) {
        String text = at.snapshot().script().text();
        return suggestions.stream()
                .filter(s -> matches(text.substring(s.edit().span().start(), at.offset()), s.filterText()))
                .sorted(Comparator.comparing(Suggestion::sortText))
                .map(Suggestion::label)
                .toList();
    }

    /** As editors match: the letters in order, the first of them at the beginning of a word. */
    private static boolean matches(String typed, String filterText) {
        if (typed.isEmpty()) {
            return true;
        }
        String wanted = typed.toLowerCase(Locale.ROOT);
        for (int start = 0; start < filterText.length(); start++) {
            char before = start == 0 ? ' ' : filterText.charAt(start - 1);
            char here = filterText.charAt(start);
            boolean strong = !Character.isLetterOrDigit(before) || Character.isUpperCase(here);
            int at = start;
            int matched = 0;
            while (strong && matched < wanted.length() && at < filterText.length()) {
                if (Character.toLowerCase(filterText.charAt(at++)) == wanted.charAt(matched)) {
                    matched++;
                } else if (matched == 0) {
                    break;
                }
            }
            if (matched == wanted.length()) {
                return true;
            }
        }
        return false;
    }

    private static void checkAccepted(String marked, String label, String expected) {
        BOTH.forEach(dialect -> checkAccepted(dialect, marked, label, expected));
    }

    private static void checkAccepted(Dialect dialect, String marked, String label, String expected) {
        assertEquals(
                expected, accept(dialect, marked, label).snapshot().script().text(), dialect.id() + ": " + marked);
    }

    /** The script after the suggestion was taken. */
    private static Marked accept(Dialect dialect, String marked, String label) {
        Marked at = Marked.of(dialect, SmallCatalog.CATALOG, marked);
        Suggestion taken = one(dialect, marked, label);
        List<Edit> edits = new ArrayList<>(taken.additional());
        edits.add(taken.edit());
        edits.sort(Comparator.comparing(e -> -e.span().start()));
        Span main = taken.edit().span();
        assertTrue(main.touches(at.offset()), "replaces a range that does not hold the cursor");
        String text = at.snapshot().script().text();
        int end = text.length();
        for (Edit edit : edits) {
            assertTrue(edit.span().end() <= end, "edits overlap");
            text = text.substring(0, edit.span().start())
                    + edit.newText()
                    + text.substring(edit.span().end());
            end = edit.span().start();
        }
        return Marked.of(dialect, SmallCatalog.CATALOG, text + "<|>");
    }

    private static List<String> arguments(Marked marked) {
        return marked.snapshot().script().invocations().get(0).arguments().stream()
                .map(a -> a.value().text().orElse("?"))
                .toList();
    }

    private static Suggestion one(String marked, String label) {
        return one(SHELL, marked, label);
    }

    private static Suggestion one(Dialect dialect, String marked, String label) {
        Marked at = Marked.of(dialect, SmallCatalog.CATALOG, marked);
        List<Suggestion> all = Completions.at(at.snapshot(), at.offset());
        List<Suggestion> found =
                all.stream().filter(s -> s.label().equals(label)).toList();
        assertEquals(1, found.size(), () -> dialect.id() + ": " + label + " in " + labels(at, all) + " for " + marked);
        return found.get(0);
    }
}
