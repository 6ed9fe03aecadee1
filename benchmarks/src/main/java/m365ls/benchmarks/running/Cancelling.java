package m365ls.benchmarks.running;

import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.FutureTask;
import m365ls.fixtures.tenant.StandInTenant;
import m365ls.fixtures.tenant.TenantOptions;
import m365ls.fixtures.tenant.http.Match;
import m365ls.fixtures.tenant.http.Stall;
import m365ls.run.Order;
import m365ls.run.Outcome;

/** How soon a run ends that is cancelled while the service is silent, and the connection with it. */
final class Cancelling {

    private static final int ROUNDS = 50;
    private static final int WARM_UP = 10;
    private static final String HOST = "graph.microsoft.com";
    private static final String PATH = "/v1.0/organization";
    private static final List<String> READ = List.of("request", "--url", "https://" + HOST + PATH);

    private final Map<Order.Library, Samples> outcomes = new EnumMap<>(Order.Library.class);
    private final Map<Order.Library, Samples> ends = new EnumMap<>(Order.Library.class);

    /**
     * Measures.
     *
     * @param installation the folder whose {@code node_modules} has the CLI
     * @param folder an empty one
     */
    Cancelling(Path installation, Path folder) throws Exception {
        try (StandInTenant tenant = StandInTenant.start(TenantOptions.standard().withObligingServices());
                Product product = new Product(new TenantFacts(tenant.facts()), installation, folder)) {
            for (Order.Library library : List.of(Order.Library.NATIVE, Order.Library.HOSTED)) {
                outcomes.put(library, new Samples());
                ends.put(library, new Samples());
                for (int round = 0; round < WARM_UP + ROUNDS; round++) {
                    round(tenant, product, library, round >= WARM_UP);
                }
            }
        }
    }

    private void round(StandInTenant tenant, Product product, Order.Library library, boolean counts) throws Exception {
        Stall stall = tenant.stall(Match.path(HOST, PATH));
        FutureTask<Outcome> run = new FutureTask<>(() -> product.run(library, READ));
        Thread thread = new Thread(run, "cancelled");
        thread.start();
        stall.awaitSilence();
        CompletableFuture<Long> hungUp = CompletableFuture.supplyAsync(() -> {
            try {
                stall.awaitHangUp();
                return System.nanoTime();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
        long start = System.nanoTime();
        thread.interrupt();
        Outcome outcome = run.get();
        long outcomeTime = System.nanoTime() - start;
        if (!(outcome instanceof Outcome.Cancelled)) {
            throw new IllegalStateException("A run that was cancelled ended as " + outcome);
        }
        long end = hungUp.get() - start;
        if (counts) {
            outcomes.getOrDefault(library, new Samples()).add(outcomeTime);
            ends.getOrDefault(library, new Samples()).add(end);
        }
    }

    /** Rows of the table. */
    String rows() {
        StringBuilder rows = new StringBuilder();
        outcomes.forEach((library, samples) -> {
            String name = library.name().toLowerCase(Locale.ROOT);
            rows.append(row("from cancel to the outcome, " + name, samples));
            rows.append(row(
                    "from cancel to the end of the connection, as the service sees it, " + name,
                    ends.getOrDefault(library, new Samples())));
        });
        return rows.toString();
    }

    private static String row(String title, Samples samples) {
        return String.format(
                "| %s | %s | %s | %d |%n", title, samples.quantile(0.5), samples.quantile(0.99), samples.count());
    }
}
