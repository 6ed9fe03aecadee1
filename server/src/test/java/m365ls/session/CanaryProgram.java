package m365ls.session;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.logging.ConsoleHandler;
import java.util.logging.Level;
import java.util.logging.Logger;
import m365ls.http.JdkHttp;
import m365ls.http.NetworkSettings;
import m365ls.log.LogSetup;
import m365ls.session.storage.EncryptedStore;
import m365ls.session.storage.StorageKey;
import org.jspecify.annotations.Nullable;

/**
 * A process that signs in by every way, uses and renews tokens, and says aloud all that it may say: each answer, each
 * failure with its trace, the text of each object that is reachable from the session. What it must not know from its
 * arguments or its environment it reads from standard input, a line of JSON; and a line before each step.
 */
final class CanaryProgram {
    private final BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    private final JsonObject given;

    private CanaryProgram() throws IOException {
        given = JsonParser.parseString(in.readLine()).getAsJsonObject();
    }

    /** With a word, everything that any library has to say is written too, by nobody who takes secrets out. */
    public static void main(String[] words) throws Exception {
        LogSetup.install();
        if (words.length > 0) {
            Logger root = Logger.getLogger("");
            root.setLevel(Level.ALL);
            ConsoleHandler all = new ConsoleHandler();
            all.setLevel(Level.ALL);
            root.addHandler(all);
        }
        new CanaryProgram().run();
    }

    private String text(String name) {
        return given.get(name).getAsString();
    }

    private Map<String, SignIn> ways() {
        Map<String, SignIn> ways = new LinkedHashMap<>();
        ways.put("deviceCode", new SignIn.DeviceCode());
        ways.put("browser", new SignIn.Browser());
        ways.put("password", new SignIn.Password(text("user"), Secret.of("")));
        ways.put(
                "certificate",
                new SignIn.Certificate(Secret.of(text("certificate")), Secret.of(text("certificatePassword")), ""));
        ways.put("secret", new SignIn.ClientSecret(Secret.of("")));
        ways.put("identity", new SignIn.ManagedIdentity(""));
        ways.put("federatedIdentity", new SignIn.FederatedIdentity());
        ways.put("editor", new SignIn.EditorAccount(""));
        return ways;
    }

    private Map<String, String> environment() {
        Map<String, String> environment = new LinkedHashMap<>();
        for (Map.Entry<String, JsonElement> variable :
                given.getAsJsonObject("environment").entrySet()) {
            environment.put(variable.getKey(), variable.getValue().getAsString());
        }
        return environment;
    }

    private void run() throws Exception {
        NetworkSettings network =
                new NetworkSettings(text("proxy"), List.of(), List.of(Path.of(text("caFile"))), false);
        say(network);
        EncryptedStore store = new EncryptedStore(
                Path.of(System.getenv("M365LS_HOME"), "connections"),
                new StorageKey(Base64.getDecoder().decode(text("storageKey"))),
                System.out::println);
        EditorTokens editor = question -> {
            say(question);
            boolean graph = question.scopes().get(0).startsWith("https://graph");
            return Optional.of(new EditorTokens.Answer(
                    Secret.of(text(graph ? "editorToken" : "otherEditorToken")), Duration.ZERO));
        };
        EntraSession.Surroundings surroundings = new EntraSession.Surroundings(
                new JdkHttp(network), store, environment(), Clock.systemUTC(), editor, Optional::empty);
        try (EntraSession session = new EntraSession(surroundings, Signed.NO_PAUSE, Duration.ofMinutes(2))) {
            for (Map.Entry<String, SignIn> way : ways().entrySet()) {
                use(session, way.getKey(), way.getValue());
            }
            session.connections().forEach(CanaryProgram::say);
        }
    }

    private void use(EntraSession session, String name, SignIn way) throws Exception {
        say(way);
        step(name + " quiet");
        SignInAnswer answer = signIn(session, way, text("tenantId"));
        if (answer instanceof SignInAnswer.SignedIn in) {
            System.out.println("SIGNED IN " + name);
            step(name + " all");
            say(session.token(in.connection(), Signed.resource("https://contoso.sharepoint.com")));
            step(name + " all");
            TokenAnswer held = session.token(in.connection(), Signed.resource(Service.GRAPH));
            if (held instanceof TokenAnswer.Token token) {
                say(session.renew(
                        in.connection(),
                        Signed.resource(Service.GRAPH),
                        token.token().secret(),
                        "{\"access_token\":{\"nbf\":{\"essential\":true,\"value\":\"1\"}}}"));
            }
        }
        reach(session);
        // By the tenant's other name too.
        step(name + " all");
        say(signIn(session, way, text("domain")));
        step(name + " tokens");
        say(signIn(session, way, text("tenantId")));
        reach(session);
    }

    private SignInAnswer signIn(EntraSession session, SignIn way, String tenant) {
        try {
            return session.signIn(way, new Application(text("appId"), tenant, Cloud.PUBLIC), "", new Owner());
        } catch (Exception e) {
            e.printStackTrace();
            throw new IllegalStateException(e);
        }
    }

    private void step(String name) throws IOException {
        System.out.println("STEP " + name);
        in.readLine();
    }

    private static void say(@Nullable Object thing) {
        System.out.println(thing);
    }

    /** Writes the text of each object of ours that can be reached from {@code root}. */
    private static void reach(Object root) throws IllegalAccessException {
        Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        Deque<Object> open = new ArrayDeque<>(List.of(root));
        while (!open.isEmpty()) {
            Object next = open.remove();
            if (!seen.add(next)) {
                continue;
            }
            if (next instanceof Map<?, ?> map) {
                open.addAll(map.keySet());
                open.addAll(map.values());
            } else if (next instanceof Collection<?> collection) {
                open.addAll(collection);
            } else if (next instanceof Optional<?> optional) {
                optional.ifPresent(open::add);
            } else if (next instanceof CompletableFuture<?> future && future.isDone()) {
                say(future);
            } else if (next instanceof Object[] array) {
                Arrays.stream(array).filter(each -> each != null).forEach(open::add);
            } else if (next.getClass().getName().startsWith("m365ls.")) {
                say(next);
                open.addAll(fields(next));
            }
        }
    }

    private static List<Object> fields(Object owner) throws IllegalAccessException {
        List<Object> values = new java.util.ArrayList<>();
        for (Class<?> type = owner.getClass(); type != null && type != Object.class; type = type.getSuperclass()) {
            for (Field field : type.getDeclaredFields()) {
                if (!Modifier.isStatic(field.getModifiers())
                        && !field.getType().isPrimitive()
                        && type.getName().startsWith("m365ls.")) {
                    field.setAccessible(true);
                    Object value = field.get(owner);
                    if (value != null) {
                        values.add(value);
                    }
                }
            }
        }
        return values;
    }

    /** Whom the session asks: the test does what has to be done with an address, and the rest is known. */
    private final class Owner implements Prompter {
        @Override
        public void showDeviceCode(DeviceCodePrompt prompt) {
            say(prompt);
        }

        @Override
        public void endDeviceCode() {}

        @Override
        public boolean openAddress(URI address) {
            System.out.println("OPEN " + address);
            try {
                return in.readLine() != null;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public Optional<Secret> askSecret(SecretQuestion question) {
            say(question);
            return Optional.of(Secret.of(text(question.what().startsWith("password") ? "password" : "clientSecret")));
        }
    }
}
