package m365ls.cli.session;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import m365ls.CommandLibraries;
import m365ls.catalog.CatalogFile;
import m365ls.cli.Console;
import m365ls.fixtures.tenant.StandInTenant;
import m365ls.installation.Machine;
import m365ls.installation.Wishes;
import m365ls.run.LibraryMaker;
import m365ls.session.Cloud;
import m365ls.session.Secret;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** A user's shell on a machine of the test, from which a tenant is reached by the environment's proxy and authority. */
final class Shell {

    @Command(name = "m365ls")
    private static final class Root {}

    private final Path folder;
    private final Map<String, String> environment = new HashMap<>();
    private final List<String> asked = new ArrayList<>();
    private final Deque<String> typed = new ArrayDeque<>();
    private Machine.Platform platform = Machine.Platform.LINUX;
    private boolean terminal;
    private String input = "";
    private Path cli = Path.of("cli-host").toAbsolutePath();
    private Optional<LibraryMaker> libraries = Optional.empty();
    private Consumer<String> onLine = line -> {};

    /** @param folder of the machine; empty */
    Shell(Path folder) {
        this.folder = folder;
        environment.put("M365LS_HOME", folder.resolve("m365ls").toString());
        environment.put("M365LS_KEY_IN_FILE", "1");
    }

    /** On a machine that reaches {@code tenant}, whose application is known. */
    static Shell at(StandInTenant tenant, Path folder) {
        return new Shell(folder)
                .set(tenant.proxyEnvironment())
                .set("CLIMICROSOFT365_ENTRAAPPID", tenant.appId())
                .set("CLIMICROSOFT365_TENANT", tenant.tenantId());
    }

    Shell set(String variable, String value) {
        environment.put(variable, value);
        return this;
    }

    Shell set(Map<String, String> variables) {
        environment.putAll(variables);
        return this;
    }

    Shell unset(String... variables) {
        List.of(variables).forEach(environment::remove);
        return this;
    }

    Shell on(Machine.Platform system) {
        platform = system;
        return this;
    }

    /** What comes through standard input. */
    Shell input(String text) {
        input = text;
        return this;
    }

    /** There is a terminal, and this is what is typed, an answer for each question. */
    Shell typing(String... answers) {
        terminal = true;
        typed.addAll(List.of(answers));
        return this;
    }

    /** Somebody who reads the lines that are shown, as they come. */
    Shell reader(Consumer<String> reader) {
        onLine = reader;
        return this;
    }

    /** A person who enters the device code on the page. */
    Shell withPersonAt(StandInTenant tenant) {
        return reader(line -> {
            if (line.matches("  [A-Z0-9]{6,12}")) {
                tenant.approveDeviceCode(line.strip());
            }
        });
    }

    /** A browser in which somebody signs in to what the system's program is told to open. */
    Shell withBrowserAt(StandInTenant tenant) {
        program("bin/xdg-open");
        set("PATH", folder.resolve("bin").toString()).set("DISPLAY", ":0");
        return reader(line -> {
            if (line.startsWith("  https://")) {
                Thread person = new Thread(() -> open(tenant, URI.create(line.strip())), "person");
                person.start();
            }
        });
    }

    private static void open(StandInTenant tenant, URI address) {
        try {
            tenant.browser().open(address);
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A program on the machine that writes its arguments to the file {@code NAME.arguments} beside it. */
    Path program(String name) {
        Path file = folder.resolve(name);
        try {
            Files.createDirectories(file.resolveSibling(""));
            Files.writeString(file, "#!/bin/sh\nprintf '%s\\n' \"$@\" > \"$0.arguments\"\n");
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        assertEquals(true, file.toFile().setExecutable(true));
        return file;
    }

    Path folder() {
        return folder;
    }

    Machine machine() {
        return new Machine(platform, environment, folder.resolve("home"), folder);
    }

    /** The questions that were asked at the terminal. */
    List<String> asked() {
        return List.copyOf(asked);
    }

    /** What a run of a command gave. */
    record Run(int exitCode, String out, String err) {

        Run succeeds() {
            assertEquals(0, exitCode, this::toString);
            return this;
        }

        Run fails(int with) {
            assertEquals(with, exitCode, this::toString);
            return this;
        }

        JsonObject json() {
            return JsonParser.parseString(out).getAsJsonObject();
        }

        String text(String member) {
            return json().get(member).getAsString();
        }
    }

    /** Shows what a sign-in asks for, to nobody. */
    TerminalPrompter prompter(Cloud cloud) {
        return new TerminalPrompter(place(new ByteArrayOutputStream(), new ByteArrayOutputStream()), cloud);
    }

    /** Where commands of this shell work. */
    Workplace place(OutputStream out, OutputStream err) {
        Console console = new Console(
                new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)),
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                false);
        return new Workplace(machine(), console, this::terminal, Clock.systemUTC());
    }

    /** What runs commands of the CLI instead of the program's own libraries. */
    Shell libraries(LibraryMaker maker) {
        libraries = Optional.of(maker);
        return this;
    }

    /** Without an installation of the CLI. */
    Shell withoutCli() {
        cli = folder.resolve("none");
        return this;
    }

    /** The CLI is that which the catalogue was made from. */
    private RunSite site() {
        Wishes wishes = new Wishes(Optional.of(cli), Optional.empty(), List.of(), Set.of());
        return new RunSite(
                folder,
                () -> Optional.of(CatalogFile.builtIn().catalog()),
                wishes,
                libraries.orElseGet(() -> new CommandLibraries(machine())));
    }

    /** Runs a command of the program. */
    Run run(String... args) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Lines err = new Lines(onLine);
        Workplace place = place(out, err);
        int exitCode = SessionCommands.addTo(new CommandLine(new Root()), place, site())
                .setOut(new PrintWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8), true))
                .setErr(new PrintWriter(new OutputStreamWriter(err, StandardCharsets.UTF_8), true))
                .setCaseInsensitiveEnumValuesAllowed(true)
                .execute(args);
        return new Run(exitCode, out.toString(StandardCharsets.UTF_8), err.all.toString(StandardCharsets.UTF_8));
    }

    private Optional<Terminal> terminal() {
        if (!terminal) {
            return Optional.empty();
        }
        return Optional.of(new Terminal() {
            @Override
            public Optional<String> ask(String question) {
                asked.add(question);
                return Optional.ofNullable(typed.poll()).filter(answer -> !answer.isEmpty());
            }

            @Override
            public Optional<Secret> askSecret(String question) {
                return ask(question).map(Secret::of);
            }
        });
    }

    /** Tells of each line as soon as it is whole. */
    private static final class Lines extends OutputStream {
        private final ByteArrayOutputStream all = new ByteArrayOutputStream();
        private final ByteArrayOutputStream line = new ByteArrayOutputStream();
        private final Consumer<String> reader;

        Lines(Consumer<String> reader) {
            this.reader = reader;
        }

        @Override
        public synchronized void write(int b) {
            all.write(b);
            if (b == '\n') {
                String whole = line.toString(StandardCharsets.UTF_8);
                line.reset();
                reader.accept(whole);
            } else {
                line.write(b);
            }
        }
    }
}
