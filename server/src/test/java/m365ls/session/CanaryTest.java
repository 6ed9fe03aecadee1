package m365ls.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.Gson;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import m365ls.fixtures.tenant.StandInTenant;
import m365ls.fixtures.tenant.entra.Policy;
import m365ls.fixtures.tenant.http.Json;
import m365ls.fixtures.tenant.http.Match;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Secrets that cross the session, in every way to sign in and every failure of it, are found in no output, log, file or
 * list of processes.
 */
@Tag("long")
final class CanaryTest {
    private static final String STORAGE_KEY = "c3RvcmFnZS1rZXktMC1jYW5hcnktMTIzNDU2Nzg5MDE=";
    private static final String PROXY_PASSWORD = "proxy-Pa55word-canary";

    @TempDir
    private Path folder;

    @ParameterizedTest
    @EnumSource(Fault.class)
    void staySecretWhateverGoesWrong(Fault fault) throws Exception {
        stayUnseen(fault, "debug", true);
    }

    @ParameterizedTest
    @ValueSource(strings = {"off", "error", "warning", "info", "debug"})
    void staySecretAtEveryLevelOfTheLog(String level) throws Exception {
        stayUnseen(Fault.REPEATS_EACH_VALUE, level, false);
    }

    private void stayUnseen(Fault fault, String level, boolean loud) throws Exception {
        Leaks leaks = new Leaks();
        try (StandInTenant tenant = StandInTenant.start()) {
            tenant.policy().setPeople(Policy.People.APPROVE);
            tenant.requireProxyCredentials("somebody", PROXY_PASSWORD);
            run(tenant, fault, level, loud, leaks);
            leaks.ofTenant(tenant)
                    .secret("the proxy's password", PROXY_PASSWORD)
                    .secret("the storage key", STORAGE_KEY)
                    .secret(
                            "the storage key",
                            new String(Base64.getDecoder().decode(STORAGE_KEY), StandardCharsets.US_ASCII));
            assertTrue(tenant.secretsSeen().size() > 20, tenant.secretsSeen().size() + " secrets");
            assertEquals(List.of(), tenant.refusals());
        }
        leaks.files(folder);
        assertEquals("", String.join("\n", leaks.found()));
    }

    private static String given(StandInTenant tenant) throws IOException {
        Map<String, String> environment = new HashMap<>(tenant.appServiceEnvironment());
        environment.putAll(tenant.githubEnvironment());
        String proxy = tenant.proxyUri().toString().replace("http://", "http://somebody:" + PROXY_PASSWORD + "@");
        Map<String, Object> given = new HashMap<>();
        given.put("proxy", proxy);
        given.put("caFile", tenant.caFile().toString());
        given.put("tenantId", tenant.tenantId());
        given.put("domain", tenant.tenant().domain());
        given.put("appId", tenant.appId());
        given.put("user", tenant.user().name());
        given.put("password", tenant.user().password());
        given.put("clientSecret", tenant.clientSecret());
        given.put("certificate", Base64.getEncoder().encodeToString(Files.readAllBytes(tenant.pfxFile())));
        given.put("certificatePassword", tenant.pfxPassword());
        given.put("storageKey", STORAGE_KEY);
        given.put("editorToken", tenant.userToken("https://graph.microsoft.com"));
        given.put("otherEditorToken", tenant.userToken("https://contoso.sharepoint.com"));
        given.put("environment", environment);
        return new Gson().toJson(given);
    }

    private void run(StandInTenant tenant, Fault fault, String level, boolean loud, Leaks leaks) throws Exception {
        Path temporary = Files.createDirectories(folder.resolve("temporary"));
        List<String> words = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Djava.io.tmpdir=" + temporary,
                "-cp",
                System.getProperty("java.class.path")));
        if (loud) {
            words.addAll(1, List.of("-Djdk.httpclient.HttpClient.log=all", "-Djavax.net.debug=all"));
        }
        words.add(CanaryProgram.class.getName());
        words.addAll(loud ? List.of("loud") : List.of());
        Path errors = folder.resolve("errors");
        ProcessBuilder builder =
                new ProcessBuilder(words).directory(temporary.toFile()).redirectError(errors.toFile());
        builder.environment().put("M365LS_HOME", folder.resolve("home").toString());
        builder.environment().put("M365LS_LOG", level);
        Process process = builder.start();
        int signedIn = 0;
        try (PrintWriter out = new PrintWriter(
                        new OutputStreamWriter(process.getOutputStream(), StandardCharsets.UTF_8), true);
                BufferedReader in =
                        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            String given = given(tenant);
            leaks.secret(
                            "an editor's token",
                            Json.parse(given).orElseThrow().get("editorToken").getAsString())
                    .secret(
                            "an editor's token",
                            Json.parse(given)
                                    .orElseThrow()
                                    .get("otherEditorToken")
                                    .getAsString());
            out.println(given);
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                leaks.text("standard output", line + "\n");
                if (line.startsWith("STEP ")) {
                    tenant.clearFaults();
                    if (fault != Fault.NONE && !line.endsWith(" quiet")) {
                        tenant.interfere(line.endsWith(" tokens") ? Match.token() : Fault.FOR_TOKENS, 2, fault);
                    }
                    leaks.processes();
                    lookAtEnvironment(process.toHandle(), leaks);
                    out.println("go");
                } else if (line.startsWith("OPEN ")) {
                    // The listener answers while the program waits for this line.
                    tenant.browser().open(URI.create(line.substring("OPEN ".length())));
                    out.println("opened");
                } else if (line.startsWith("SIGNED IN ")) {
                    signedIn++;
                }
            }
        } finally {
            process.destroy();
        }
        String said = Files.readString(errors);
        assertEquals(0, process.waitFor(), said);
        assertEquals(8, signedIn, said);
        leaks.text("standard error", said);
    }

    private static void lookAtEnvironment(ProcessHandle program, Leaks leaks) throws IOException {
        List<ProcessHandle> own = new ArrayList<>(program.descendants().toList());
        own.add(program);
        for (ProcessHandle process : own) {
            Path environment = Path.of("/proc", String.valueOf(process.pid()), "environ");
            if (Files.isReadable(environment)) {
                leaks.text("an environment", Files.readString(environment, StandardCharsets.ISO_8859_1));
            }
        }
    }
}
