package m365ls.validation;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import m365ls.catalog.CommandRules;
import m365ls.catalog.CommandSpec;
import m365ls.catalog.OptionSpec;
import m365ls.catalog.OptionType;
import m365ls.catalog.UnknownOptions;
import m365ls.script.OptionParser;
import m365ls.script.OptionTable;
import m365ls.script.OptionValue;
import m365ls.script.ParsedOptions;
import m365ls.script.Value;

/**
 * Tells what the tool, with prompting off, makes of a call of one command: the same checks in the same order, on values
 * that may be only partly known. Immutable and safe to share between threads.
 */
public final class Validator {

    private final CommandSpec command;
    private final OptionTable table;
    private final CommandChecks checks;

    private Validator(CommandSpec command, CommandChecks checks) {
        this.command = command;
        this.table = OptionTable.of(command);
        this.checks = checks;
    }

    /** Makes ready what {@code command} checks. */
    public static Validator of(CommandSpec command, CommandRules rules) {
        return new Validator(command, CommandChecks.of(rules));
    }

    /**
     * The verdict on a call.
     *
     * @param arguments all that the tool receives, the words that name the command among them, of which the caller knows
     *     that they name it and that no help is asked for
     */
    public Verdict verdict(List<Value> arguments, World world) {
        return new Look(OptionParser.parse(arguments, table), world, true).verdict();
    }

    /**
     * Why the tool refuses a call; nothing if it accepts it, or if that is not known.
     *
     * @param parsed all that the tool receives, taken apart with the options of the command
     */
    public Optional<Verdict.Invalid> refusal(ParsedOptions parsed, World world) {
        return new Look(parsed, world, false).verdict() instanceof Verdict.Invalid invalid
                ? Optional.of(invalid)
                : Optional.empty();
    }

    /** One look at one call. */
    private final class Look {
        private final ParsedOptions parsed;
        private final World world;
        private final boolean complete;

        /** Whether the options of a call that is valid are told. */
        private final boolean tellsOptions;

        private final List<Problem> problems = new ArrayList<>();

        /** Whether something that is not known may refuse the call before what is looked at next. */
        private boolean perhaps;

        Look(ParsedOptions parsed, World world, boolean tellsOptions) {
            this.parsed = parsed;
            this.tellsOptions = tellsOptions;
            this.world = world;
            this.complete = parsed.complete() && world.context().isPresent();
        }

        Verdict verdict() {
            try {
                Optional<Verdict> refused = booleans();
                if (refused.isPresent()) {
                    return refused.get();
                }
                JsValue.Fields options = options();
                Optional<Verdict> noAddress = completeAddresses(options);
                if (noAddress.isPresent()) {
                    return noAddress.get();
                }
                if (Operators.isUndefined(options.map.getOrDefault("output", JsValue.Nothing.UNDEFINED))
                        == Truth.TRUE) {
                    options.map.remove("output");
                    options.map.put("output", JsValue.of(output()));
                }
                if (checks.checks() instanceof CommandChecks.BySchema bySchema) {
                    return bySchema(bySchema.schema(), options);
                }
                return checks.checks() instanceof CommandChecks.InSteps steps
                        ? inSteps(steps, options)
                        : new Verdict.Unknown();
            } catch (GiveUp e) {
                return new Verdict.Unknown();
            }
        }

        private String output() {
            return world.settings().map(s -> s.getOrDefault("output", "json")).orElse("json");
        }

        private Verdict refused(Problem problem) {
            Optional<String> message = perhaps ? Optional.empty() : problem.message();
            return new Verdict.Invalid(List.of(problem), message);
        }

        private Optional<Verdict> booleans() {
            if (parsed.notBoolean().isEmpty()) {
                return Optional.empty();
            }
            int at = parsed.notBoolean().get(0);
            List<Value> arguments = parsed.arguments();
            String name = arguments.get(at - 1).prefix();
            Optional<String> message = arguments
                    .get(at)
                    .text()
                    .map(text -> "The value '" + text + "' for option '" + name + "' is not a valid boolean");
            perhaps = perhapsNoBoolean();
            return Optional.of(
                    refused(new Problem(Problem.Kind.NO_BOOLEAN, List.of(name.replaceFirst("^--?", "")), message)));
        }

        /** Whether a word behind a boolean's name is not known, and so may be no boolean. */
        private boolean perhapsNoBoolean() {
            return !parsed.complete()
                    || (!parsed.booleans().isEmpty()
                            && parsed.occurrences().stream()
                                    .anyMatch(o -> o.reading() instanceof OptionValue.Partial
                                            && parsed.booleans().contains(longName(o.name()))
                                            && o.valuePlace().argument()
                                                    != o.place().argument()));
        }

        private String longName(String name) {
            return command.shortOption(name)
                    .filter(o -> command.option(name).isEmpty())
                    .map(OptionSpec::name)
                    .orElse(name);
        }

        /** The options before anything is checked. */
        private JsValue.Fields options() {
            perhaps = perhapsNoBoolean();
            JsValue.Fields options = new JsValue.Fields(complete);
            Map<String, OptionValue> given = parsed.values(table);
            Map<String, OptionValue> context = world.context().orElse(Map.of());
            for (OptionSpec option : context.isEmpty() ? List.<OptionSpec>of() : command.options()) {
                OptionValue supplied = context.get(option.name());
                if (supplied != null && !given.containsKey(option.name()) && supplied.isTruthy()) {
                    options.map.put(option.name(), value(option.name(), supplied));
                }
            }
            for (Map.Entry<String, OptionValue> one : given.entrySet()) {
                options.map.put(one.getKey(), value(one.getKey(), one.getValue()));
            }
            options.map.remove("--");
            if (!complete) {
                for (OptionSpec option : command.options()) {
                    if (!isHelp(option)) {
                        options.map.putIfAbsent(option.name(), JsValue.Unknown.ANYTHING);
                    }
                }
            }
            return options;
        }

        private JsValue value(String name, OptionValue value) {
            if (value instanceof OptionValue.Text text) {
                return fromFile(text.text());
            }
            if (value instanceof OptionValue.Several several) {
                return new JsValue.Items(several.values().stream()
                        .map(v -> v instanceof OptionValue.Text text ? JsValue.of(text.text()) : value(name, v))
                        .toList());
            }
            if (value instanceof OptionValue.Partial partial) {
                return partial(name, partial.value());
            }
            return plain(value);
        }

        private JsValue plain(OptionValue value) {
            if (value instanceof OptionValue.Bool bool) {
                return JsValue.of(bool.value());
            }
            return value instanceof OptionValue.Numeric numeric
                    ? JsValue.of(numeric.number())
                    : JsValue.Nothing.UNDEFINED;
        }

        /** {@code @path} stands for the content of a file, if there is one. */
        private JsValue fromFile(String text) {
            if (text.length() < 2 || text.charAt(0) != '@') {
                return JsValue.of(text);
            }
            String path = text.substring(1);
            return switch (world.files().apply(path)) {
                case FILE -> world.contents().apply(path).map(JsValue::of).orElse(JsValue.Unknown.TEXT);
                case ABSENT -> JsValue.of(text);
                case FOLDER, UNKNOWN -> JsValue.Unknown.TEXT;
            };
        }

        private JsValue partial(String name, Value value) {
            OptionType type = command.option(name).map(OptionSpec::type).orElse(OptionType.UNTYPED);
            JsValue text = value.exactlyOne() ? Holes.value(value.parts()) : JsValue.Unknown.ANYTHING;
            if (!(text instanceof JsValue.Unknown unknown) || unknown.kind() != JsValue.Unknown.Kind.TEXT) {
                return JsValue.Unknown.ANYTHING;
            }
            if (parsed.booleans().contains(name)) {
                return JsValue.Unknown.BOOLEAN;
            }
            boolean noNumber = Holes.isNoNumber(unknown.parts());
            if (type == OptionType.NUMBER) {
                return noNumber ? JsValue.of(Double.NaN) : JsValue.Unknown.GIVEN;
            }
            // Only what is left as a text may name a file.
            if (unknown.prefix().startsWith("@")) {
                return JsValue.Unknown.TEXT;
            }
            return type == OptionType.STRING || noNumber ? text : JsValue.Unknown.GIVEN;
        }

        private Optional<Verdict> completeAddresses(JsValue.Fields options) {
            for (String name : checks.addresses().isEmpty() ? List.<String>of() : options.names()) {
                if (!checks.addresses().contains(name)) {
                    continue;
                }
                JsValue value = options.map.getOrDefault(name, JsValue.Nothing.UNDEFINED);
                boolean slash =
                        value instanceof JsValue.Text text && text.value().startsWith("/");
                boolean maySlash = value instanceof JsValue.Unknown unknown
                        && (unknown.kind() != JsValue.Unknown.Kind.TEXT
                                || Holes.startsWith(unknown.parts(), "/") != Truth.FALSE);
                boolean known = world.sharePoint().known();
                String address = world.sharePoint().address();
                if (slash && known && address.isEmpty()) {
                    String message =
                            "SharePoint URL is not available. Set SharePoint URL using the 'm365 spo set' command or use absolute URLs";
                    return Optional.of(
                            refused(new Problem(Problem.Kind.NO_SHAREPOINT, List.of(name), Optional.of(message))));
                }
                if (slash || maySlash) {
                    perhaps |= !known || (maySlash && address.isEmpty());
                    options.map.put(
                            name,
                            slash && known
                                    ? JsValue.of(address + ((JsValue.Text) value).value())
                                    : slash
                                            ? Holes.join(List.of(JsValue.of("https://"), JsValue.Unknown.TEXT, value))
                                            : maySlashValue(value));
                }
            }
            return Optional.empty();
        }

        /** A value that may get an address in front of it. */
        private static JsValue maySlashValue(JsValue value) {
            return value instanceof JsValue.Unknown unknown && unknown.kind() == JsValue.Unknown.Kind.TEXT
                    ? Holes.join(List.of(JsValue.Unknown.TEXT, value))
                    : value;
        }

        // --- schemas

        private Verdict bySchema(Schema schema, JsValue.Fields options) {
            SchemaRun.Passage passage;
            try {
                passage = new SchemaRun(world).run(schema, options);
            } catch (Thrown e) {
                return refused(crash(e, List.of()));
            }
            List<String> told = new ArrayList<>();
            boolean known = !perhaps && !passage.refused;
            for (SchemaRun.Issue issue : passage.issues) {
                Optional<String> message = issue.message()
                        .map(m -> issue.path().isEmpty() ? m : String.join(".", issue.path()) + ": " + m);
                known &= issue.certain() && message.isPresent();
                message.ifPresent(told::add);
                if (issue.certain()) {
                    problems.add(problem(schema, issue, message));
                }
            }
            if (passage.isRefused()) {
                return new Verdict.Invalid(problems, known ? Optional.of(String.join("\n", told)) : Optional.empty());
            }
            return perhaps || !passage.issues.isEmpty() ? new Verdict.Unknown() : valid((JsValue.Fields) passage.value);
        }

        private Problem problem(Schema schema, SchemaRun.Issue issue, Optional<String> message) {
            Set<String> options = new LinkedHashSet<>();
            if (!issue.path().isEmpty()) {
                options.add(issue.path().get(0));
            }
            if (schema.shape() instanceof Schema.Shape.Options) {
                options.addAll(issue.options());
            }
            return new Problem(issue.kind(), List.copyOf(options), message);
        }

        private Verdict valid(JsValue.Fields options) {
            return new Verdict.Valid(tellsOptions ? plain(options) : Map.of());
        }

        private static Map<String, OptionValue> plain(JsValue.Fields options) {
            Map<String, OptionValue> plain = new LinkedHashMap<>();
            for (String name : options.names()) {
                plain.put(name, plainValue(options.map.getOrDefault(name, JsValue.Nothing.UNDEFINED)));
            }
            return plain;
        }

        private static OptionValue plainValue(JsValue value) {
            if (value instanceof JsValue.Text text) {
                return new OptionValue.Text(text.value());
            }
            if (value instanceof JsValue.Bool bool) {
                return new OptionValue.Bool(bool.value());
            }
            if (value instanceof JsValue.Num num) {
                return new OptionValue.Numeric(num.value());
            }
            if (value instanceof JsValue.Items items) {
                return new OptionValue.Several(
                        items.list.stream().map(Look::plainValue).toList());
            }
            if (value instanceof JsValue.Unknown unknown && unknown.kind() == JsValue.Unknown.Kind.TEXT) {
                return new OptionValue.Partial(new Value(unknown.parts(), true));
            }
            return value.isNothing() ? new OptionValue.Missing() : new OptionValue.Partial(Value.unknown());
        }

        // --- step by step

        private Verdict inSteps(CommandChecks.InSteps steps, JsValue.Fields options) {
            Optional<Problem> problem = firstProblem(steps, options);
            if (problem.isPresent()) {
                return refused(problem.get());
            }
            return perhaps ? new Verdict.Unknown() : valid(options);
        }

        private Optional<Problem> firstProblem(CommandChecks.InSteps steps, JsValue.Fields options) {
            Optional<Problem> problem = wrongOutput(options);
            if (problem.isEmpty()) {
                problem = unknownOption(options);
            }
            if (problem.isEmpty()) {
                problem = missing(steps.required(), options);
            }
            if (problem.isEmpty()) {
                problem = optionSets(steps.sets(), options);
            }
            return problem.isEmpty() ? validators(steps.validators(), options) : problem;
        }

        private Optional<Problem> wrongOutput(JsValue.Fields options) {
            JsValue output = options.map.getOrDefault("output", JsValue.Nothing.UNDEFINED);
            Truth wanted = Operators.truth(output);
            Truth listed = Truth.FALSE;
            for (int i = 0; i < command.outputs().size() && listed != Truth.TRUE; i++) {
                Truth same = Operators.same(output, JsValue.of(command.outputs().get(i)));
                listed = same == Truth.FALSE ? listed : same;
            }
            if (wanted == Truth.FALSE || listed == Truth.TRUE) {
                return Optional.empty();
            }
            if (wanted == Truth.UNKNOWN || listed == Truth.UNKNOWN) {
                perhaps = true;
                return Optional.empty();
            }
            Optional<String> message = Operators.text(output) instanceof JsValue.Text text
                    ? Optional.of("'" + text.value() + "' is not a valid output type. Allowed output types are "
                            + String.join(", ", command.outputs()))
                    : Optional.empty();
            return Optional.of(new Problem(Problem.Kind.OUTPUT, List.of("output"), message));
        }

        private Optional<Problem> unknownOption(JsValue.Fields options) {
            if (command.unknownOptions() != UnknownOptions.REFUSED) {
                return Optional.empty();
            }
            for (String name : options.names()) {
                if (!table.has(name)) {
                    perhaps |= !complete;
                    return Optional.of(new Problem(
                            Problem.Kind.UNKNOWN_OPTION,
                            List.of(name),
                            Optional.of("Invalid option: '" + name + "'\n")));
                }
            }
            perhaps |= !complete;
            return Optional.empty();
        }

        /** The tool has dealt with help before it looks at options. */
        private static boolean isHelp(OptionSpec option) {
            return option.global() && option.name().equals("help");
        }

        private Optional<Problem> missing(List<String> required, JsValue.Fields options) {
            for (String name : required) {
                switch (Operators.isUndefined(options.map.getOrDefault(name, JsValue.Nothing.UNDEFINED))) {
                    case TRUE -> {
                        return Optional.of(new Problem(
                                Problem.Kind.MISSING,
                                List.of(name),
                                Optional.of("Required option " + name + " not specified")));
                    }
                    case UNKNOWN -> perhaps = true;
                    case FALSE -> {}
                }
            }
            return Optional.empty();
        }

        private Optional<Problem> optionSets(List<CommandChecks.OneOf> sets, JsValue.Fields options) {
            for (CommandChecks.OneOf set : sets) {
                Truth applies = set.condition().map(c -> holds(c, options)).orElse(Truth.TRUE);
                if (applies == Truth.FALSE) {
                    continue;
                }
                Optional<Problem> problem = optionSet(set, options);
                if (problem.isPresent() && applies == Truth.TRUE) {
                    return problem;
                }
                perhaps |= problem.isPresent();
            }
            return Optional.empty();
        }

        private Truth holds(Closure condition, JsValue.Fields options) {
            Run run = new Run(world, Optional.of(options));
            try {
                JsValue result = condition.call(run, JsValue.Nothing.UNDEFINED, List.of(arguments(options)));
                return run.mayThrow ? Truth.UNKNOWN : Operators.truth(result);
            } catch (GiveUp e) {
                return Truth.UNKNOWN;
            } catch (Thrown e) {
                // The tool ends with an error of its own; its validators have the same to say.
                perhaps = true;
                return Truth.UNKNOWN;
            }
        }

        private Optional<Problem> optionSet(CommandChecks.OneOf set, JsValue.Fields options) {
            int given = 0;
            boolean maybe = false;
            for (String name : set.options()) {
                boolean present = options.map.containsKey(name);
                boolean unsure = present && !complete && options.map.get(name) == JsValue.Unknown.ANYTHING;
                maybe |= unsure;
                given += present && !unsure ? 1 : 0;
            }
            if (given > 1) {
                return Optional.of(optionSet(set, ", but not multiple."));
            }
            perhaps |= maybe;
            return given == 0 && !maybe ? Optional.of(optionSet(set, ".")) : Optional.empty();
        }

        private static Problem optionSet(CommandChecks.OneOf set, String end) {
            String message = "Specify one of the following options: " + String.join(", ", set.options()) + end;
            return new Problem(Problem.Kind.OPTION_SET, set.options(), Optional.of(message));
        }

        private static JsValue.Fields arguments(JsValue.Fields options) {
            JsValue.Fields arguments = new JsValue.Fields(true);
            arguments.map.put("options", options);
            return arguments;
        }

        private Optional<Problem> validators(List<Closure> validators, JsValue.Fields options) {
            for (Closure validator : validators) {
                Optional<Problem> problem = validator(validator, options);
                if (problem.isPresent()) {
                    return problem;
                }
            }
            return Optional.empty();
        }

        private Optional<Problem> validator(Closure validator, JsValue.Fields options) {
            Run run = new Run(world, Optional.of(options));
            List<JsValue> outcomes;
            try {
                outcomes = validator.outcomes(run, JsValue.Nothing.UNDEFINED, List.of(arguments(options)));
            } catch (GiveUp e) {
                perhaps = true;
                return Optional.empty();
            } catch (Thrown e) {
                return Optional.of(crash(e, run.lastReads()));
            }
            boolean passes = false;
            boolean fails = true;
            for (JsValue outcome : outcomes) {
                Truth right = Operators.same(outcome, JsValue.Bool.TRUE);
                passes |= right == Truth.TRUE;
                fails &= right == Truth.FALSE;
            }
            if (!fails) {
                perhaps |= !passes || outcomes.size() > 1 || run.mayThrow;
                return Optional.empty();
            }
            Optional<String> message =
                    outcomes.size() == 1 && !run.mayThrow && outcomes.get(0) instanceof JsValue.Text text
                            ? Optional.of(text.value())
                            : Optional.empty();
            return Optional.of(new Problem(Problem.Kind.CHECK, run.lastReads(), message));
        }

        private static Problem crash(Thrown thrown, List<String> options) {
            Optional<String> message = thrown.value() instanceof JsValue.Fields error
                            && error.map.getOrDefault("message", JsValue.Nothing.UNDEFINED) instanceof JsValue.Text text
                    ? Optional.of(text.value())
                    : Optional.empty();
            return new Problem(Problem.Kind.CRASH, options, message);
        }
    }
}
