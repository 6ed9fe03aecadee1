package m365ls.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import m365ls.catalog.CatalogFile;
import m365ls.catalog.CommandSpec;
import m365ls.catalog.Effect;
import m365ls.fixtures.tenant.StandInTenant;
import m365ls.fixtures.tenant.TenantOptions;
import m365ls.fixtures.tenant.entra.Application;
import m365ls.fixtures.tenant.service.Judgement;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * In a what-if the documented examples of the commands change nothing, whichever library runs them. Who says so is the
 * stand-in tenant: it reads each request as a service would, and every object in it is afterwards what it was before.
 *
 * <p>Examples of commands that write, but end before they would, are listed with their reasons.
 */
@Tag("long")
final class WhatIfTest {

    private static final Path SERVER = Path.of("").toAbsolutePath();
    private static final Path TABLES = SERVER.resolve("src/test/resources/m365ls");
    private static final Path FAILING = TABLES.resolve("fixtures/documented-examples-that-fail.tsv");
    private static final Path SHOWING_NOTHING = TABLES.resolve("run/what-if-that-shows-nothing.tsv");

    private static final long SEED = Long.getLong("m365ls.whatif.seed", new Random().nextLong());

    private static final int COMMANDS_THAT_WRITE = 478;

    /** Commands of which an example shows what it would write. */
    private static final int COMMANDS_THAT_SHOW_IT = 440;

    /** Examples that end by themselves within this time end at all. */
    private static final int MOST_SECONDS = 30;

    private static final StandInTenant TENANT =
            StandInTenant.start(TenantOptions.standard().withObligingServices());
    private static final ExecutorService THREAD = Executors.newCachedThreadPool();
    private static Optional<SignedInRunner> signedIn = Optional.empty();
    private static final Map<String, Effect> EFFECTS = CatalogFile.builtIn().catalog().commands().stream()
            .collect(Collectors.toMap(CommandSpec::name, CommandSpec::effect));

    @TempDir
    private static Path machine;

    /** Answers what a command lacks, takes the first of several, and lets no other host be called. */
    private static final class Asker extends Consenting {
        @Override
        public Optional<String> ask(ValueQuestion question) {
            return Optional.of("https://contoso.sharepoint.com");
        }

        @Override
        public OptionalInt choose(Choice choice) {
            return OptionalInt.of(0);
        }
    }

    @BeforeAll
    static void signIn() throws Exception {
        signedIn = Optional.of(new SignedInRunner(TENANT, machine));
    }

    @AfterAll
    static void close() throws Exception {
        signedIn.orElseThrow().close();
        THREAD.shutdownNow();
        TENANT.close();
    }

    private static boolean writes(DocumentedCalls.Example example) {
        return EFFECTS.getOrDefault(example.command(), Effect.WRITE) != Effect.READ;
    }

    /** Reasons by the names of examples. */
    private static Map<String, String> table(Path file) throws IOException {
        Map<String, String> reasons = new TreeMap<>();
        for (String line : Files.readAllLines(file)) {
            if (!line.isEmpty() && !line.startsWith("//")) {
                String[] cells = line.split("\t", -1);
                assertEquals(2, cells.length, line);
                assertEquals(null, reasons.put(cells[0], cells[1]), line);
            }
        }
        return reasons;
    }

    /** What went wrong, and which examples showed what they would write. */
    private static final class Findings {
        private final List<String> faults = new ArrayList<>();
        private final Map<Order.Library, Set<String>> shown = new LinkedHashMap<>();
        private final Map<String, String> silent = new TreeMap<>();
    }

    private static void run(DocumentedCalls.Example example, Order.Library library, Findings findings)
            throws IOException, InterruptedException, ExecutionException {
        SignedInRunner here = signedIn.orElseThrow();
        DocumentedCalls.empty(here.folder());
        TENANT.resetServices();
        TENANT.clearRequests();
        List<String> words = DocumentedCalls.furnished(example.words(), here.folder());
        Map<String, String> files = files();
        Set<Application> applications = Set.copyOf(TENANT.entra().applications().all());
        var signIns = here.signIns();
        Outcome outcome = outcome(library, words);
        String who = example.name() + " " + library + " m365 " + String.join(" ", words);
        TENANT.requests().stream()
                .filter(request -> !request.host().startsWith("login."))
                .flatMap(request -> Judgement.change(request).stream())
                .forEach(change -> findings.faults.add(who + "\n  was sent: " + change));
        TENANT.changes().forEach(change -> findings.faults.add(who + "\n  has changed: " + change));
        if (!applications.equals(Set.copyOf(TENANT.entra().applications().all()))) {
            findings.faults.add(who + "\n  has changed applications");
        }
        if (!files.equals(files())) {
            findings.faults.add(who + "\n  has changed files");
        }
        if (!signIns.equals(here.signIns())) {
            findings.faults.add(who + "\n  has changed sign-ins");
        }
        if (outcome instanceof Outcome.WouldWrite would) {
            findings.faults.addAll(gaps(who, would));
            findings.shown.computeIfAbsent(library, none -> new HashSet<>()).add(example.name());
        } else if (writes(example)) {
            findings.silent.merge(example.name(), library + ": " + outcome, (one, other) -> one + "\n  " + other);
        }
    }

    /** All files on the machine, but for what is remembered of what was run. */
    private static Map<String, String> files() throws IOException {
        Map<String, String> files = DocumentedCalls.files(machine);
        files.keySet().removeIf(name -> name.matches("data(?:.history.*)?"));
        return files;
    }

    private static Outcome outcome(Order.Library library, List<String> words)
            throws InterruptedException, ExecutionException {
        Future<Outcome> run = THREAD.submit(() -> signedIn.orElseThrow().run(library, true, new Asker(), words));
        try {
            return run.get(MOST_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            run.cancel(true);
            return new Outcome.Refused("It waits for something that never comes.");
        }
    }

    /** What is missing of what a what-if is to show. */
    private static List<String> gaps(String who, Outcome.WouldWrite would) {
        List<String> gaps = new ArrayList<>();
        String method = would.write().method();
        boolean isLocal = method.equals("WRITE");
        if (!method.matches("[A-Z]+")) {
            gaps.add(who + "\n  shows no method");
        }
        if (isLocal
                ? would.write().address().isBlank()
                : !would.write().address().startsWith("https://")) {
            gaps.add(who + "\n  shows no address: " + would.write());
        }
        if (method.equals("PATCH") && would.write().body().isEmpty()) {
            gaps.add(who + "\n  shows no body: " + would.write());
        }
        if (would.write().why().isBlank() || !would.remark().contains(": ")) {
            gaps.add(who + "\n  shows no words: " + would);
        }
        return gaps;
    }

    private static List<String> unlisted(Findings findings) throws IOException {
        Set<String> listed = new HashSet<>(table(FAILING).keySet());
        listed.addAll(table(SHOWING_NOTHING).keySet());
        return findings.silent.entrySet().stream()
                .filter(each -> !listed.contains(each.getKey()))
                .map(each -> each.getKey() + "\n  " + each.getValue())
                .toList();
    }

    @Test
    void anExampleOfEachCommandThatWritesChangesNothing() throws Exception {
        Random random = new Random(SEED);
        Map<String, List<DocumentedCalls.Example>> byCommand = DocumentedCalls.all(SERVER.resolve("cli-host")).stream()
                .filter(WhatIfTest::writes)
                .collect(Collectors.groupingBy(
                        DocumentedCalls.Example::command, LinkedHashMap::new, Collectors.toList()));
        assertEquals(COMMANDS_THAT_WRITE, byCommand.size());
        Findings findings = new Findings();
        for (List<DocumentedCalls.Example> examples : byCommand.values()) {
            run(examples.get(random.nextInt(examples.size())), Order.Library.AUTO, findings);
        }
        assertEquals(List.of(), findings.faults, "seed " + SEED);
        assertEquals(List.of(), unlisted(findings), "seed " + SEED);
    }

    @ParameterizedTest
    @CsvSource({
        "logout",
        "login --authType deviceCode",
        "setup --scripting --skipApp",
        "connection remove --name work",
        "connection set --name work --newName other",
        "connection use --name work",
        "cli config set --key output --value text",
        "cli config reset",
        "cli config reset --key output",
        "context init",
        "context option set --name listName --value List",
        "context option remove --name siteUrl",
        "context remove"
    })
    void whatIsKeptOnThisMachineStays(String call) throws Exception {
        SignedInRunner here = signedIn.orElseThrow();
        DocumentedCalls.empty(here.folder());
        boolean begins = call.equals("context init");
        if (!begins) {
            Files.writeString(
                    here.folder().resolve(".m365rc.json"),
                    "{\"context\":{\"siteUrl\":\"https://contoso.sharepoint.com\"}}");
        }
        Map<String, String> files = files();
        var signIns = here.signIns();
        Outcome outcome = outcome(Order.Library.AUTO, List.of(call.split(" ")));
        assertEquals(
                "WRITE",
                assertInstanceOf(Outcome.WouldWrite.class, outcome).write().method());
        assertEquals(files, files());
        assertEquals(signIns, here.signIns());
    }

    @Test
    @Tag("exhaustive")
    void noDocumentedExampleChangesAnythingInAnyLibrary() throws Exception {
        Findings findings = new Findings();
        for (DocumentedCalls.Example example : DocumentedCalls.all(SERVER.resolve("cli-host"))) {
            run(example, Order.Library.AUTO, findings);
            run(example, Order.Library.HOSTED, findings);
            if (signedIn.orElseThrow().isNative(example.command())) {
                run(example, Order.Library.NATIVE, findings);
            }
        }
        assertEquals(List.of(), findings.faults);
        assertEquals(List.of(), unlisted(findings));
        Set<String> shown = findings.shown.getOrDefault(Order.Library.AUTO, Set.of());
        List<String> better =
                table(SHOWING_NOTHING).keySet().stream().filter(shown::contains).toList();
        assertEquals(List.of(), better, "These show a write now: take them out of " + SHOWING_NOTHING);
        long commands = shown.stream()
                .map(name -> name.replaceFirst("#.*", ""))
                .filter(name -> EFFECTS.get(name) != Effect.READ)
                .distinct()
                .count();
        System.getLogger("what-if")
                .log(
                        System.Logger.Level.INFO,
                        "examples shown: " + shown.size() + ", ended before: " + findings.silent.size()
                                + ", commands shown: " + commands);
        assertTrue(commands >= COMMANDS_THAT_SHOW_IT, commands + " commands show what they would write");
    }
}
