package m365ls.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import m365ls.script.Call;
import m365ls.script.Dialect;
import m365ls.script.Dialects;
import m365ls.script.Script;
import org.junit.jupiter.api.Test;

class ScriptCallTest {

    private static ScriptCall.Answer read(String language, String marked) {
        int offset = marked.indexOf("<|>");
        String text = marked.replace("<|>", "");
        Dialect dialect = Dialects.ofId(language).orElseThrow();
        Script script = Script.parse(dialect, text);
        Call call = Call.read(script.invocationAt(offset).orElseThrow(), Desk.CATALOG);
        return ScriptCall.of(call, text, language.equals("powershell"));
    }

    private static ScriptCall callable(String language, String marked) {
        return assertInstanceOf(ScriptCall.Answer.Callable.class, read(language, marked))
                .call();
    }

    private static String refusal(String language, String marked) {
        return assertInstanceOf(ScriptCall.Answer.Refused.class, read(language, marked))
                .reason();
    }

    /** The arguments, each unknown answered with its key in brackets. */
    private static List<String> arguments(ScriptCall call) {
        Map<String, String> values = call.unknowns().stream()
                .collect(Collectors.toMap(ScriptCall.Part.Unknown::key, unknown -> "<" + unknown.key() + ">"));
        return call.arguments(values);
    }

    @Test
    void takesValuesThatTheScriptTells() {
        ScriptCall call = callable("shell", "url=https://x\nm365 spo web get --url \"$url/a\"<|>\n");
        assertEquals(List.of("spo", "web", "get", "--url", "https://x/a"), arguments(call));
        assertEquals(List.of(), call.unknowns());
    }

    @Test
    void literalsStayWhatTheyAre() {
        assertEquals(
                List.of("spo", "web", "set", "--title", "; rm -rf / && $(x) `y` | z"),
                arguments(callable("shell", "m365 spo web set --title '; rm -rf / && $(x) `y` | z'<|>\n")));
        assertEquals(
                List.of("spo", "web", "set", "--title", "a\nb"),
                arguments(callable("powershell", "m365 spo web set --title \"a`nb\"<|>\n")));
    }

    @Test
    void namesWhatIsNotKnownOnce() {
        ScriptCall call =
                callable("powershell", "m365 spo list get --webUrl $Url --title \"$url-$(Get-Date)\" --id $url<|>\n");
        assertEquals(
                List.of(
                        "spo",
                        "list",
                        "get",
                        "--webUrl",
                        "<$url>",
                        "--title",
                        "<$url>-<$(Get-Date)>",
                        "--id",
                        "<$url>"),
                arguments(call));
        assertEquals(
                List.of("$Url", "$(Get-Date)"),
                call.unknowns().stream().map(ScriptCall.Part.Unknown::shown).toList());
        assertEquals("webUrl", call.unknowns().get(0).option());
        assertTrue(call.unknowns().get(0).whole());
    }

    @Test
    void namesDifferInCaseWhereTheScriptSaysSo() {
        assertEquals(
                2,
                callable("shell", "m365 spo list get --webUrl \"$Url\" --title \"$url\"<|>\n")
                        .unknowns()
                        .size());
    }

    @Test
    void secretsAreSecretBehindWhateverName() {
        assertTrue(callable("shell", "m365 entra user hibp --apiKey=\"$x\"<|>\n")
                .unknowns()
                .get(0)
                .isSecret());
        assertTrue(callable("shell", "m365 spo web set --title \"$MY_PASSWORD\"<|>\n")
                .unknowns()
                .get(0)
                .isSecret());
    }

    @Test
    void refusesWhatIsNotOneArgumentList() {
        assertTrue(refusal("shell", "m365 spo web get $options<|>\n").contains("$options"));
        assertTrue(refusal("shell", "m365 spo web get --url \"$@\"<|>\n").contains("several"));
        assertTrue(refusal("powershell", "m365 spo web get @options<|>\n").length() > 10);
        assertTrue(refusal("powershell", "$t = @{ a = 1 }\nm365 spo web get @t<|>\n")
                .contains("hash table"));
    }

    @Test
    void tellsWhatIsLeftOut() {
        assertEquals(
                List.of("What is piped into the call is left out.", "The output is not piped into jq."),
                callable("shell", "cat x | m365 version <|>| jq .\n").notes());
        assertEquals(
                List.of("The call's redirections are left out."),
                callable("shell", "m365 version <|>> out.json\n").notes());
        assertEquals(
                List.of("The output is not piped into ConvertFrom-Json.", "The output is not assigned to $sites."),
                callable("powershell", "$sites = m365 spo site list<|> | ConvertFrom-Json\n")
                        .notes());
        assertEquals(List.of(), callable("shell", "m365 version<|>\n").notes());
    }
}
