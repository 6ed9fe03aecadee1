package m365ls.validation;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import m365ls.catalog.CommandRules.Field;
import m365ls.catalog.CommandRules.Tree;
import m365ls.validation.Schema.Shape;

/** Makes schemas of the catalogue's trees. */
final class SchemaReader {

    private SchemaReader() {}

    /** The schema of a command's options. */
    static Schema options(Tree rules) {
        Map<String, Schema> options = new LinkedHashMap<>();
        for (Field option : Trees.fields(Trees.get(rules, "options"))) {
            options.put(option.name(), schema(option.value()));
        }
        Schema.Others others = switch (Trees.text(Trees.get(rules, "unknown"))) {
            case "refused" -> Schema.Others.REFUSED;
            case "passed-on" -> Schema.Others.PASSED_ON;
            default -> Schema.Others.DROPPED;
        };
        return new Schema(
                new Shape.Options(options, others), checks(Trees.get(rules, "refinements")), new Check.Message.None());
    }

    private static Schema schema(Tree tree) {
        return new Schema(shape(tree), checks(Trees.get(tree, "checks")), message(tree, "error"));
    }

    private static Shape shape(Tree tree) {
        boolean coerced = Trees.isTrue(Trees.get(tree, "coerce"));
        return switch (Trees.text(Trees.get(tree, "kind"))) {
            case "string" -> new Shape.Text(coerced);
            case "number" -> new Shape.Numeric(coerced);
            case "boolean" -> new Shape.Bool(coerced);
            case "any", "unknown" -> new Shape.Any();
            case "enum", "literal" ->
                new Shape.OneOf(Trees.items(Trees.get(tree, "values")).stream()
                        .map(ProgramReader::plain)
                        .toList());
            case "optional" -> new Shape.Maybe(inner(tree));
            case "nullable" -> new Shape.Nullable(inner(tree));
            case "readonly", "refined" -> new Shape.Refined(inner(tree));
            case "default" -> new Shape.Default(inner(tree), ProgramReader.plain(Trees.get(tree, "value")));
            case "pipe" -> new Shape.Pipe(schema(Trees.get(tree, "in")), schema(Trees.get(tree, "out")));
            case "transform" -> new Shape.Transform(ProgramReader.closure(Trees.get(tree, "change")));
            case "array" -> new Shape.ListOf(schema(Trees.get(tree, "element")));
            case "union" ->
                new Shape.AnyOf(Trees.items(Trees.get(tree, "anyOf")).stream()
                        .map(SchemaReader::schema)
                        .toList());
            default -> new Shape.Unresolved();
        };
    }

    private static Schema inner(Tree tree) {
        return schema(Trees.get(tree, "inner"));
    }

    private static List<Check> checks(Tree tree) {
        List<Check> checks = new ArrayList<>();
        for (Tree check : Trees.items(tree)) {
            Tree parameters = Trees.get(check, "params");
            Problem.Kind kind = switch (Trees.text(Trees.get(parameters, "customCode"))) {
                case "optionSet" -> Problem.Kind.OPTION_SET;
                case "required" -> Problem.Kind.MISSING;
                default -> Problem.Kind.CHECK;
            };
            checks.add(new Check(
                    Trees.find(check, "when").isPresent() ? new Check.Test.Unresolved() : test(check),
                    message(check, "message"),
                    Trees.texts(Trees.get(check, "path")),
                    Trees.texts(Trees.get(parameters, "options")),
                    kind,
                    Trees.isTrue(Trees.get(check, "abort"))));
        }
        return checks;
    }

    private static Check.Test test(Tree check) {
        String format = Trees.text(Trees.get(check, "format"));
        Optional<Tree> pattern = Trees.find(check, "pattern");
        boolean inclusive = Trees.isTrue(Trees.get(check, "inclusive"));
        return switch (Trees.text(Trees.get(check, "check"))) {
            case "custom" -> custom(check);
            case "string_format" ->
                pattern.isPresent()
                        ? new Check.Test.Format(
                                format,
                                new JsValue.Regex(Trees.text(pattern.get()), Trees.text(Trees.get(check, "flags"))))
                        : new Check.Test.Unresolved();
            case "number_format" -> format.equals("safeint") ? new Check.Test.Whole() : new Check.Test.Unresolved();
            case "min_length" -> new Check.Test.Length(Optional.of(number(check, "minimum")), Optional.empty());
            case "max_length" -> new Check.Test.Length(Optional.empty(), Optional.of(number(check, "maximum")));
            case "length_equals" ->
                new Check.Test.Length(Optional.of(number(check, "length")), Optional.of(number(check, "length")));
            case "greater_than" -> new Check.Test.Least(number(check, "value"), inclusive);
            case "less_than" -> new Check.Test.Most(number(check, "value"), inclusive);
            case "overwrite" -> new Check.Test.Change(ProgramReader.closure(Trees.get(check, "change")));
            default -> new Check.Test.Unresolved();
        };
    }

    private static double number(Tree check, String name) {
        return Trees.number(Trees.get(check, name));
    }

    private static Check.Test custom(Tree check) {
        Optional<Tree> test = Trees.find(check, "test");
        if (test.isPresent()) {
            return isClosure(test.get())
                    ? new Check.Test.Right(ProgramReader.closure(test.get()), awaits(Trees.get(test.get(), "ast")))
                    : new Check.Test.Unresolved();
        }
        Tree issues = Trees.get(check, "issues");
        return isClosure(issues) ? new Check.Test.Reports(ProgramReader.closure(issues)) : new Check.Test.Unresolved();
    }

    private static boolean isClosure(Tree tree) {
        return Trees.find(tree, "ast").isPresent();
    }

    /** Whether a function waits for something, so that its result comes later. */
    private static boolean awaits(Tree node) {
        List<Tree> parts = Trees.items(node);
        return !parts.isEmpty()
                && (Trees.text(parts.get(0)).equals("await") || parts.stream().anyMatch(SchemaReader::awaits));
    }

    private static Check.Message message(Tree tree, String name) {
        Optional<Tree> fixed = Trees.find(tree, name);
        if (fixed.isPresent()) {
            return new Check.Message.Fixed(Trees.text(fixed.get()));
        }
        Tree made = Trees.get(tree, name + "Tree");
        return isClosure(made) ? new Check.Message.Made(ProgramReader.closure(made)) : new Check.Message.None();
    }
}
