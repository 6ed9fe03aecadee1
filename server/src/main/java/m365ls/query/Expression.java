package m365ls.query;

import com.google.gson.JsonElement;
import java.util.List;
import java.util.OptionalDouble;
import m365ls.text.Span;

/**
 * The syntax tree of a query. Parentheses leave no node of their own.
 *
 * <p>{@link #span} tells where in the text an expression is written; it is empty where an expression is only implied,
 * as the {@code @} before {@code [0]}.
 */
public sealed interface Expression {

    /** Offsets in the text of the query. */
    Span span();

    /** The value that the expression is applied to: {@code @}, or implied. */
    record Current(Span span) implements Expression {}

    /** Nothing, where an expression belongs: {@code a.} and {@code ()} are queries, but have no answer. */
    record Missing(Span span) implements Expression {}

    /** The value of a name: {@code name} or {@code "name"}. */
    record Field(Span span, String name) implements Expression {}

    /** A constant: {@code 'text'} or JSON between backticks. */
    record Literal(Span span, JsonElement value) implements Expression {}

    /** {@code left.right}: {@code right}, applied to what {@code left} gives. */
    record Within(Span span, Expression left, Expression right) implements Expression {}

    /** {@code left | right}; as {@link Within}, but ends projections. */
    record Pipe(Span span, Expression left, Expression right) implements Expression {}

    /**
     * {@code list[position]}.
     *
     * @param position from the end if negative; NaN, which no element has, for {@code [-]}
     */
    record Index(Span span, Expression list, double position) implements Expression {}

    /** {@code list[from:to:step]}, without what it is projected onto; each part may be left out, or be NaN. */
    record Slice(Span span, Expression list, OptionalDouble from, OptionalDouble to, OptionalDouble step)
            implements Expression {}

    /** {@code list[]}: its elements, those of lists among them in their place. */
    record Flatten(Span span, Expression list) implements Expression {}

    /** {@code each} of every element of {@code list}, nulls left out: {@code [*]}, {@code []}, {@code [0:5]}. */
    record ListProjection(Span span, Expression list, Expression each) implements Expression {}

    /** {@code each} of every value of {@code object}, nulls left out: {@code *}. */
    record ValueProjection(Span span, Expression object, Expression each) implements Expression {}

    /** {@code list[?condition]}: {@code each} of the elements for which the condition is true, nulls left out. */
    record Filter(Span span, Expression list, Expression condition, Expression each) implements Expression {}

    /** {@code left == right} and its like. */
    record Comparison(Span span, Comparator comparator, Expression left, Expression right) implements Expression {}

    /** {@code left && right}. */
    record And(Span span, Expression left, Expression right) implements Expression {}

    /** {@code left || right}. */
    record Or(Span span, Expression left, Expression right) implements Expression {}

    /** {@code !operand}. */
    record Not(Span span, Expression operand) implements Expression {}

    /** {@code [a, b]}: a list of what each gives. */
    record SelectList(Span span, List<Expression> elements) implements Expression {
        public SelectList {
            elements = List.copyOf(elements);
        }
    }

    /** {@code {name: a, other: b}}: an object of what each gives. */
    record SelectObject(Span span, List<Member> members) implements Expression {
        public SelectObject {
            members = List.copyOf(members);
        }
    }

    /** A name in a {@link SelectObject}, with what it stands for. */
    record Member(Span nameSpan, String name, Expression value) {}

    /**
     * {@code name(arguments)}.
     *
     * @param name empty if what stands before the parenthesis has no name
     */
    record Call(Span span, Span nameSpan, String name, List<Expression> arguments) implements Expression {
        public Call {
            arguments = List.copyOf(arguments);
        }
    }

    /** {@code &operand}: the expression itself, for a function to apply. */
    record Reference(Span span, Expression operand) implements Expression {}

    /** How two values are compared. */
    enum Comparator {
        EQUAL("=="),
        NOT_EQUAL("!="),
        LESS("<"),
        LESS_OR_EQUAL("<="),
        GREATER(">"),
        GREATER_OR_EQUAL(">=");

        private final String sign;

        Comparator(String sign) {
            this.sign = sign;
        }

        /** As it is written in a query. */
        public String sign() {
            return sign;
        }
    }
}
