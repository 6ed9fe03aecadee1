package m365ls.run.hosted;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import m365ls.catalog.Catalog;
import m365ls.catalog.CatalogFile;
import m365ls.fixtures.MostUsedCommands;
import m365ls.fixtures.tenant.StandInTenant;
import m365ls.fixtures.tenant.TenantOptions;
import m365ls.fixtures.tenant.http.Match;
import m365ls.fixtures.tenant.service.Mishap;
import m365ls.gateway.Approver;
import m365ls.gateway.Permit;
import m365ls.gateway.ServiceGateway;
import m365ls.gateway.Watcher;
import m365ls.http.JdkHttp;
import m365ls.http.NetworkSettings;
import m365ls.installation.Machine;
import m365ls.run.CommandLibrary.Result;
import m365ls.run.Consenting;
import m365ls.run.Work;
import m365ls.session.Application;
import m365ls.session.Cloud;
import m365ls.session.Connection;
import m365ls.session.EntraSession;
import m365ls.session.MemoryStore;
import m365ls.session.Places;
import m365ls.session.Secret;
import m365ls.session.SignIn;
import m365ls.session.SignInAnswer;
import m365ls.session.Unattended;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The tokens with which the requests of the most used commands went to the services are looked for in all that a process
 * holds, prints and writes: after they ended well, after errors, and with {@code --debug}.
 */
@Tag("long")
class MostUsedCanaryTest {

    private static final Catalog CATALOG = CatalogFile.builtIn().catalog();
    private static final Pattern SIGNED = Pattern.compile("eyJ[\\w-]+\\.[\\w-]+\\.([\\w-]+)");
    private static final int MOST_REQUESTS = 1_000_000;

    @TempDir
    private Path temp;

    @Test
    void noSecretOfTheSessionIsInTheProcessNorInWhatItPrintsAndWrites() throws Exception {
        Path snapshot = temp.toRealPath().resolve("heap.heapsnapshot");
        Path folder = Files.createDirectory(temp.resolve("work"));
        MostUsedCommands.prepare(folder);
        List<String> told = new ArrayList<>();
        Set<String> secrets = new TreeSet<>();
        int good = 0;
        try (StandInTenant tenant = StandInTenant.start(TenantOptions.standard().withObligingServices());
                EntraSession session = new EntraSession(EntraSession.Surroundings.of(
                        new JdkHttp(NetworkSettings.of(tenant.proxyEnvironment())), new MemoryStore(), Map.of()))) {
            Connection connection = signIn(tenant, session);
            // Later ones include what services hand out to commands, and commands may know.
            tenant.secretsSeen().stream().filter(secret -> secret.length() > 11).forEach(secrets::add);
            JdkHttp http = new JdkHttp(NetworkSettings.of(tenant.proxyEnvironment()));
            Places places = new Places(session, http);
            try (HostedLibrary library = new HostedLibrary(
                    new HostedLibrary.Surroundings(
                            new ServiceGateway(session, places, http),
                            session,
                            HostedLibrary.Sites.of(places),
                            Rig::program,
                            JsonObject::new,
                            Machine.current()),
                    Duration.ofMinutes(5),
                    HostRun.Patience.DEFAULT,
                    List.of("--import=data:text/javascript," + encoded(snapshotAtExit(snapshot))))) {
                for (List<String> call : MostUsedCommands.calls()) {
                    List<String> loud = new ArrayList<>(call);
                    loud.add("--debug");
                    for (List<String> words : List.of(call, loud)) {
                        Result result = run(library, connection, folder, words);
                        good += result instanceof Result.Done done && done.exitCode() == 0 ? 1 : 0;
                        told.add(result.toString());
                    }
                }
                tenant.interfere(Match.host("graph.microsoft.com"), MOST_REQUESTS, Mishap.FORBIDDEN);
                tenant.interfere(Match.host("contoso.sharepoint.com"), MOST_REQUESTS, Mishap.NOT_FOUND);
                for (List<String> call : MostUsedCommands.calls()) {
                    List<String> loud = new ArrayList<>(call);
                    loud.add("--debug");
                    told.add(run(library, connection, folder, loud).toString());
                }
                HostProcess process = library.pool().processes().get(0);
                told.add(textsBelow(process.folder()));
                process.end();
                process.handle().onExit().get(60, TimeUnit.SECONDS);
            }
            tenant.secretsSeen().stream()
                    .map(SIGNED::matcher)
                    .filter(Matcher::matches)
                    // The signature alone: what else is in a token, the process may know.
                    .forEach(token -> secrets.add(token.group(1)));
        }
        assertTrue(good > 80, good + " of 100 ended well");
        assertTrue(secrets.size() > 3, secrets.size() + " secrets");
        String heap = Files.readString(snapshot, StandardCharsets.ISO_8859_1);
        assertTrue(heap.contains("contoso.sharepoint.com/sites/projects"), "what commands knew is in the memory");
        told.add(heap);
        told.add(textsBelow(folder));
        for (String secret : secrets) {
            assertEquals(
                    0, told.stream().filter(text -> text.contains(secret)).count(), "a secret of " + secret.length());
        }
    }

    private static Connection signIn(StandInTenant tenant, EntraSession session) throws InterruptedException {
        SignInAnswer answer = session.signIn(
                new SignIn.Password(
                        tenant.user().name(), Secret.of(tenant.user().password())),
                new Application(tenant.appId(), tenant.tenantId(), Cloud.PUBLIC),
                "",
                new Unattended());
        return assertInstanceOf(SignInAnswer.SignedIn.class, answer).connection();
    }

    private static Result run(HostedLibrary library, Connection connection, Path folder, List<String> words)
            throws InterruptedException {
        String name = String.join(
                " ", words.stream().takeWhile(word -> !word.startsWith("--")).toList());
        try (Permit permit = Permit.signedIn(connection, Permit.Extent.WRITE, Approver.NOBODY, Watcher.NONE)) {
            return library.run(new Work(
                    CATALOG.find(name).orElseThrow(), words, Map.of(), folder, permit, new Consenting(), false));
        }
    }

    private static String snapshotAtExit(Path file) {
        return "import v8 from 'node:v8';process.on('exit',()=>v8.writeHeapSnapshot(decodeURIComponent('"
                + encoded(file) + "')))";
    }

    private static String textsBelow(Path folder) throws IOException {
        StringBuilder all = new StringBuilder();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                all.append(Files.readString(file, StandardCharsets.ISO_8859_1));
            }
        }
        return all.toString();
    }

    private static String encoded(Object text) {
        return URLEncoder.encode(text.toString(), StandardCharsets.UTF_8).replace("+", "%20");
    }
}
