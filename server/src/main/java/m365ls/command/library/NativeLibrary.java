package m365ls.command.library;

import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import m365ls.catalog.Catalog;
import m365ls.catalog.CommandSpec;
import m365ls.command.Access;
import m365ls.command.CommandRun;
import m365ls.command.NativeCommand;
import m365ls.command.Options;
import m365ls.command.Stop;
import m365ls.gateway.Gateway;
import m365ls.run.CommandLibrary;
import m365ls.run.Work;
import m365ls.script.OptionValue;
import m365ls.script.Value;
import m365ls.session.Connection;
import m365ls.validation.Problem;
import m365ls.validation.Validator;
import m365ls.validation.Verdict;

/** Runs the commands that are written in Java. */
public final class NativeLibrary implements CommandLibrary {

    /**
     * What the library works with.
     *
     * @param catalog of the version of the CLI that the commands were written after
     * @param gateway sends every request
     * @param settings the CLI's settings by their names, such as {@code csvHeader}; what it lacks is as the CLI has it
     *     by default
     * @param clock for dates that are printed
     * @param pause between two looks at something that takes time
     */
    public record Surroundings(
            Catalog catalog, Gateway gateway, Supplier<JsonObject> settings, Clock clock, CommandRun.Pause pause) {}

    /** What the CLI finds before it checks options, and so names no help for. */
    private static final Set<Problem.Kind> BEFORE_CHECKS =
            Set.of(Problem.Kind.NO_BOOLEAN, Problem.Kind.NO_SHAREPOINT, Problem.Kind.CRASH);

    private final Surroundings surroundings;
    private final Map<String, NativeCommand> commands;
    private final Map<String, Validator> validators = new ConcurrentHashMap<>();
    private final Map<String, String> sites = new ConcurrentHashMap<>();
    private final Map<String, String> tenants = new ConcurrentHashMap<>();

    /** All commands there are. */
    public NativeLibrary(Surroundings surroundings) {
        this.surroundings = surroundings;
        Map<String, NativeCommand> byName = new LinkedHashMap<>();
        AllCommands.list().forEach(command -> byName.put(command.name(), command));
        this.commands = Map.copyOf(byName);
    }

    @Override
    public String name() {
        return "native";
    }

    /** The names of the commands. */
    public Set<String> commands() {
        return commands.keySet();
    }

    @Override
    public boolean has(CommandSpec command) {
        return commands.containsKey(command.name());
    }

    @Override
    public Result run(Work work) throws InterruptedException {
        CommandSpec spec = work.command();
        NativeCommand command = commands.get(spec.name());
        if (command == null) {
            return new Result.Unable("\"" + spec.name() + "\" is not among the native commands.");
        }
        if (traces(work)) {
            return new Result.Unable("What --verbose and --debug tell is the CLI's own.");
        }
        CommandRun.Site site = site(work);
        Validator validator = validators.computeIfAbsent(
                spec.name(), name -> Validator.of(spec, surroundings.catalog().rules(spec)));
        Settings settings = new Settings(surroundings.settings().get());
        Paper paper = new Paper(work, settings, surroundings.catalog().text(spec), surroundings.clock());
        Verdict verdict = verdict(work, validator, settings, site);
        if (lacksSite(verdict) && work.permit().connection().isPresent()) {
            try {
                run(work, new Options(Map.of()), paper, site, settings).rootSite();
            } catch (Stop stop) {
                return ended(stop.reason(), command, paper);
            }
            verdict = verdict(work, validator, settings, site);
        }
        if (verdict instanceof Verdict.Invalid invalid && invalid.message().isPresent()) {
            String message = invalid.message().get();
            boolean early = invalid.problems().stream().anyMatch(problem -> BEFORE_CHECKS.contains(problem.kind()));
            return early ? paper.failed(new JsonPrimitive(message)) : paper.refused(message);
        }
        if (!(verdict instanceof Verdict.Valid valid)) {
            return new Result.Unable("Whether this call is valid depends on what is not known here.");
        }
        if (isOddlyGiven(work, command, valid.options())) {
            return new Result.Unable(
                    "What an option means that is given several times, or without its value, depends on "
                            + "the CLI's code.");
        }
        paper.set(new Options(valid.options()));
        Optional<String> refusal = command.access().refusal(work.permit());
        if (refusal.isPresent()) {
            return paper.failed(new JsonPrimitive(refusal.get()));
        }
        try {
            boolean isAnybodys = command.access() == Access.ANYBODY;
            Options options = new Options(isAnybodys ? valid.options() : Myself.named(valid.options(), work.permit()));
            paper.set(options);
            command.action().run(run(work, options, paper, site, settings));
            return paper.done(0);
        } catch (Stop stop) {
            return ended(stop.reason(), command, paper);
        }
    }

    private static Result ended(Stop.Cause cause, NativeCommand command, Paper paper) {
        if (cause instanceof Stop.Cause.Unanswered unanswered) {
            return new Result.Stopped(unanswered.reply());
        }
        if (cause instanceof Stop.Cause.LeftToTheCli left) {
            return new Result.Unable(left.why());
        }
        return cause instanceof Stop.Cause.GivenUp
                ? new Result.GivenUp()
                : paper.failed(command.wording().message(cause));
    }

    private CommandRun run(Work work, Options options, Paper paper, CommandRun.Site site, Settings settings) {
        return new CommandRun(
                work,
                options,
                surroundings.gateway(),
                paper,
                surroundings.pause(),
                surroundings.clock(),
                site,
                settings.asks());
    }

    /** Whether an address is to be completed with that of a site that is not known yet. */
    private static boolean lacksSite(Verdict verdict) {
        return verdict instanceof Verdict.Invalid invalid
                && invalid.problems().stream().anyMatch(problem -> problem.kind() == Problem.Kind.NO_SHAREPOINT);
    }

    /** Whether an option that wants one value is given several, or none; what the command itself splits is one. */
    private static boolean isOddlyGiven(Work work, NativeCommand command, Map<String, OptionValue> options) {
        return options.entrySet().stream()
                .anyMatch(given -> (given.getValue() instanceof OptionValue.Several
                                && work.options().get(given.getKey()) instanceof OptionValue.Several)
                        || (given.getValue() instanceof OptionValue.Bool
                                && !command.bare().contains(given.getKey())
                                && work.command()
                                        .option(given.getKey())
                                        .filter(option -> !option.isSwitch() && !option.global())
                                        .isPresent()));
    }

    private static boolean traces(Work work) {
        return isOn(work, "debug") || isOn(work, "verbose");
    }

    private static boolean isOn(Work work, String name) {
        OptionValue value = work.options().get(name);
        return value != null && value.isTruthy();
    }

    private Verdict verdict(Work work, Validator validator, Settings settings, CommandRun.Site site) {
        return validator.verdict(
                work.arguments().stream().map(Value::known).toList(),
                CallWorld.of(work, settings, site.known(), surroundings.clock()));
    }

    private CommandRun.Site site(Work work) {
        String id = work.permit().connection().map(Connection::id).orElse("");
        return new CommandRun.Site() {
            @Override
            public Optional<String> known() {
                return Optional.ofNullable(sites.get(id));
            }

            @Override
            public void learn(String address) {
                sites.put(id, address);
            }

            @Override
            public Optional<String> tenant() {
                return Optional.ofNullable(tenants.get(id));
            }

            @Override
            public void learnTenant(String identity) {
                tenants.put(id, identity);
            }
        };
    }
}
