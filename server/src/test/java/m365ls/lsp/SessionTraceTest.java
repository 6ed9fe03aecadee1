package m365ls.lsp;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import m365ls.fixtures.tenant.StandInTenant;
import m365ls.fixtures.tenant.entra.Policy;
import m365ls.session.Fault;
import m365ls.session.Leaks;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * An editor that signs in by every way, over the wire of a server of its own, with the most verbose trace and log: none of
 * the messages in either direction shows a secret, nor does anything else the server writes.
 */
@Tag("long")
final class SessionTraceTest {
    private static final String PROXY_PASSWORD = "proxy-Pa55word-canary";
    private static final List<String> WAYS = List.of(
            "\"authType\":\"deviceCode\"",
            "\"authType\":\"browser\"",
            "\"authType\":\"password\",\"userName\":\"{user}\"",
            "\"authType\":\"certificate\",\"certificateFile\":{pfx}",
            "\"authType\":\"secret\"",
            "\"authType\":\"identity\"",
            "\"authType\":\"federatedIdentity\"",
            "\"authType\":\"editor\"");

    private final StringBuilder transcript = new StringBuilder();
    private final byte[] wireKey = random(32);
    private final byte[] storageKey = random(32);

    @TempDir
    private Path folder;

    private static byte[] random(int length) {
        byte[] bytes = new byte[length];
        new SecureRandom().nextBytes(bytes);
        return bytes;
    }

    /** The editor's side of one conversation. */
    private final class Client {
        private final StandInTenant tenant;
        private final OutputStream out;
        private final InputStream in;
        private int lastId;

        Client(StandInTenant tenant, Process server) throws IOException {
            this.tenant = tenant;
            out = server.getOutputStream();
            in = new BufferedInputStream(server.getInputStream());
            out.write((Base64.getEncoder().encodeToString(wireKey) + "\n").getBytes(StandardCharsets.US_ASCII));
        }

        void send(String body) throws IOException {
            transcript.append("--> ").append(body).append('\n');
            out.write(Wire.frame(body));
            out.flush();
        }

        JsonObject ask(String method, String params) throws Exception {
            send(Wire.request(++lastId, method, params));
            while (true) {
                JsonObject message = Wire.read(in).orElseThrow(() -> new AssertionError("gone: " + transcript));
                transcript.append("<-- ").append(message).append('\n');
                if (!message.has("method") && message.get("id").getAsInt() == lastId) {
                    return message;
                }
                if (message.has("method") && message.has("id")) {
                    JsonElement asked = message.get("params");
                    send("{\"jsonrpc\":\"2.0\",\"id\":" + message.get("id") + ",\"result\":"
                            + answer(message.get("method").getAsString(), asked) + "}");
                }
            }
        }

        private String answer(String method, JsonElement asked) throws Exception {
            return switch (method) {
                case "m365/session/secret" -> "{\"secret\":" + sealed(method, asked, typed(text(asked, "what"))) + "}";
                case "m365/session/storageKey" -> "{\"key\":" + sealed(method, asked, storageKey) + "}";
                case "m365/session/editorToken" -> {
                    String token = tenant.userToken("https://graph.microsoft.com");
                    yield "{\"token\":" + sealed(method, asked, token.getBytes(StandardCharsets.UTF_8))
                            + ",\"expiresInSeconds\":3000}";
                }
                case "window/showDocument" -> {
                    tenant.browser().open(URI.create(text(asked, "uri")));
                    yield "{\"success\":true}";
                }
                default -> "null";
            };
        }

        private byte[] typed(String what) {
            String secret = what.startsWith("password of " + tenant.user().name())
                    ? tenant.user().password()
                    : what.startsWith("secret") ? tenant.clientSecret() : tenant.pfxPassword();
            return secret.getBytes(StandardCharsets.UTF_8);
        }
    }

    private static String text(JsonElement object, String name) {
        return object.getAsJsonObject().get(name).getAsString();
    }

    private String sealed(String method, JsonElement asked, byte[] secret) throws GeneralSecurityException {
        byte[] nonce = random(12);
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(wireKey, "AES"), new GCMParameterSpec(128, nonce));
        cipher.updateAAD(String.join("\n", "m365-sealed-1", "client", method, text(asked, "question"))
                .getBytes(StandardCharsets.UTF_8));
        return "{\"nonce\":\"" + Base64.getEncoder().encodeToString(nonce) + "\",\"sealed\":\""
                + Base64.getEncoder().encodeToString(cipher.doFinal(secret)) + "\"}";
    }

    private Process start(StandInTenant tenant) throws IOException {
        Path temporary = Files.createDirectories(folder.resolve("temporary"));
        ProcessBuilder builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-Djava.io.tmpdir=" + temporary,
                        "-Djdk.httpclient.HttpClient.log=all",
                        "-cp",
                        System.getProperty("java.class.path"),
                        "m365ls.Main",
                        "serve",
                        "--secrets-key-on-stdin")
                .directory(temporary.toFile())
                .redirectError(folder.resolve("errors").toFile());
        Map<String, String> environment = builder.environment();
        environment.remove("JAVA_TOOL_OPTIONS");
        environment.putAll(new HashMap<>(tenant.proxyEnvironment()));
        environment.put(
                "HTTPS_PROXY", tenant.proxyUri().toString().replace("//", "//somebody:" + PROXY_PASSWORD + "@"));
        environment.putAll(tenant.appServiceEnvironment());
        environment.putAll(tenant.githubEnvironment());
        environment.put("CLIMICROSOFT365_ENTRAAPPID", tenant.appId());
        environment.put("CLIMICROSOFT365_TENANT", tenant.tenantId());
        environment.put("M365LS_HOME", folder.resolve("home").toString());
        environment.put("M365LS_LOG", "debug");
        return builder.start();
    }

    private static String filled(StandInTenant tenant, String way) {
        return way.replace("{user}", tenant.user().name())
                .replace("{pfx}", Editor.quoted(tenant.pfxFile().toString()));
    }

    @Test
    void showsNoSecretInAnyMessage() throws Exception {
        Leaks leaks = new Leaks();
        try (StandInTenant tenant = StandInTenant.start()) {
            tenant.policy().setPeople(Policy.People.APPROVE);
            tenant.requireProxyCredentials("somebody", PROXY_PASSWORD);
            Process server = start(tenant);
            try {
                Client client = new Client(tenant, server);
                client.ask(
                        "initialize",
                        "{\"processId\":null,\"rootUri\":null,\"trace\":\"verbose\",\"initializationOptions\":"
                                + "{\"trusted\":true},\"capabilities\":{\"window\":{\"showDocument\":{\"support\":true}},"
                                + "\"experimental\":{\"m365\":{\"session\":{\"deviceCode\":true,\"secret\":true,"
                                + "\"storageKey\":true,\"editorToken\":true,\"changed\":true}}}}}");
                client.send(Wire.notification("initialized", "{}"));
                client.send(Wire.notification("$/setTrace", "{\"value\":\"verbose\"}"));
                for (String way : WAYS) {
                    signIn(client, filled(tenant, way), leaks);
                }
                assertEquals(0, endOf(client, server));
            } finally {
                server.destroyForcibly();
            }
            leaks.ofTenant(tenant);
            assertEquals(List.of(), tenant.refusals());
        }
        leaks.secret("the proxy's password", PROXY_PASSWORD)
                .secret("the key of the wire", Base64.getEncoder().encodeToString(wireKey))
                .secret("the storage key", Base64.getEncoder().encodeToString(storageKey))
                .secret("the storage key", new String(storageKey, StandardCharsets.ISO_8859_1))
                .text("the messages", transcript.toString())
                .files(folder);
        assertEquals("", String.join("\n", leaks.found()));
    }

    private static int endOf(Client client, Process server) throws Exception {
        client.ask("shutdown", "null");
        client.send(Wire.notification("exit", "null"));
        return server.waitFor();
    }

    private static void signIn(Client client, String way, Leaks leaks) throws Exception {
        JsonObject signedIn = client.ask("m365/session/signIn", "{" + way + "}");
        leaks.processes();
        assertEquals(
                "signedIn", signedIn.getAsJsonObject("result").get("outcome").getAsString(), signedIn::toString);
        client.ask("m365/session/status", "{}");
        client.ask("m365/session/list", "{}");
        List<String> outcomes = new ArrayList<>();
        for (Fault fault : List.of(Fault.REPEATS_EACH_VALUE, Fault.TOKENS_IN_BROKEN_JSON)) {
            client.tenant.interfere(Fault.FOR_TOKENS, 2, fault);
            // By the tenant's other name too.
            JsonObject refused = client.ask(
                    "m365/session/signIn",
                    "{" + way + ",\"tenant\":\"" + client.tenant.tenant().domain() + "\"}");
            outcomes.add(refused.getAsJsonObject("result").get("outcome").getAsString());
            client.tenant.clearFaults();
        }
        boolean elsewhere = way.contains("editor");
        assertEquals(
                elsewhere ? List.of("signedIn", "signedIn") : List.of("notSignedIn", "notSignedIn"), outcomes, way);
    }
}
