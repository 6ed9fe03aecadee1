package m365ls.run.walk;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import m365ls.fixtures.tenant.StandInTenant;
import m365ls.fixtures.tenant.TenantOptions;
import m365ls.fixtures.tenant.entra.Application;
import m365ls.fixtures.tenant.entra.Applications;
import m365ls.fixtures.tenant.http.RecordedRequest;
import m365ls.fixtures.tenant.http.Recorder;

/** A tenant and a folder in which examples run, one after the other, each as if it were the first. */
final class Lane implements AutoCloseable {

    /** What belongs to the line, to whoever asks, or is new in each token; that there is a token counts. */
    private static final Set<String> NOT_COMPARED = Set.of(
            "host",
            "connection",
            "content-length",
            "transfer-encoding",
            "user-agent",
            "x-clientservice-clienttag",
            "accept-encoding",
            "client-request-id");

    private static final Set<String> SIGN_IN_HOSTS = Set.of("login.microsoftonline.com", "login.microsoftonline.us");

    private static final Pattern BETWEEN_ELEMENTS = Pattern.compile(">\\s+<");
    private static final Pattern APPLICATION_NAME = Pattern.compile(" ApplicationName=\"[^\"]*\"");

    private final StandInTenant tenant =
            StandInTenant.start(TenantOptions.standard().withObligingServices());
    private final List<Application> applications = signedUp();
    private final Path folder;
    private final Path room;
    private final Path repository;

    /** @param folder an empty one */
    Lane(Path folder, Path repository) throws IOException {
        this.folder = folder;
        this.repository = repository;
        this.room = Files.createDirectories(folder.resolve("room"));
    }

    /** The applications at the beginning; that with which the sides sign in has its certificate by then. */
    private List<Application> signedUp() {
        tenant.certificate();
        return List.copyOf(tenant.entra().applications().all());
    }

    RealCli cli() {
        return new RealCli(tenant, repository, folder.resolve("homes"));
    }

    ThisServer server() {
        return new ThisServer(tenant, repository, folder.resolve("desks"));
    }

    CommandLine commandLine() throws IOException {
        return new CommandLine(tenant, repository, folder.resolve("command-line"));
    }

    Editor editor() {
        return new Editor(tenant, repository, folder.resolve("editors"));
    }

    /** Runs an example, and looks at what came of it. */
    Seen see(Side side, Example example) throws IOException, InterruptedException {
        empty();
        example.furnish(room);
        reset();
        int refused = tenant.refusals().size();
        Side.Ended ended = side.run(example, room);
        List<String> requests = new ArrayList<>();
        tenant.requests().stream().filter(Lane::isOfACommand).map(this::told).forEach(requests::add);
        List<String> refusals = tenant.refusals();
        requests.addAll(refusals.subList(refused, refusals.size()));
        return new Seen(
                ended.exitCode(),
                ended.refused(),
                anywhere(ended.out()),
                anywhere(withoutQuestions(ended.err())),
                requests,
                files());
    }

    /** The CLI ends the line of each answer to a question, which is asked elsewhere here. */
    private static String withoutQuestions(String err) {
        return err.lines().filter(line -> !line.isBlank()).collect(Collectors.joining("\n"));
    }

    /** A text that does not tell where the room is. */
    private String anywhere(String text) {
        return text.replace(room.toString(), Example.ROOM);
    }

    /** Tokens are no matter of a command, nor is where services are, which each side asks for when it needs to know. */
    private static boolean isOfACommand(RecordedRequest request) {
        boolean asksForOrganisations = request.path().endsWith("/Microsoft.BusinessAppPlatform/environments")
                && List.of("application/json").equals(request.headers().get("accept"));
        return !SIGN_IN_HOSTS.contains(request.host())
                && !asksForOrganisations
                && !request.url().endsWith("/v1.0/sites/root?$select=webUrl");
    }

    /** A request, but for what differs by design. */
    private String told(RecordedRequest request) {
        boolean isObjectModel = request.path().endsWith("/_vti_bin/client.svc/ProcessQuery");
        StringBuilder text = new StringBuilder(request.method() + " " + request.url());
        new TreeMap<>(request.headers()).forEach((name, values) -> {
            // Without a body, its type says nothing; of the object model's, the CLI says that it is a form.
            boolean isIdle = name.equals("content-type")
                    && (isObjectModel || request.body().isEmpty());
            if (!NOT_COMPARED.contains(name) && !isIdle) {
                text.append("\n  ").append(name).append(": ").append(shown(name, values));
            }
        });
        String body = isObjectModel ? objectModel(request.body()) : sorted(request.body());
        return anywhere(text.append("\n  ").append(body).toString());
    }

    /** XML without the program's name, the blanks between its elements, and the encoding of line ends. */
    private static String objectModel(String body) {
        String nameless = APPLICATION_NAME.matcher(body).replaceFirst("");
        return BETWEEN_ELEMENTS.matcher(nameless).replaceAll("><").replace("&#xA;", "\n");
    }

    /** An object of JSON by the names of its members, whose order says nothing; another text as it is. */
    private static String sorted(String body) {
        if (!body.startsWith("{")) {
            return body;
        }
        try {
            return sorted(JsonParser.parseString(body)).toString();
        } catch (JsonParseException e) {
            return body;
        }
    }

    private static JsonElement sorted(JsonElement value) {
        if (value instanceof JsonArray array) {
            JsonArray sorted = new JsonArray();
            array.forEach(each -> sorted.add(sorted(each)));
            return sorted;
        }
        if (value instanceof JsonObject object) {
            JsonObject sorted = new JsonObject();
            object.keySet().stream().sorted().forEach(name -> sorted.add(name, sorted(object.get(name))));
            return sorted;
        }
        return value;
    }

    /** Of what is new each time, only that it is there counts. */
    private static String shown(String name, List<String> values) {
        return name.equals("authorization") || name.equals("x-requestdigest") ? "there" : String.join(", ", values);
    }

    private Map<String, String> files() throws IOException {
        Map<String, String> files = new TreeMap<>();
        try (Stream<Path> all = Files.walk(room)) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                files.put(
                        room.relativize(file).toString(),
                        Recorder.hashed(HexFormat.of().formatHex(Files.readAllBytes(file))));
            }
        }
        return files;
    }

    private void reset() {
        tenant.resetServices();
        Applications registered = tenant.entra().applications();
        registered.all().forEach(application -> registered.remove(application.appId()));
        applications.forEach(registered::put);
    }

    private void empty() throws IOException {
        try (Stream<Path> all = Files.walk(room)) {
            for (Path file : all.sorted(Comparator.reverseOrder()).toList()) {
                if (!file.equals(room)) {
                    Files.delete(file);
                }
            }
        }
    }

    @Override
    public void close() {
        tenant.close();
    }
}
