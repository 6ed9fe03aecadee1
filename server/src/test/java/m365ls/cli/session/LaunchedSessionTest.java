package m365ls.cli.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import m365ls.fixtures.tenant.StandInTenant;
import m365ls.fixtures.tenant.http.Match;
import m365ls.fixtures.tenant.http.Stall;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The program as a user starts it: a process for each command, an empty folder for its files. */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
final class LaunchedSessionTest {

    @TempDir
    Path folder;

    /** The folder with the CLI's program. */
    private static final Path PROGRAMS =
            Path.of(System.getProperty("repository.root")).resolve("server/cli-host/node_modules/.bin");

    private final List<Process> started = new ArrayList<>();
    private StandInTenant tenant;

    @BeforeEach
    void start() {
        tenant = StandInTenant.start();
    }

    @AfterEach
    void end() {
        started.forEach(Process::destroyForcibly);
        tenant.close();
    }

    private Process launch(List<String> options, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-Xmx128m"));
        command.addAll(options);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), "m365ls.Main"));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
        Map<String, String> environment = builder.environment();
        environment.remove("JAVA_TOOL_OPTIONS");
        environment.keySet().removeIf(name -> name.toLowerCase(Locale.ROOT).endsWith("_proxy"));
        environment.putAll(tenant.proxyEnvironment());
        environment.put("CLIMICROSOFT365_ENTRAAPPID", tenant.appId());
        environment.put("CLIMICROSOFT365_TENANT", tenant.tenantId());
        environment.put("PATH", PROGRAMS + File.pathSeparator + environment.getOrDefault("PATH", ""));
        environment.put("M365LS_HOME", home().toString());
        environment.put("M365LS_KEY_IN_FILE", "1");
        Process process = builder.start();
        started.add(process);
        return process;
    }

    private Path home() {
        return folder.resolve("home");
    }

    private static String rest(BufferedReader reader) {
        return reader.lines().collect(Collectors.joining("\n"));
    }

    /** Runs a command to its end, which is to be {@code exitCode}; gives its output. */
    private String run(int exitCode, String input, String... arguments) throws Exception {
        Process process = launch(List.of(), arguments);
        try (OutputStream in = process.getOutputStream()) {
            in.write(input.getBytes(StandardCharsets.UTF_8));
        }
        String out = rest(process.inputReader());
        String err = rest(process.errorReader());
        assertEquals(exitCode, process.waitFor(), out + err);
        return out;
    }

    /** The code that a process shows. */
    private static String code(BufferedReader errors) throws IOException {
        for (String line = errors.readLine(); line != null; line = errors.readLine()) {
            if (line.matches("  [A-Z0-9]{6,12}")) {
                return line.strip();
            }
        }
        throw new IOException("no code was shown");
    }

    private List<Path> connections() throws IOException {
        Path connections = home().resolve("connections");
        if (!Files.exists(connections)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(connections)) {
            return files.filter(file -> file.toString().endsWith(".connection")).toList();
        }
    }

    @Test
    void signsInByDeviceCodeIsSignedInAndSignsOut() throws Exception {
        Process login = launch(List.of(), "login", "--output", "json");
        assertTrue(tenant.approveDeviceCode(code(login.errorReader())));
        JsonObject signedIn = JsonParser.parseString(rest(login.inputReader())).getAsJsonObject();
        assertEquals(0, login.waitFor());
        assertEquals(tenant.user().name(), signedIn.get("connectedAs").getAsString());
        assertEquals(1, connections().size());

        tenant.clearRequests();
        JsonObject status =
                JsonParser.parseString(run(0, "", "status", "-o", "json")).getAsJsonObject();
        assertEquals(signedIn, status);
        assertEquals(List.of(), tenant.requests(), "the token is good for an hour");

        assertTrue(run(0, "", "logout").contains(tenant.user().name()));
        assertEquals(List.of(), connections());
        assertTrue(run(1, "", "status").contains("Not signed in"));
    }

    @Test
    void theSecretOfStandardInputIsInNoListOfProcesses() throws Exception {
        Process login = launch(List.of(), "login", "-t", "secret", "--secret", "-");
        String line = login.info().commandLine().orElse("");
        assertFalse(line.contains(tenant.clientSecret()), line);
        try (OutputStream in = login.getOutputStream()) {
            in.write((tenant.clientSecret() + "\n").getBytes(StandardCharsets.UTF_8));
        }
        String shown = rest(login.inputReader()) + rest(login.errorReader());
        assertEquals(0, login.waitFor(), shown);
        assertFalse(shown.contains(tenant.clientSecret()), shown);
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "there is no signal to send; consoles send an event")
    void controlCGivesUpAndKeepsNothing() throws Exception {
        Process login = launch(List.of(), "login");
        assertNotNull(code(login.errorReader()));
        Process kill = new ProcessBuilder("kill", "-INT", Long.toString(login.pid())).start();
        assertEquals(0, kill.waitFor());
        assertEquals(130, login.waitFor());
        assertEquals("", rest(login.inputReader()));
        assertEquals(List.of(), connections());
        assertTrue(run(1, "", "status").contains("Not signed in"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"native", "hosted"})
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "there is no signal to send; consoles send an event")
    void controlCEndsARunItsConnectionAndItsProcesses(String library) throws Exception {
        run(
                0,
                "",
                "login",
                "--authType",
                "password",
                "--userName",
                tenant.user().name(),
                "--password",
                tenant.user().password());
        Stall stall = tenant.stall(Match.path("graph.microsoft.com", "/v1.0/organization"));
        Process reading = launch(
                List.of(),
                "run",
                "--library",
                library,
                "--",
                "request",
                "--url",
                "https://graph.microsoft.com/v1.0/organization");
        stall.awaitSilence();
        List<ProcessHandle> below = reading.descendants().toList();
        assertEquals(library.equals("hosted"), !below.isEmpty());
        Process kill = new ProcessBuilder("kill", "-INT", Long.toString(reading.pid())).start();
        assertEquals(0, kill.waitFor());
        assertEquals(130, reading.waitFor());
        stall.awaitHangUp();
        assertEquals("", rest(reading.inputReader()));
        for (ProcessHandle process : below) {
            process.onExit().get();
        }
    }

    @Test
    void checkingScriptsLoadsNothingOfTheSession() throws Exception {
        Path script = Files.writeString(folder.resolve("a.sh"), "m365 status\n");
        Path log = folder.resolve("classes.txt");
        Process check = launch(List.of("-Xlog:class+load:file=" + log.getFileName()), "check", script.toString());
        String shown = rest(check.inputReader()) + rest(check.errorReader());
        assertEquals(0, check.waitFor(), shown);
        List<String> loaded = Files.readAllLines(log);
        assertTrue(loaded.stream().anyMatch(line -> line.contains("m365ls.cli.CheckCommand")));
        assertEquals(
                List.of(),
                loaded.stream()
                        .filter(line -> line.contains("m365ls.session.")
                                || line.contains("m365ls.http.")
                                || line.contains("com.microsoft.aad")
                                || line.contains("java.net.http."))
                        .toList());
    }
}
