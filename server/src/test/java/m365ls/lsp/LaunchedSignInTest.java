package m365ls.lsp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import m365ls.fixtures.tenant.StandInTenant;
import m365ls.fixtures.tenant.http.Match;
import m365ls.fixtures.tenant.http.Stall;
import m365ls.protocol.Methods;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Signing in to the program as an editor starts it: a process of its own, with a key on its standard input. */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class LaunchedSignInTest {

    private static final StandInTenant tenant = StandInTenant.start();
    private static final byte[] KEY = "0123456789abcdef0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] STORAGE_KEY = "storage key, storage key, 32 b. ".getBytes(StandardCharsets.US_ASCII);

    private final List<Process> started = new ArrayList<>();

    @TempDir
    private Path folder;

    @AfterAll
    static void closeTenant() {
        tenant.close();
    }

    @AfterEach
    void end() throws InterruptedException {
        for (Process process : started) {
            process.destroyForcibly();
            // On Windows its files can be deleted only when it is gone.
            process.waitFor();
        }
    }

    private Path errors() {
        return folder.resolve("errors.txt");
    }

    private Path loaded() {
        return folder.resolve("loaded.txt");
    }

    private Process start(String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-Xmx128m",
                "-Xlog:class+load=info:file=loaded.txt",
                "-cp",
                System.getProperty("java.class.path"),
                "m365ls.Main"));
        command.addAll(List.of(arguments));
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(folder.toFile()).redirectError(errors().toFile());
        Map<String, String> environment = builder.environment();
        environment.remove("JAVA_TOOL_OPTIONS");
        environment.putAll(tenant.proxyEnvironment());
        environment.put("M365LS_HOME", folder.resolve("data").toString());
        environment.put("M365LS_LOG", "debug");
        Process process = builder.start();
        started.add(process);
        return process;
    }

    private SigningEditor editor(String line) throws IOException {
        return editor(line, "{}");
    }

    private SigningEditor editor(String line, String settings) throws IOException {
        Process process = start("serve", "--secrets-key-on-stdin");
        process.getOutputStream().write(line.getBytes(StandardCharsets.US_ASCII));
        return new SigningEditor(process.getOutputStream(), process.getInputStream(), KEY)
                .inFrontOf(tenant, STORAGE_KEY)
                .initialize(SigningEditor.ALL_ABILITIES, true, settings);
    }

    private static String signIn(String authType, String more) {
        return "{\"authType\":\"" + authType + "\",\"clientId\":\"" + tenant.appId() + "\",\"tenant\":\""
                + tenant.tenantId() + "\"" + more + "}";
    }

    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r\n"})
    void takesTypedSecretsUnderTheKeyAndShowsNoneAnywhere(String end) throws Exception {
        try (SigningEditor editor = editor(Base64.getEncoder().encodeToString(KEY) + end)) {
            editor.tell("$/setTrace", "{\"value\":\"verbose\"}");
            editor.typing(tenant.user().password());
            String name = ",\"userName\":\"" + tenant.user().name() + "\"";
            for (String params : List.of(signIn("password", name), signIn("deviceCode", ""), signIn("browser", ""))) {
                assertEquals(
                        "signedIn",
                        editor.result(Methods.SESSION_SIGN_IN, params)
                                .get("outcome")
                                .getAsString(),
                        params);
            }
            editor.typing("wrong");
            assertEquals(
                    "notSignedIn",
                    editor.result(Methods.SESSION_SIGN_IN, signIn("password", name))
                            .get("outcome")
                            .getAsString());
            JsonObject status = editor.result(Methods.SESSION_STATUS, "{}");
            assertEquals("encrypted", status.get("storage").getAsString());
            List<String> secrets = List.of(
                    tenant.user().password(),
                    "eyJ",
                    Base64.getEncoder().encodeToString(KEY),
                    new String(KEY, StandardCharsets.US_ASCII),
                    Base64.getEncoder().encodeToString(STORAGE_KEY),
                    new String(STORAGE_KEY, StandardCharsets.US_ASCII));
            String log = Files.readString(errors());
            for (String secret : secrets) {
                assertFalse(editor.transcript().contains(secret), secret);
                assertFalse(log.contains(secret), log);
            }
            try (Stream<Path> files = Files.walk(folder.resolve("data"))) {
                for (Path file : files.filter(Files::isRegularFile).toList()) {
                    String content = Files.readString(file, StandardCharsets.ISO_8859_1);
                    for (String secret : secrets) {
                        assertFalse(content.contains(secret), file::toString);
                    }
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"\n", "c2hvcnQ=\n", "Content-Length: 2\r\n\r\n{}", "hunter2hunter2"})
    void endsWithCodeTwoWhereTheFirstLineIsNoKey(String line) throws Exception {
        Process process = start("serve", "--secrets-key-on-stdin");
        process.getOutputStream().write(line.getBytes(StandardCharsets.US_ASCII));
        process.getOutputStream().close();
        assertTrue(process.waitFor(60, TimeUnit.SECONDS), "it is still there");
        assertEquals(2, process.exitValue());
        String said = Files.readString(errors());
        assertTrue(said.contains("key for secrets"), said);
        assertFalse(said.contains("hunter2"), said);
        assertEquals(0, process.getInputStream().readAllBytes().length);
    }

    @Test
    void loadsNothingOfTheSessionBeforeSomebodyAsksForIt() throws Exception {
        try (SigningEditor editor = editor(Base64.getEncoder().encodeToString(KEY) + "\n")) {
            editor.tell(
                    "textDocument/didOpen",
                    "{\"textDocument\":{\"uri\":\"file:///a.sh\",\"languageId\":\"shellscript\",\"version\":1,"
                            + "\"text\":\"m365 spo site get --url x\"}}");
            editor.result("textDocument/hover", Editor.at("file:///a.sh", 0, 15));
            editor.await("textDocument/publishDiagnostics", 1);
            List<String> early = sessionClasses();
            editor.result(Methods.SESSION_STATUS, "{}");
            List<String> late = sessionClasses();
            assertEquals(List.of(), early);
            assertTrue(late.stream().anyMatch(name -> name.startsWith("m365ls.session.")), "the names are right");
        }
    }

    private List<String> sessionClasses() throws IOException {
        return Files.readAllLines(loaded()).stream()
                .map(line -> line.replaceAll("^(?:\\[[^]]*])+ (\\S+) .*", "$1"))
                .filter(name -> name.startsWith("com.microsoft.")
                        || name.startsWith("m365ls.session.")
                        || name.startsWith("m365ls.http.")
                        || name.startsWith("java.net.http.")
                        || name.startsWith("javax.net.ssl."))
                .toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"native", "hosted"})
    void leavesThoughARunHangs(String library) throws Exception {
        String cli = Editor.quoted(Path.of("cli-host").toAbsolutePath().toString());
        try (SigningEditor editor =
                editor(Base64.getEncoder().encodeToString(KEY) + "\n", "{\"cli\":{\"path\":" + cli + "}}")) {
            JsonObject signedIn = editor.result(Methods.SESSION_SIGN_IN, signIn("deviceCode", ""));
            assertEquals("signedIn", signedIn.get("outcome").getAsString());
            Stall stall = tenant.stall(Match.path("graph.microsoft.com", "/v1.0/organization"));
            int unused = editor.begin(
                    Methods.EXECUTE,
                    "{\"library\":\"" + library + "\",\"arguments\":[\"request\",\"--url\","
                            + "\"https://graph.microsoft.com/v1.0/organization?$top=1\"]}");
            stall.awaitSilence();
            assertTrue(editor.ask("shutdown", "null").get("result").isJsonNull());
            editor.tell("exit", "null");
            Process server = started.get(0);
            assertTrue(server.waitFor(60, TimeUnit.SECONDS), "it is still there");
            assertEquals(0, server.exitValue());
            stall.awaitHangUp();
        }
    }

    @Test
    void theCommandLineKnowsTheOption() throws Exception {
        Process process = start("serve", "--help");
        String help = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertTrue(help.contains("--secrets-key-on-stdin"), help);
    }
}
