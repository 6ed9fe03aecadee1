package m365ls.lsp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import m365ls.fixtures.tenant.StandInTenant;
import m365ls.fixtures.tenant.http.RecordedRequest;
import m365ls.http.JdkHttp;
import m365ls.http.NetworkSettings;
import m365ls.protocol.Methods;
import m365ls.session.Application;
import m365ls.session.Cloud;
import m365ls.session.EntraSession;
import m365ls.session.MemoryStore;
import m365ls.session.Prompter;
import m365ls.session.Resource;
import m365ls.session.Secret;
import m365ls.session.Service;
import m365ls.session.SignIn;
import m365ls.session.SignInAnswer;
import m365ls.session.TokenAnswer;
import m365ls.session.storage.EncryptedStore;
import m365ls.session.storage.StorageKey;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Signing in as an editor sees it: over its messages, with a tenant behind the server's proxy. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class SessionWireTest {

    private static final byte[] SECRETS_KEY = bytes(1);
    private static final byte[] STORAGE_KEY = bytes(2);
    private static final byte[] NO_KEY = {};
    private static final List<String> REQUESTS = List.of(
            Methods.SESSION_SIGN_IN,
            Methods.SESSION_SIGN_OUT,
            Methods.SESSION_LIST,
            Methods.SESSION_USE,
            Methods.SESSION_REMOVE,
            Methods.SESSION_RENAME,
            Methods.SESSION_STATUS,
            Methods.SESSION_IMPORT_CLI,
            Methods.SESSION_CREATE_APPLICATION);

    private static final StandInTenant tenant = StandInTenant.start();

    private final List<SigningEditor> editors = new ArrayList<>();

    @TempDir
    private Path folder;

    private static byte[] bytes(int seed) {
        byte[] bytes = new byte[32];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) (i * 7 + seed);
        }
        return bytes;
    }

    @AfterEach
    void closeEditors() throws IOException {
        for (SigningEditor editor : editors) {
            editor.close();
        }
        editors.clear();
        tenant.clearRequests();
    }

    @AfterAll
    static void end() {
        tenant.close();
    }

    private SigningEditor editor(byte[] secretsKey, String capabilities, String settings, Map<String, String> more) {
        SigningEditor editor = SigningEditor.inProcess(SigningEditor.machine(tenant, folder, more), secretsKey)
                .inFrontOf(tenant, STORAGE_KEY);
        editors.add(editor);
        return editor.initialize(capabilities, true, settings);
    }

    private SigningEditor editor() {
        return editor(SECRETS_KEY, SigningEditor.ALL_ABILITIES, "{}", Map.of());
    }

    /** Parameters of a sign-in with the tenant's application. */
    private String signIn(String authType, String more) {
        return "{\"authType\":\"" + authType + "\",\"clientId\":\"" + tenant.appId() + "\",\"tenant\":\""
                + tenant.tenantId() + "\"" + more + "}";
    }

    private static String user() {
        return ",\"userName\":\"" + tenant.user().name() + "\"";
    }

    private static JsonObject signedIn(JsonObject result) {
        assertEquals("signedIn", text(result, "outcome"), result::toString);
        return result.getAsJsonObject("connection");
    }

    private static String text(JsonObject object, String name) {
        return object.get(name).getAsString();
    }

    private static List<JsonObject> connections(SigningEditor editor) {
        JsonArray found = editor.result(Methods.SESSION_LIST, "{}").getAsJsonArray("connections");
        return StreamSupport.stream(found.spliterator(), false)
                .map(JsonElement::getAsJsonObject)
                .toList();
    }

    private static int code(JsonObject answer) {
        return answer.getAsJsonObject("error").get("code").getAsInt();
    }

    private static String message(JsonObject answer) {
        return answer.getAsJsonObject("error").get("message").getAsString();
    }

    /** Nothing of what must stay secret is in {@code text}. */
    private void holdsNoSecret(String text) {
        Map<String, String> secrets = new HashMap<>();
        secrets.put("password", tenant.user().password());
        secrets.put("client secret", tenant.clientSecret());
        secrets.put("certificate's password", tenant.pfxPassword());
        secrets.put("token", "eyJ");
        secrets.put("storage key", Base64.getEncoder().encodeToString(STORAGE_KEY));
        secrets.put("key for secrets", Base64.getEncoder().encodeToString(SECRETS_KEY));
        secrets.forEach((name, secret) -> assertFalse(text.contains(secret), name));
    }

    // ---- ways in ----

    /** @param secret what the person types when asked; empty if nothing is asked */
    private record Way(String authType, String more, String secret, String kind, Map<String, String> environment) {
        @Override
        public String toString() {
            return authType + more.replaceAll(".*/", " ");
        }
    }

    private static Stream<Way> ways() {
        return Stream.of(
                new Way("deviceCode", "", "", "user", Map.of()),
                new Way("browser", "", "", "user", Map.of()),
                new Way("password", user(), tenant.user().password(), "user", Map.of()),
                new Way("certificate", file(tenant.pfxFile()), tenant.pfxPassword(), "application", Map.of()),
                new Way("certificate", file(tenant.pemFile()), "", "application", Map.of()),
                new Way("secret", "", tenant.clientSecret(), "application", Map.of()),
                new Way("identity", "", "", "application", tenant.appServiceEnvironment()),
                new Way("federatedIdentity", "", "", "application", tenant.githubEnvironment()),
                new Way("editor", ",\"account\":\"\"", "", "user", Map.of()));
    }

    private static String file(Path path) {
        return ",\"certificateFile\":" + new JsonPrimitive(path.toString());
    }

    @ParameterizedTest
    @MethodSource("ways")
    void signsInByEachWayAndOutAgain(Way way) {
        SigningEditor editor = editor(SECRETS_KEY, SigningEditor.ALL_ABILITIES, "{}", way.environment());
        editor.on(
                Methods.SESSION_EDITOR_TOKEN,
                question -> SigningEditor.field(
                        "token",
                        editor.sealed(
                                tenant.userToken("https://graph.microsoft.com").getBytes(StandardCharsets.UTF_8),
                                Methods.SESSION_EDITOR_TOKEN,
                                question)));
        if (!way.secret().isEmpty()) {
            editor.typing(way.secret());
        }

        JsonObject connection = signedIn(editor.result(Methods.SESSION_SIGN_IN, signIn(way.authType(), way.more())));

        assertEquals(way.authType(), text(connection, "authType"));
        assertEquals(way.kind(), text(connection, "kind"));
        assertEquals(tenant.tenantId(), text(connection, "tenantId"));
        assertTrue(connection.get("active").getAsBoolean());
        assertEquals(List.of(connection), connections(editor));
        assertEquals(
                way.secret().isEmpty() ? 0 : 1,
                editor.received(Methods.SESSION_SECRET).size());
        JsonObject status = editor.result(Methods.SESSION_STATUS, "{}");
        assertEquals(connection, status.getAsJsonObject("connection"));
        assertEquals("encrypted", text(status, "storage"));

        JsonObject out = editor.result(Methods.SESSION_SIGN_OUT, "{}");
        assertEquals(text(connection, "name"), text(out, "connection"));
        assertTrue(text(out, "notice").contains("cannot revoke"), out::toString);
        assertEquals(List.of(), connections(editor));
        holdsNoSecret(editor.transcript());
    }

    @Test
    void oneSignInOpensEveryServiceWithoutAnotherQuestion() throws Exception {
        SigningEditor editor = editor();
        signedIn(editor.result(Methods.SESSION_SIGN_IN, signIn("deviceCode", "")));
        NetworkSettings network = NetworkSettings.of(tenant.proxyEnvironment());
        EncryptedStore store = new EncryptedStore(
                folder.resolve("data").resolve("connections"), new StorageKey(STORAGE_KEY), problem -> {
                    throw new AssertionError(problem);
                });
        try (EntraSession session =
                new EntraSession(EntraSession.Surroundings.of(new JdkHttp(network), store, Map.of()))) {
            List<Resource> resources = new ArrayList<>(List.of(
                    new Resource(Cloud.PUBLIC, "https://contoso.sharepoint.com"),
                    new Resource(Cloud.PUBLIC, "https://contoso-admin.sharepoint.com")));
            for (Service service : List.of(
                    Service.GRAPH,
                    Service.AZURE_MANAGEMENT,
                    Service.POWER_APPS,
                    Service.YAMMER,
                    Service.POWER_BI,
                    Service.OFFICE_MANAGEMENT)) {
                resources.add(Resource.of(Cloud.PUBLIC, service).orElseThrow());
            }
            for (Resource resource : resources) {
                TokenAnswer answer = session.token(session.active().orElseThrow(), resource);
                assertTrue(answer instanceof TokenAnswer.Token, () -> resource + " " + answer);
            }
        }
        assertEquals(1, editor.received(Methods.SESSION_DEVICE_CODE).size());
    }

    @Test
    void anotherServerWithTheSameKeyFindsTheSignInAndOneWithAnotherDoesNot() {
        SigningEditor first = editor();
        JsonObject connection = signedIn(first.result(Methods.SESSION_SIGN_IN, signIn("deviceCode", "")));
        assertEquals(List.of(connection), connections(editor()));
        SigningEditor stranger = editor();
        stranger.inFrontOf(tenant, bytes(3));
        assertEquals(List.of(), connections(stranger));
        assertEquals(List.of(connection), connections(first));
    }

    @Test
    void theCodeIsShownWithItsPageAndTakenBackWhenTheSignInHasEnded() {
        SigningEditor editor = editor();
        signedIn(editor.result(Methods.SESSION_SIGN_IN, signIn("deviceCode", "")));
        JsonObject question = editor.await(Methods.SESSION_DEVICE_CODE, 1);
        JsonObject shown = question.getAsJsonObject("params");
        assertTrue(text(shown, "address").startsWith("https://"), shown::toString);
        assertTrue(text(shown, "expires").endsWith("Z"), shown::toString);
        assertEquals(tenant.appId(), text(shown, "clientId"));
        JsonObject taken = editor.await("$/cancelRequest", 1);
        assertEquals(question.get("id"), taken.getAsJsonObject("params").get("id"));
    }

    @Test
    void aCancelledSignInTakesTheCodeAwayAndKeepsNothing() {
        SigningEditor editor = editor().on(Methods.SESSION_DEVICE_CODE, question -> SigningEditor.LATER);
        int id = editor.begin(Methods.SESSION_SIGN_IN, signIn("deviceCode", ""));
        JsonObject question = editor.await(Methods.SESSION_DEVICE_CODE, 1);
        editor.tell("$/cancelRequest", "{\"id\":" + id + "}");
        assertEquals(-32800, code(editor.answer(id)));
        JsonObject taken = editor.await("$/cancelRequest", 1);
        assertEquals(question.get("id"), taken.getAsJsonObject("params").get("id"));
        assertEquals(List.of(), connections(editor));
        editor.inFrontOf(tenant, STORAGE_KEY);
        signedIn(editor.result(Methods.SESSION_SIGN_IN, signIn("deviceCode", "")));
    }

    @Test
    void whoClosesTheCodeGivesTheSignInUpOrLetsItGoOn() {
        SigningEditor editor =
                editor().on(Methods.SESSION_DEVICE_CODE, question -> JsonParser.parseString("{\"cancelled\":true}"));
        assertEquals("cancelled", text(editor.result(Methods.SESSION_SIGN_IN, signIn("deviceCode", "")), "outcome"));
        editor.on(Methods.SESSION_DEVICE_CODE, question -> {
            tenant.approveDeviceCode(text(question, "code"));
            return JsonParser.parseString("{\"cancelled\":false}");
        });
        signedIn(editor.result(Methods.SESSION_SIGN_IN, signIn("deviceCode", "")));
    }

    @Test
    void aCodeThatTheEditorCannotShowEndsTheSignIn() {
        SigningEditor editor = editor().on(Methods.SESSION_DEVICE_CODE, question -> SigningEditor.LATER);
        int id = editor.begin(Methods.SESSION_SIGN_IN, signIn("deviceCode", ""));
        editor.replyWithError(editor.await(Methods.SESSION_DEVICE_CODE, 1));
        JsonObject need = editor.result(id).getAsJsonObject("need");
        assertEquals("signIn", text(need, "need"));
        assertTrue(text(need, "reason").contains("could not show"), need::toString);
    }

    @Test
    void aSecondSignInWaitsForTheFirstAndOtherRequestsDoNot() {
        SigningEditor editor = editor().on(Methods.SESSION_DEVICE_CODE, question -> SigningEditor.LATER);
        int first = editor.begin(Methods.SESSION_SIGN_IN, signIn("deviceCode", ",\"name\":\"one\""));
        JsonObject code = editor.await(Methods.SESSION_DEVICE_CODE, 1);
        int second = editor.begin(Methods.SESSION_SIGN_IN, signIn("deviceCode", ",\"name\":\"two\""));
        editor.result(Methods.SESSION_STATUS, "{}");
        assertEquals(1, editor.received(Methods.SESSION_DEVICE_CODE).size(), "one code at a time");
        tenant.approveDeviceCode(text(code.getAsJsonObject("params"), "code"));
        assertEquals("one", text(signedIn(editor.result(first)), "name"));
        JsonObject other = editor.await(Methods.SESSION_DEVICE_CODE, 2);
        tenant.approveDeviceCode(text(other.getAsJsonObject("params"), "code"));
        assertEquals("two", text(signedIn(editor.result(second)), "name"));
    }

    @Test
    void aBrowserThatDoesNotOpenLeadsToADeviceCode() {
        SigningEditor editor =
                editor().on("window/showDocument", question -> JsonParser.parseString("{\"success\":false}"));
        JsonObject need =
                editor.result(Methods.SESSION_SIGN_IN, signIn("browser", "")).getAsJsonObject("need");
        assertTrue(text(need, "reason").contains("device code"), need::toString);
    }

    @Test
    void whoTypesNothingDoesNotWantToSignIn() {
        SigningEditor editor = editor().on(Methods.SESSION_SECRET, question -> new JsonObject());
        for (String params : List.of(signIn("password", user()), signIn("secret", ""))) {
            assertEquals("cancelled", text(editor.result(Methods.SESSION_SIGN_IN, params), "outcome"), params);
        }
        JsonObject shut = editor.result(Methods.SESSION_SIGN_IN, signIn("certificate", file(tenant.pfxFile())));
        assertTrue(text(shut.getAsJsonObject("need"), "reason").contains("password"), shut::toString);
        assertEquals(List.of(), tenant.tokenRequests());
    }

    @Test
    void signsInAgainTheWayItWasDoneBefore() {
        SigningEditor editor = editor().typing(tenant.user().password());
        JsonObject connection = signedIn(editor.result(Methods.SESSION_SIGN_IN, signIn("password", user())));
        JsonObject again = signedIn(editor.result(
                Methods.SESSION_SIGN_IN, "{\"connection\":\"" + text(connection, "name") + "\",\"claims\":\"\"}"));
        assertEquals(text(connection, "id"), text(again, "id"));
        assertEquals(2, editor.received(Methods.SESSION_SECRET).size(), "a password is never kept");
        assertEquals(-32803, code(editor.ask(Methods.SESSION_SIGN_IN, "{\"connection\":\"nobody\"}")));
    }

    // ---- what a client cannot do, or may not ----

    @Test
    void aPlainClientIsToldWhatItLacksAndAskedNothing() {
        SigningEditor editor = editor(SECRETS_KEY, "{}", "{}", Map.of());
        for (String way : List.of("deviceCode", "browser", "password", "secret", "editor")) {
            JsonObject result = editor.result(Methods.SESSION_SIGN_IN, signIn(way, user()));
            assertEquals("notSignedIn", text(result, "outcome"), way);
            assertTrue(text(result.getAsJsonObject("need"), "reason").startsWith("This editor"), result::toString);
        }
        JsonObject status = editor.result(Methods.SESSION_STATUS, "{}");
        assertEquals("memory", text(status, "storage"));
        List<String> open = StreamSupport.stream(status.getAsJsonArray("ways").spliterator(), false)
                .map(JsonElement::getAsJsonObject)
                .filter(way -> way.get("available").getAsBoolean())
                .map(way -> text(way, "authType"))
                .toList();
        assertEquals(List.of("certificate", "identity", "federatedIdentity"), open);
        JsonObject connection =
                signedIn(editor.result(Methods.SESSION_SIGN_IN, signIn("certificate", file(tenant.pemFile()))));
        assertEquals(List.of(connection), connections(editor));
        assertEquals(List.of(), editor.received(Methods.SESSION_CHANGED), "it did not ask to be told");
        assertEquals(1, tenant.tokenRequests().size());
    }

    @Test
    void withoutAKeyNoSecretIsAskedForAndSignInsAreNotKept() {
        SigningEditor editor = editor(NO_KEY, SigningEditor.ALL_ABILITIES, "{}", Map.of());
        for (String way : List.of("password", "secret", "editor")) {
            JsonObject result = editor.result(Methods.SESSION_SIGN_IN, signIn(way, user()));
            assertEquals("notSignedIn", text(result, "outcome"), way);
        }
        signedIn(editor.result(Methods.SESSION_SIGN_IN, signIn("deviceCode", "")));
        JsonObject status = editor.result(Methods.SESSION_STATUS, "{}");
        assertEquals("memory", text(status, "storage"));
        assertTrue(text(status, "storageReason").contains("m365.session.storage"), status::toString);
        for (String method :
                List.of(Methods.SESSION_SECRET, Methods.SESSION_STORAGE_KEY, Methods.SESSION_EDITOR_TOKEN)) {
            assertEquals(List.of(), editor.received(method));
        }
        assertFalse(Files.exists(folder.resolve("data").resolve("connections")), "nothing on the disk");
    }

    @Test
    void aSecretInClearOrForAnotherQuestionIsRefused() {
        SigningEditor editor = editor();
        List<JsonObject> old = new ArrayList<>();
        byte[] password = tenant.user().password().getBytes(StandardCharsets.UTF_8);
        editor.on(Methods.SESSION_SECRET, question -> SigningEditor.field("secret", new JsonPrimitive("in clear")));
        refusesTheSecret(editor);
        editor.on(Methods.SESSION_SECRET, question -> {
            old.add(editor.sealed(password, Methods.SESSION_SECRET, question));
            JsonObject flipped = old.get(0).deepCopy();
            char[] sealed = text(flipped, "sealed").toCharArray();
            sealed[0] = sealed[0] == 'A' ? 'B' : 'A';
            flipped.addProperty("sealed", new String(sealed));
            return SigningEditor.field("secret", flipped);
        });
        refusesTheSecret(editor);
        editor.on(Methods.SESSION_SECRET, question -> SigningEditor.field("secret", old.get(0)));
        refusesTheSecret(editor);
        editor.on(
                Methods.SESSION_SECRET,
                question ->
                        SigningEditor.field("secret", editor.sealed(password, Methods.SESSION_STORAGE_KEY, question)));
        refusesTheSecret(editor);
        assertEquals(List.of(), tenant.tokenRequests());
        editor.typing(tenant.user().password());
        signedIn(editor.result(Methods.SESSION_SIGN_IN, signIn("password", user())));
    }

    private void refusesTheSecret(SigningEditor editor) {
        JsonObject answer = editor.ask(Methods.SESSION_SIGN_IN, signIn("password", user()));
        assertEquals(-32803, code(answer));
        assertTrue(message(answer).contains("not encrypted for this question"), answer::toString);
    }

    @Test
    void aStorageKeyThatIsNoneLeavesSignInsInMemory() {
        SigningEditor editor = editor().on(
                        Methods.SESSION_STORAGE_KEY,
                        question -> JsonParser.parseString("{\"reason\":\"The keyring is locked.\"}"));
        assertEquals("none", text(editor.result(Methods.SESSION_STATUS, "{}"), "storage"));
        signedIn(editor.result(Methods.SESSION_SIGN_IN, signIn("deviceCode", "")));
        JsonObject status = editor.result(Methods.SESSION_STATUS, "{}");
        assertEquals("memory", text(status, "storage"));
        assertTrue(text(status, "storageReason").contains("The keyring is locked."), status::toString);
        List<Boolean> create = editor.received(Methods.SESSION_STORAGE_KEY).stream()
                .map(question ->
                        question.getAsJsonObject("params").get("create").getAsBoolean())
                .toList();
        assertEquals(List.of(false, true), create, "nothing is made before there is something to keep");
    }

    @Test
    void keepsSignInsUnderAKeyFileOnlyIfThatIsChosen() {
        String settings = "{\"session\":{\"storage\":\"file\"}}";
        SigningEditor first = editor(NO_KEY, SigningEditor.ALL_ABILITIES, settings, Map.of());
        JsonObject connection = signedIn(first.result(Methods.SESSION_SIGN_IN, signIn("deviceCode", "")));
        SigningEditor second = editor(NO_KEY, SigningEditor.ALL_ABILITIES, settings, Map.of());
        assertEquals(List.of(connection), connections(second));
        JsonObject status = second.result(Methods.SESSION_STATUS, "{}");
        assertTrue(text(status, "storageReason").contains("storage.key"), status::toString);
        SigningEditor none =
                editor(SECRETS_KEY, SigningEditor.ALL_ABILITIES, "{\"session\":{\"storage\":\"memory\"}}", Map.of());
        assertEquals(List.of(), connections(none));
        assertEquals("memory", text(none.result(Methods.SESSION_STATUS, "{}"), "storage"));
    }

    @Test
    void inAWorkspaceThatIsNotTrustedNothingOfTheSessionIsDone() {
        SigningEditor editor = SigningEditor.inProcess(SigningEditor.machine(tenant, folder, Map.of()), SECRETS_KEY);
        editors.add(editor);
        editor.initialize(SigningEditor.ALL_ABILITIES, false, "{}");
        for (String method : REQUESTS) {
            JsonObject answer = editor.ask(method, "{}");
            assertEquals(-32803, code(answer), method);
            assertTrue(message(answer).contains("not trusted"), answer::toString);
        }
        assertEquals(List.of(), editor.received(Methods.SESSION_STORAGE_KEY));
        assertEquals(List.of(), tenant.requests());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"authType\":\"magic\"}",
                "{\"authType\":\"password\"}",
                "{\"authType\":\"certificate\"}",
                "{\"authType\":\"certificate\",\"certificateFile\":\"relative.pfx\"}",
                "{\"authType\":7}",
                "{\"authType\":[\"browser\"]}",
                "{\"cloud\":\"Moon\"}",
                "{\"password\":\"hunter2\"}",
                "{\"authType\":\"secret\",\"clientSecret\":\"hunter2\"}",
                "{\"connection\":{}}",
            })
    void parametersThatMakeNoSenseAreRefused(String params) {
        SigningEditor editor = editor();
        // With an application, so that nothing else is wrong.
        JsonObject given = JsonParser.parseString(params).getAsJsonObject();
        given.addProperty("clientId", tenant.appId());
        JsonObject answer = editor.ask(Methods.SESSION_SIGN_IN, given.toString());
        assertEquals(-32602, code(answer), answer::toString);
        assertFalse(message(answer).contains("hunter2"));
        assertEquals(List.of(), tenant.requests());
    }

    @Test
    void requestsThatNameNothingAreRefused() {
        SigningEditor editor = editor();
        for (String method : List.of(Methods.SESSION_USE, Methods.SESSION_REMOVE, Methods.SESSION_RENAME)) {
            assertEquals(-32602, code(editor.ask(method, "{}")), method);
            assertEquals(-32602, code(editor.ask(method, "{\"connection\":[]}")), method);
            assertEquals(-32602, code(editor.ask(method, "null")), method);
            assertEquals(-32803, code(editor.ask(method, "{\"connection\":\"x\",\"name\":\"y\"}")), method);
        }
        assertEquals(-32803, code(editor.ask(Methods.SESSION_SIGN_OUT, "{}")));
        assertEquals(-32602, code(editor.ask(Methods.SESSION_CREATE_APPLICATION, "{\"permissions\":\"some\"}")));
        assertEquals(-32602, code(editor.ask(Methods.SESSION_CREATE_APPLICATION, "{\"authType\":\"secret\"}")));
        assertEquals(-32602, code(editor.ask(Methods.SESSION_IMPORT_CLI, "{\"signIns\":\"all\"}")));
        assertEquals(
                -32803,
                code(editor.ask(Methods.SESSION_SIGN_IN, signIn("certificate", file(folder.resolve("none.pfx"))))));
    }

    // ---- the application ----

    @Test
    void withoutAnApplicationTheUserIsLedToOne() {
        SigningEditor editor = editor();
        JsonObject result = editor.result(Methods.SESSION_SIGN_IN, "{}");
        JsonObject need = result.getAsJsonObject("need");
        assertEquals("checkApplication", text(need, "need"));
        assertTrue(need.get("applicationMissing").getAsBoolean());
        assertFalse(editor.result(Methods.SESSION_STATUS, "{}").has("application"));
        assertEquals(List.of(), tenant.requests());
    }

    @Test
    void takesTheApplicationFromTheSettingsThenTheEnvironmentAndRemembersIt() {
        String settings =
                "{\"session\":{\"clientId\":\"" + tenant.appId() + "\",\"tenant\":\"" + tenant.tenantId() + "\"}}";
        SigningEditor set = editor(SECRETS_KEY, SigningEditor.ALL_ABILITIES, settings, Map.of());
        signedIn(set.result(Methods.SESSION_SIGN_IN, "{}"));
        set.result(Methods.SESSION_SIGN_OUT, "{}");
        SigningEditor remembering = editor();
        connections(remembering);
        JsonObject known = remembering.result(Methods.SESSION_STATUS, "{}").getAsJsonObject("application");
        assertEquals(tenant.appId(), text(known, "clientId"));
        assertEquals(tenant.tenantId(), text(known, "tenant"));
        SigningEditor older = editor(
                NO_KEY,
                SigningEditor.ALL_ABILITIES,
                "{}",
                Map.of("OFFICE365CLI_AADAPPID", tenant.appId(), "CLIMICROSOFT365_TENANT", tenant.tenantId()));
        JsonObject result = older.result(Methods.SESSION_SIGN_IN, "{}");
        signedIn(result);
        assertTrue(result.getAsJsonArray("notices").toString().contains("CLIMICROSOFT365_ENTRAAPPID"));
    }

    @Test
    void makesAnApplicationThatTheNextSignInUses() {
        SigningEditor editor = editor();
        JsonObject made = editor.result(
                Methods.SESSION_CREATE_APPLICATION,
                "{\"name\":\"Mine\",\"authType\":\"deviceCode\",\"permissions\":\"minimal\"}");
        assertEquals("made", text(made, "outcome"), made::toString);
        String clientId = text(made.getAsJsonObject("application"), "clientId");
        assertNotEquals(tenant.appId(), clientId);
        assertEquals("", text(editor.await(Methods.SESSION_DEVICE_CODE, 1).getAsJsonObject("params"), "clientId"));
        JsonObject connection = signedIn(editor.result(Methods.SESSION_SIGN_IN, "{\"authType\":\"browser\"}"));
        assertEquals(clientId, text(connection, "clientId"));
        assertEquals(List.of(connection), connections(editor), "the sign-in that made it is not kept");
        holdsNoSecret(editor.transcript());
    }

    @Test
    void whoClosesTheCodeDoesNotMakeAnApplication() {
        SigningEditor editor =
                editor().on(Methods.SESSION_DEVICE_CODE, question -> JsonParser.parseString("{\"cancelled\":true}"));
        assertEquals("cancelled", text(editor.result(Methods.SESSION_CREATE_APPLICATION, "{}"), "outcome"));
    }

    // ---- connections ----

    @Test
    void tellsOfEachChangeOnce() {
        SigningEditor editor = editor().typing(tenant.clientSecret());
        signedIn(editor.result(Methods.SESSION_SIGN_IN, signIn("deviceCode", ",\"name\":\"me\"")));
        signedIn(editor.result(Methods.SESSION_SIGN_IN, signIn("secret", ",\"name\":\"robot\"")));
        editor.result(Methods.SESSION_USE, "{\"connection\":\"me\"}");
        editor.result(Methods.SESSION_RENAME, "{\"connection\":\"me\",\"name\":\"myself\"}");
        editor.result(Methods.SESSION_REMOVE, "{\"connection\":\"robot\"}");
        editor.result(Methods.SESSION_SIGN_OUT, "{}");
        connections(editor);
        List<String> told = editor.received(Methods.SESSION_CHANGED).stream()
                .map(change -> text(change.getAsJsonObject("params"), "active"))
                .toList();
        assertEquals(List.of("me", "robot", "me", "myself", "myself", ""), told);
    }

    @Test
    void namesAreUniqueAndConnectionsAreFoundByNameOrId() {
        SigningEditor editor = editor().typing(tenant.clientSecret());
        JsonObject me = signedIn(editor.result(Methods.SESSION_SIGN_IN, signIn("deviceCode", ",\"name\":\"me\"")));
        signedIn(editor.result(Methods.SESSION_SIGN_IN, signIn("secret", ",\"name\":\"robot\"")));
        JsonObject taken = editor.ask(Methods.SESSION_RENAME, "{\"connection\":\"me\",\"name\":\"robot\"}");
        assertEquals(-32803, code(taken));
        JsonObject used = editor.result(Methods.SESSION_USE, "{\"connection\":\"" + text(me, "id") + "\"}");
        assertEquals("me", text(used, "name"));
        assertTrue(used.get("active").getAsBoolean());
    }

    @Test
    void aWorkspaceMayChooseAConnectionOfItsOwn() {
        SigningEditor editor = editor().typing(tenant.clientSecret());
        signedIn(editor.result(Methods.SESSION_SIGN_IN, signIn("deviceCode", ",\"name\":\"me\"")));
        signedIn(editor.result(Methods.SESSION_SIGN_IN, signIn("secret", ",\"name\":\"robot\"")));
        String here = "\"workspaceFolder\":\"file:///projects/here\"";
        editor.result(Methods.SESSION_USE, "{\"connection\":\"me\"," + here + "}");
        assertEquals("me", activeName(editor, "{" + here + "}"));
        assertEquals("robot", activeName(editor, "{}"));
        assertEquals("robot", activeName(editor, "{\"workspaceFolder\":\"file:///elsewhere\"}"));
        assertEquals("robot", text(editor.result(Methods.SESSION_USE, "{" + here + "}"), "name"));
        assertEquals("robot", activeName(editor, "{" + here + "}"));
    }

    private static String activeName(SigningEditor editor, String params) {
        String name = text(editor.result(Methods.SESSION_STATUS, params).getAsJsonObject("connection"), "name");
        List<String> active = StreamSupport.stream(
                        editor.result(Methods.SESSION_LIST, params)
                                .getAsJsonArray("connections")
                                .spliterator(),
                        false)
                .map(JsonElement::getAsJsonObject)
                .filter(each -> each.get("active").getAsBoolean())
                .map(each -> text(each, "name"))
                .toList();
        assertEquals(List.of(name), active);
        return name;
    }

    @Test
    void takesOverSignInsOfTheCommandLineToolThatAreChosen() throws Exception {
        Files.writeString(folder.resolve(".cli-m365-msal.json"), cacheOfASignIn());
        SigningEditor editor = editor();
        JsonArray found = editor.result(Methods.SESSION_IMPORT_CLI, "{}").getAsJsonArray("found");
        assertEquals(1, found.size());
        assertEquals(tenant.user().name(), text(found.get(0).getAsJsonObject(), "userName"));
        assertEquals(List.of(), connections(editor), "listing takes nothing over");
        String id = text(found.get(0).getAsJsonObject(), "id");
        JsonObject result =
                editor.result(Methods.SESSION_IMPORT_CLI, "{\"signIns\":[" + new JsonPrimitive(id) + ",\"other\"]}");
        assertEquals(1, result.getAsJsonArray("imported").size());
        assertTrue(result.getAsJsonArray("notices").toString().contains("other"));
        assertEquals(List.of(result.getAsJsonArray("imported").get(0)), List.copyOf(connections(editor)));
        assertEquals(List.of(), editor.received(Methods.SESSION_DEVICE_CODE), "nobody is asked");
        holdsNoSecret(editor.transcript());
    }

    /** What MSAL keeps of a user who has signed in. */
    private String cacheOfASignIn() throws InterruptedException {
        MemoryStore store = new MemoryStore();
        NetworkSettings network = NetworkSettings.of(tenant.proxyEnvironment());
        try (EntraSession session =
                new EntraSession(EntraSession.Surroundings.of(new JdkHttp(network), store, Map.of()))) {
            SignInAnswer answer = session.signIn(
                    new SignIn.Password(
                            tenant.user().name(), Secret.of(tenant.user().password())),
                    new Application(tenant.appId(), tenant.tenantId(), Cloud.PUBLIC),
                    "",
                    nobody());
            assertTrue(answer instanceof SignInAnswer.SignedIn, answer::toString);
        }
        return text(
                JsonParser.parseString(store.all().get(0).content().reveal()).getAsJsonObject(), "cache");
    }

    private static Prompter nobody() {
        return new Prompter() {
            @Override
            public void showDeviceCode(DeviceCodePrompt prompt) {
                throw new AssertionError(prompt);
            }

            @Override
            public void endDeviceCode() {
                throw new AssertionError("there is no code");
            }

            @Override
            public boolean openAddress(URI address) {
                throw new AssertionError(address);
            }

            @Override
            public Optional<Secret> askSecret(SecretQuestion question) {
                throw new AssertionError(question);
            }
        };
    }

    // ---- the network ----

    @Test
    void aChangedProxyCountsFromTheNextRequestOn() {
        SigningEditor editor = editor(
                SECRETS_KEY, SigningEditor.ALL_ABILITIES, "{\"network\":{\"proxy\":\"http://127.0.0.1:9\"}}", Map.of());
        JsonObject away = editor.result(Methods.SESSION_SIGN_IN, signIn("deviceCode", ""));
        assertEquals("offline", text(away.getAsJsonObject("need"), "need"), away::toString);
        editor.tell(
                "workspace/didChangeConfiguration",
                "{\"settings\":{\"m365\":{\"network\":{\"proxy\":\"" + tenant.proxyUri() + "\"}}}}");
        signedIn(editor.result(Methods.SESSION_SIGN_IN, signIn("deviceCode", "")));
    }

    @Test
    void trustsTheAuthoritiesOfTheSettings() {
        SigningEditor editor = editor(
                SECRETS_KEY,
                SigningEditor.ALL_ABILITIES,
                "{\"network\":{\"caFiles\":[\"ca.pem\"]}}",
                Map.of("NODE_EXTRA_CA_CERTS", ""));
        JsonObject refused = editor.result(Methods.SESSION_SIGN_IN, signIn("deviceCode", ""));
        assertEquals("offline", text(refused.getAsJsonObject("need"), "need"), refused::toString);
        JsonArray notices = editor.result(Methods.SESSION_STATUS, "{}").getAsJsonArray("notices");
        assertTrue(notices.toString().contains("m365.network.caFiles"), notices::toString);
        editor.tell(
                "workspace/didChangeConfiguration",
                "{\"settings\":{\"m365\":{\"network\":{\"caFiles\":["
                        + new JsonPrimitive(tenant.caFile().toString()) + "]}}}}");
        signedIn(editor.result(Methods.SESSION_SIGN_IN, signIn("deviceCode", "")));
    }

    @Test
    void nothingIsSentBeforeSomebodySignsIn() {
        SigningEditor editor = editor();
        editor.result(Methods.SESSION_STATUS, "{}");
        connections(editor);
        assertEquals(List.<RecordedRequest>of(), tenant.requests());
    }
}
