package m365ls.run;

import com.google.gson.JsonNull;
import com.google.gson.JsonPrimitive;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import m365ls.catalog.Catalog;
import m365ls.catalog.CommandSpec;
import m365ls.catalog.Effect;
import m365ls.gateway.Permit;
import m365ls.gateway.Reply;
import m365ls.output.ErrorSettings;
import m365ls.output.Errors;
import m365ls.output.OutputMode;
import m365ls.run.CommandLibrary.Result;
import m365ls.script.ArgumentList;
import m365ls.script.Value;
import m365ls.session.Connection;
import m365ls.session.Need;
import m365ls.session.TokenAnswer;
import m365ls.validation.Problem;
import m365ls.validation.Validator;
import m365ls.validation.Verdict;
import m365ls.validation.World;

/**
 * Runs one command at a time on each thread that asks for it. Safe for use by many threads: runs that may change something
 * wait for each other if they use the same connection, others do not.
 */
public final class Runner {

    /** What is wrong with a call that the user can be asked to put right while it runs. */
    private static final Set<Problem.Kind> ASKED_FOR = Set.of(Problem.Kind.MISSING, Problem.Kind.OPTION_SET);

    private static final TokenAnswer.Needs NOBODY = new TokenAnswer.Needs(
            Need.SIGN_IN, "Nobody is signed in. Sign in to Microsoft 365 first.", "", Duration.ZERO, "");

    /**
     * What a runner works with.
     *
     * @param catalog the commands; asked at each run
     * @param signIns whose sign-in is used
     * @param libraries what can run commands, the one to be preferred first
     * @param journal takes note of writes; libraries send through a gateway that tells it
     * @param history takes note of what was run
     * @param clock tells how long a run takes
     */
    public record Surroundings(
            Supplier<Catalog> catalog,
            SignIns signIns,
            List<CommandLibrary> libraries,
            Journal journal,
            History history,
            Clock clock) {
        public Surroundings {
            libraries = List.copyOf(libraries);
        }
    }

    private final Surroundings surroundings;
    private final Map<String, ReentrantLock> turns = new ConcurrentHashMap<>();

    public Runner(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    /**
     * Runs a command: waits for the user's answers, for its turn, and until it has ended. An interrupt of the thread ends
     * it within half a second, and the outcome says so; the thread is then no longer interrupted.
     */
    public Outcome run(Order order, Dialogue dialogue) {
        Instant start = surroundings.clock().instant();
        try {
            return begin(order, dialogue, start);
        } catch (InterruptedException e) {
            return new Outcome.Cancelled(false, nothing(start));
        }
    }

    private Outcome begin(Order order, Dialogue dialogue, Instant start) throws InterruptedException {
        if (!order.place().trusted()) {
            return new Outcome.Refused(
                    "This workspace is not trusted, so nothing is run in it. Trust the workspace first.");
        }
        Catalog catalog = surroundings.catalog().get();
        ArgumentList call = ArgumentList.read(order.arguments(), catalog);
        if (call.command().isEmpty() || call.helpAsked()) {
            boolean silent = call.text("output").filter("none"::equals).isPresent();
            HelpPage.Page page = silent ? new HelpPage.Page("", "") : new HelpPage(catalog).of(call);
            return new Outcome.Ran(JsonNull.INSTANCE, page.out(), page.err(), 0, nothing(start));
        }
        CommandSpec command = call.command().get();
        if (!call.wrong().isEmpty()) {
            return failed(call, call.wrong(), start);
        }
        Optional<Connection> connection =
                surroundings.signIns().find(order.connection(), order.place().workspace());
        if (connection.isEmpty() && !order.connection().isEmpty()) {
            return new Outcome.Refused("There is no connection named '" + order.connection() + "'.");
        }
        FinalArguments.Answer answer = FinalArguments.of(call, order.place(), connection, dialogue);
        if (answer instanceof FinalArguments.Answer.Failed failed) {
            return failed(call, failed.message(), start);
        }
        if (answer instanceof FinalArguments.Answer.Refused refused) {
            return new Outcome.Refused(refused.reason());
        }
        if (!(answer instanceof FinalArguments.Answer.Ready ready)) {
            return new Outcome.Cancelled(false, nothing(start));
        }
        return new Run(order, dialogue, start, command, connection, ready).begin();
    }

    /** What the tool does when it refuses an argument list. */
    private Outcome failed(ArgumentList call, String message, Instant start) {
        return new Outcome.Ran(JsonNull.INSTANCE, "", error(call, message), 1, nothing(start));
    }

    private static String error(ArgumentList call, String message) {
        return Errors.ofRun(new JsonPrimitive(message), mode(call), ErrorSettings.DEFAULT);
    }

    private static OutputMode mode(ArgumentList call) {
        return call.text("output").flatMap(OutputMode::of).orElse(OutputMode.JSON);
    }

    /** Of a run of which nothing was run. */
    private Spent nothing(Instant start) {
        return new Spent(Duration.between(start, surroundings.clock().instant()), 0, "", "");
    }

    /** A run whose arguments are final. */
    private final class Run {

        private final Order order;
        private final Dialogue dialogue;
        private final Instant start;
        private final CommandSpec command;
        private final Optional<Connection> connection;
        private final FinalArguments.Answer.Ready ready;
        private final RunEffect effect;
        /** Whether the file for the output was there when the user was asked. */
        private final boolean replaces;

        Run(
                Order order,
                Dialogue dialogue,
                Instant start,
                CommandSpec command,
                Optional<Connection> connection,
                FinalArguments.Answer.Ready ready) {
            this.order = order;
            this.dialogue = dialogue;
            this.start = start;
            this.command = command;
            this.connection = connection;
            this.ready = ready;
            this.effect = RunEffect.of(command, ready.call());
            this.replaces = order.outputFile().filter(Files::exists).isPresent();
        }

        Outcome begin() throws InterruptedException {
            List<CommandLibrary> able = able();
            if (able.isEmpty()) {
                return new Outcome.Refused(nobodyRunsIt());
            }
            boolean isSignedOut = connection.isEmpty() && !command.resource().isEmpty();
            // The tool looks at the options before it looks who is signed in, and asks nobody about what it refuses.
            Optional<String> refusal = effect.isHarmless() && !isSignedOut ? Optional.empty() : refusal();
            if (refusal.isPresent()) {
                String error = Errors.ofCall(
                        new JsonPrimitive(refusal.get()), command.name(), mode(ready.call()), ErrorSettings.DEFAULT);
                return new Outcome.Ran(JsonNull.INSTANCE, "", error, 1, nothing(start));
            }
            if (isSignedOut) {
                return new Outcome.SignInNeeded("", NOBODY);
            }
            if (!isApproved()) {
                return new Outcome.Cancelled(false, nothing(start));
            }
            if (isWriting() && connection.isPresent()) {
                ReentrantLock turn = turns.computeIfAbsent(connection.get().id(), id -> new ReentrantLock(true));
                turn.lockInterruptibly();
                try {
                    return runIn(able);
                } finally {
                    turn.unlock();
                }
            }
            return runIn(able);
        }

        /** What the tool says of a call that it refuses in any case, so that nobody is asked about it. */
        private Optional<String> refusal() {
            List<Value> arguments =
                    ready.call().arguments().stream().map(Value::known).toList();
            Verdict verdict = Validator.of(command, surroundings.catalog().get().rules(command))
                    .verdict(arguments, World.UNKNOWN);
            if (!(verdict instanceof Verdict.Invalid invalid)) {
                return Optional.empty();
            }
            // What is missing is asked for only if nothing else is wrong.
            boolean canBeMended = dialogue.isAnswered()
                    && invalid.problems().stream().allMatch(problem -> ASKED_FOR.contains(problem.kind()));
            return canBeMended ? Optional.empty() : invalid.message();
        }

        private boolean isWriting() {
            return extent() == Permit.Extent.WRITE;
        }

        private Permit.Extent extent() {
            if (order.whatIf()) {
                return Permit.Extent.WHAT_IF;
            }
            return effect.remote() == Effect.READ ? Permit.Extent.READ : Permit.Extent.WRITE;
        }

        private List<CommandLibrary> able() {
            return surroundings.libraries().stream()
                    .filter(library -> switch (order.library()) {
                        case AUTO -> true;
                        // What is the server's own to do is nobody else's.
                        case NATIVE -> !library.name().equals("hosted");
                        case HOSTED -> !library.name().equals("native");
                    })
                    .filter(library -> library.has(command))
                    .toList();
        }

        private String nobodyRunsIt() {
            Optional<String> reason = surroundings.libraries().stream()
                    .flatMap(library -> library.reasonAgainst(command).stream())
                    .findFirst();
            return reason.orElseGet(this::nobodyHasIt);
        }

        private String nobodyHasIt() {
            return switch (order.library()) {
                case AUTO -> "'" + command.name() + "' is not run here.";
                case NATIVE -> "There is no native '" + command.name() + "'. The CLI itself can run it.";
                case HOSTED -> "The CLI does not run '" + command.name() + "' here.";
            };
        }

        /** Asks, unless there is nothing to be asked. */
        private boolean isApproved() throws InterruptedException {
            List<String> remarks = new ArrayList<>(ready.remarks());
            ready.strangers()
                    .forEach(file -> remarks.add(file + " lies outside of the folder, and its content is sent."));
            boolean changes = effect.revealsToken() || (!effect.isHarmless() && !order.whatIf());
            List<Path> overwritten = order.whatIf() ? List.of() : overwritten();
            overwritten.forEach(file -> remarks.add(file + " is there already, and is replaced."));
            if (effect.revealsToken()) {
                remarks.add("An access token is shown. Whoever has it can do, until it ends, what you can do.");
            }
            if (changes && effect.writesFiles()) {
                effect.files().forEach(file -> remarks.add("The local file or folder " + file + " is written."));
                if (effect.files().isEmpty()) {
                    remarks.add("Local files are written in " + order.place().folder() + ".");
                }
            }
            boolean forced = order.consent() == Order.Consent.FORCE_COUNTS
                    && ready.call().gives("force")
                    && overwritten.isEmpty();
            boolean asCli = order.consent() == Order.Consent.AS_THE_CLI_ASKS;
            boolean given = order.consent() == Order.Consent.GIVEN || (asCli && !isAskedByCli());
            boolean toBeAsked = (changes || !overwritten.isEmpty()) && !given && !forced;
            boolean mayReadAny = asCli || order.consent() == Order.Consent.GIVEN;
            if (!toBeAsked && (ready.strangers().isEmpty() || mayReadAny)) {
                return true;
            }
            return dialogue.confirm(new Dialogue.Confirmation(
                    account(),
                    tenant(),
                    Target.of(ready.call()),
                    SecretOptions.masked(ready.shown()),
                    effect.remote() == Effect.DESTROY,
                    remarks));
        }

        /** Commands that have {@code --force} ask without it; that a token is shown the CLI does not ask, but we do. */
        private boolean isAskedByCli() {
            boolean forceable = command.option("force").isPresent();
            return effect.revealsToken() || (forceable && !ready.call().gives("force"));
        }

        private List<Path> overwritten() {
            List<Path> files = new ArrayList<>();
            order.outputFile().filter(file -> replaces).ifPresent(files::add);
            for (String name : effect.files()) {
                Path file = order.place().folder().resolve(name);
                if (Files.isRegularFile(file)) {
                    files.add(file);
                }
            }
            return files;
        }

        private String account() {
            return connection
                    .map(known -> known.identity().name().isEmpty()
                            ? known.name()
                            : known.identity().name())
                    .orElse("");
        }

        private String tenant() {
            return connection
                    .map(known -> known.application().tenant().isEmpty()
                                    || known.application().tenant().equals("common")
                            ? known.identity().tenantId()
                            : known.application().tenant())
                    .orElse("");
        }

        private Outcome runIn(List<CommandLibrary> able) throws InterruptedException {
            Outcome last = new Outcome.Refused(nobodyRunsIt());
            for (CommandLibrary library : able) {
                try (Permit permit = connection
                        .map(known -> Permit.signedIn(known, extent(), dialogue, dialogue))
                        .orElseGet(() -> Permit.anonymous(extent(), dialogue, dialogue))) {
                    surroundings.journal().open(permit.id(), command.name());
                    Result result = result(library, permit);
                    last = outcome(result, permit, library);
                    if (!(result instanceof Result.Unable)) {
                        break;
                    }
                }
            }
            last = written(last);
            surroundings
                    .history()
                    .add(
                            order.place().workspace(),
                            command,
                            ready.shown(),
                            last,
                            surroundings.clock().instant());
            return last;
        }

        private Result result(CommandLibrary library, Permit permit) {
            Work work = new Work(
                    command,
                    ready.call().arguments(),
                    ready.call().options(),
                    order.place().folder(),
                    permit,
                    dialogue,
                    order.faithful());
            try {
                return library.run(work);
            } catch (InterruptedException e) {
                return new Result.GivenUp();
            }
        }

        private Outcome outcome(Result result, Permit permit, CommandLibrary library) {
            Spent spent = new Spent(
                    nothing(start).time(),
                    permit.requests(),
                    library.name(),
                    connection.map(Connection::name).orElse(""));
            boolean unknown = surroundings.journal().close(permit.id());
            if (result instanceof Result.Done done) {
                return new Outcome.Ran(
                        done.result(), out(done), ended(done.err()), done.exitCode(), spent, advice(done, permit));
            }
            if (result instanceof Result.Unable unable) {
                return new Outcome.Refused(unable.reason());
            }
            if (result instanceof Result.GivenUp) {
                return new Outcome.Cancelled(unknown, spent);
            }
            return stopped(((Result.Stopped) result).cause(), spent);
        }

        private String advice(Result.Done done, Permit permit) {
            if (order.whatIf() && done.exitCode() == 0 && command.effect() != Effect.READ) {
                return "Nothing would be changed: '" + command.name()
                        + "' came to its end without a request that changes something.";
            }
            return permit.refusal()
                    .filter(refusal -> done.exitCode() != 0)
                    .map(refusal -> Advice.of(
                            command.name(), surroundings.catalog().get().text(command), refusal))
                    .orElse("");
        }

        /** What goes to standard output: a value of which nothing is to be seen leaves an empty line there. */
        private String out(Result.Done done) {
            boolean silent = ready.call().text("output").filter("none"::equals).isPresent();
            boolean empty = done.out().isEmpty() && !done.result().isJsonNull() && !silent && done.exitCode() == 0;
            return empty ? "\n" : ended(done.out());
        }

        private static String ended(String text) {
            return text.isEmpty() ? text : text + "\n";
        }

        private Outcome stopped(Reply cause, Spent spent) {
            if (cause instanceof Reply.Held held) {
                String words = surroundings.catalog().get().text(command).description();
                String remark = order.whatIf()
                        ? "'" + command.name() + "': " + words + (words.endsWith(".") ? "" : ".")
                                + " Nothing was changed. What comes behind this request depends on its answer, and is not known."
                        : "'" + command.name()
                                + "' was run as a command that only reads, and was stopped at this request.";
                return new Outcome.WouldWrite(held.write(), remark, spent);
            }
            if (cause instanceof Reply.NoToken none) {
                return new Outcome.SignInNeeded(connection.map(Connection::name).orElse(""), none.needs());
            }
            if (cause instanceof Reply.Refused refused) {
                return new Outcome.Refused(refused.reason());
            }
            if (cause instanceof Reply.Failed failed) {
                return failed.outcomeUnknown()
                        ? new Outcome.Unknown(failed.message(), failed.requestId(), spent)
                        : new Outcome.Ran(JsonNull.INSTANCE, "", error(ready.call(), failed.message()), 1, spent);
            }
            throw new AssertionError(cause);
        }

        /** Writes what is printed to a file, if that was wanted and there is something. */
        private Outcome written(Outcome outcome) {
            if (order.outputFile().isEmpty()
                    || order.whatIf()
                    || !(outcome instanceof Outcome.Ran ran)
                    || ran.exitCode() != 0) {
                return outcome;
            }
            Path file = order.outputFile().get();
            try {
                // What came there meanwhile was not asked about.
                if (replaces) {
                    Files.writeString(file, ran.out());
                } else {
                    Files.writeString(file, ran.out(), StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW);
                }
                return outcome;
            } catch (FileAlreadyExistsException e) {
                return notWritten(ran, "but " + file + " has come to be there meanwhile, and is not replaced.");
            } catch (IOException e) {
                return notWritten(ran, "but " + file + " cannot be written.");
            }
        }

        private Outcome notWritten(Outcome.Ran ran, String why) {
            String error = error(ready.call(), "The command was run, " + why);
            return new Outcome.Ran(ran.result(), ran.out(), error, 1, ran.spent());
        }
    }
}
