package m365ls.validation;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import m365ls.validation.JsValue.Nothing;
import m365ls.validation.JsValue.Num;
import m365ls.validation.JsValue.Text;
import m365ls.validation.JsValue.Unknown;
import m365ls.validation.Schema.Shape;

/**
 * Holds values against schemas, as zod 4 does when it may wait for results: what a check that waits has to say comes
 * behind what is known at once.
 */
final class SchemaRun {

    private static final String NOT_SPECIFIED = "Required option not specified";

    private final World world;

    SchemaRun(World world) {
        this.world = world;
    }

    /** Which checks run behind an issue. */
    enum After {
        ALL,
        /** Those of lengths, since a value of another type may have one too. */
        LENGTHS,
        NONE
    }

    /**
     * Something that a schema has to say.
     *
     * @param message empty if it depends on what is not known
     * @param after which checks run behind it
     * @param certain false if it depends on what is not known whether it is said
     */
    record Issue(
            Problem.Kind kind,
            List<String> path,
            List<String> options,
            Optional<String> message,
            After after,
            boolean certain) {
        Issue {
            path = List.copyOf(path);
            options = List.copyOf(options);
        }

        Issue below(String name) {
            List<String> longer = new ArrayList<>();
            longer.add(name);
            longer.addAll(path);
            return new Issue(kind, longer, options, message, after, certain);
        }

        Issue perhaps() {
            return new Issue(kind, path, options, message, after, false);
        }
    }

    /** A value on its way through a schema. */
    static final class Passage {
        JsValue value;
        final List<Issue> issues = new ArrayList<>(0);

        /** Whether a pipe ended early. */
        boolean ended;

        /** Whether it is refused for certain, though it is not certain with which issue. */
        boolean refused;

        /** In how many turns of the event loop its result is there. */
        int turns;

        Passage(JsValue value) {
            this.value = value;
        }

        /** Whether an issue keeps checks from running behind it that {@code need} so much. */
        Truth isEnded(After need) {
            boolean perhaps = false;
            for (Issue issue : issues) {
                boolean ends = issue.after().compareTo(need) > 0;
                if (ends && issue.certain()) {
                    return Truth.TRUE;
                }
                perhaps |= ends;
            }
            return ended ? Truth.TRUE : perhaps ? Truth.UNKNOWN : Truth.FALSE;
        }

        boolean isRefused() {
            return refused || hasCertainIssue();
        }

        private boolean hasCertainIssue() {
            for (int i = 0; i < issues.size(); i++) {
                if (issues.get(i).certain()) {
                    return true;
                }
            }
            return false;
        }
    }

    /** Holds {@code value} against {@code schema}. */
    Passage run(Schema schema, JsValue value) {
        Passage passage = shape(schema, value);
        for (int k = 0; k < schema.checks().size(); k++) {
            Check check = schema.checks().get(k);
            boolean length = check.test() instanceof Check.Test.Length && hasLength(passage.value);
            Truth ended = passage.isEnded(length ? After.LENGTHS : After.ALL);
            if (ended != Truth.TRUE) {
                int before = passage.issues.size();
                check(check, schema, passage);
                for (int i = before; ended == Truth.UNKNOWN && i < passage.issues.size(); i++) {
                    // If this check does not run, then because of an issue that is there instead.
                    passage.refused |= passage.issues.get(i).certain();
                    passage.issues.set(i, passage.issues.get(i).perhaps());
                }
            }
        }
        return passage;
    }

    private static boolean hasLength(JsValue value) {
        return value instanceof Text || value instanceof JsValue.Items || isA(value, "string") == Truth.TRUE;
    }

    private Passage shape(Schema schema, JsValue value) {
        Shape shape = schema.shape();
        Passage passage = new Passage(value);
        if (shape instanceof Shape.Maybe maybe) {
            boolean passes = value == Nothing.UNDEFINED && maybe.inner().absence() != Schema.Absence.REPLACED;
            return passes ? passage : run(maybe.inner(), value);
        }
        if (shape instanceof Shape.Nullable nullable) {
            return value == Nothing.NULL ? passage : run(nullable.inner(), value);
        }
        if (shape instanceof Shape.Refined refined) {
            return run(refined.inner(), value);
        }
        if (shape instanceof Shape.Default otherwise) {
            if (value == Nothing.UNDEFINED) {
                passage.value = otherwise.value();
                return passage;
            }
            Passage inner = run(otherwise.inner(), value);
            inner.value = inner.value == Nothing.UNDEFINED ? otherwise.value() : inner.value;
            inner.turns += inner.turns > 0 ? 1 : 0;
            return inner;
        }
        if (shape instanceof Shape.Pipe pipe) {
            return pipe(pipe, value);
        }
        if (shape instanceof Shape.Transform transform) {
            passage.value = transformed(transform.change(), value, passage);
            return passage;
        }
        if (shape instanceof Shape.AnyOf any) {
            return anyOf(any, schema, value);
        }
        if (shape instanceof Shape.ListOf list) {
            return listOf(list, value);
        }
        if (shape instanceof Shape.Options options) {
            return options(options, (JsValue.Fields) value);
        }
        simple(shape, schema, passage);
        return passage;
    }

    private void simple(Shape shape, Schema schema, Passage passage) {
        JsValue value = passage.value;
        if (shape instanceof Shape.OneOf oneOf) {
            Truth listed = Truth.FALSE;
            for (JsValue allowed : oneOf.values()) {
                Truth same = Operators.same(allowed, value);
                listed = listed == Truth.TRUE || same == Truth.TRUE
                        ? Truth.TRUE
                        : same == Truth.UNKNOWN ? Truth.UNKNOWN : listed;
            }
            if (listed != Truth.TRUE) {
                Optional<String> message =
                        message(List.of(schema.error()), value).or(() -> Optional.of(notListed(oneOf.values())));
                passage.issues.add(issue(Problem.Kind.NOT_ALLOWED, message, After.LENGTHS, listed == Truth.FALSE));
            }
            return;
        }
        Truth fits = Truth.TRUE;
        if (shape instanceof Shape.Text text) {
            passage.value = text.coerced() ? Operators.text(value) : value;
            fits = isA(passage.value, "string");
        } else if (shape instanceof Shape.Numeric number) {
            passage.value = number.coerced() ? Operators.number(value) : value;
            fits = passage.value instanceof Num num
                    ? Truth.of(Double.isFinite(num.value()))
                    : isA(passage.value, "number");
        } else if (shape instanceof Shape.Bool bool) {
            passage.value = bool.coerced() ? Operators.truth(value).value() : value;
            fits = isA(passage.value, "boolean");
        } else if (shape instanceof Shape.Unresolved) {
            passage.issues.add(issue(Problem.Kind.TYPE, Optional.empty(), After.LENGTHS, false));
        }
        if (fits != Truth.TRUE) {
            passage.issues.add(type(value, fits == Truth.FALSE));
        }
    }

    private static Truth isA(JsValue value, String type) {
        return value instanceof Text
                ? Truth.of(type.equals("string"))
                : Operators.same(Operators.typeOf(value), JsValue.of(type));
    }

    /** A wrong type, which the tool takes for an option that is missing, since it no longer knows the value. */
    private static Issue type(JsValue value, boolean certain) {
        Problem.Kind kind = value == Nothing.UNDEFINED ? Problem.Kind.MISSING : Problem.Kind.TYPE;
        return issue(kind, Optional.of(NOT_SPECIFIED), After.LENGTHS, certain);
    }

    private static Issue issue(Problem.Kind kind, Optional<String> message, After after, boolean certain) {
        return new Issue(kind, List.of(), List.of(), message, after, certain);
    }

    private static String notListed(List<JsValue> values) {
        List<String> written = values.stream()
                .map(v -> v instanceof Text text ? "\"" + text.value() + "\"" : written(Operators.text(v)))
                .toList();
        return written.size() == 1
                ? "Invalid input: expected " + written.get(0)
                : "Invalid option: expected one of " + String.join("|", written);
    }

    private static String written(JsValue text) {
        return text instanceof Text known ? known.value() : "";
    }

    private Passage pipe(Shape.Pipe pipe, JsValue value) {
        Passage left = run(pipe.in(), value);
        if (left.hasCertainIssue()) {
            left.ended = true;
            return left;
        }
        boolean unsure = !left.issues.isEmpty();
        Passage right = run(pipe.out(), left.value);
        Passage both = new Passage(unsure ? Unknown.ANYTHING : right.value);
        both.issues.addAll(left.issues);
        for (Issue issue : right.issues) {
            both.issues.add(unsure ? issue.perhaps() : issue);
        }
        both.refused = left.refused || right.refused || (unsure && right.isRefused());
        both.ended = right.ended && !unsure;
        both.turns = left.turns == 0 ? right.turns : left.turns + 1 + (right.turns == 0 ? 0 : right.turns + 2);
        return both;
    }

    private JsValue transformed(Closure change, JsValue value, Passage passage) {
        Run run = new Run(world, Optional.empty());
        try {
            JsValue result = change.call(run, Nothing.UNDEFINED, List.of(value));
            if (run.mayThrow) {
                passage.issues.add(issue(Problem.Kind.CRASH, Optional.empty(), After.LENGTHS, false));
            }
            return result;
        } catch (GiveUp e) {
            passage.issues.add(issue(Problem.Kind.CRASH, Optional.empty(), After.LENGTHS, false));
            return Unknown.ANYTHING;
        }
    }

    private Passage anyOf(Shape.AnyOf any, Schema schema, JsValue value) {
        List<Passage> failed = new ArrayList<>();
        boolean perhaps = false;
        int turns = 0;
        for (Schema one : any.schemas()) {
            Passage passage = run(one, value);
            turns = Math.max(turns, passage.turns);
            if (passage.issues.isEmpty() && !perhaps) {
                return passage;
            }
            perhaps |= !passage.isRefused();
            failed.add(passage);
        }
        List<Passage> going =
                failed.stream().filter(p -> p.isEnded(After.ALL) == Truth.FALSE).toList();
        if (!perhaps && going.size() == 1) {
            return going.get(0);
        }
        Passage passage = new Passage(perhaps ? Unknown.GIVEN : value);
        passage.turns = turns + (turns > 0 ? 1 : 0);
        Optional<String> message = message(List.of(schema.error()), value).or(() -> Optional.of("Invalid input"));
        passage.issues.add(issue(Problem.Kind.TYPE, message, After.LENGTHS, !perhaps));
        return passage;
    }

    private Passage listOf(Shape.ListOf list, JsValue value) {
        Passage passage = new Passage(value);
        if (!(value instanceof JsValue.Items items)) {
            passage.issues.add(type(value, value.isKnown() || isA(value, "object") == Truth.FALSE));
            return passage;
        }
        List<JsValue> values = new ArrayList<>();
        for (int i = 0; i < items.list.size(); i++) {
            Passage element = run(list.element(), items.list.get(i));
            String place = Integer.toString(i);
            element.issues.forEach(issue -> passage.issues.add(issue.below(place)));
            passage.refused |= element.refused;
            passage.turns = Math.max(passage.turns, element.turns);
            values.add(element.value);
        }
        passage.value = new JsValue.Items(values);
        return passage;
    }

    /** What was found out about one option that is there, or must be. */
    private record Found(String name, Schema schema, Passage passage) {}

    private Passage options(Shape.Options shape, JsValue.Fields input) {
        JsValue.Fields output = new JsValue.Fields(input.complete);
        Passage all = new Passage(output);
        List<Found> later = new ArrayList<>(0);
        List<Found> found = new ArrayList<>();
        for (Map.Entry<String, Schema> option : shape.options().entrySet()) {
            String name = option.getKey();
            Schema schema = option.getValue();
            if (schema.passesOverAbsence() && !input.map.containsKey(name)) {
                continue;
            }
            Passage passage = run(schema, input.map.getOrDefault(name, Nothing.UNDEFINED));
            (passage.turns == 0 ? found : later).add(new Found(name, schema, passage));
            all.turns = Math.max(all.turns, passage.turns);
        }
        List<Issue> unknown = unknown(shape, input, output);
        for (Found one : found) {
            take(one, input, all, output);
        }
        all.issues.addAll(unknown);
        later.sort(Comparator.comparingInt(f -> f.passage().turns));
        for (Found one : later) {
            take(one, input, all, output);
        }
        return all;
    }

    private static void take(Found found, JsValue.Fields input, Passage all, JsValue.Fields output) {
        Schema schema = found.schema();
        Passage passage = found.passage();
        boolean present = input.map.containsKey(found.name());
        Schema.Absence absence = schema.absence();
        boolean mayBeNone = schema.mayGiveNone();
        if (!present && mayBeNone && absence == Schema.Absence.ALLOWED) {
            return;
        }
        if (!passage.issues.isEmpty()) {
            if (absence != Schema.Absence.REFUSED && mayBeNone && !present) {
                return;
            }
            for (Issue issue : passage.issues) {
                all.issues.add(issue.below(found.name()));
            }
        }
        all.refused |= passage.refused;
        if (!present && absence == Schema.Absence.REFUSED) {
            if (passage.issues.isEmpty()) {
                all.issues.add(type(Nothing.UNDEFINED, true).below(found.name()));
            }
            return;
        }
        if (passage.value != Nothing.UNDEFINED || present || (absence == Schema.Absence.REPLACED && !mayBeNone)) {
            output.map.put(found.name(), passage.value);
        }
    }

    private static List<Issue> unknown(Shape.Options shape, JsValue.Fields input, JsValue.Fields output) {
        List<String> names = new ArrayList<>(0);
        for (String name : input.names()) {
            if (!shape.options().containsKey(name)) {
                names.add(name);
                if (shape.others() == Schema.Others.PASSED_ON) {
                    output.map.put(name, input.map.getOrDefault(name, Nothing.UNDEFINED));
                }
            }
        }
        if (names.isEmpty() || shape.others() != Schema.Others.REFUSED) {
            return List.of();
        }
        String quoted =
                String.join(", ", names.stream().map(n -> "\"" + n + "\"").toList());
        String message = "Unrecognized key" + (names.size() > 1 ? "s" : "") + ": " + quoted;
        Optional<String> told = input.complete ? Optional.of(message) : Optional.empty();
        // It speaks of names, not of values, so that the checks on the whole still run.
        return List.of(new Issue(Problem.Kind.UNKNOWN_OPTION, List.of(), names, told, After.ALL, true));
    }

    private void check(Check check, Schema schema, Passage passage) {
        JsValue value = passage.value;
        Check.Test test = check.test();
        if (test instanceof Check.Test.Reports reports) {
            report(check, reports, passage);
            return;
        }
        if (test instanceof Check.Test.Change change) {
            passage.value = transformed(change.function(), value, passage);
            return;
        }
        if (test instanceof Check.Test.Right right && right.later()) {
            passage.turns++;
        }
        Optional<JsValue.Fields> options =
                schema.shape() instanceof Shape.Options ? Optional.of((JsValue.Fields) value) : Optional.empty();
        Run run = new Run(world, options);
        Truth passes;
        try {
            passes = passes(test, value, run);
        } catch (GiveUp e) {
            passes = Truth.UNKNOWN;
        }
        if (run.mayThrow) {
            passage.issues.add(issue(Problem.Kind.CRASH, Optional.empty(), After.LENGTHS, false));
        }
        if (passes == Truth.TRUE) {
            return;
        }
        boolean whole = test instanceof Check.Test.Whole;
        Optional<String> message = whole && !tooLarge(value)
                ? Optional.of(NOT_SPECIFIED)
                : message(List.of(check.message(), schema.error()), value)
                        .or(() -> hasMessage(check, schema) ? Optional.empty() : standard(test, value));
        List<String> about = check.options().isEmpty() ? run.lastReads() : check.options();
        passage.issues.add(new Issue(
                whole ? Problem.Kind.TYPE : check.kind(),
                check.path(),
                about,
                message,
                check.ends() || (whole && !tooLarge(value)) ? After.NONE : After.ALL,
                passes == Truth.FALSE));
    }

    private static boolean tooLarge(JsValue value) {
        return value instanceof Num num && num.value() % 1 == 0;
    }

    private Truth passes(Check.Test test, JsValue value, Run run) {
        if (test instanceof Check.Test.Right right) {
            return Operators.truth(right.function().call(run, Nothing.UNDEFINED, List.of(value)));
        }
        if (test instanceof Check.Test.Format format) {
            return Methods.test(format.pattern(), value, run);
        }
        if (test instanceof Check.Test.Length length) {
            JsValue measured = value instanceof Text text
                    ? JsValue.of(text.value().codePointCount(0, text.value().length()))
                    : Builtins.member(value, "length", run);
            Truth least = length.least()
                    .map(n -> Operators.compare(">=", measured, JsValue.of(n)))
                    .orElse(Truth.TRUE);
            Truth most = length.most()
                    .map(n -> Operators.compare("<=", measured, JsValue.of(n)))
                    .orElse(Truth.TRUE);
            return least == Truth.TRUE ? most : most == Truth.FALSE ? Truth.FALSE : least;
        }
        if (test instanceof Check.Test.Least least) {
            return Operators.compare(least.inclusive() ? ">=" : ">", value, JsValue.of(least.bound()));
        }
        if (test instanceof Check.Test.Most most) {
            return Operators.compare(most.inclusive() ? "<=" : "<", value, JsValue.of(most.bound()));
        }
        if (test instanceof Check.Test.Whole) {
            return value instanceof Num num
                    ? Truth.of(num.value() % 1 == 0 && Math.abs(num.value()) <= 9007199254740991.0)
                    : Truth.UNKNOWN;
        }
        return Truth.UNKNOWN;
    }

    private void report(Check check, Check.Test.Reports reports, Passage passage) {
        Run run = new Run(world, Optional.empty());
        JsValue.Fields context = new JsValue.Fields(false);
        List<Issue> told = new ArrayList<>();
        JsValue.Function add = (inner, self, arguments) -> {
            told.add(reported(check, Builtins.argument(arguments, 0), !inner.isConditional()));
            return Nothing.UNDEFINED;
        };
        context.map.put("addIssue", add);
        context.map.put("value", passage.value);
        try {
            reports.function().call(run, Nothing.UNDEFINED, List.of(passage.value, context));
            passage.issues.addAll(told);
            if (run.mayThrow) {
                passage.issues.add(issue(Problem.Kind.CRASH, Optional.empty(), After.LENGTHS, false));
            }
        } catch (GiveUp e) {
            told.forEach(issue -> passage.issues.add(issue.perhaps()));
            passage.issues.add(issue(check.kind(), Optional.empty(), After.ALL, false));
        }
    }

    private static Issue reported(Check check, JsValue told, boolean certain) {
        JsValue message =
                told instanceof JsValue.Fields fields ? fields.map.getOrDefault("message", Nothing.UNDEFINED) : told;
        List<String> path = told instanceof JsValue.Fields fields
                        && fields.map.getOrDefault("path", Nothing.UNDEFINED) instanceof JsValue.Items items
                ? items.list.stream()
                        .filter(p -> p instanceof Text)
                        .map(p -> ((Text) p).value())
                        .toList()
                : List.of();
        return new Issue(
                check.kind(),
                path,
                check.options(),
                message == Nothing.UNDEFINED
                        ? Optional.of("Invalid input")
                        : message instanceof Text text ? Optional.of(text.value()) : Optional.empty(),
                After.ALL,
                certain);
    }

    private static boolean hasMessage(Check check, Schema schema) {
        return !(check.message() instanceof Check.Message.None) || !(schema.error() instanceof Check.Message.None);
    }

    /** The first message that one of these has; empty if none has one, or it is not known. */
    private Optional<String> message(List<Check.Message> messages, JsValue value) {
        for (Check.Message message : messages) {
            if (message instanceof Check.Message.Fixed fixed) {
                return Optional.of(fixed.text());
            }
            if (message instanceof Check.Message.Made made) {
                JsValue.Fields issue = new JsValue.Fields(false);
                issue.map.put("input", value);
                try {
                    JsValue text =
                            made.function().call(new Run(world, Optional.empty()), Nothing.UNDEFINED, List.of(issue));
                    return text instanceof Text known ? Optional.of(known.value()) : Optional.empty();
                } catch (GiveUp e) {
                    return Optional.empty();
                }
            }
        }
        return Optional.empty();
    }

    /** What zod itself says, in English. */
    private static Optional<String> standard(Check.Test test, JsValue value) {
        if (test instanceof Check.Test.Format format) {
            return Optional.of(
                    switch (format.format()) {
                        case "uuid" -> "Invalid UUID";
                        case "guid" -> "Invalid GUID";
                        case "email" -> "Invalid email address";
                        case "url" -> "Invalid URL";
                        case "regex" ->
                            "Invalid string: must match pattern /"
                                    + format.pattern().source() + "/"
                                    + format.pattern().flags();
                        case "date" -> "Invalid ISO date";
                        case "datetime" -> "Invalid ISO datetime";
                        default -> "Invalid " + format.format();
                    });
        }
        String what = value instanceof JsValue.Items ? "array" : value instanceof Text ? "string" : "";
        String unit = value instanceof JsValue.Items ? "items" : "characters";
        if (test instanceof Check.Test.Length length
                && length.least().isPresent() != length.most().isPresent()) {
            if (what.isEmpty()) {
                return Optional.empty();
            }
            return Optional.of(
                    length.least().isPresent()
                            ? "Too small: expected " + what + " to have >="
                                    + text(length.least().get()) + " " + unit
                            : "Too big: expected " + what + " to have <="
                                    + text(length.most().orElseThrow()) + " " + unit);
        }
        if (test instanceof Check.Test.Least least) {
            return Optional.of(
                    "Too small: expected number to be >" + (least.inclusive() ? "=" : "") + text(least.bound()));
        }
        if (test instanceof Check.Test.Most most) {
            return Optional.of("Too big: expected number to be <" + (most.inclusive() ? "=" : "") + text(most.bound()));
        }
        if (test instanceof Check.Test.Whole) {
            return Optional.of(
                    value instanceof Num num && num.value() < 0
                            ? "Too small: expected int to be >=-9007199254740991"
                            : "Too big: expected int to be <=9007199254740991");
        }
        return test instanceof Check.Test.Right ? Optional.of("Invalid input") : Optional.empty();
    }

    private static String text(double number) {
        return written(Operators.text(JsValue.of(number)));
    }
}
