package m365ls.lsp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import m365ls.CommandLibraries;
import m365ls.fixtures.tenant.StandInTenant;
import m365ls.fixtures.tenant.http.Match;
import m365ls.fixtures.tenant.http.Stall;
import m365ls.installation.Machine;
import m365ls.protocol.Methods;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The editor's terminals with a real shell in them, in which {@code m365} is a process of its own. */
@Timeout(300)
class TerminalWireTest {

    private static final String SECRET = "terminal-canary-0123456789-abcdefghijklmnop";
    private static final StandInTenant tenant = StandInTenant.start();

    private final List<SigningEditor> editors = new ArrayList<>();

    @TempDir
    private Path folder;

    @AfterAll
    static void stop() {
        tenant.close();
    }

    @AfterEach
    void close() throws IOException {
        for (SigningEditor editor : editors) {
            editor.close();
        }
    }

    private SigningEditor editor(byte[] key, boolean trusted) {
        Machine machine = SigningEditor.machine(
                tenant, folder, Map.of("PATH", System.getenv().getOrDefault("PATH", "")));
        SigningEditor editor = SigningEditor.inProcess(machine, key, new CommandLibraries(machine));
        editors.add(editor);
        return editor.initialize(
                        SigningEditor.ALL_ABILITIES,
                        trusted,
                        "{\"session\":{\"clientId\":\"" + tenant.appId() + "\",\"tenant\":\"" + tenant.tenantId()
                                + "\"},\"cli\":{\"path\":"
                                + new JsonPrimitive(
                                        Path.of("cli-host").toAbsolutePath().toString())
                                + "}}")
                .inFrontOf(tenant, new byte[32]);
    }

    private SigningEditor signedIn() {
        SigningEditor editor = editor(new byte[32], true);
        editor.result(Methods.SESSION_SIGN_IN, "{\"authType\":\"deviceCode\"}");
        return editor;
    }

    /** The parameters that open a terminal. */
    private static String wish(SigningEditor editor, String id, boolean whatIf) {
        JsonObject question = SigningEditor.field("question", new JsonPrimitive(id));
        JsonObject wish = new JsonObject();
        wish.addProperty("terminal", id);
        wish.add("secret", editor.sealed(SECRET.getBytes(StandardCharsets.UTF_8), Methods.TERMINAL_OPEN, question));
        wish.addProperty("whatIf", whatIf);
        return wish.toString();
    }

    /** A terminal of the editor's with bash in it. */
    private final class Bash {
        final JsonObject opened;
        private final Path home;

        Bash(SigningEditor editor, String id, boolean whatIf) throws IOException {
            opened = editor.result(Methods.TERMINAL_OPEN, wish(editor, id, whatIf));
            home = Files.createDirectories(folder.resolve("a höme"));
            // What stands in the user's own file must not come before ours.
            Path others = Files.createDirectories(home.resolve("others"));
            Files.writeString(others.resolve("m365"), "#!/bin/sh\necho another m365\n");
            assertTrue(others.resolve("m365").toFile().setExecutable(true));
            Files.writeString(home.resolve(".bashrc"), "PATH=$HOME/others:$PATH\nm365() { echo a function; }\n");
        }

        private Process start(String script) throws IOException {
            assumeFalse(File.separatorChar == '\\', "bash is not on every Windows");
            Files.writeString(home.resolve("script.sh"), script);
            // As the editor starts it, but for the terminal itself: interactive, and with commands from a file.
            ProcessBuilder bash = new ProcessBuilder(
                            "bash", "--rcfile", opened.get("bash").getAsString(), "-i", "-c", "bash ./script.sh")
                    .directory(home.toFile());
            Map<String, String> environment = new HashMap<>(bash.environment());
            environment.put("HOME", home.toString());
            environment.put("M365LS_TERMINAL", opened.get("address").getAsString());
            environment.put("M365LS_TERMINAL_SECRET", SECRET);
            environment.remove("LC_ALL");
            environment.put("LANG", "C");
            environment.put("JAVA_TOOL_OPTIONS", "-Dnoise=1");
            bash.environment().clear();
            bash.environment().putAll(environment);
            return bash.redirectError(
                            ProcessBuilder.Redirect.to(home.resolve("err").toFile()))
                    .start();
        }

        /** What a script prints to standard output. */
        String run(String script) throws IOException, InterruptedException {
            Process process = start(script);
            process.getOutputStream().close();
            String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            process.waitFor();
            return out;
        }

        /** What the last script printed to standard error, but for what bash says where it has no terminal. */
        String err() throws IOException {
            return String.join(
                    "\n",
                    Files.readAllLines(home.resolve("err")).stream()
                            .filter(line -> !line.startsWith("bash: "))
                            .toList());
        }
    }

    @Test
    void runsUnderTheEditorsSessionWhatAScriptCalls() throws Exception {
        SigningEditor editor = signedIn();
        Bash bash = new Bash(editor, "one", false);
        assertEquals(
                tenant.user().name(),
                bash.opened.getAsJsonObject("connection").get("account").getAsString());
        String name = tenant.user().name();
        String out = bash.run("""
                m365 entra user get --userName '%s' --query userPrincipalName --output text
                echo "code $?"
                id=$(m365 entra user get --userName '%s' --query id -o text)
                echo "${#id}"
                m365 entra user get --userName 'ü nobody@x' ; echo "code $?"
                m365 spo web get | cat; echo "codes ${PIPESTATUS[0]}"
                m365 no such; echo "code $?"
                m365 status --output text --query connectedAs
                """.formatted(name, name));
        List<String> lines = out.lines().toList();
        assertEquals(List.of(name, "code 0", "36", "code 1", "codes 1"), lines.subList(0, 5), out + bash.err());
        assertEquals(name, lines.get(lines.size() - 1), out);
        assertFalse(out.contains("another m365") || out.contains("a function"), out);
        assertFalse(bash.err().contains("noise"), bash.err());
        String token = tenant.userToken("https://graph.microsoft.com");
        String start = token.substring(0, 10);
        assertFalse((out + bash.err() + editor.transcript()).contains(start), "a token");
        assertFalse(editor.transcript().contains(SECRET), "the terminal's secret");
    }

    @Test
    void changesNothingFromAWhatIfTerminal() throws Exception {
        tenant.resetServices();
        SigningEditor editor = signedIn();
        Bash bash = new Bash(editor, "what if", true);
        String out = bash.run("""
                m365 entra group add --displayName 'Grüße' --description d --type microsoft365 --visibility Private --mailNickname g
                echo "code $?"
                m365 entra user remove --userName '%s' --force; echo "code $?"
                m365 logout; echo "code $?"
                """.formatted(tenant.user().name()));
        assertEquals(List.of("code 0", "code 0", "code 0"), out.lines().toList(), out + bash.err());
        assertTrue(bash.err().contains("m365: would send POST https://graph.microsoft.com/v1.0/groups"), bash.err());
        assertTrue(bash.err().contains("Grüße"), bash.err());
        assertEquals(List.of(), tenant.changes());
        JsonObject status = editor.result(Methods.SESSION_STATUS, "{}");
        assertTrue(status.has("connection"));
    }

    @Test
    void writesAndSignsOutAsTheScriptSays() throws Exception {
        tenant.resetServices();
        SigningEditor editor = signedIn();
        Bash bash = new Bash(editor, "write", false);
        String out = bash.run("""
                m365 entra group add --displayName one --description d --type microsoft365 --visibility Private --mailNickname g --query displayName -o text
                m365 entra group remove --displayName one </dev/null; echo "code $?"
                yes | m365 entra group remove --displayName one; echo "code $?"
                m365 logout; echo "code $?"
                m365 entra group list; echo "code $?"
                """);
        assertEquals(
                List.of("one", "code 1", "code 0", "code 0", "code 1"),
                out.lines().toList(),
                out + bash.err());
        assertTrue(bash.err().contains("'logout' acts on the editor's session."), bash.err());
        assertFalse(tenant.changes().isEmpty());
        assertFalse(editor.result(Methods.SESSION_STATUS, "{}").has("connection"));
    }

    @Test
    void endsTheRequestOfAProgramThatIsKilled() throws Exception {
        SigningEditor editor = signedIn();
        Bash bash = new Bash(editor, "cancel", false);
        Stall stall = tenant.stall(Match.path("graph.microsoft.com", "/v1.0/organization"));
        Process process = bash.start("exec m365 request --url https://graph.microsoft.com/v1.0/organization\n");
        stall.awaitSilence();
        process.descendants().forEach(ProcessHandle::destroy);
        process.destroy();
        stall.awaitHangUp();
        process.waitFor();
    }

    /** Prints what a call takes; how long that may be depends on the machine, and is not asserted. */
    @Test
    @Tag("long")
    void runsAScriptOfTwoHundredCalls() throws Exception {
        SigningEditor editor = signedIn();
        Bash bash = new Bash(editor, "many", false);
        String script = """
                m365 version
                begin=$(date +%s%N)
                for i in $(seq 200); do
                  m365 entra user get --userName 'NAME' --query "join('', [userPrincipalName, ' $i'])" --output text || exit
                done
                end=$(date +%s%N)
                echo "$(((end - begin) / 200000)) us a call"
                """.replace("NAME", tenant.user().name());
        List<String> lines = bash.run(script).lines().toList();
        assertEquals(202, lines.size(), bash.err());
        for (int i = 1; i <= 200; i++) {
            assertEquals(tenant.user().name() + " " + i, lines.get(i));
        }
        System.getLogger("m365ls.test").log(System.Logger.Level.INFO, "In the terminal: " + lines.get(201));
    }

    @Test
    void closesATerminal() throws Exception {
        SigningEditor editor = signedIn();
        Bash bash = new Bash(editor, "closed", false);
        String close = "{\"terminal\":\"closed\"}";
        assertTrue(editor.result(Methods.TERMINAL_CLOSE, close).get("wasOpen").getAsBoolean());
        assertFalse(editor.result(Methods.TERMINAL_CLOSE, close).get("wasOpen").getAsBoolean());
        assertEquals("code 1", bash.run("m365 version; echo \"code $?\"").strip());
        assertTrue(bash.err().contains("has closed this terminal"), bash.err());
    }

    @Test
    void opensNoneWithoutTrustAKeyOrASecretOfItsOwn() {
        SigningEditor untrusted = editor(new byte[32], false);
        assertEquals(-32803, code(untrusted.ask(Methods.TERMINAL_OPEN, wish(untrusted, "a", false))));
        SigningEditor keyless = editor(new byte[0], true);
        assertEquals(-32803, code(keyless.ask(Methods.TERMINAL_OPEN, "{\"terminal\":\"a\",\"whatIf\":false}")));
        SigningEditor editor = editor(new byte[32], true);
        assertEquals(-32803, code(editor.ask(Methods.TERMINAL_OPEN, "{\"terminal\":\"a\",\"whatIf\":false}")));
        String sealedForAnother = wish(editor, "a", false).replace("\"terminal\":\"a\"", "\"terminal\":\"b\"");
        assertEquals(-32803, code(editor.ask(Methods.TERMINAL_OPEN, sealedForAnother)));
        JsonObject nobody = editor.result(Methods.TERMINAL_OPEN, wish(editor, "c", false));
        assertFalse(nobody.has("connection"));
        JsonObject named = JsonParser.parseString(wish(editor, "d", false)).getAsJsonObject();
        named.addProperty("connection", "nobody");
        assertEquals(-32803, code(editor.ask(Methods.TERMINAL_OPEN, named.toString())));
    }

    private static int code(JsonObject answer) {
        return answer.getAsJsonObject("error").get("code").getAsInt();
    }
}
