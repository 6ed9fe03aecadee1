package m365ls.command.library;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import m365ls.catalog.Catalog;
import m365ls.catalog.CatalogFile;
import m365ls.gateway.Gateway;
import m365ls.gateway.Permit;
import m365ls.gateway.Reply;
import m365ls.gateway.Watcher;
import m365ls.run.CommandLibrary.Result;
import m365ls.run.Consenting;
import m365ls.run.Dialogue.Page;
import m365ls.run.Work;
import m365ls.script.OptionParser;
import m365ls.script.OptionTable;
import m365ls.script.Value;
import m365ls.session.Application;
import m365ls.session.Cloud;
import m365ls.session.Connection;
import m365ls.session.Identity;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Lists in many pages: shown as they come, and ended where they have no end. */
class LongListsTest {

    private static final Catalog CATALOG = CatalogFile.builtIn().catalog();
    private static final String NEXT = "https://graph.microsoft.com/v1.0/users?$skiptoken=";

    @TempDir
    private Path folder;

    private final List<Page> pages = new ArrayList<>();
    private int requests;

    private Result.Done run(IntFunction<String> answers, String... words) throws InterruptedException {
        Gateway gateway = (permit, ask) -> new Reply.Answered(
                200,
                Map.of(),
                new ByteArrayInputStream(answers.apply(++requests).getBytes(StandardCharsets.UTF_8)));
        NativeLibrary library = new NativeLibrary(
                new NativeLibrary.Surroundings(CATALOG, gateway, JsonObject::new, Clock.systemUTC(), time -> {}));
        Consenting dialogue = new Consenting() {
            @Override
            public void received(Page page) {
                pages.add(page);
            }
        };
        Identity identity = new Identity(
                Identity.Kind.USER,
                "me",
                "o",
                "t",
                "c",
                "",
                List.of(),
                List.of(),
                Instant.parse("2099-01-01T00:00:00Z"));
        Connection connection = new Connection("1", "me", "browser", new Application("a", "t", Cloud.PUBLIC), identity);
        var command = CATALOG.find(words[0]).orElseThrow();
        List<String> call = new ArrayList<>(List.of(words[0].split(" ")));
        call.addAll(List.of(words).subList(1, words.length));
        OptionTable table = OptionTable.of(command);
        var options = OptionParser.parse(call.stream().map(Value::known).toList(), table)
                .values(table);
        try (Permit permit = Permit.signedIn(connection, Permit.Extent.READ, dialogue, Watcher.NONE)) {
            return assertInstanceOf(
                    Result.Done.class, library.run(new Work(command, call, options, folder, permit, dialogue, false)));
        }
    }

    /** A page of entries with these numbers. */
    private static String page(int from, int to, String next) {
        JsonArray entries = new JsonArray();
        for (int i = from; i < to; i++) {
            JsonObject entry = new JsonObject();
            entry.addProperty("id", "u" + i);
            entry.add("body", JsonParser.parseString("{\"content\":\"c" + i + "\"}"));
            entries.add(entry);
        }
        JsonObject page = new JsonObject();
        page.add("value", entries);
        if (!next.isEmpty()) {
            page.addProperty("@odata.nextLink", next);
        }
        return page.toString();
    }

    private static String three(int number) {
        return page(number * 2 - 2, number * 2, number < 3 ? NEXT + number : "");
    }

    private List<String> told() {
        return pages.stream().map(page -> page.number() + " of " + page.total()).toList();
    }

    private JsonArray entries() {
        JsonArray all = new JsonArray();
        pages.forEach(page -> all.addAll(page.entries()));
        return all;
    }

    @Test
    void showsEachPageAsItComesAndAllAtTheEnd() throws Exception {
        Result.Done done = run(LongListsTest::three, "entra user list", "--properties", "id");
        assertEquals(List.of("1 of 2", "2 of 4", "3 of 6"), told());
        assertEquals(6, done.result().getAsJsonArray().size());
        assertEquals(done.result(), entries());
        assertEquals(done.result(), JsonParser.parseString(done.out()));
    }

    @Test
    void showsEntriesAsTheyArePrinted() throws Exception {
        Result.Done done = run(
                LongListsTest::three,
                "teams message list",
                "--teamId",
                "5f5d7b71-1161-44d8-bcc1-3da710eb4171",
                "--channelId",
                "19:88f7e66a8dfe42be92db19505ae912a8@thread.skype",
                "--output",
                "text");
        assertEquals(done.result(), entries());
        assertEquals("c0", entries().get(0).getAsJsonObject().get("body").getAsString());
    }

    @Test
    void tellsHowFarAListIsOfWhichAQueryTakesAPart() throws Exception {
        Result.Done done = run(LongListsTest::three, "entra user list", "--properties", "id", "--query", "length(@)");
        assertEquals("6", done.out());
        assertEquals(List.of("1 of 2", "2 of 4", "3 of 6"), told());
        assertTrue(entries().isEmpty());
    }

    @Test
    void tellsHowFarAListIsThatIsNotPrintedItself() throws Exception {
        run(LongListsTest::three, "entra m365group list", "--orphaned");
        assertEquals(List.of("1 of 2", "2 of 4", "3 of 6"), told());
        assertTrue(entries().isEmpty());
    }

    @Test
    void tellsAListOfOnePageOnce() throws Exception {
        run(number -> page(0, 2, ""), "entra user list");
        assertTrue(pages.isEmpty());
    }

    @Test
    void endsAListThatLeadsToAPageThatWasSeen() throws Exception {
        Result.Done done = run(number -> page(number, number + 1, NEXT + number % 3), "entra user list");
        assertEquals(1, done.exitCode());
        assertEquals(4, requests);
        assertTrue(
                done.err().contains("has handed out 4 entries on 4 pages, and leads to one of them again."),
                done.err());
    }

    @Test
    void endsAListWithoutAnEnd() throws Exception {
        Result.Done done = run(number -> page(number, number + 1, NEXT + number), "entra user list");
        assertEquals(1, done.exitCode());
        assertEquals(10_000, requests);
        assertTrue(
                done.err().contains("has handed out 10000 entries on 10000 pages, and leads to yet another."),
                done.err());
    }

    @Test
    void endsAListOfVivaEngageWithoutAnEnd() throws Exception {
        Result.Done done = run(
                number -> "{\"messages\":[{\"id\":" + number + "}],\"meta\":{\"older_available\":true}}",
                "viva engage message list");
        assertEquals(1, done.exitCode());
        assertEquals(10_000, requests);
        assertTrue(done.err().contains("on 10000 pages"), done.err());
    }

    @Test
    void endsAListThatIsLongerThanCanBeShown() throws Exception {
        String large = "x".repeat(8 * 1024 * 1024);
        Result.Done done = run(
                number -> "{\"value\":[{\"id\":\"" + large + "\"}],\"@odata.nextLink\":\"" + NEXT + number + "\"}",
                "entra user list");
        assertEquals(1, done.exitCode());
        assertEquals(8, requests);
        assertTrue(done.err().contains("7 entries have come on 7 pages"), done.err());
        assertTrue(pages.stream().map(Page::entries).allMatch(JsonArray::isEmpty));
    }

    @Test
    void showsWhatCameBeforeAPageIsRefused() throws Exception {
        Result.Done done =
                run(number -> number < 3 ? page(number, number + 1, NEXT + number) : "no JSON", "entra user list");
        assertEquals(1, done.exitCode());
        assertEquals("", done.out());
        List<JsonElement> came = entries().asList();
        assertEquals(2, came.size());
    }
}
