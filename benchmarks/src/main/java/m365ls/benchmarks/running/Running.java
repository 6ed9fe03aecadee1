package m365ls.benchmarks.running;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import m365ls.fixtures.MostUsedCommands;
import m365ls.gateway.Ask;
import m365ls.run.Order;
import m365ls.run.Outcome;

/** Measures how long commands take, and prints a table; with {@code --write} it renews docs/benchmarks.md. */
public final class Running {

    private static final int STARTS = 7;
    private static final int WARM_UP = 60;
    private static final int ROUNDS = 200;
    private static final int MEMORY_ROUNDS = 20;

    /** A round in so many also runs the CLI as a program. */
    private static final int PROGRAM_EVERY = 40;

    private static final String SITE = "https://contoso.sharepoint.com/sites/projects";

    /** Reads, each of which takes the same requests in both libraries. */
    private static final List<List<String>> COMMANDS = List.of(
            words("spo web get --url " + SITE),
            words("spo list list --webUrl " + SITE),
            words("spo field list --webUrl " + SITE),
            words("entra user get --id 00000000-0000-4000-8000-000000000001"),
            words("flow environment list"));

    /** What is measured. */
    private enum Way {
        EXCHANGE("the bare exchange: the same requests by the gateway alone"),
        NATIVE("native command"),
        NATIVE_ABOVE("native command, beyond the bare exchange of the same round"),
        HOSTED("hosted command, warm"),
        HOSTED_ABOVE("hosted command, warm, beyond the bare exchange of the same round"),
        FIRST("first hosted command, the start of its process included"),
        PROGRAM("the CLI as a program, its telemetry off");

        private final String title;

        Way(String title) {
            this.title = title;
        }
    }

    private final Map<Way, Samples> samples = new EnumMap<>(Way.class);
    private final Path installation;
    private final Path scratch;

    private Running(Path repository, Path scratch) {
        this.installation = repository.resolve("server").resolve("cli-host");
        this.scratch = scratch;
        for (Way way : Way.values()) {
            samples.put(way, new Samples());
        }
    }

    /**
     * Measures. Exit code 1 if something could not be run.
     *
     * @param args folder of the checkout, and perhaps {@code --write}
     */
    public static void main(String[] args) throws Exception {
        Path repository = Path.of(args[0]).toRealPath();
        Path scratch = Files.createTempDirectory("m365ls-running");
        try {
            String section = new Running(repository, scratch).measure();
            new PrintStream(System.out, true, StandardCharsets.UTF_8).println(section);
            if (List.of(args).contains("--write")) {
                write(repository.resolve("docs").resolve("benchmarks.md"), section);
            }
        } finally {
            delete(scratch);
        }
        System.exit(0);
    }

    private static List<String> words(String line) {
        return List.of(line.split(" "));
    }

    private String measure() throws Exception {
        double before = load();
        String memory;
        try (TenantProcess process = new TenantProcess()) {
            TenantFacts tenant = process.facts();
            for (int i = 0; i < STARTS; i++) {
                try (Product product = product(tenant, "first-" + i)) {
                    samples.get(Way.FIRST)
                            .add(Samples.time(() -> product.runWell(Order.Library.HOSTED, COMMANDS.get(0))));
                }
            }
            CliProcess program = new CliProcess(
                    tenant,
                    installation.resolve("node_modules/@pnp/cli-microsoft365"),
                    Files.createDirectories(scratch.resolve("home")));
            try (Product product = product(tenant, "warm")) {
                for (int round = 0; round < WARM_UP + ROUNDS; round++) {
                    boolean counts = round >= WARM_UP;
                    for (List<String> command : COMMANDS) {
                        round(product, command, counts);
                        if (counts && round % PROGRAM_EVERY == 0) {
                            samples.get(Way.PROGRAM).add(Samples.time(() -> program.run(command)));
                        }
                    }
                }
            }
            try (Product product = product(tenant, "memory")) {
                memory = memory(product);
            }
        }
        Cancelling cancelling = new Cancelling(installation, Files.createDirectories(scratch.resolve("cancel")));
        return section(before, load(), memory, cancelling);
    }

    private Product product(TenantFacts tenant, String name) throws IOException, InterruptedException {
        return new Product(tenant, installation, Files.createDirectories(scratch.resolve(name)));
    }

    private void round(Product product, List<String> command, boolean counts) throws Exception {
        long hosted = Samples.time(() -> product.runWell(Order.Library.HOSTED, command));
        List<Ask> asked = product.asked();
        long inJava = Samples.time(() -> product.runWell(Order.Library.NATIVE, command));
        List<Ask> askedInJava = product.asked();
        if (!addresses(asked).equals(addresses(askedInJava))) {
            // The first run of each library looks up where the tenant is.
            if (counts) {
                throw new IOException(command + " asks for " + addresses(asked) + " and " + addresses(askedInJava));
            }
        }
        long bare = Samples.time(() -> product.send(asked));
        if (counts) {
            samples.get(Way.EXCHANGE).add(bare);
            samples.get(Way.NATIVE).add(inJava);
            samples.get(Way.NATIVE_ABOVE).add(inJava - bare);
            samples.get(Way.HOSTED).add(hosted);
            samples.get(Way.HOSTED_ABOVE).add(hosted - bare);
        }
    }

    private static List<String> addresses(List<Ask> asks) {
        return asks.stream().map(Ask::address).toList();
    }

    /** Runs the commands that are used most, again and again, and says what the process takes then. */
    private static String memory(Product product) throws IOException {
        List<List<String>> calls = MostUsedCommands.calls();
        int runs = 0;
        int good = 0;
        for (int round = 0; round < MEMORY_ROUNDS; round++) {
            for (List<String> call : calls) {
                MostUsedCommands.prepare(product.folder());
                Outcome outcome = product.run(Order.Library.HOSTED, call);
                runs++;
                boolean well = outcome instanceof Outcome.Ran ran && ran.exitCode() == 0;
                good += well ? 1 : 0;
                if (!well && round == 0) {
                    System.err.println(call + ": " + outcome);
                }
            }
        }
        List<String> sizes = Product.hosts()
                .map(host -> residentMegabytes(host.pid()) + " MB")
                .toList();
        return String.format(
                Locale.ROOT,
                "%s after %,d runs of the %d most used commands, %,d of which ended well",
                String.join(" and ", sizes),
                runs,
                calls.size(),
                good);
    }

    private static long residentMegabytes(long process) {
        try {
            Process ps = new ProcessBuilder("ps", "-o", "rss=", "-p", Long.toString(process)).start();
            String kilobytes = new String(ps.getInputStream().readAllBytes(), StandardCharsets.US_ASCII).strip();
            return Math.round(Long.parseLong(kilobytes) / 1024.0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Programs that want to run, on average over the last minute. */
    private static double load() {
        return ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
    }

    private String section(double before, double after, String memory, Cancelling cancelling) {
        StringBuilder text = new StringBuilder("## Running commands\n\n");
        text.append(String.format(
                Locale.ROOT,
                "Made by `bin/bench --running --write` on %s. Machine: %d processors, %s %s, Java %s; load %.1f before"
                        + " and %.1f after. Five commands that read, each run in every way in turn, from the order to"
                        + " the outcome, against the stand-in tenant in a process of its own; %d rounds after %d that"
                        + " warm up.%n%n",
                LocalDate.now(ZoneId.systemDefault()),
                Runtime.getRuntime().availableProcessors(),
                System.getProperty("os.name"),
                System.getProperty("os.version"),
                Runtime.version().feature(),
                before,
                after,
                ROUNDS,
                WARM_UP));
        text.append("| what (ms) | median | 99th percentile | measured |\n| --- | --- | --- | --- |\n");
        for (Way way : Way.values()) {
            Samples all = samples.get(way);
            String high = all.count() < 100 ? "" : all.quantile(0.99);
            text.append(String.format("| %s | %s | %s | %d |%n", way.title, all.quantile(0.5), high, all.count()));
        }
        text.append(cancelling.rows());
        text.append(String.format("%nMemory of the process of Node: %s.%n", memory));
        return text.toString().replace(System.lineSeparator(), "\n");
    }

    /** Puts the section in its former one's place, or at the end. */
    private static void write(Path page, String section) throws IOException {
        String text = Files.readString(page);
        Matcher former =
                Pattern.compile("(?ms)^## Running commands$.*?(?=^## |\\z)").matcher(text);
        String renewed = former.find()
                ? text.substring(0, former.start())
                        + section
                        + (former.end() < text.length() ? "\n" : "")
                        + text.substring(former.end())
                : text.stripTrailing() + "\n\n" + section;
        Files.writeString(page, renewed);
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(each);
            }
        }
    }
}
