package m365ls.query;

import com.google.gson.JsonElement;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.Collectors;
import m365ls.query.Expression.Call;
import m365ls.query.Value.Bool;
import m365ls.query.Value.Items;
import m365ls.query.Value.Members;
import m365ls.query.Value.None;
import m365ls.query.Value.Numeric;
import m365ls.query.Value.Reference;
import m365ls.query.Value.Text;
import m365ls.text.JavaScriptNumbers;
import m365ls.text.Span;

/** What each {@link Function} does. */
final class Functions {

    private final Interpreter interpreter;
    private final Budget budget;
    private final Coercion coercion;

    Functions(Interpreter interpreter, Budget budget) {
        this.interpreter = interpreter;
        this.budget = budget;
        this.coercion = new Coercion(budget);
    }

    /** @throws Refusal if there is no such function, or if it does not take these arguments */
    Value call(Call call, List<Value> arguments) {
        Function function = Function.named(call.name())
                .orElseThrow(() -> new Refusal(
                        Problem.Kind.UNKNOWN_FUNCTION,
                        call.nameSpan(),
                        call.name().isEmpty()
                                ? "Only a name can stand before a parenthesis."
                                : "There is no function " + call.name() + "."));
        check(call, function, arguments);
        return apply(new Arguments(call, arguments), function);
    }

    /** The arguments of a call, whose types were checked. */
    private record Arguments(Call call, List<Value> values) {

        Value value(int index) {
            return values.get(index);
        }

        double number(int index) {
            return ((Numeric) value(index)).value();
        }

        String text(int index) {
            return ((Text) value(index)).value();
        }

        List<Value> items(int index) {
            return ((Items) value(index)).values();
        }

        Members members(int index) {
            return (Members) value(index);
        }

        Expression expression(int index) {
            return ((Reference) value(index)).expression();
        }

        Span span(int index) {
            return call.arguments().get(index).span();
        }
    }

    private Value apply(Arguments arguments, Function function) {
        arguments.values().forEach(value -> budget.spend(size(value)));
        return switch (function) {
            case ABS -> rounded(arguments, Math::abs);
            case CEIL -> rounded(arguments, Math::ceil);
            case FLOOR -> rounded(arguments, Math::floor);
            case SUM -> new Numeric(sum(arguments.items(0)));
            case AVG -> new Numeric(sum(arguments.items(0)) / arguments.items(0).size());
            case MAX -> extreme(arguments.items(0), true);
            case MIN -> extreme(arguments.items(0), false);
            case CONTAINS -> Value.of(contains(arguments));
            case STARTS_WITH -> Value.of(startsWith(arguments.text(0), arguments.text(1)));
            case ENDS_WITH -> Value.of(arguments.text(0).endsWith(arguments.text(1)));
            case JOIN -> join(arguments.text(0), arguments.items(1));
            case REVERSE -> reverse(arguments.value(0));
            case LENGTH -> new Numeric(size(arguments.value(0)));
            case KEYS ->
                new Items(arguments.members(0).names().stream()
                        .<Value>map(Text::new)
                        .toList());
            case VALUES -> new Items(arguments.members(0).values());
            case MERGE -> merge(arguments);
            case MAP -> map(arguments.expression(0), arguments.items(1));
            case SORT -> sort(arguments.items(0));
            case SORT_BY -> sortBy(arguments);
            case MAX_BY -> extremeBy(arguments, true);
            case MIN_BY -> extremeBy(arguments, false);
            case TO_ARRAY -> arguments.value(0) instanceof Items items ? items : new Items(List.of(arguments.value(0)));
            case TO_STRING -> toText(arguments.value(0));
            case TO_NUMBER -> toNumber(arguments.value(0));
            case TYPE -> type(arguments.value(0)).<Value>map(Functions::written).orElse(None.UNDEFINED);
            case NOT_NULL ->
                arguments.values().stream()
                        .filter(value -> value != None.NULL)
                        .findFirst()
                        .orElse(None.NULL);
        };
    }

    private static int size(Value value) {
        if (value instanceof Items items) {
            return items.values().size();
        }
        if (value instanceof Members members) {
            return members.names().size();
        }
        return value instanceof Text text ? text.value().length() : 0;
    }

    private void check(Call call, Function function, List<Value> arguments) {
        int expected = function.parameters().size();
        int given = arguments.size();
        if (function.repeats() ? given < expected : given != expected) {
            throw new Refusal(
                    Problem.Kind.ARGUMENT_COUNT,
                    call.span(),
                    function.written() + " takes " + (function.repeats() ? "at least " : "") + expected
                            + (expected == 1 ? " argument" : " arguments") + ", but has " + given + " here.");
        }
        for (int i = 0; i < expected; i++) {
            Set<Function.Type> allowed = function.parameters().get(i);
            Value argument = arguments.get(i);
            if (allowed.stream().noneMatch(type -> fits(argument, type))) {
                throw wrongType(
                        call.arguments().get(i).span(),
                        function.written() + " needs "
                                + allowed.stream()
                                        .map(Function.Type::words)
                                        .sorted()
                                        .collect(Collectors.joining(" or "))
                                + " here, not " + inWords(argument) + ".");
            }
        }
    }

    private static Refusal wrongType(Span span, String message) {
        return new Refusal(Problem.Kind.ARGUMENT_TYPE, span, message);
    }

    private static String inWords(Value value) {
        if (value instanceof Items) {
            return "this list";
        }
        return type(value).map(Function.Type::words).orElse("nothing");
    }

    private boolean fits(Value value, Function.Type type) {
        return switch (type) {
            case ANY -> true;
            case NUMBERS -> value instanceof Items items && all(items.values(), Function.Type.NUMBER);
            case STRINGS -> value instanceof Items items && all(items.values(), Function.Type.STRING);
            default -> type(value).equals(Optional.of(type));
        };
    }

    private boolean all(Collection<Value> values, Function.Type type) {
        budget.spend(values.size());
        return values.stream().allMatch(value -> fits(value, type));
    }

    /** The type of {@code value}; undefined has none. */
    private static Optional<Function.Type> type(Value value) {
        if (value instanceof Text) {
            return Optional.of(Function.Type.STRING);
        }
        if (value instanceof Numeric) {
            return Optional.of(Function.Type.NUMBER);
        }
        if (value instanceof Bool) {
            return Optional.of(Function.Type.BOOLEAN);
        }
        if (value instanceof Items) {
            return Optional.of(Function.Type.ARRAY);
        }
        if (value instanceof Members) {
            return Optional.of(Function.Type.OBJECT);
        }
        if (value instanceof Reference) {
            return Optional.of(Function.Type.EXPRESSION);
        }
        return value == None.NULL ? Optional.of(Function.Type.NULL) : Optional.empty();
    }

    /** The name of a type as {@code type} gives it. */
    private static Text written(Function.Type type) {
        return new Text(
                switch (type) {
                    case NUMBER -> "number";
                    case STRING -> "string";
                    case BOOLEAN -> "boolean";
                    case ARRAY -> "array";
                    case OBJECT -> "object";
                    case NULL -> "null";
                    case EXPRESSION -> "expref";
                    case ANY, NUMBERS, STRINGS -> throw new IllegalArgumentException("Not a value's: " + type);
                });
    }

    private static Value rounded(Arguments arguments, DoubleUnaryOperator rounding) {
        return new Numeric(rounding.applyAsDouble(arguments.number(0)));
    }

    private static double sum(List<Value> numbers) {
        double sum = 0;
        for (Value number : numbers) {
            sum += ((Numeric) number).value();
        }
        return sum;
    }

    /** Of several equal texts the first; null of none. */
    private static Value extreme(List<Value> values, boolean largest) {
        if (values.isEmpty()) {
            return None.NULL;
        }
        if (values.get(0) instanceof Numeric) {
            return values.stream()
                    .map(Numeric.class::cast)
                    .reduce((a, b) ->
                            new Numeric(largest ? Math.max(a.value(), b.value()) : Math.min(a.value(), b.value())))
                    .orElseThrow();
        }
        Text extreme = (Text) values.get(0);
        for (Value value : values) {
            int order = Collation.ORDER.compare(((Text) value).value(), extreme.value());
            if (largest ? order > 0 : order < 0) {
                extreme = (Text) value;
            }
        }
        return extreme;
    }

    private boolean contains(Arguments arguments) {
        Value wanted = arguments.value(1);
        if (arguments.value(0) instanceof Text text) {
            String part = coercion.text(wanted);
            // To look for a long text in a longer one may take the product of their lengths.
            budget.spend((long) text.value().length() * (1 + part.length() / 256));
            return text.value().contains(part);
        }
        return arguments.items(0).stream().anyMatch(value -> isSame(value, wanted));
    }

    /** As {@code ===}: lists and objects are the same only if they are one. */
    private static boolean isSame(Value value, Value other) {
        if (value instanceof Numeric number && other instanceof Numeric otherNumber) {
            return number.value() == otherNumber.value();
        }
        return value.equals(other);
    }

    // The package looks for the last occurrence and asks whether it is at the start.
    private boolean startsWith(String text, String start) {
        budget.spend((long) text.length() * (1 + start.length() / 256));
        return text.lastIndexOf(start) == 0;
    }

    private Value join(String between, List<Value> texts) {
        long length = 0;
        for (Value text : texts) {
            length += ((Text) text).value().length() + (long) between.length();
        }
        budget.spendText(length);
        return new Text(texts.stream().map(text -> ((Text) text).value()).collect(Collectors.joining(between)));
    }

    private static Value reverse(Value value) {
        if (value instanceof Items items) {
            List<Value> reversed = new ArrayList<>(items.values());
            Collections.reverse(reversed);
            return new Items(reversed);
        }
        // Unit by unit: StringBuilder.reverse would keep surrogate pairs together.
        String text = ((Text) value).value();
        char[] reversed = new char[text.length()];
        for (int i = 0; i < reversed.length; i++) {
            reversed[i] = text.charAt(reversed.length - 1 - i);
        }
        return new Text(new String(reversed));
    }

    // From the second argument on a list gives its indices and a text its units.
    private static Value merge(Arguments arguments) {
        Map<String, Value> merged = new LinkedHashMap<>();
        for (Value value : arguments.values()) {
            if (value instanceof Reference reference) {
                throw Interpreter.asValue(reference);
            }
            if (value instanceof Members members) {
                members.names().forEach(name -> merged.put(name, members.get(name)));
            } else {
                for (int i = 0; i < size(value); i++) {
                    merged.put(
                            Integer.toString(i),
                            value instanceof Items items
                                    ? items.at(i)
                                    : new Text(((Text) value).value().substring(i, i + 1)));
                }
            }
        }
        return new Members(merged);
    }

    private Value map(Expression expression, List<Value> items) {
        List<Value> mapped = new ArrayList<>();
        for (Value item : items) {
            mapped.add(interpreter.evaluate(expression, item));
        }
        return new Items(mapped);
    }

    // Numbers too are sorted as texts: 10 comes before 9.
    private Value sort(List<Value> items) {
        record Keyed(String key, Value value) {}
        budget.spend((long) items.size() * (Integer.SIZE - Integer.numberOfLeadingZeros(items.size())));
        return new Items(items.stream()
                .map(item -> new Keyed(coercion.text(item), item))
                .sorted(Comparator.comparing(Keyed::key))
                .map(Keyed::value)
                .toList());
    }

    private Value sortBy(Arguments arguments) {
        record Keyed(Value key, Value value) {}
        List<Value> items = arguments.items(0);
        List<Keyed> keyed = new ArrayList<>();
        for (Value item : items) {
            Value key = interpreter.evaluate(arguments.expression(1), item);
            Optional<Function.Type> type = type(key);
            Optional<Function.Type> expected =
                    keyed.isEmpty() ? type : type(keyed.get(0).key());
            if (!type.equals(expected) || !(key instanceof Numeric || key instanceof Text)) {
                throw notComparable(arguments, key);
            }
            keyed.add(new Keyed(key, item));
        }
        budget.spend((long) items.size() * (Integer.SIZE - Integer.numberOfLeadingZeros(items.size())));
        keyed.sort((one, other) -> compareKeys(one.key(), other.key()));
        return new Items(keyed.stream().map(Keyed::value).toList());
    }

    // Zeros are equal whatever their sign. What is not a number goes last, so that the order is one.
    private static int compareKeys(Value one, Value other) {
        if (one instanceof Text text) {
            return text.value().compareTo(((Text) other).value());
        }
        return Double.compare(((Numeric) one).value() + 0.0, ((Numeric) other).value() + 0.0);
    }

    private static Refusal notComparable(Arguments arguments, Value key) {
        return wrongType(
                arguments.span(1),
                arguments.call().name() + " compares numbers or texts, but this expression gives "
                        + inWords(key).replace("this list", "a list") + " for an element.");
    }

    // Nothing at all, rather than null, of an empty list; and of texts that are not numbers, since they are compared
    // with infinity first.
    private Value extremeBy(Arguments arguments, boolean largest) {
        Value extreme = new Numeric(largest ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY);
        Value found = None.UNDEFINED;
        for (Value item : arguments.items(0)) {
            Value key = interpreter.evaluate(arguments.expression(1), item);
            if (!(key instanceof Numeric || key instanceof Text)) {
                throw notComparable(arguments, key);
            }
            int order = coercion.order(key, extreme).orElse(0);
            if (largest ? order > 0 : order < 0) {
                extreme = key;
                found = item;
            }
        }
        return found;
    }

    private Value toText(Value value) {
        if (value instanceof Text) {
            return value;
        }
        Optional<JsonElement> json = JsonValues.json(value, budget);
        if (json.isEmpty()) {
            return None.UNDEFINED;
        }
        return new Text(JsonText.of(json.orElseThrow(), budget));
    }

    private static Value toNumber(Value value) {
        if (value instanceof Text text) {
            double number = JavaScriptNumbers.number(text.value());
            return Double.isNaN(number) ? None.NULL : new Numeric(number);
        }
        return value instanceof Numeric ? value : None.NULL;
    }
}
