package m365ls.lsp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.Gson;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.stream.StreamSupport;
import m365ls.CommandLibraries;
import m365ls.catalog.CommandSpec;
import m365ls.fixtures.tenant.StandInTenant;
import m365ls.fixtures.tenant.http.Match;
import m365ls.fixtures.tenant.http.Stall;
import m365ls.gateway.Reply;
import m365ls.gateway.Write;
import m365ls.installation.Machine;
import m365ls.protocol.Methods;
import m365ls.run.CommandLibrary;
import m365ls.run.CommandLibrary.Result;
import m365ls.run.Dialogue;
import m365ls.run.LibraryMaker;
import m365ls.run.Work;
import m365ls.script.OptionValue;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Running commands as an editor sees it: over its messages, with a library that does what a test says, and the CLI. */
@Timeout(120)
class RunWireTest {

    private static final String ABILITIES = """
            {"window": {"showDocument": {"support": true}},
             "experimental": {"m365": {"run": {"confirm": true, "choose": true}, "session":
               {"deviceCode": true, "secret": true, "storageKey": true, "editorToken": true, "changed": true}}}}
            """;

    private static final byte[] KEY = new byte[32];
    private static final String URI = "file:///scripts/run.sh";
    private static final StandInTenant tenant = StandInTenant.start();

    private final List<SigningEditor> editors = new ArrayList<>();
    private final BlockingQueue<Work> works = new LinkedBlockingQueue<>();
    private Doing doing = work -> done("done");

    @TempDir
    private Path folder;

    /** What the library does. */
    private interface Doing {
        Result run(Work work) throws InterruptedException;
    }

    @AfterAll
    static void stop() {
        tenant.close();
    }

    @AfterEach
    void close() throws IOException {
        for (SigningEditor editor : editors) {
            editor.close();
        }
    }

    private static Result done(String out) {
        return new Result.Done(JsonNull.INSTANCE, out, "", 0);
    }

    private LibraryMaker library() {
        return parts -> List.of(new CommandLibrary() {
            @Override
            public String name() {
                return "fake";
            }

            @Override
            public boolean has(CommandSpec command) {
                return true;
            }

            @Override
            public Result run(Work work) throws InterruptedException {
                works.add(work);
                return doing.run(work);
            }
        });
    }

    private SigningEditor editor(String abilities, boolean trusted, LibraryMaker libraries) {
        Map<String, String> more = Map.of("PATH", System.getenv().getOrDefault("PATH", ""));
        SigningEditor editor = SigningEditor.inProcess(SigningEditor.machine(tenant, folder, more), KEY, libraries);
        editors.add(editor);
        return editor.initialize(
                abilities,
                trusted,
                "{\"session\":{\"clientId\":\"" + tenant.appId() + "\",\"tenant\":\"" + tenant.tenantId()
                        + "\"},\"cli\":{\"path\":"
                        + new JsonPrimitive(Path.of("cli-host").toAbsolutePath().toString()) + "}}");
    }

    private SigningEditor signedIn() {
        return signedIn(library());
    }

    private SigningEditor signedIn(LibraryMaker libraries) {
        SigningEditor editor = editor(ABILITIES, true, libraries).inFrontOf(tenant, new byte[32]);
        assertEquals(
                "signedIn",
                editor.result(Methods.SESSION_SIGN_IN, "{\"authType\":\"deviceCode\"}")
                        .get("outcome")
                        .getAsString());
        return editor;
    }

    private static String arguments(String... arguments) {
        return "{\"arguments\":" + new Gson().toJson(arguments) + "}";
    }

    private static JsonObject only(JsonObject result) {
        JsonArray runs = result.getAsJsonArray("runs");
        assertEquals(1, runs.size(), result::toString);
        return runs.get(0).getAsJsonObject();
    }

    private static String text(JsonObject object, String name) {
        return object.get(name).getAsString();
    }

    private static List<String> texts(JsonElement array) {
        return StreamSupport.stream(array.getAsJsonArray().spliterator(), false)
                .map(JsonElement::getAsString)
                .toList();
    }

    private static JsonElement yes(boolean confirmed) {
        return SigningEditor.field("confirmed", new JsonPrimitive(confirmed));
    }

    /** Opens a script with a cursor, or with two for a selection, and gives the parameters that run what is there. */
    private static String open(SigningEditor editor, String marked) {
        List<String> parts = List.of(marked.split("<\\|>", -1));
        String text = String.join("", parts);
        editor.tell(
                "textDocument/didOpen",
                "{\"textDocument\":{\"uri\":\"" + URI + "\",\"languageId\":\"shellscript\",\"version\":1,\"text\":"
                        + new JsonPrimitive(text) + "}}");
        String start = place(parts.get(0));
        String end = parts.size() > 2 ? ",\"end\":" + place(parts.get(0) + parts.get(1)) : "";
        return "{\"document\":\"" + URI + "\",\"position\":" + start + end + "}";
    }

    private static String place(String before) {
        long line = before.chars().filter(c -> c == '\n').count();
        return "{\"line\":" + line + ",\"character\":" + (before.length() - before.lastIndexOf('\n') - 1) + "}";
    }

    @Test
    void refusesToRunAnythingInAWorkspaceThatIsNotTrusted() {
        SigningEditor editor = editor(ABILITIES, false, library());
        for (String method : List.of(Methods.EXECUTE, Methods.QUERY, Methods.HISTORY)) {
            JsonObject answer = editor.ask(method, arguments("version"));
            assertEquals(-32803, answer.getAsJsonObject("error").get("code").getAsInt());
        }
        assertTrue(works.isEmpty());
    }

    @Test
    void runsAnArgumentList() {
        SigningEditor editor = editor(ABILITIES, true, library());
        JsonObject run = only(editor.result(Methods.EXECUTE, arguments("version", "--output", "text")));
        assertEquals("ran", text(run, "outcome"));
        assertEquals("done\n", text(run, "out"));
        assertEquals("fake", text(run, "library"));
        assertEquals(List.of("version", "--output", "text"), texts(run.get("arguments")));
    }

    @Test
    void saysThatNobodyIsSignedIn() {
        SigningEditor editor = editor(ABILITIES, true, library());
        JsonObject run = only(editor.result(Methods.EXECUTE, arguments("spo", "site", "list")));
        assertEquals("signInNeeded", text(run, "outcome"));
        assertEquals("signIn", text(run.getAsJsonObject("need"), "need"));
        assertTrue(works.isEmpty());
    }

    @Test
    void runsTheCallAtAPlaceWithTheValuesOfTheScript() {
        SigningEditor editor = signedIn();
        String there = open(editor, """
                url=https://contoso.sharepoint.com
                m365 version
                x=$(m365 spo web get --url "$url/sites/a" <|>| jq .Title)
                """);
        JsonObject run = only(editor.result(Methods.EXECUTE, there));
        assertEquals(
                List.of("spo", "web", "get", "--url", "https://contoso.sharepoint.com/sites/a"),
                texts(run.get("arguments")));
        assertEquals(2, run.getAsJsonArray("notes").size(), run::toString);
        assertEquals(1, works.size());
    }

    @Test
    void asksOnceForEachValueThatIsNotKnownAndOffersFormerOnes() {
        SigningEditor editor = signedIn();
        editor.on(Methods.CHOOSE, question -> SigningEditor.field("choice", new JsonPrimitive("https://x")));
        editor.result(Methods.EXECUTE, arguments("spo", "web", "get", "--url", "https://former"));
        JsonObject quoted = only(editor.result(
                Methods.EXECUTE, open(editor, "m365 spo list get --webUrl \"$url\" --title \"$(date)-$url\"<|>\n")));
        assertEquals(
                List.of("spo", "list", "get", "--webUrl", "https://x", "--title", "https://x-https://x"),
                texts(quoted.get("arguments")));
        assertEquals(2, editor.received(Methods.CHOOSE).size());
        only(editor.result(Methods.EXECUTE, open(editor, "m365 spo web get --url \"$url\"<|>\n")));
        JsonObject third = editor.received(Methods.CHOOSE).get(2).getAsJsonObject("params");
        assertEquals(List.of("https://former"), texts(third.get("choices")));
        assertTrue(third.get("mayType").getAsBoolean());
        // Unquoted, a shell may make several arguments of it.
        JsonObject refused = only(editor.result(Methods.EXECUTE, open(editor, "m365 spo web get --url $url<|>\n")));
        assertEquals("refused", text(refused, "outcome"));
        assertTrue(text(refused, "message").contains("$url"));
    }

    @Test
    void asksForSecretsWithoutShowingThem() {
        SigningEditor editor = signedIn().typing("canary-secret");
        JsonObject run = only(editor.result(
                Methods.EXECUTE, open(editor, "m365 entra user hibp --userName a@b.c --apiKey \"$HIBP\"<|>\n")));
        assertEquals("ran", text(run, "outcome"));
        assertEquals(
                new OptionValue.Text("canary-secret"), works.element().options().get("apiKey"));
        editor.result(Methods.HISTORY, "{}");
        assertFalse(editor.transcript().contains("canary-secret"));
    }

    @Test
    void asksBeforeAWriteAndTakesNoForAnAnswer() {
        SigningEditor editor = signedIn().on(Methods.CONFIRM, question -> yes(false));
        JsonObject run = only(editor.result(
                Methods.EXECUTE,
                arguments("spo", "web", "remove", "--url", "https://contoso.sharepoint.com", "--force")));
        assertEquals("cancelled", text(run, "outcome"));
        assertTrue(works.isEmpty());
        JsonObject asked = editor.received(Methods.CONFIRM).get(0).getAsJsonObject("params");
        assertTrue(asked.get("destroys").getAsBoolean());
        assertEquals(tenant.user().name(), text(asked, "account"));
        assertEquals("https://contoso.sharepoint.com", text(asked, "target"));
        assertFalse(text(asked, "tenant").isEmpty());
        assertEquals(6, asked.getAsJsonArray("arguments").size());
        editor.on(Methods.CONFIRM, question -> yes(true));
        only(editor.result(
                Methods.EXECUTE, arguments("spo", "web", "remove", "--url", "https://contoso.sharepoint.com")));
        assertEquals(1, works.size());
    }

    @Test
    void aClientThatCannotAskRunsNoWrites() {
        SigningEditor editor =
                editor(SigningEditor.ALL_ABILITIES, true, library()).inFrontOf(tenant, new byte[32]);
        editor.result(Methods.SESSION_SIGN_IN, "{}");
        JsonObject run = only(editor.result(Methods.EXECUTE, arguments("spo", "web", "remove", "--url", "https://x")));
        assertEquals("refused", text(run, "outcome"));
        assertTrue(works.isEmpty());
    }

    @Test
    void runsASelectionUpToTheFirstError() {
        doing = work -> work.command().name().equals("spo web get")
                ? new Result.Done(JsonNull.INSTANCE, "", "Error: no", 1)
                : done("done");
        SigningEditor editor = signedIn();
        JsonObject result = editor.result(Methods.EXECUTE, open(editor, """
                m365 docs
                <|>m365 version
                m365 spo web get --url https://x
                m365 status<|>
                """));
        List<String> outcomes = StreamSupport.stream(
                        result.getAsJsonArray("runs").spliterator(), false)
                .map(run -> text(run.getAsJsonObject(), "outcome"))
                .toList();
        assertEquals(List.of("ran", "failed"), outcomes);
        assertEquals(2, works.size());
    }

    @Test
    void showsWhatWouldBeChanged() {
        doing = work -> new Result.Stopped(
                new Reply.Held(new Write("DELETE", "https://contoso.sharepoint.com/_api/web", "", "It deletes.")));
        SigningEditor editor = signedIn();
        JsonObject run = only(
                editor.result(
                        Methods.EXECUTE,
                        "{\"whatIf\":true,\"arguments\":[\"spo\",\"web\",\"remove\",\"--url\",\"https://contoso.sharepoint.com\"]}"));
        assertEquals("wouldWrite", text(run, "outcome"));
        assertEquals("DELETE", text(run.getAsJsonObject("write"), "method"));
        assertEquals(List.of(), editor.received(Methods.CONFIRM));
    }

    @Test
    void cancelsARunAndTellsHowFarItHasCome() {
        CountDownLatch interrupted = new CountDownLatch(1);
        doing = work -> {
            work.dialogue().requesting("GET", "https://graph.microsoft.com/v1.0/me");
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException e) {
                interrupted.countDown();
                throw e;
            }
            return done("");
        };
        SigningEditor editor = signedIn();
        int id = editor.begin(Methods.EXECUTE, "{\"workDoneToken\":\"t\",\"arguments\":[\"entra\",\"user\",\"list\"]}");
        JsonObject report = editor.await("$/progress", 2);
        assertEquals(
                "GET https://graph.microsoft.com/v1.0/me",
                text(report.getAsJsonObject("params").getAsJsonObject("value"), "message"));
        editor.tell("$/cancelRequest", "{\"id\":" + id + "}");
        assertEquals(
                -32800, editor.answer(id).getAsJsonObject("error").get("code").getAsInt());
        assertTrue(awaited(interrupted));
        assertEquals(
                "end",
                text(editor.await("$/progress", 3).getAsJsonObject("params").getAsJsonObject("value"), "kind"));
    }

    @Test
    void showsThePagesOfALongListAsTheyCome() {
        JsonArray entries = JsonParser.parseString("[{\"id\":\"a\"}]").getAsJsonArray();
        doing = work -> {
            work.dialogue().received(new Dialogue.Page(1, 1, entries));
            work.dialogue().received(new Dialogue.Page(2, 1, new JsonArray()));
            return done("");
        };
        SigningEditor editor = signedIn();
        int id = editor.begin(
                Methods.EXECUTE, "{\"partialResultToken\":\"p\",\"arguments\":[\"entra\",\"user\",\"list\"]}");
        JsonObject told = editor.await("$/progress", 1).getAsJsonObject("params");
        assertEquals("p", text(told, "token"));
        assertEquals(
                JsonParser.parseString("{\"page\":{\"number\":1,\"total\":1,\"entries\":[{\"id\":\"a\"}]}}"),
                told.get("value"));
        assertEquals("ran", text(only(editor.answer(id).getAsJsonObject("result")), "outcome"));
    }

    private static boolean awaited(CountDownLatch latch) {
        try {
            latch.await();
            return true;
        } catch (InterruptedException e) {
            return false;
        }
    }

    @Test
    void queriesTheValueThatWasPrinted() {
        JsonElement value = JsonParser.parseString("[{\"name\":\"a\"},{\"name\":\"b\"}]");
        doing = work -> new Result.Done(value, "...", "", 0);
        SigningEditor editor = editor(ABILITIES, true, library());
        String id = text(only(editor.result(Methods.EXECUTE, arguments("docs"))), "value");
        JsonObject answer =
                editor.result(Methods.QUERY, "{\"value\":\"" + id + "\",\"query\":\"[].name\",\"output\":\"text\"}");
        assertEquals("a\nb\n", text(answer, "out"));
        JsonObject wrong = editor.result(Methods.QUERY, "{\"value\":\"" + id + "\",\"query\":\"[].name ||\"}");
        assertFalse(text(wrong, "problem").isEmpty());
        assertTrue(wrong.get("start").getAsInt() > 0);
        JsonObject gone = editor.result(Methods.QUERY, "{\"value\":\"other\"}");
        assertFalse(gone.get("kept").getAsBoolean());
    }

    @Test
    void remembersWhatWasRun() {
        SigningEditor editor = editor(ABILITIES, true, library());
        editor.result(Methods.EXECUTE, arguments("docs"));
        editor.result(Methods.EXECUTE, arguments("version"));
        JsonArray entries = editor.result(Methods.HISTORY, "{}").getAsJsonArray("entries");
        assertEquals(List.of("version"), texts(entries.get(0).getAsJsonObject().get("arguments")));
        assertEquals(2, entries.size());
    }

    @Test
    void tellsAfterACrashWhichChangeHasNoOutcome() throws IOException {
        Path journal = Files.createDirectories(folder.resolve("data").resolve("journal"));
        Files.writeString(
                journal.resolve("x.journal"),
                "{\"begin\":\"1\",\"command\":\"spo web set\",\"method\":\"POST\",\"address\":\"https://x/_api\","
                        + "\"time\":\"2026-01-02T03:04:05Z\"}\n");
        SigningEditor editor = editor(ABILITIES, true, library());
        JsonObject told = editor.await("window/showMessage", 1).getAsJsonObject("params");
        assertTrue(text(told, "message").contains("spo web set, POST https://x/_api"), told::toString);
    }

    @Test
    void runsTheCliItself() {
        Machine machine = SigningEditor.machine(
                tenant, folder, Map.of("PATH", System.getenv().getOrDefault("PATH", "")));
        SigningEditor editor = signedIn(new CommandLibraries(machine)).on(Methods.CONFIRM, question -> yes(true));
        JsonObject run = only(editor.result(
                Methods.EXECUTE,
                "{\"library\":\"hosted\",\"arguments\":[\"entra\",\"user\",\"get\",\"--userName\",\""
                        + tenant.user().name() + "\"]}"));
        assertEquals("ran", text(run, "outcome"), run::toString);
        assertEquals(
                tenant.user().name(),
                text(JsonParser.parseString(text(run, "out")).getAsJsonObject(), "userPrincipalName"));
        assertEquals("hosted", text(run, "library"));
        JsonObject query = editor.result(
                Methods.QUERY,
                "{\"value\":\"" + text(run, "value") + "\",\"query\":\"userPrincipalName\",\"output\":\"text\"}");
        assertEquals(tenant.user().name() + "\n", text(query, "out"));
        JsonObject status = only(editor.result(Methods.EXECUTE, arguments("status")));
        assertEquals("own", text(status, "library"));
    }

    @Test
    void showsALongRunToClientsThatGiveNoTokenAndEndsItWhenTheyWish() throws Exception {
        doing = work -> {
            new CountDownLatch(1).await();
            return done("never");
        };
        SigningEditor editor = editor(
                ABILITIES.replace("\"window\": {", "\"window\": {\"workDoneProgress\": true, "), true, library());
        int id = editor.begin(Methods.EXECUTE, arguments("version"));
        JsonObject shown = editor.await("$/progress", 1).getAsJsonObject("params");
        assertEquals("begin", text(shown.getAsJsonObject("value"), "kind"));
        editor.tell("window/workDoneProgress/cancel", "{\"token\":" + shown.get("token") + "}");
        JsonObject ended = editor.await("$/progress", 2).getAsJsonObject("params");
        assertEquals("end", text(ended.getAsJsonObject("value"), "kind"));
        assertEquals(
                -32800, editor.answer(id).getAsJsonObject("error").get("code").getAsInt());
    }

    @ParameterizedTest
    @ValueSource(strings = {"native", "hosted"})
    void closesTheConnectionOfARunThatIsCancelled(String library) throws Exception {
        Machine machine = SigningEditor.machine(
                tenant, folder, Map.of("PATH", System.getenv().getOrDefault("PATH", "")));
        SigningEditor editor = signedIn(new CommandLibraries(machine));
        Match organization = Match.path("graph.microsoft.com", "/v1.0/organization");
        List<Stall> stalls = List.of(tenant.stall(organization), tenant.stallWithin(organization, 10));
        for (Stall stall : stalls) {
            int id = editor.begin(
                    Methods.EXECUTE,
                    "{\"library\":\"" + library
                            + "\",\"arguments\":[\"request\",\"--url\",\"https://graph.microsoft.com/v1.0/organization?$top="
                            + (1 + stalls.indexOf(stall)) + "\"]}");
            stall.awaitSilence();
            editor.tell("$/cancelRequest", "{\"id\":" + id + "}");
            assertEquals(
                    -32800,
                    editor.answer(id).getAsJsonObject("error").get("code").getAsInt());
            stall.awaitHangUp();
        }
        // The history is written behind the answer, and the folder deleted behind the test.
        while (editor.result(Methods.HISTORY, "{}").getAsJsonArray("entries").size() < stalls.size()) {
            Thread.onSpinWait();
        }
    }
}
