package m365ls.command.library;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import m365ls.catalog.Catalog;
import m365ls.catalog.CatalogFile;
import m365ls.catalog.CommandSpec;
import m365ls.catalog.CommandText;
import m365ls.gateway.Gateway;
import m365ls.gateway.Permit;
import m365ls.gateway.Watcher;
import m365ls.installation.CliProgram;
import m365ls.installation.Machine;
import m365ls.installation.Wishes;
import m365ls.run.CommandLibrary;
import m365ls.run.Consenting;
import m365ls.run.Work;
import m365ls.run.hosted.HostedLibrary;
import m365ls.script.Argument;
import m365ls.script.Call;
import m365ls.script.Dialect;
import m365ls.script.Invocation;
import m365ls.script.OptionParser;
import m365ls.script.OptionTable;
import m365ls.script.PowerShell;
import m365ls.script.Quoting;
import m365ls.script.Script;
import m365ls.script.Shell;
import m365ls.script.Value;
import m365ls.session.AccessToken;
import m365ls.session.Application;
import m365ls.session.Cloud;
import m365ls.session.Connection;
import m365ls.session.Identity;
import m365ls.session.Resource;
import m365ls.session.Secret;
import m365ls.session.TokenAnswer;
import m365ls.session.Tokens;
import m365ls.validation.CallGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Holds the native commands against the real CLI: for each documented example, in each output mode and each mood of the
 * services, both ask for the same and print the same.
 */
class NativeAgreesWithTheCliTest {

    private static final Path SERVER = Path.of("").toAbsolutePath();
    private static final Catalog CATALOG = CatalogFile.builtIn().catalog();
    private static final String GUID = "68be84bf-a585-4776-80b3-30aa5207aa22";

    private static final long SEED = Long.getLong("m365ls.native.seed", 20_261_120);

    /** Made calls for each command. */
    private static final int EACH = Integer.getInteger("m365ls.native.each", 10);

    /** Only commands whose name begins so; all if it is empty. */
    private static final String ONLY = System.getProperty("m365ls.native.only", "");

    /** What a library made of a call. */
    private record Seen(String result, List<MadeUpServices.Asked> asked, Map<String, String> files) {}

    /** One for all, since the CLI's process is one for a folder. */
    @TempDir
    private Path folder;

    @Test
    void asksAndPrintsAsTheCliDoes() throws Exception {
        agree(new JsonObject(), (own, both) -> {
            for (String name : own.commands().stream().sorted().toList()) {
                CommandSpec command = CATALOG.find(name).orElseThrow();
                for (List<String> call : calls(command)) {
                    for (MadeUpServices.Mood mood : moods(call)) {
                        both.compare(command, call, mood);
                    }
                }
            }
        });
    }

    @Test
    void makesTheSameOfMadeUpCalls() throws Exception {
        JsonObject settings = new JsonObject();
        settings.addProperty("prompt", false);
        agree(settings, (own, both) -> {
            for (List<String> call : new CallGenerator(CATALOG, SEED).make(EACH)) {
                Call read = Call.read(invocation(call), CATALOG);
                boolean runs = !read.helpAsked() && read.strays().isEmpty() && !traces(call);
                Optional<CommandSpec> command = runs ? read.command().filter(own::has) : Optional.empty();
                if (command.isPresent()) {
                    both.compare(command.get(), call, MadeUpServices.Mood.USUAL);
                }
            }
        });
    }

    @Test
    void letsRunWhomTheCliLetsRun() throws Exception {
        agree(new JsonObject(), (own, both) -> {
            for (Optional<Connection> signedIn : OTHERS) {
                both.as(signedIn);
                for (String name : own.commands().stream().sorted().toList()) {
                    CommandSpec command = CATALOG.find(name).orElseThrow();
                    // In other clouds the CLI looks for a token where none is.
                    boolean breaks = name.equals("outlook mail send")
                            && signedIn.filter(c -> c.application().cloud() != Cloud.PUBLIC)
                                    .isPresent();
                    for (List<String> call :
                            calls(command).stream().limit(breaks ? 0 : 1).toList()) {
                        both.compare(command, call, MadeUpServices.Mood.USUAL);
                    }
                }
            }
        });
    }

    /** Whether a call is one that the CLI has to run, or one to an address that only the gateway can judge. */
    private static boolean traces(List<String> call) {
        return call.stream().anyMatch(word -> word.startsWith("--verbose") || word.startsWith("--debug"))
                || (call.contains("request")
                        && call.stream().noneMatch(word -> word.startsWith("https://") || word.startsWith("@")));
    }

    private static Invocation invocation(List<String> call) {
        Shell shell = new Shell();
        StringBuilder text = new StringBuilder("m365");
        call.forEach(word -> text.append(' ').append(shell.quote(word, Quoting.NONE)));
        Invocation read = Script.parse(shell, text.toString()).invocations().get(0);
        List<Argument> arguments = new ArrayList<>();
        for (int i = 0; i < call.size(); i++) {
            arguments.add(new Argument(read.arguments().get(i).word(), Value.known(call.get(i))));
        }
        return new Invocation(read.span(), read.reach(), read.program(), read.words(), arguments, read.surroundings());
    }

    /** Goes through calls. */
    private interface Course {
        void run(NativeLibrary own, Both both) throws Exception;
    }

    private void agree(JsonObject settings, Course course) throws Exception {
        Switch services = new Switch();
        NativeLibrary own = new NativeLibrary(new NativeLibrary.Surroundings(
                CATALOG, services, () -> settings, Clock.system(ZoneId.systemDefault()), time -> {}));
        try (HostedLibrary hosted = new HostedLibrary(new HostedLibrary.Surroundings(
                services,
                new MadeUpTokens(),
                connection -> Optional.of(MadeUpServices.SITE),
                NativeAgreesWithTheCliTest::program,
                () -> settings,
                Machine.current()))) {
            Both both = new Both(own, hosted, services);
            // Then both know where the tenant's root site is.
            CommandSpec first = CATALOG.find("spo tenant appcatalogurl get").orElseThrow();
            both.compare(first, List.of(first.name().split(" ")), MadeUpServices.Mood.USUAL);
            course.run(own, both);
            both.check();
        }
    }

    /** The two libraries, and where they differ. */
    private final class Both {
        private final NativeLibrary own;
        private final HostedLibrary hosted;
        private final Switch services;
        private final List<String> differences = new ArrayList<>();
        private final Map<String, Integer> compared = new TreeMap<>();
        private Optional<Connection> signedIn = Optional.of(CONNECTION);
        private final List<String> left = new ArrayList<>();
        private int stumbled;

        Both(NativeLibrary own, HostedLibrary hosted, Switch services) {
            this.own = own;
            this.hosted = hosted;
            this.services = services;
        }

        /** Whoever is signed in from now on; empty for nobody. */
        void as(Optional<Connection> other) {
            signedIn = other;
        }

        void compare(CommandSpec command, List<String> call, MadeUpServices.Mood mood) throws Exception {
            if (!command.name().startsWith(ONLY)) {
                return;
            }
            compared.merge(command.name(), 1, Integer::sum);
            Seen theirs = see(hosted, services, signedIn, command, call, mood);
            Seen ours = see(own, services, signedIn, command, call, mood);
            if (ours.result().startsWith("Unable")) {
                left.add(call + " " + ours.result());
                return;
            }
            // Its code takes a number apart as if it were a text.
            if (theirs.result().contains(" is not a function\n")) {
                stumbled++;
                return;
            }
            if (!theirs.equals(ours) && !asksFirst(theirs, ours) && !fails(theirs, ours)) {
                differences.add(who(signedIn) + mood + " " + call + "\n  CLI " + theirs + "\n  own " + ours);
            }
        }

        /** What a call lacks the CLI asks for itself; here it was asked for before a library gets the call. */
        private static boolean asksFirst(Seen theirs, Seen ours) {
            return theirs.result().equals("GivenUp[]")
                    && theirs.asked().isEmpty()
                    && ours.asked().isEmpty()
                    && ours.result().startsWith("1\n");
        }

        /** Where an answer has another shape than was expected, JavaScript has words for it that nobody understands. */
        private static boolean fails(Seen theirs, Seen ours) {
            return theirs.result().contains("Error: Cannot read properties of undefined")
                    && ours.result().startsWith("1\n")
                    && ours.asked().equals(theirs.asked());
        }

        void check() {
            int all = compared.values().stream().mapToInt(Integer::intValue).sum();
            assertTrue(
                    left.size() <= all / 25, () -> left.size() + " of " + all + " are left to the CLI: " + left.get(0));
            assertTrue(stumbled <= all / 50, () -> "the CLI stumbles over " + stumbled + " of " + all);
            System.getLogger("agreement")
                    .log(System.Logger.Level.INFO, all + " runs of " + compared.size() + " commands: " + compared);
            assertTrue(!compared.isEmpty());
            assertEquals("", String.join("\n\n", differences), () -> differences.size() + " differences, seed " + SEED);
        }
    }

    /** How services are when a call is made: in modes that lay values out, what matters is how many there are. */
    private static List<MadeUpServices.Mood> moods(List<String> call) {
        if (call.contains("csv") || call.contains("md") || call.contains("none")) {
            return List.of(MadeUpServices.Mood.USUAL, MadeUpServices.Mood.ONE, MadeUpServices.Mood.NONE);
        }
        // Of what it asks for at a time, the CLI asks for all, even if one of them is refused.
        return Stream.of(MadeUpServices.Mood.values())
                .filter(mood -> mood != MadeUpServices.Mood.REFUSED_LATER || !asksAtATime(call))
                .filter(mood -> !mood.name().matches("REFUSED|SILENT") || !beginsAtATime(call))
                .toList();
    }

    private static boolean asksAtATime(List<String> call) {
        return call.contains("--withSiteUrl")
                || call.contains("--withTrigger")
                || call.contains("auditlog")
                || call.contains("approleassignment")
                || call.contains("--grantAdminConsent")
                || readsBytes(call)
                || (call.contains("site") && call.contains("set") && call.contains("--owners"))
                || (call.contains("field") && call.contains("remove") && call.contains("--group"))
                || beginsAtATime(call);
    }

    /** Whether a file is asked for second, of which the CLI does not read the error. */
    private static boolean readsBytes(List<String> call) {
        return call.contains("export") && call.contains("json");
    }

    /** Whether the first that is asked for is several things at a time: the people of a list. */
    private static boolean beginsAtATime(List<String> call) {
        return call.contains("--assignedToUserNames") || call.contains("--owners") || call.contains("--members");
    }

    private static String who(Optional<Connection> signedIn) {
        return signedIn.map(c -> c.name() + ", ").orElse("nobody, ");
    }

    private Seen see(
            CommandLibrary library,
            Switch services,
            Optional<Connection> signedIn,
            CommandSpec command,
            List<String> call,
            MadeUpServices.Mood mood)
            throws Exception {
        MadeUpServices made = new MadeUpServices(mood);
        services.to = made;
        Files.writeString(folder.resolve(FILE), "What is sent\n");
        try (Permit permit = signedIn.map(c -> Permit.signedIn(c, Permit.Extent.WRITE, Answers.FIRST, Watcher.NONE))
                .orElseGet(() -> Permit.anonymous(Permit.Extent.WRITE, Answers.FIRST, Watcher.NONE))) {
            OptionTable table = OptionTable.of(command);
            var options = OptionParser.parse(call.stream().map(Value::known).toList(), table)
                    .values(table);
            CommandLibrary.Result result =
                    library.run(new Work(command, call, options, folder, permit, Answers.FIRST, false));
            return new Seen(shown(result), inOrder(call, withoutRootSite(made.asked())), takeFiles(folder));
        }
    }

    /** Each library asks once where the tenant's root site is, and then knows. */
    private static List<MadeUpServices.Asked> withoutRootSite(List<MadeUpServices.Asked> asked) {
        return asked.stream()
                .filter(each -> !each.address().endsWith("/sites/root?$select=webUrl"))
                .toList();
    }

    /** In the order of their addresses where the CLI asks for several things at a time. */
    private static List<MadeUpServices.Asked> inOrder(List<String> call, List<MadeUpServices.Asked> asked) {
        return asksAtATime(call)
                ? asked.stream()
                        .sorted(Comparator.comparing(MadeUpServices.Asked::address)
                                .thenComparing(MadeUpServices.Asked::body))
                        .toList()
                : asked;
    }

    private static String shown(CommandLibrary.Result result) {
        return result instanceof CommandLibrary.Result.Done done
                ? done.exitCode() + "\nout: " + ASSUMED.matcher(done.out()).replaceFirst("\n")
                        + "\nerr: "
                        + withoutQuestions(done.err())
                                .replaceAll("Error: (Type)?Error( \\[\\w+\\])?: ", "Error: ")
                                .replaceAll("Error: (EISDIR: |The file .* could not be read: ).*", "Error: not read")
                                .replaceAll("JMESPath query error.*", "JMESPath query error")
                        + "\nvalue: "
                        + m365ls.output.JsonText.compact(done.result())
                : result.toString();
    }

    /** At the end of a heading, what the CLI assumes and the user has not said. */
    private static final Pattern ASSUMED = Pattern.compile(" ?(--feedType \"All\")?\n");

    /** The CLI's own questions, each with an empty line behind its answer, which are asked elsewhere here. */
    private static final Pattern QUESTION =
            Pattern.compile("(?m)^(\uD83C\uDF36\uFE0F {2}.*)?\n|^\uD83C\uDF36\uFE0F {2}.*\\z");

    /** What a later version will do, and what a brand center is, which each says in words of its own. */
    private static final Pattern WARNING =
            Pattern.compile("(?m)^(?!Error)(.*--overwrite.*|.* content delivery network.*|Don't use this .*)(\n|\\z)");

    private static String withoutQuestions(String err) {
        return WARNING.matcher(QUESTION.matcher(err).replaceAll("")).replaceAll("");
    }

    /** What was written, which is then deleted. */
    private static Map<String, String> takeFiles(Path folder) throws IOException {
        Map<String, String> files = new TreeMap<>();
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                files.put(folder.relativize(file).toString(), Files.readString(file));
                Files.delete(file);
            }
        }
        return files;
    }

    /** The documented calls of a command, each in each of its output modes. */
    private static List<List<String>> calls(CommandSpec command) {
        List<List<String>> calls = new ArrayList<>();
        for (List<String> call : documented(command)) {
            boolean lacksFile = !withFile(call).isEmpty() && !call.contains(FILE);
            calls.addAll(lacksFile ? List.of(call) : inAllModes(command, call));
        }
        return calls;
    }

    /** The documented calls of a command of which all words are known; those with a file also with one that is there. */
    static List<List<String>> documented(CommandSpec command) {
        List<List<String>> calls = new ArrayList<>();
        CommandText text = CATALOG.text(command);
        for (CommandText.Example example : text.examples()) {
            Dialect dialect = example.language().equals("powershell") ? new PowerShell() : new Shell();
            for (Invocation invocation : Script.parse(dialect, example.code()).invocations()) {
                List<Value> values =
                        invocation.arguments().stream().map(Argument::value).toList();
                if (values.isEmpty() || !values.stream().allMatch(Value::isKnown)) {
                    continue;
                }
                List<String> call =
                        new ArrayList<>(values.stream().map(Value::prefix).toList());
                // Words that belong to nothing make the CLI show its help.
                if (!isOf(command, call)
                        || !Call.read(invocation(call), CATALOG).strays().isEmpty()) {
                    continue;
                }
                call.removeAll(List.of("--verbose", "--debug"));
                calls.add(List.copyOf(call));
                calls.addAll(withFile(call));
            }
        }
        return calls;
    }

    /** A file that is there, and the options with which examples name files that are not. */
    static final String FILE = "given.txt";

    private static final Set<String> FILES =
            Set.of("--path", "--filePath", "-p", "--logoPath", "--attachment", "--certificateFile");

    /** A call with a file that is there in place of one that it names; none if it names none. */
    private static List<List<String>> withFile(List<String> call) {
        List<List<String>> calls = new ArrayList<>();
        for (int i = 1; i < call.size(); i++) {
            if (FILES.contains(call.get(i - 1))) {
                List<String> other = new ArrayList<>(call);
                other.set(i, FILE);
                calls.add(List.copyOf(other));
            }
        }
        return calls;
    }

    private static List<List<String>> inAllModes(CommandSpec command, List<String> call) {
        List<List<String>> calls = new ArrayList<>();
        calls.add(List.copyOf(call));
        if (!call.contains("--output") && !call.contains("-o")) {
            for (String mode : command.outputs()) {
                List<String> inMode = new ArrayList<>(call);
                inMode.addAll(List.of("--output", mode));
                calls.add(inMode);
            }
        }
        return calls;
    }

    /** Whether a call is one of the command; pages show others too. */
    private static boolean isOf(CommandSpec command, List<String> call) {
        return Stream.concat(Stream.of(command.name()), command.aliases().stream())
                .anyMatch(name -> String.join(" ", call).startsWith(name + " ")
                        || String.join(" ", call).equals(name));
    }

    private static Optional<CliProgram> program() {
        try {
            Path node = Path.of(Files.readString(SERVER.resolve("target/catalogue/node.txt")));
            return CliProgram.find(
                    Machine.current(),
                    new Wishes(Optional.of(SERVER.resolve("cli-host")), Optional.of(node), List.of(), Set.of()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Connection connection(String name, String authType, Cloud cloud, Identity.Kind kind) {
        boolean isPerson = kind == Identity.Kind.USER;
        Identity identity = new Identity(
                kind,
                isPerson ? "me@contoso.com" : "Robot",
                GUID,
                GUID,
                GUID,
                "https://graph.microsoft.com",
                isPerson ? List.of("User.Read") : List.of(),
                isPerson ? List.of() : List.of("User.Read.All"),
                Instant.parse("2099-01-01T00:00:00Z"));
        return new Connection(name, name, authType, new Application(GUID, GUID, cloud), identity);
    }

    private static final Connection CONNECTION = connection("me", "browser", Cloud.PUBLIC, Identity.Kind.USER);

    /** Who else may be signed in. */
    private static final List<Optional<Connection>> OTHERS = List.of(
            Optional.empty(),
            Optional.of(connection("an application", "certificate", Cloud.PUBLIC, Identity.Kind.APPLICATION)),
            Optional.of(connection("one with a secret", "secret", Cloud.PUBLIC, Identity.Kind.APPLICATION)),
            Optional.of(connection("a person in China", "deviceCode", Cloud.CHINA, Identity.Kind.USER)),
            Optional.of(connection("a person in the GCC", "deviceCode", Cloud.US_GOV, Identity.Kind.USER)),
            Optional.of(connection("one in GCC High", "certificate", Cloud.US_GOV_HIGH, Identity.Kind.APPLICATION)),
            Optional.of(connection("a soldier", "browser", Cloud.US_GOV_DOD, Identity.Kind.USER)));

    /** Leads to the services of the moment. */
    private static final class Switch implements Gateway {
        private Gateway to = new MadeUpServices(MadeUpServices.Mood.USUAL);

        @Override
        public m365ls.gateway.Reply send(Permit permit, m365ls.gateway.Ask ask) throws InterruptedException {
            return to.send(permit, ask);
        }
    }

    private static final class MadeUpTokens implements Tokens {
        @Override
        public TokenAnswer token(Connection connection, Resource resource) {
            Identity identity = connection.identity();
            return new TokenAnswer.Token(new AccessToken(Secret.of("none"), resource, identity.expires(), identity));
        }

        @Override
        public TokenAnswer renew(Connection connection, Resource resource, Secret rejected, String claims) {
            return token(connection, resource);
        }
    }

    /** Takes the first of what there is. */
    private static final class Answers extends Consenting {
        static final Answers FIRST = new Answers();

        @Override
        public OptionalInt choose(Choice choice) {
            return OptionalInt.of(0);
        }
    }
}
