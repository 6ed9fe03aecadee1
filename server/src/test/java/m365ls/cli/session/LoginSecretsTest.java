package m365ls.cli.session;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import m365ls.fixtures.tenant.StandInTenant;
import m365ls.fixtures.tenant.entra.Policy;
import m365ls.session.Fault;
import m365ls.session.Leaks;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** {@code m365ls login} in processes of its own, by every way, well and not: no secret is shown or kept in clear. */
@Tag("long")
final class LoginSecretsTest {
    private static final String PROXY_PASSWORD = "proxy-Pa55word-canary";

    @TempDir
    private Path folder;

    private final StringBuilder said = new StringBuilder();

    /** Options, and what comes through standard input. */
    private record Way(List<String> options, String input) {}

    private static List<Way> ways(StandInTenant tenant) {
        return List.of(
                new Way(List.of("-t", "deviceCode"), ""),
                new Way(List.of("-t", "browser"), ""),
                new Way(
                        List.of("-t", "password", "-u", tenant.user().name(), "-p", "-"),
                        tenant.user().password()),
                new Way(
                        List.of("-t", "certificate", "-c", tenant.pfxFile().toString(), "-p", "-"),
                        tenant.pfxPassword()),
                new Way(List.of("-t", "secret", "-s", "-"), tenant.clientSecret()),
                new Way(List.of("-t", "identity"), ""),
                new Way(List.of("-t", "federatedIdentity"), ""));
    }

    @ParameterizedTest
    @EnumSource(
            value = Fault.class,
            names = {"NONE", "REPEATS_EACH_VALUE", "TOKENS_IN_A_REFUSAL", "TOKENS_IN_BROKEN_JSON"})
    void keepsSecretsToItself(Fault fault) throws Exception {
        Leaks leaks = new Leaks();
        try (StandInTenant tenant = StandInTenant.start()) {
            tenant.policy().setPeople(Policy.People.APPROVE);
            tenant.requireProxyCredentials("somebody", PROXY_PASSWORD);
            for (Way way : ways(tenant)) {
                if (fault != Fault.NONE) {
                    tenant.interfere(Fault.FOR_TOKENS, 2, fault);
                }
                List<String> words = new ArrayList<>(List.of("login", "--output", "json"));
                words.addAll(way.options());
                int exitCode = run(tenant, words, way.input(), leaks);
                assertEquals(fault == Fault.NONE ? 0 : 1, exitCode, way.options() + said.toString());
                tenant.clearFaults();
                if (fault == Fault.NONE) {
                    assertEquals(0, run(tenant, List.of("status"), "", leaks), said::toString);
                }
            }
            leaks.ofTenant(tenant);
            assertEquals(List.of(), tenant.refusals());
        }
        // The key file was chosen: it alone holds the key.
        Path keys = folder.resolve("home").resolve("keys");
        if (fault == Fault.NONE) {
            leaks.secret(
                    "the storage key",
                    Files.readString(keys.resolve("storage.key")).strip());
            Files.delete(keys.resolve("storage.key"));
        }
        leaks.secret("the proxy's password", PROXY_PASSWORD)
                .text("the terminal", said.toString())
                .files(folder);
        assertEquals("", String.join("\n", leaks.found()));
    }

    private int run(StandInTenant tenant, List<String> words, String input, Leaks leaks) throws Exception {
        Path temporary = Files.createDirectories(folder.resolve("temporary"));
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-Djava.io.tmpdir=" + temporary,
                "-cp",
                System.getProperty("java.class.path"),
                "m365ls.Main"));
        command.addAll(words);
        Path opener = Files.createDirectories(folder.resolve("bin")).resolve("xdg-open");
        Files.writeString(opener, "#!/bin/sh\nexit 0\n");
        assertEquals(true, opener.toFile().setExecutable(true));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        Map<String, String> environment = builder.environment();
        environment.remove("JAVA_TOOL_OPTIONS");
        environment.put("PATH", folder.resolve("bin").toString());
        environment.put("DISPLAY", ":0");
        environment.putAll(tenant.proxyEnvironment());
        environment.put(
                "HTTPS_PROXY", tenant.proxyUri().toString().replace("//", "//somebody:" + PROXY_PASSWORD + "@"));
        environment.putAll(tenant.appServiceEnvironment());
        environment.putAll(tenant.githubEnvironment());
        environment.put("CLIMICROSOFT365_ENTRAAPPID", tenant.appId());
        environment.put("CLIMICROSOFT365_TENANT", tenant.tenantId());
        environment.put("M365LS_HOME", folder.resolve("home").toString());
        environment.put("M365LS_KEY_IN_FILE", "1");
        environment.put("M365LS_LOG", "debug");
        Process process = builder.start();
        try (OutputStream out = process.getOutputStream()) {
            out.write((input + "\n").getBytes(StandardCharsets.UTF_8));
        }
        leaks.processes();
        attend(tenant, process.getInputStream());
        return process.waitFor();
    }

    /** Keeps what is said, and signs in where an address is shown that leads back. */
    private void attend(StandInTenant tenant, InputStream stream) throws IOException, InterruptedException {
        try (BufferedReader in = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                said.append(line).append('\n');
                if (line.startsWith("  https://") && line.contains("redirect_uri=")) {
                    tenant.browser().open(URI.create(line.strip()));
                }
            }
        }
    }
}
