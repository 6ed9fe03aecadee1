package m365ls.query;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import m365ls.query.Expression.And;
import m365ls.query.Expression.Call;
import m365ls.query.Expression.Comparison;
import m365ls.query.Expression.Current;
import m365ls.query.Expression.Field;
import m365ls.query.Expression.Filter;
import m365ls.query.Expression.Flatten;
import m365ls.query.Expression.Index;
import m365ls.query.Expression.ListProjection;
import m365ls.query.Expression.Literal;
import m365ls.query.Expression.Member;
import m365ls.query.Expression.Missing;
import m365ls.query.Expression.Not;
import m365ls.query.Expression.Or;
import m365ls.query.Expression.Pipe;
import m365ls.query.Expression.SelectList;
import m365ls.query.Expression.SelectObject;
import m365ls.query.Expression.Slice;
import m365ls.query.Expression.ValueProjection;
import m365ls.query.Expression.Within;
import m365ls.query.Value.Items;
import m365ls.query.Value.Members;
import m365ls.query.Value.None;
import m365ls.query.Value.Reference;

/** Applies expressions to values. */
final class Interpreter {

    private final Budget budget;
    private final Coercion coercion;
    private final Functions functions;
    // A constant is one value, however often it is evaluated: contains() tells lists and objects apart by identity.
    private final IdentityHashMap<Literal, Value> literals = new IdentityHashMap<>();

    Interpreter(Budget budget) {
        this.budget = budget;
        this.coercion = new Coercion(budget);
        this.functions = new Functions(this, budget);
    }

    /** @throws Refusal if there is no answer */
    Value evaluate(Expression expression, Value current) {
        budget.spend(1);
        budget.enter();
        Value found = visit(expression, current);
        budget.leave();
        return found;
    }

    private Value visit(Expression expression, Value current) {
        if (expression instanceof Current) {
            return current;
        }
        if (expression instanceof Field field) {
            return field(field, current);
        }
        if (expression instanceof Within within) {
            return evaluate(within.right(), evaluate(within.left(), current));
        }
        if (expression instanceof Literal literal) {
            return literals.computeIfAbsent(literal, l -> JsonValues.value(l.value(), budget));
        }
        if (expression instanceof Pipe pipe) {
            return evaluate(pipe.right(), evaluate(pipe.left(), current));
        }
        if (expression instanceof Comparison comparison) {
            return Value.of(compare(comparison, current));
        }
        if (expression instanceof And and) {
            Value left = evaluate(and.left(), current);
            return left.isTrue() ? evaluate(and.right(), current) : left;
        }
        if (expression instanceof Or or) {
            Value left = evaluate(or.left(), current);
            return left.isTrue() ? left : evaluate(or.right(), current);
        }
        if (expression instanceof Not not) {
            return Value.of(!evaluate(not.operand(), current).isTrue());
        }
        if (expression instanceof Call call) {
            return call(call, current);
        }
        if (expression instanceof Expression.Reference reference) {
            if (reference.operand() instanceof Missing missing) {
                throw missing(missing);
            }
            return new Reference(reference.operand());
        }
        if (expression instanceof Missing missing) {
            throw missing(missing);
        }
        return several(expression, current);
    }

    /** What makes lists and objects, or takes them apart. */
    private Value several(Expression expression, Value current) {
        if (expression instanceof ListProjection projection) {
            return evaluate(projection.list(), current) instanceof Items items
                    ? each(items.values(), projection.each())
                    : None.NULL;
        }
        if (expression instanceof Filter filter) {
            return filter(filter, current);
        }
        if (expression instanceof ValueProjection projection) {
            Value object = evaluate(projection.object(), current);
            if (object instanceof Reference reference) {
                throw asValue(reference);
            }
            return object instanceof Members members ? each(members.values(), projection.each()) : None.NULL;
        }
        if (expression instanceof Flatten flatten) {
            return evaluate(flatten.list(), current) instanceof Items items ? flat(items) : None.NULL;
        }
        if (expression instanceof Index index) {
            return evaluate(index.list(), current) instanceof Items items
                    ? element(items, index.position())
                    : None.NULL;
        }
        if (expression instanceof Slice slice) {
            return evaluate(slice.list(), current) instanceof Items items ? slice(items, slice) : None.NULL;
        }
        if (current == None.NULL) {
            return None.NULL;
        }
        if (expression instanceof SelectList select) {
            List<Value> values = new ArrayList<>();
            for (Expression element : select.elements()) {
                values.add(evaluate(element, current));
            }
            return new Items(values);
        }
        Map<String, Value> values = new LinkedHashMap<>();
        for (Member member : ((SelectObject) expression).members()) {
            values.put(member.name(), evaluate(member.value(), current));
        }
        return new Members(values);
    }

    private static Refusal missing(Missing missing) {
        return new Refusal(Problem.Kind.MISSING_EXPRESSION, missing.span(), "Something to evaluate is missing here.");
    }

    /** The refusal of {@code reference} where data is needed. */
    static Refusal asValue(Reference reference) {
        return new Refusal(
                Problem.Kind.REFERENCE_AS_VALUE,
                reference.expression().span(),
                "An expression behind & can be handed to a function, but is no value.");
    }

    private static Value field(Field field, Value current) {
        if (current instanceof Reference reference) {
            throw asValue(reference);
        }
        return current instanceof Members members ? defined(members.get(field.name())) : None.NULL;
    }

    private static Value defined(Value value) {
        return value == None.UNDEFINED ? None.NULL : value;
    }

    private Value each(List<Value> values, Expression expression) {
        List<Value> found = new ArrayList<>();
        for (Value value : values) {
            Value one = evaluate(expression, value);
            if (one != None.NULL) {
                found.add(one);
            }
        }
        return new Items(found);
    }

    private Value filter(Filter filter, Value current) {
        if (!(evaluate(filter.list(), current) instanceof Items items)) {
            return None.NULL;
        }
        List<Value> matching = new ArrayList<>();
        for (Value value : items.values()) {
            if (evaluate(filter.condition(), value).isTrue()) {
                matching.add(value);
            }
        }
        return each(matching, filter.each());
    }

    private Value flat(Items items) {
        List<Value> flat = new ArrayList<>();
        for (Value value : items.values()) {
            if (value instanceof Items inner) {
                budget.spend(inner.values().size());
                flat.addAll(inner.values());
            } else {
                flat.add(value);
            }
        }
        budget.spend(items.values().size());
        return new Items(flat);
    }

    private static Value element(Items items, double position) {
        int size = items.values().size();
        double at = position < 0 ? size + position : position;
        return at >= 0 && at < size ? defined(items.at((int) at)) : None.NULL;
    }

    private Value slice(Items items, Slice slice) {
        double step = slice.step().orElse(1);
        if (step == 0) {
            throw new Refusal(Problem.Kind.STEP_ZERO, slice.span(), "The step of a slice cannot be 0.");
        }
        int size = items.values().size();
        boolean back = step < 0;
        double from = bound(slice.from(), back ? size - 1 : 0, size, step);
        double to = bound(slice.to(), back ? -1 : size, size, step);
        List<Value> values = new ArrayList<>();
        // A step that is no number ends the loop behind its first element, which may be one behind the end.
        for (double at = from; step > 0 ? at < to : at > to; at += step) {
            budget.spend(1);
            values.add(items.at((int) at));
        }
        return new Items(values);
    }

    private static double bound(OptionalDouble written, int unwritten, int size, double step) {
        if (written.isEmpty()) {
            return unwritten;
        }
        double bound = written.getAsDouble();
        if (bound < 0) {
            double fromEnd = bound + size;
            return fromEnd < 0 ? (step < 0 ? -1 : 0) : fromEnd;
        }
        return bound >= size ? (step < 0 ? size - 1 : size) : bound;
    }

    private boolean compare(Comparison comparison, Value current) {
        Value left = evaluate(comparison.left(), current);
        Value right = evaluate(comparison.right(), current);
        return switch (comparison.comparator()) {
            case EQUAL -> equal(left, right);
            case NOT_EQUAL -> !equal(left, right);
            case LESS, LESS_OR_EQUAL, GREATER, GREATER_OR_EQUAL -> {
                OptionalInt order = coercion.order(left, right);
                yield order.isPresent() && holds(comparison.comparator(), order.getAsInt());
            }
        };
    }

    private static boolean holds(Expression.Comparator comparator, int order) {
        return switch (comparator) {
            case LESS -> order < 0;
            case LESS_OR_EQUAL -> order <= 0;
            case GREATER -> order > 0;
            case GREATER_OR_EQUAL -> order >= 0;
            case EQUAL, NOT_EQUAL -> throw new IllegalArgumentException("Not decided by order: " + comparator);
        };
    }

    private boolean equal(Value left, Value right) {
        budget.spend(1);
        if (left == right) {
            return !(left instanceof Value.Numeric numeric) || !Double.isNaN(numeric.value());
        }
        if (left instanceof Value.Numeric one && right instanceof Value.Numeric other) {
            // Not by Double.equals, for which 0 and -0 differ and NaN is itself.
            return one.value() == other.value();
        }
        if (left instanceof Reference reference && (right instanceof Reference || right instanceof Members)) {
            throw asValue(reference);
        }
        if (right instanceof Reference reference && left instanceof Members) {
            throw asValue(reference);
        }
        budget.enter();
        boolean equal = equalInside(left, right);
        budget.leave();
        return equal;
    }

    private boolean equalInside(Value left, Value right) {
        if (left instanceof Items one && right instanceof Items other) {
            return equalItems(one, other);
        }
        if (left instanceof Members one && right instanceof Members other) {
            return equalMembers(one, other);
        }
        return left.equals(right);
    }

    private boolean equalItems(Items left, Items right) {
        if (left.values().size() != right.values().size()) {
            return false;
        }
        for (int i = 0; i < left.values().size(); i++) {
            if (!equal(left.values().get(i), right.values().get(i))) {
                return false;
            }
        }
        return true;
    }

    // A name whose value is undefined is equal to one that the other object lacks, but only from the left.
    private boolean equalMembers(Members left, Members right) {
        for (String name : left.names()) {
            if (!equal(left.get(name), right.get(name))) {
                return false;
            }
        }
        return left.names().containsAll(right.names());
    }

    private Value call(Call call, Value current) {
        List<Value> arguments = new ArrayList<>();
        for (Expression argument : call.arguments()) {
            arguments.add(evaluate(argument, current));
        }
        // A function that applies an expression needs several times the stack of any other part of a query.
        budget.enter();
        budget.enter();
        Value answer = functions.call(call, arguments);
        budget.leave();
        budget.leave();
        return answer;
    }
}
