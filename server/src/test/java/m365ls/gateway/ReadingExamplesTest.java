package m365ls.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import m365ls.catalog.Catalog;
import m365ls.catalog.CatalogFile;
import m365ls.catalog.CommandSpec;
import m365ls.catalog.CommandText;
import m365ls.catalog.Effect;
import m365ls.gateway.Lab.Served;
import m365ls.http.HttpCall;
import m365ls.installation.CliProgram;
import m365ls.installation.Machine;
import m365ls.installation.Wishes;
import m365ls.run.Consenting;
import m365ls.run.Work;
import m365ls.run.hosted.HostedLibrary;
import m365ls.script.Argument;
import m365ls.script.Dialect;
import m365ls.script.Invocation;
import m365ls.script.PowerShell;
import m365ls.script.Script;
import m365ls.script.Shell;
import m365ls.script.Value;
import m365ls.session.Cloud;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the documentation shows of commands that read is let through, as the real CLI asks for it. */
@Tag("long")
final class ReadingExamplesTest {

    private static final Path SERVER = Path.of("").toAbsolutePath();
    private static final String GUID = "68be84bf-a585-4776-80b3-30aa5207aa22";

    /** Requests of one example, after which the services say no more: some commands ask for pages without an end. */
    private static final int MOST_REQUESTS = 25;

    /** Examples that must have come as far as a request: about all that need no file and no other program. */
    private static final int FEWEST = 800;

    private static final String CSOM_ANSWER = "[{\"SchemaVersion\":\"15\",\"LibraryVersion\":\"16\",\"ErrorInfo\":null,"
            + "\"TraceCorrelationId\":\"x\"},1,{\"IsNull\":false},2,{\"IsNull\":false},3,{\"IsNull\":false},4,"
            + "{\"_ObjectIdentity_\":\"a|b:c\",\"_Child_Items_\":[]},5,{\"_ObjectIdentity_\":\"a|b:c\",\"_Child_Items_\":[]}]";

    /** An object that has a little of everything that commands look for. */
    private static final String ITEM =
            "\"id\":\"GUID\",\"Id\":\"GUID\",\"SiteId\":\"GUID\",\"Title\":\"t\",\"name\":\"n\","
                    + "\"displayName\":\"d\",\"userPrincipalName\":\"me@contoso.com\",\"webUrl\":\"https://contoso.sharepoint.com\","
                    + "\"WebFullUrl\":\"https://contoso.sharepoint.com\",\"url\":\"https://contoso.sharepoint.com/sites/a\","
                    + "\"FormDigestValue\":\"d\",\"FormDigestTimeoutSeconds\":1800,\"ServerRelativeUrl\":\"/sites/a/list\","
                    + "\"RootFolder\":{\"ServerRelativeUrl\":\"/sites/a/list\"},\"contentType\":\"x\",\"status\":\"enabled\","
                    + "\"ListItemAllFields\":{\"Id\":1,\"ParentList\":{\"Title\":\"t\"}},\"Row\":[{\"SiteId\":\"GUID\",\"ID\":1}],"
                    + "\"properties\":{\"displayName\":\"d\",\"linkedEnvironmentMetadata\":{"
                    + "\"instanceApiUrl\":\"https://contoso.api.crm4.dynamics.com\"}}";

    private static final String ANSWER = ("{" + ITEM + ",\"value\":[{" + ITEM
                    + "}],\"responses\":[{\"id\":\"0\",\"status\":200,\"body\":{\"value\":[{" + ITEM + "}]}}]}")
            .replace("GUID", GUID);

    /** Lets any host be called too. */
    private static final class Agreeing extends Consenting {
        @Override
        public boolean mayCall(String host) {
            return true;
        }
    }

    private static Served answer(Lab lab, HttpCall call) {
        if (lab.seen.size() > MOST_REQUESTS) {
            return Served.of(400, Map.of(), "{}");
        }
        boolean isCsom = call.address().getPath().endsWith("/ProcessQuery");
        return Served.json(isCsom ? CSOM_ANSWER : ANSWER);
    }

    private static List<List<String>> examples(CommandText text) {
        List<List<String>> lists = new ArrayList<>();
        for (CommandText.Example example : text.examples()) {
            Dialect dialect = example.language().equals("powershell") ? new PowerShell() : new Shell();
            for (Invocation invocation : Script.parse(dialect, example.code()).invocations()) {
                List<Value> values =
                        invocation.arguments().stream().map(Argument::value).toList();
                if (example.valid() && values.stream().allMatch(Value::isKnown)) {
                    lists.add(values.stream().map(Value::prefix).toList());
                }
            }
        }
        return lists;
    }

    private static Optional<CliProgram> program() {
        try {
            Path node = Path.of(Files.readString(SERVER.resolve("target/catalogue/node.txt")));
            return CliProgram.find(
                    Machine.current(),
                    new Wishes(Optional.of(SERVER.resolve("cli-host")), Optional.of(node), List.of(), Set.of()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void noExampleOfACommandThatReadsIsHeldBack(@TempDir Path folder) throws InterruptedException, ExecutionException {
        Lab lab = new Lab(Cloud.PUBLIC, GUID);
        lab.serve(call -> answer(lab, call));
        List<String> held = new ArrayList<>();
        int asked = 0;
        Catalog catalog = CatalogFile.builtIn().catalog();
        ExecutorService thread = Executors.newCachedThreadPool();
        try (HostedLibrary library = new HostedLibrary(new HostedLibrary.Surroundings(
                lab.gateway,
                lab.tokens,
                connection -> Optional.of("https://contoso.sharepoint.com"),
                ReadingExamplesTest::program,
                JsonObject::new,
                Machine.current()))) {
            for (CommandSpec command : catalog.commands()) {
                if (command.effect() != Effect.READ || !library.has(command)) {
                    continue;
                }
                for (List<String> arguments : examples(catalog.text(command))) {
                    lab.seen.clear();
                    try (Permit permit = lab.permit(Permit.Extent.READ, new Agreeing())) {
                        Work work = new Work(command, arguments, Map.of(), folder, permit, new Agreeing(), false);
                        Future<?> run = thread.submit(() -> library.run(work));
                        try {
                            run.get(20, TimeUnit.SECONDS);
                        } catch (TimeoutException e) {
                            // It waits for something that this tenant never does.
                            run.cancel(true);
                        }
                        permit.held().ifPresent(write -> held.add(command.name() + ": " + write));
                    }
                    asked += lab.seen.isEmpty() ? 0 : 1;
                }
            }
        } finally {
            thread.shutdownNow();
        }
        assertEquals(List.of(), held);
        assertTrue(asked >= FEWEST, "only " + asked + " examples asked for anything");
    }
}
