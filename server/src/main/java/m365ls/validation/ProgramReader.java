package m365ls.validation;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import m365ls.catalog.CommandRules.Field;
import m365ls.catalog.CommandRules.Tree;
import m365ls.validation.Expression.Element;
import m365ls.validation.Statement.Pattern;

/**
 * Makes programs of the catalogue's closures. What it does not know, because a later version of the tool has it, becomes
 * an expression whose value is unknown.
 */
final class ProgramReader {

    private static final double MILLISECONDS_A_DAY = 24 * 60 * 60 * 1000;

    private static final Expression UNDEFINED = new Expression.Constant(JsValue.Nothing.UNDEFINED);
    private static final Statement NONE = new Statement.Block(List.of(), false);

    private ProgramReader() {}

    /** A function with what it captured. */
    static Closure closure(Tree tree) {
        Scope scope = new Scope(Optional.empty());
        for (Field captured : Trees.fields(Trees.get(tree, "env"))) {
            scope.put(captured.name(), captured(captured.value()));
        }
        Optional<JsValue> self = Trees.find(tree, "this").map(members -> object(Trees.fields(members)));
        return new Closure(define(Trees.items(Trees.get(tree, "ast"))), scope, self);
    }

    private static JsValue object(List<Field> members) {
        JsValue.Fields object = new JsValue.Fields(true);
        object.shared = true;
        for (Field member : members) {
            object.map.put(member.name(), captured(member.value()));
        }
        return object;
    }

    private static JsValue captured(Tree tree) {
        List<Field> fields = Trees.fields(tree);
        String kind = fields.isEmpty() ? "" : fields.get(0).name();
        Tree value = Trees.get(tree, kind);
        return switch (kind) {
            case "ast", "env", "this" -> closure(tree);
            case "v" -> plain(value);
            case "undefined" -> JsValue.Nothing.UNDEFINED;
            case "object" -> value instanceof Tree.Fields members ? object(members.fields()) : JsValue.Unknown.ANYTHING;
            case "re" ->
                new JsValue.Regex(
                        Trees.text(Trees.items(value).get(0)),
                        Trees.text(Trees.items(value).get(1)));
            case "set" ->
                new JsValue.Set(new JsValue.Items(
                        Trees.items(value).stream().map(ProgramReader::plain).toList()));
            case "daysFromNow" -> new JsValue.FromNow(Trees.number(value) * MILLISECONDS_A_DAY);
            case "outside", "builtin" -> new JsValue.Outside(Trees.text(value));
            // A map, a function that leads back to itself, or what the catalogue could not express.
            default -> JsValue.Unknown.ANYTHING;
        };
    }

    /** Plain JSON as a value. */
    static JsValue plain(Tree tree) {
        if (tree instanceof Tree.Text text) {
            return JsValue.of(text.value());
        }
        if (tree instanceof Tree.Num num) {
            return JsValue.of(num.value());
        }
        if (tree instanceof Tree.Bool bool) {
            return JsValue.of(bool.value());
        }
        if (tree instanceof Tree.Items items) {
            return new JsValue.Items(
                    items.items().stream().map(ProgramReader::plain).toList());
        }
        if (tree instanceof Tree.Fields fields) {
            JsValue.Fields object = new JsValue.Fields(true);
            object.shared = true;
            fields.fields().forEach(f -> object.map.put(f.name(), plain(f.value())));
            return object;
        }
        return JsValue.Nothing.NULL;
    }

    private static String kind(Tree node) {
        List<Tree> parts = Trees.items(node);
        return parts.isEmpty() ? "" : Trees.text(parts.get(0));
    }

    private static Expression.Define define(List<Tree> node) {
        List<Pattern> parameters =
                Trees.items(node.get(1)).stream().map(ProgramReader::pattern).toList();
        Tree body = node.get(2);
        return new Expression.Define(
                parameters,
                kind(body).equals("block")
                        ? new Expression.Body.Statements(block(Trees.items(body)))
                        : new Expression.Body.Value(expression(body)));
    }

    private static List<Expression> expressions(List<Tree> nodes) {
        return nodes.stream().map(ProgramReader::expression).toList();
    }

    private static List<Element> elements(List<Tree> nodes) {
        List<Element> elements = new ArrayList<>();
        for (Tree node : nodes) {
            boolean spread = kind(node).equals("...");
            elements.add(new Element(expression(spread ? Trees.items(node).get(1) : node), spread));
        }
        return elements;
    }

    private static Expression expression(Tree node) {
        if (node instanceof Tree.Nothing) {
            return UNDEFINED;
        }
        List<Tree> parts = Trees.items(node);
        return switch (kind(node)) {
            case "id" -> new Expression.Name(Trees.text(parts.get(1)));
            case "this" -> new Expression.This();
            case "lit" -> new Expression.Constant(plain(parts.get(1)));
            case "re" -> new Expression.Constant(new JsValue.Regex(Trees.text(parts.get(1)), Trees.text(parts.get(2))));
            case "mem" -> new Expression.Member(expression(parts.get(1)), key(parts.get(2)), false);
            case "mem?" -> new Expression.Member(expression(parts.get(1)), key(parts.get(2)), true);
            case "chain" -> new Expression.Chain(expression(parts.get(1)));
            case "call" ->
                new Expression.Call(expression(parts.get(1)), elements(parts.subList(2, parts.size())), false);
            case "call?" ->
                new Expression.Call(expression(parts.get(1)), elements(parts.subList(2, parts.size())), true);
            case "new" -> new Expression.New(expression(parts.get(1)), elements(parts.subList(2, parts.size())));
            case "fn" -> define(parts);
            case "bin" ->
                new Expression.Binary(Trees.text(parts.get(1)), expression(parts.get(2)), expression(parts.get(3)));
            case "log" ->
                new Expression.Logical(Trees.text(parts.get(1)), expression(parts.get(2)), expression(parts.get(3)));
            case "un" -> new Expression.Unary(Trees.text(parts.get(1)), expression(parts.get(2)));
            case "set" -> assignment(parts);
            case "upd" ->
                new Expression.Update(
                        Trees.text(parts.get(1)).equals("++") ? 1 : -1,
                        Trees.isTrue(parts.get(2)),
                        expression(parts.get(3)));
            case "if" ->
                new Expression.Conditional(
                        expression(parts.get(1)), expression(parts.get(2)), expression(parts.get(3)));
            case "seq" -> new Expression.Sequence(expressions(parts.subList(1, parts.size())));
            case "tpl" -> new Expression.Template(Trees.texts(parts.get(1)), expressions(Trees.items(parts.get(2))));
            case "arr" -> new Expression.ArrayLiteral(elements(parts.subList(1, parts.size())));
            case "obj" ->
                new Expression.ObjectLiteral(parts.subList(1, parts.size()).stream()
                        .map(ProgramReader::property)
                        .toList());
            case "await" -> expression(parts.get(1));
            default -> new Expression.Unresolved();
        };
    }

    private static Expression.Key key(Tree tree) {
        return tree instanceof Tree.Text text
                ? new Expression.Key.Fixed(text.value())
                : new Expression.Key.Computed(expression(tree));
    }

    private static Expression assignment(List<Tree> parts) {
        String operator = Trees.text(parts.get(1));
        Expression target = expression(parts.get(2));
        boolean simple = target instanceof Expression.Name || target instanceof Expression.Member;
        return simple
                ? new Expression.Assign(target, operator.substring(0, operator.length() - 1), expression(parts.get(3)))
                : new Expression.Unresolved();
    }

    private static Expression.Property property(Tree tree) {
        List<Tree> parts = Trees.items(tree);
        boolean spread = Trees.text(parts.get(0)).equals("...");
        return new Expression.Property(
                spread ? Optional.empty() : Optional.of(key(parts.get(0))), expression(parts.get(1)));
    }

    private static Statement.Block block(List<Tree> node) {
        List<Statement> statements = node.subList(1, node.size()).stream()
                .map(ProgramReader::statement)
                .toList();
        boolean declares = statements.stream().anyMatch(s -> s instanceof Statement.Declare);
        return new Statement.Block(statements, declares);
    }

    private static Statement statement(Tree node) {
        if (node instanceof Tree.Nothing) {
            return NONE;
        }
        List<Tree> parts = Trees.items(node);
        return switch (kind(node)) {
            case "block" -> block(parts);
            case "expr" -> new Statement.Evaluate(expression(parts.get(1)));
            case "ret" -> new Statement.Return(expression(parts.get(1)));
            case "throw" -> new Statement.Throw(expression(parts.get(1)));
            case "var" -> declarations(parts);
            case "ifs" -> new Statement.If(expression(parts.get(1)), statement(parts.get(2)), statement(parts.get(3)));
            case "for" ->
                new Statement.For(
                        kind(parts.get(1)).equals("var") || parts.get(1) instanceof Tree.Nothing
                                ? statement(parts.get(1))
                                : new Statement.Evaluate(expression(parts.get(1))),
                        parts.get(2) instanceof Tree.Nothing
                                ? new Expression.Constant(JsValue.Bool.TRUE)
                                : expression(parts.get(2)),
                        expression(parts.get(3)),
                        statement(parts.get(4)));
            case "forof" -> each(parts, false);
            case "forin" -> each(parts, true);
            case "while" -> new Statement.While(expression(parts.get(1)), statement(parts.get(2)));
            case "switch" ->
                new Statement.Switch(
                        expression(parts.get(1)),
                        parts.subList(2, parts.size()).stream()
                                .map(ProgramReader::oneCase)
                                .toList());
            case "try" -> attempt(parts);
            case "label" -> new Statement.Labelled(Trees.text(parts.get(1)), statement(parts.get(2)));
            case "brk" -> new Statement.Leave(new Completion.Break(parts.size() > 1 ? Trees.text(parts.get(1)) : ""));
            case "cont" ->
                new Statement.Leave(new Completion.Continue(parts.size() > 1 ? Trees.text(parts.get(1)) : ""));
            default -> new Statement.Evaluate(new Expression.Unresolved());
        };
    }

    private static Statement.Declare declarations(List<Tree> parts) {
        return new Statement.Declare(parts.subList(1, parts.size()).stream()
                .map(Trees::items)
                .map(pair -> new Statement.Declaration(pattern(pair.get(0)), expression(pair.get(1))))
                .toList());
    }

    private static Statement each(List<Tree> parts, boolean names) {
        // Its variable is declared without a value.
        List<Tree> declaration = Trees.items(Trees.items(parts.get(1)).get(1));
        return kind(parts.get(1)).equals("var")
                ? new Statement.ForEach(
                        pattern(declaration.get(0)), expression(parts.get(2)), names, statement(parts.get(3)))
                : new Statement.Evaluate(new Expression.Unresolved());
    }

    private static Statement.Case oneCase(Tree tree) {
        List<Tree> parts = Trees.items(tree);
        return new Statement.Case(
                parts.get(0) instanceof Tree.Nothing ? Optional.empty() : Optional.of(expression(parts.get(0))),
                parts.subList(1, parts.size()).stream()
                        .map(ProgramReader::statement)
                        .toList());
    }

    private static Statement attempt(List<Tree> parts) {
        List<Tree> handler = Trees.items(parts.get(2));
        boolean handled = !handler.isEmpty();
        return new Statement.Try(
                statement(parts.get(1)),
                handled && !(handler.get(0) instanceof Tree.Nothing)
                        ? Optional.of(pattern(handler.get(0)))
                        : Optional.empty(),
                handled ? Optional.of(statement(handler.get(1))) : Optional.empty(),
                parts.get(3) instanceof Tree.Nothing ? Optional.empty() : Optional.of(statement(parts.get(3))));
    }

    private static Pattern pattern(Tree node) {
        List<Tree> parts = Trees.items(node);
        return switch (kind(node)) {
            case "id" -> new Pattern.Name(Trees.text(parts.get(1)));
            case "opat" -> {
                List<Pattern.Member> members = new ArrayList<>();
                for (Tree member : parts.subList(1, parts.size())) {
                    List<Tree> pair = Trees.items(member);
                    if (!(pair.get(0) instanceof Tree.Text) || kind(member).equals("rest")) {
                        yield new Pattern.Unresolved();
                    }
                    members.add(new Pattern.Member(Trees.text(pair.get(0)), pattern(pair.get(1))));
                }
                yield new Pattern.Members(members);
            }
            case "apat" ->
                new Pattern.Elements(parts.subList(1, parts.size()).stream()
                        .map(p -> p instanceof Tree.Nothing ? Optional.<Pattern>empty() : Optional.of(pattern(p)))
                        .toList());
            case "defpat" -> new Pattern.Default(pattern(parts.get(1)), expression(parts.get(2)));
            case "rest" -> new Pattern.Rest(pattern(parts.get(1)));
            default -> new Pattern.Unresolved();
        };
    }
}
