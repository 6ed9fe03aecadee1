package m365ls.run.walk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every command runs here as it does in the real CLI: its documented examples send the same requests, print the same, leave
 * the same files and end with the same exit code, against the same services. The CLI is a process for each example, as its
 * users start it. What differs is in a table, each with its reason.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class WalkTest {

    private static final Path REPOSITORY = Path.of(System.getProperty("repository.root"));
    private static final Path TABLE = REPOSITORY.resolve("server/src/test/resources/m365ls/run/walk/differences.tsv");
    private static final Path CANNOT_RUN = REPOSITORY.resolve("docs/running.md");
    private static final int COMMANDS = 878;
    private static final int LEAST_COMMANDS_THAT_SUCCEED = 700;
    private static final int MOST_COMMANDS_THAT_CANNOT_RUN = 10;

    private static final long SEED = Long.getLong("m365ls.walk.seed", 20_261_120);
    private static final int SAMPLE = Integer.getInteger("m365ls.walk.sample", 60);

    /** Examples by {@code m365ls run}, each of which costs a process of Java and one of Node more. */
    private static final int COMMAND_LINE_SAMPLE = 12;

    private static final int EDITOR_SAMPLE = 24;

    /** Only examples whose name has a match; all if it is empty. */
    private static final Pattern ONLY = Pattern.compile(System.getProperty("m365ls.walk.only", ""));

    private static final int LANES =
            Integer.getInteger("m365ls.walk.lanes", Runtime.getRuntime().availableProcessors());

    /** Commands with which whoever uses the program changes who is signed in. */
    private static final Set<String> OF_THE_SESSION =
            Set.of("login", "logout", "setup", "connection use", "connection remove", "connection set", "cli consent");

    @TempDir
    private Path folder;

    private List<Example> examples = List.of();
    private Map<String, Listed> listed = Map.of();

    /** An example as the CLI runs it, and as this program does. */
    private record Pair(Example example, Seen theirs, Seen ours) {
        Pair inAnyOrder() {
            return new Pair(example, theirs.inAnyOrder(), ours.inAnyOrder());
        }

        /** What is told along the way is about the code that runs. */
        Set<String> differences() {
            Set<String> parts = new TreeSet<>(theirs.differences(ours));
            if (example.words().contains("--debug") || example.words().contains("--verbose")) {
                parts.remove("errors");
            }
            return parts;
        }

        String told() {
            return example.name() + ": m365 " + String.join(" ", example.words()) + "\n  differs in " + differences()
                    + "\n  CLI " + theirs + "\n  own " + ours;
        }
    }

    /** Makes the side that is compared with the CLI. */
    private interface OtherSide {
        Side of(Lane lane) throws IOException;
    }

    @BeforeAll
    void read() throws Exception {
        examples = Example.all(REPOSITORY);
        listed = Listed.read(TABLE);
    }

    @Test
    @Tag("exhaustive")
    void allExamplesRunAsInTheRealCli() throws Exception {
        List<Pair> pairs = walk(examples, Lane::server);
        Map<String, List<Pair>> commands = pairs.stream()
                .collect(Collectors.groupingBy(pair -> pair.example().command(), TreeMap::new, Collectors.toList()));
        long bySomeLibrary = successes(commands, pair -> pair.ours().isSuccess());
        long byTheCli = successes(commands, pair -> pair.theirs().isSuccess());
        long byBoth = successes(
                commands, pair -> pair.ours().isSuccess() && pair.theirs().isSuccess());
        System.getLogger("walk")
                .log(
                        System.Logger.Level.INFO,
                        pairs.size() + " examples of " + commands.size() + " commands, "
                                + pairs.stream()
                                        .filter(pair -> pair.differences().isEmpty())
                                        .count()
                                + " alike; commands that succeed: " + bySomeLibrary + " here, " + byTheCli
                                + " in the CLI, " + byBoth + " in both");
        check(pairs);
        if (ONLY.pattern().isEmpty()) {
            assertEquals(
                    COMMANDS, examples.stream().map(Example::command).distinct().count());
            assertTrue(byBoth >= LEAST_COMMANDS_THAT_SUCCEED, byBoth + " commands succeed");
        }
        Set<String> unable = new TreeSet<>();
        commands.forEach((command, all) -> {
            if (all.stream().noneMatch(pair -> pair.ours().isSuccess())
                    && all.stream()
                            .anyMatch(pair ->
                                    pair.theirs().isSuccess() || pair.ours().isRefused())) {
                unable.add(command);
            }
        });
        Set<String> known = new TreeSet<>(cannotRun());
        known.retainAll(commands.keySet());
        assertEquals(known, unable, "commands that cannot run, in " + CANNOT_RUN);
        assertTrue(unable.size() <= MOST_COMMANDS_THAT_CANNOT_RUN, unable::toString);
    }

    private static long successes(Map<String, List<Pair>> commands, Predicate<Pair> success) {
        return commands.values().stream()
                .filter(all -> all.stream().anyMatch(success))
                .count();
    }

    @Test
    @Tag("long")
    void aSampleRunsAsInTheRealCli() throws Exception {
        check(walk(sample(SAMPLE, examples), Lane::server));
    }

    @Test
    @Tag("long")
    void aSampleRunsByTheCommandLineAsInTheRealCli() throws Exception {
        check(walk(sample(COMMAND_LINE_SAMPLE, forOthers()), Lane::commandLine));
    }

    @Test
    @Tag("long")
    void aSampleRunsForAnEditorAsInTheRealCli() throws Exception {
        check(walk(sample(EDITOR_SAMPLE, forOthers()), Lane::editor));
    }

    /** Those of a user who stays signed in, and that do not differ. */
    private List<Example> forOthers() {
        return examples.stream()
                .filter(example -> !example.application()
                        && !OF_THE_SESSION.contains(example.command())
                        && !listed.containsKey(example.name()))
                .toList();
    }

    /** Some examples of every service, and then whatever comes. */
    private static List<Example> sample(int size, List<Example> from) {
        List<Example> shuffled = new ArrayList<>(from);
        Collections.shuffle(shuffled, new Random(SEED));
        Map<String, Example> firsts = new LinkedHashMap<>();
        shuffled.forEach(example -> firsts.putIfAbsent(example.command().split(" ")[0], example));
        Set<Example> chosen = new LinkedHashSet<>(firsts.values());
        chosen.addAll(shuffled);
        return chosen.stream().limit(size).toList();
    }

    private void check(List<Pair> pairs) {
        List<String> wrong = new ArrayList<>();
        for (Pair pair : pairs) {
            Listed known = listed.getOrDefault(pair.example().name(), new Listed(Set.of(), ""));
            Set<String> parts = (known.inAnyOrder() ? pair.inAnyOrder() : pair).differences();
            if (!parts.equals(known.inAnyOrder() ? Set.of() : known.parts())) {
                wrong.add("The table says that it differs in " + known.parts() + ". " + pair.told());
            }
        }
        assertEquals("", String.join("\n\n", wrong), () -> wrong.size() + " of " + pairs.size() + ", seed " + SEED);
        assertTrue(!pairs.isEmpty());
    }

    /** Runs examples, each by the CLI and then by the other side, in several lanes at once. */
    private List<Pair> walk(List<Example> all, OtherSide other) throws Exception {
        List<Example> chosen = all.stream()
                .filter(example -> ONLY.matcher(example.name()).find())
                .filter(example -> !listed.containsKey(example.name())
                        || !listed.get(example.name()).waits())
                .toList();
        Queue<Example> waiting = new ConcurrentLinkedQueue<>(chosen);
        Map<String, Pair> pairs = new ConcurrentHashMap<>();
        ExecutorService lanes = Executors.newFixedThreadPool(LANES);
        try {
            List<Callable<Boolean>> works = new ArrayList<>();
            for (int i = 0; i < LANES; i++) {
                works.add(() -> lane(waiting, pairs, other));
            }
            for (Future<Boolean> end : lanes.invokeAll(works)) {
                assertTrue(end.get());
            }
        } finally {
            lanes.shutdownNow();
        }
        return chosen.stream().map(example -> pairs.get(example.name())).toList();
    }

    private boolean lane(Queue<Example> waiting, Map<String, Pair> pairs, OtherSide other) throws Exception {
        try (Lane lane = new Lane(Files.createTempDirectory(folder, "lane"), REPOSITORY);
                Side theirs = lane.cli();
                Side ours = other.of(lane)) {
            for (Example example = waiting.poll(); example != null; example = waiting.poll()) {
                pairs.put(example.name(), new Pair(example, lane.see(theirs, example), lane.see(ours, example)));
            }
        }
        return waiting.isEmpty();
    }

    /** The commands that a table of the documentation lists as such that cannot run. */
    private static Set<String> cannotRun() throws IOException {
        List<String> lines = Files.readAllLines(CANNOT_RUN);
        int start = lines.indexOf("## What cannot run");
        assertTrue(start >= 0, "the heading is missing in " + CANNOT_RUN);
        return lines.subList(start + 1, lines.size()).stream()
                .takeWhile(line -> !line.startsWith("## "))
                .filter(line -> line.startsWith("| `"))
                .map(line -> line.substring(3, line.indexOf('`', 3)))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
