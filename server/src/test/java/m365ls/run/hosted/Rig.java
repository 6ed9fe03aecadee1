package m365ls.run.hosted;

import com.google.gson.JsonObject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import m365ls.catalog.Catalog;
import m365ls.catalog.CatalogFile;
import m365ls.catalog.CommandSpec;
import m365ls.gateway.Ask;
import m365ls.gateway.Content;
import m365ls.gateway.Gateway;
import m365ls.gateway.Permit;
import m365ls.gateway.Reply;
import m365ls.gateway.Watcher;
import m365ls.installation.CliProgram;
import m365ls.installation.Machine;
import m365ls.installation.Wishes;
import m365ls.run.CommandLibrary.Result;
import m365ls.run.Dialogue;
import m365ls.run.Work;
import m365ls.session.AccessToken;
import m365ls.session.Application;
import m365ls.session.Cloud;
import m365ls.session.Connection;
import m365ls.session.Identity;
import m365ls.session.Resource;
import m365ls.session.Secret;
import m365ls.session.TokenAnswer;
import m365ls.session.Tokens;

/** A library over the CLI that the catalogue was made from, with a gateway that a test answers for. */
final class Rig implements AutoCloseable {

    /** What every token of the rig holds, and nothing else may. */
    static final String CANARY = "canary-7f1d0c55-token";

    static final String GUID = "68be84bf-a585-4776-80b3-30aa5207aa22";

    private static final Path SERVER = Path.of("").toAbsolutePath();
    private static final Catalog CATALOG = CatalogFile.builtIn().catalog();

    /** What was asked for, with its body as it came. */
    static final class Asked {
        private final Ask ask;
        private final byte[] body;

        Asked(Ask ask, byte[] body) {
            this.ask = ask;
            this.body = body;
        }

        Ask ask() {
            return ask;
        }

        byte[] body() {
            return body;
        }
    }

    /** Answers requests. */
    interface Answering {
        Reply answer(Asked asked) throws IOException, InterruptedException;
    }

    final List<Asked> asked = new ArrayList<>();
    final List<String> questions = new ArrayList<>();
    final StringBuilder printed = new StringBuilder();
    final JsonObject settings = new JsonObject();
    final Path folder;
    final HostedLibrary library;
    Function<Dialogue.ValueQuestion, Optional<String>> values = question -> Optional.empty();
    Function<Dialogue.Choice, OptionalInt> choices = choice -> OptionalInt.empty();
    Identity.Kind kind = Identity.Kind.USER;
    boolean faithful;
    Optional<CliProgram> program = program();
    private final Answering answering;
    private final Gateway gateway;
    private final ExecutorService threads = Executors.newCachedThreadPool();

    Rig(Answering answering) throws IOException {
        this(answering, Duration.ofMinutes(1), HostRun.Patience.DEFAULT);
    }

    /** With a package that does what its first word says, and no command should. */
    static Rig misbehaving(Answering answering, Duration idle, String... flags) throws IOException {
        return misbehaving(answering, idle, HostRun.Patience.DEFAULT, flags);
    }

    /** The same, with a process that may be silent for so long. */
    static Rig misbehaving(Answering answering, Duration idle, HostRun.Patience patience, String... flags)
            throws IOException {
        Rig rig = new Rig(answering, idle, patience, flags);
        rig.program = program(SERVER.resolve("src/test/resources/m365ls/run/hosted/fake-cli"));
        return rig;
    }

    Rig(Answering answering, Duration idle, HostRun.Patience patience, String... flags) throws IOException {
        this.answering = answering;
        folder = Files.createTempDirectory("hosted");
        gateway = new AnsweredGateway();
        library = new HostedLibrary(
                new HostedLibrary.Surroundings(
                        gateway,
                        new CanaryTokens(),
                        connection -> Optional.of("https://contoso.sharepoint.com"),
                        () -> program,
                        new KeptSettings(),
                        Machine.current()),
                idle,
                patience,
                List.of(flags));
    }

    static Optional<CliProgram> program() {
        return program(SERVER.resolve("cli-host"));
    }

    private static Optional<CliProgram> program(Path installation) {
        try {
            Path node = Path.of(Files.readString(SERVER.resolve("target/catalogue/node.txt")));
            Wishes wishes = new Wishes(Optional.of(installation), Optional.of(node), List.of(), java.util.Set.of());
            return CliProgram.find(Machine.current(), wishes);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    Result run(String... words) throws InterruptedException {
        return run(Permit.Extent.WRITE, words);
    }

    Result run(Permit.Extent extent, String... words) throws InterruptedException {
        try (Permit permit = permit(extent)) {
            return library.run(work(permit, words));
        }
    }

    Permit permit(Permit.Extent extent) {
        return Permit.signedIn(connection("1"), extent, new Answers(), Watcher.NONE);
    }

    Work work(Permit permit, String... words) {
        return work(permit, folder, words);
    }

    Work work(Permit permit, Path in, String... words) {
        return new Work(command(words), List.of(words), Map.of(), in, permit, new Answers(), faithful);
    }

    private static CommandSpec command(String... words) {
        for (int count = words.length; count > 0; count--) {
            Optional<CommandSpec> found =
                    CATALOG.find(String.join(" ", List.of(words).subList(0, count)));
            if (found.isPresent()) {
                return found.get();
            }
        }
        return CATALOG.find("version").orElseThrow();
    }

    Connection connection(String id) {
        return new Connection(
                id,
                "me",
                "browser",
                new Application(GUID, GUID, Cloud.PUBLIC),
                identity("https://graph.microsoft.com"));
    }

    private Identity identity(String audience) {
        return new Identity(
                kind,
                "me@contoso.com",
                GUID,
                GUID,
                GUID,
                audience,
                List.of("User.Read"),
                List.of(),
                Instant.now().plusSeconds(3600));
    }

    static Reply json(String body) {
        return answer(200, Map.of("content-type", List.of("application/json")), body.getBytes(StandardCharsets.UTF_8));
    }

    static Reply answer(int status, Map<String, List<String>> headers, byte[] body) {
        return new Reply.Answered(status, headers, new ByteArrayInputStream(body));
    }

    List<String> addresses() {
        synchronized (asked) {
            return asked.stream().map(each -> each.ask().address()).toList();
        }
    }

    Gateway gateway() {
        return gateway;
    }

    ExecutorService threads() {
        return threads;
    }

    /** Waits until a run has printed {@code text}. */
    void awaitPrinted(String text) throws InterruptedException {
        synchronized (printed) {
            while (printed.indexOf(text) < 0) {
                printed.wait();
            }
        }
    }

    @Override
    public void close() {
        library.close();
        threads.shutdownNow();
    }

    private final class AnsweredGateway implements Gateway {
        @Override
        public Reply send(Permit permit, Ask ask) throws InterruptedException {
            try {
                Asked whole = new Asked(ask, body(ask.content()));
                synchronized (asked) {
                    asked.add(whole);
                    asked.notifyAll();
                }
                return answering.answer(whole);
            } catch (IOException e) {
                return new Reply.Failed(String.valueOf(e.getMessage()), true, "");
            }
        }

        private static byte[] body(Content content) throws IOException {
            if (content instanceof Content.Bytes bytes) {
                return bytes.bytes();
            }
            return content instanceof Content.Stream stream ? stream.bytes().readAllBytes() : new byte[0];
        }
    }

    private final class KeptSettings implements HostedLibrary.Settings {
        @Override
        public JsonObject all() {
            return settings;
        }

        @Override
        public void set(String name, String value) {
            settings.addProperty(name, value);
        }
    }

    private final class CanaryTokens implements Tokens {
        @Override
        public TokenAnswer token(Connection connection, Resource resource) {
            return new TokenAnswer.Token(new AccessToken(
                    Secret.of(CANARY), resource, Instant.now().plusSeconds(3600), identity(resource.address())));
        }

        @Override
        public TokenAnswer renew(Connection connection, Resource resource, Secret rejected, String claims) {
            return token(connection, resource);
        }
    }

    private final class Answers implements Dialogue {
        @Override
        public boolean confirm(Confirmation confirmation) {
            return true;
        }

        @Override
        public Optional<String> ask(ValueQuestion question) {
            questions.add(question.what());
            return values.apply(question);
        }

        @Override
        public OptionalInt choose(Choice choice) {
            questions.add(choice.what() + choice.choices());
            return choices.apply(choice);
        }

        @Override
        public void printed(String text) {
            synchronized (printed) {
                printed.append(text);
                printed.notifyAll();
            }
        }

        @Override
        public boolean mayCall(String host) {
            return false;
        }

        @Override
        public boolean maySendAuthorization(String host) {
            return false;
        }
    }
}
