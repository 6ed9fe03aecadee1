package m365ls.run;

import com.google.gson.JsonPrimitive;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.UnaryOperator;
import m365ls.catalog.Catalog;
import m365ls.catalog.CatalogFile;
import m365ls.catalog.CommandSpec;
import m365ls.gateway.Permit;
import m365ls.run.CommandLibrary.Result;
import m365ls.session.Application;
import m365ls.session.Cloud;
import m365ls.session.Connection;
import m365ls.session.Identity;

/** Somebody who runs commands in a folder, and a library that does what the test says. */
final class Desk implements Dialogue {

    static final Catalog CATALOG = CatalogFile.builtIn().catalog();

    static final Connection ANNA = connection("anna", Identity.Kind.USER);
    static final Connection ROBOT = connection("robot", Identity.Kind.APPLICATION);

    /** What a library does with a run. */
    interface Doing {
        Result run(Work work) throws InterruptedException;
    }

    final List<Confirmation> confirmations = new ArrayList<>();
    final List<Work> works = new ArrayList<>();
    final List<Permit.Extent> extents = new ArrayList<>();
    final Set<String> has = new HashSet<>();
    final Deque<Integer> choices = new ArrayDeque<>();
    final List<Choice> chosen = new ArrayList<>();
    private final Path folder;
    private Optional<Connection> connection = Optional.of(ANNA);
    private boolean agrees;
    private boolean answers = true;
    private Doing doing = work -> new Result.Done(new JsonPrimitive("done"), "done", "", 0);

    Desk(Path folder) {
        this.folder = folder;
    }

    private static Connection connection(String name, Identity.Kind kind) {
        return new Connection(
                "id-of-" + name,
                name,
                "deviceCode",
                new Application("00000000-0000-0000-0000-00000000000a", "contoso.com", Cloud.PUBLIC),
                new Identity(
                        kind,
                        name + "@contoso.com",
                        "0000000f-0000-0000-0000-000000000001",
                        "0000000e-0000-0000-0000-000000000001",
                        "00000000-0000-0000-0000-00000000000a",
                        "https://graph.microsoft.com",
                        List.of(),
                        List.of(),
                        Instant.EPOCH));
    }

    Desk signedIn(Connection as) {
        connection = Optional.of(as);
        return this;
    }

    Desk signedOut() {
        connection = Optional.empty();
        return this;
    }

    Desk agreeing() {
        agrees = true;
        return this;
    }

    /** Nobody is there to be asked. */
    Desk alone() {
        answers = false;
        return this;
    }

    Desk library(Doing work) {
        doing = work;
        return this;
    }

    Outcome run(String... arguments) {
        return run(order -> order, arguments);
    }

    Outcome run(UnaryOperator<Order> change, String... arguments) {
        return runner(library("fake")).run(change.apply(order(arguments)), this);
    }

    Order order(String... arguments) {
        return new Order(
                List.of(arguments),
                "",
                new Order.Place(folder, List.of(), "file:///work", true),
                Order.Library.AUTO,
                false,
                Order.Consent.ASK,
                false,
                Optional.empty());
    }

    static Order whatIf(Order order) {
        return new Order(
                order.arguments(),
                order.connection(),
                order.place(),
                order.library(),
                true,
                order.consent(),
                order.faithful(),
                order.outputFile());
    }

    static UnaryOperator<Order> consent(Order.Consent consent) {
        return order -> new Order(
                order.arguments(),
                order.connection(),
                order.place(),
                order.library(),
                order.whatIf(),
                consent,
                order.faithful(),
                order.outputFile());
    }

    static UnaryOperator<Order> into(Path file) {
        return order -> new Order(
                order.arguments(),
                order.connection(),
                order.place(),
                order.library(),
                order.whatIf(),
                order.consent(),
                order.faithful(),
                Optional.of(file));
    }

    static Order untrusted(Order order) {
        Order.Place place = order.place();
        return new Order(
                order.arguments(),
                order.connection(),
                new Order.Place(place.folder(), place.roots(), place.workspace(), false),
                order.library(),
                order.whatIf(),
                order.consent(),
                order.faithful(),
                order.outputFile());
    }

    Journal journal() {
        return new Journal(folder.resolve("data").resolve("journal"), clock());
    }

    History history() {
        return new History(folder.resolve("data").resolve("history"));
    }

    static Clock clock() {
        return Clock.fixed(Instant.parse("2026-01-02T03:04:05Z"), ZoneOffset.UTC);
    }

    Runner runner(CommandLibrary... libraries) {
        return new Runner(new Runner.Surroundings(
                () -> CATALOG,
                (name, workspace) -> name.isEmpty()
                        ? connection
                        : connection.filter(known -> known.name().equals(name)),
                Arrays.asList(libraries),
                journal(),
                history(),
                clock()));
    }

    CommandLibrary library(String name) {
        return new CommandLibrary() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public boolean has(CommandSpec command) {
                return has.isEmpty() || has.contains(command.name());
            }

            @Override
            public Result run(Work work) throws InterruptedException {
                works.add(work);
                extents.add(work.permit().extent());
                return doing.run(work);
            }
        };
    }

    /** The arguments of the only run. */
    List<String> arguments() {
        if (works.size() != 1) {
            throw new AssertionError(works.size() + " runs");
        }
        return works.get(0).arguments();
    }

    @Override
    public boolean isAnswered() {
        return answers;
    }

    @Override
    public boolean confirm(Confirmation confirmation) {
        confirmations.add(confirmation);
        return agrees;
    }

    @Override
    public Optional<String> ask(ValueQuestion question) {
        return Optional.empty();
    }

    @Override
    public OptionalInt choose(Choice choice) {
        chosen.add(choice);
        return choices.isEmpty() ? OptionalInt.empty() : OptionalInt.of(choices.poll());
    }

    @Override
    public boolean mayCall(String host) {
        return false;
    }

    @Override
    public boolean maySendAuthorization(String host) {
        return false;
    }
}
