package m365ls.query;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.OptionalDouble;
import m365ls.query.Expression.And;
import m365ls.query.Expression.Call;
import m365ls.query.Expression.Comparator;
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
import m365ls.query.Expression.Reference;
import m365ls.query.Expression.SelectList;
import m365ls.query.Expression.SelectObject;
import m365ls.query.Expression.Slice;
import m365ls.query.Expression.ValueProjection;
import m365ls.query.Expression.Within;
import m365ls.query.Token.Kind;
import m365ls.text.Span;

/**
 * Makes a syntax tree of a query, by operator precedence: an expression goes on as long as the next token binds more
 * strongly than what stands before the expression.
 */
final class Parser {

    /** What binds more weakly than this ends a projection. */
    private static final int ENDS_PROJECTION = 10;

    private final String text;
    private final List<Token> tokens;
    private final IdentityHashMap<Expression, Integer> heights = new IdentityHashMap<>();
    private int index;
    private int nesting;

    private Parser(String text) {
        this.text = text;
        this.tokens = Lexer.tokens(text);
    }

    /** @throws Refusal if {@code text} is no query */
    static Expression parse(String text) {
        Parser parser = new Parser(text);
        Expression all = parser.expression(0);
        if (parser.next() != Kind.END) {
            throw parser.unexpected(parser.token(0));
        }
        return all;
    }

    private Token token(int ahead) {
        Token token = tokens.get(index + ahead);
        if (token.kind() == Kind.ASSIGN) {
            throw refuse(token, "A single = means nothing here; two values are compared with ==.");
        }
        return token;
    }

    private Kind next() {
        return token(0).kind();
    }

    private Token take() {
        Token token = token(0);
        index++;
        return token;
    }

    private void expect(Kind kind) {
        if (next() != kind) {
            throw refuse(token(0), "Expected " + kind.words() + " instead of " + written(token(0)) + ".");
        }
        index++;
    }

    private String written(Token token) {
        return token.kind() == Kind.END ? Kind.END.words() : token.span().of(text);
    }

    private Refusal unexpected(Token token) {
        return refuse(
                token,
                token.kind() == Kind.END
                        ? "The query ends where an expression is expected."
                        : "Did not expect " + written(token) + " here.");
    }

    private static Refusal refuse(Token token, String message) {
        return new Refusal(Problem.Kind.SYNTAX, token.span(), message);
    }

    /** From {@code start} to the end of the token that was taken last. */
    private Span from(int start) {
        return new Span(start, tokens.get(index - 1).span().end());
    }

    private Current implied(int offset) {
        return new Current(Span.at(offset));
    }

    /** Notes how high the tree above {@code parts} grows: chains nest on their left without nesting in the text. */
    private <E extends Expression> E made(E expression, Expression... parts) {
        int height = 0;
        for (Expression part : parts) {
            height = Math.max(height, heights.getOrDefault(part, 0) + 1);
        }
        checkDepth(height, Limits.HEIGHT, expression.span());
        heights.put(expression, height);
        return expression;
    }

    private static void checkDepth(int depth, int most, Span span) {
        if (depth > most) {
            throw new Refusal(Problem.Kind.LIMIT, span, "A query may nest at most " + most + " levels deep.");
        }
    }

    private Expression expression(int power) {
        checkDepth(++nesting, Limits.NESTING, token(0).span());
        Token first = take();
        int start = first.span().start();
        Expression left = beginning(first);
        while (power < next().power()) {
            left = continued(take(), left, start);
        }
        nesting--;
        return left;
    }

    /** The expression that {@code first} begins. */
    private Expression beginning(Token first) {
        int start = first.span().start();
        return switch (first.kind()) {
            case LITERAL -> new Literal(first.span(), first.value());
            case NAME -> field(first);
            case QUOTED_NAME -> {
                if (next() == Kind.LEFT_PARENTHESIS) {
                    throw refuse(first, "The name of a function is written without quotes.");
                }
                yield field(first);
            }
            case CURRENT -> new Current(first.span());
            case NOT -> {
                Expression operand = expression(Kind.NOT.power());
                yield made(new Not(from(start), operand), operand);
            }
            case REFERENCE -> {
                Expression operand = expression(Kind.REFERENCE.power());
                yield made(new Reference(from(start), operand), operand);
            }
            case STAR -> {
                Expression each =
                        next() == Kind.RIGHT_BRACKET ? implied(first.span().end()) : projected(Kind.STAR.power());
                yield made(new ValueProjection(from(start), implied(start), each), each);
            }
            case FILTER, FLATTEN -> continued(first, implied(start), start);
            case LEFT_BRACE -> selectObject(start);
            case LEFT_BRACKET -> inBrackets(start);
            case LEFT_PARENTHESIS -> {
                List<Expression> inside = inParentheses(false);
                yield inside.isEmpty() ? new Missing(from(start)) : inside.get(0);
            }
            default -> throw unexpected(first);
        };
    }

    /** What a bracket that was taken begins where nothing stands before it. */
    private Expression inBrackets(int start) {
        if (next() == Kind.NUMBER || next() == Kind.COLON) {
            return element(implied(start), start);
        }
        if (next() == Kind.STAR && token(1).kind() == Kind.RIGHT_BRACKET) {
            return everyElement(implied(start), start);
        }
        return selectList(start);
    }

    private static Field field(Token name) {
        return new Field(name.span(), name.value().getAsString());
    }

    /** {@code left}, which begins at {@code start}, together with what {@code sign} continues it with. */
    private Expression continued(Token sign, Expression left, int start) {
        Kind kind = sign.kind();
        return switch (kind) {
            case DOT -> {
                if (next() == Kind.STAR) {
                    index++;
                    Expression each = projected(Kind.DOT.power());
                    yield made(new ValueProjection(from(start), left, each), left, each);
                }
                Expression right = afterDot(Kind.DOT.power());
                yield made(new Within(from(start), left, right), left, right);
            }
            case PIPE, OR, AND, EQUAL, NOT_EQUAL, LESS, LESS_OR_EQUAL, GREATER, GREATER_OR_EQUAL -> {
                Expression right = expression(kind.power());
                yield made(joined(kind, from(start), left, right), left, right);
            }
            case LEFT_PARENTHESIS -> call(left, start);
            case FILTER -> {
                Expression condition = expression(0);
                expect(Kind.RIGHT_BRACKET);
                Expression each = next() == Kind.FLATTEN
                        ? implied(tokens.get(index - 1).span().end())
                        : projected(Kind.FILTER.power());
                yield made(new Filter(from(start), left, condition, each), left, condition, each);
            }
            case FLATTEN -> {
                Flatten flat = made(new Flatten(from(start), left), left);
                Expression each = projected(Kind.FLATTEN.power());
                yield made(new ListProjection(from(start), flat, each), flat, each);
            }
            case LEFT_BRACKET -> {
                if (next() == Kind.NUMBER || next() == Kind.COLON) {
                    yield element(left, start);
                }
                if (next() != Kind.STAR) {
                    throw unexpected(token(0));
                }
                yield everyElement(left, start);
            }
            // The sign binds, but only in front of an expression; what follows it is where the sense is lost.
            default -> throw unexpected(token(0));
        };
    }

    private static Expression joined(Kind kind, Span span, Expression left, Expression right) {
        return switch (kind) {
            case PIPE -> new Pipe(span, left, right);
            case OR -> new Or(span, left, right);
            case AND -> new And(span, left, right);
            default -> new Comparison(span, Comparator.valueOf(kind.name()), left, right);
        };
    }

    /** {@code list[*]}, of which the bracket was taken. */
    private Expression everyElement(Expression list, int start) {
        index++;
        expect(Kind.RIGHT_BRACKET);
        Expression each = projected(Kind.STAR.power());
        return made(new ListProjection(from(start), list, each), list, each);
    }

    /** {@code list[0]} or {@code list[0:5]}, of which the bracket was taken. */
    private Expression element(Expression list, int start) {
        if (next() != Kind.COLON && token(1).kind() != Kind.COLON) {
            double position = take().value().getAsDouble();
            expect(Kind.RIGHT_BRACKET);
            return made(new Index(from(start), list, position), list);
        }
        List<OptionalDouble> parts =
                new ArrayList<>(List.of(OptionalDouble.empty(), OptionalDouble.empty(), OptionalDouble.empty()));
        // A third colon is allowed, if nothing follows it; of two numbers in a row the second counts.
        int part = 0;
        while (part < 3 && next() != Kind.RIGHT_BRACKET) {
            Token token = take();
            if (token.kind() == Kind.COLON) {
                part++;
            } else if (token.kind() == Kind.NUMBER) {
                parts.set(part, OptionalDouble.of(token.value().getAsDouble()));
            } else {
                throw unexpected(token);
            }
        }
        expect(Kind.RIGHT_BRACKET);
        Slice slice = made(new Slice(from(start), list, parts.get(0), parts.get(1), parts.get(2)), list);
        Expression each = projected(Kind.STAR.power());
        return made(new ListProjection(from(start), slice, each), slice, each);
    }

    /** What a projection is applied to each element: what follows it, up to what ends the projection. */
    private Expression projected(int power) {
        Kind next = next();
        if (next == Kind.LEFT_BRACKET || next == Kind.FILTER) {
            return expression(power);
        }
        if (next == Kind.DOT) {
            index++;
            return afterDot(power);
        }
        if (next.power() == Kind.UNRELATED || next.power() >= ENDS_PROJECTION) {
            throw unexpected(token(0));
        }
        return implied(tokens.get(index - 1).span().end());
    }

    private Expression afterDot(int power) {
        int start = token(0).span().start();
        return switch (next()) {
            case NAME, QUOTED_NAME, STAR -> expression(power);
            case LEFT_BRACKET -> {
                index++;
                yield selectList(start);
            }
            case LEFT_BRACE -> {
                index++;
                yield selectObject(start);
            }
            // A query all the same, which has an answer if this part of it is never evaluated.
            default -> new Missing(Span.at(tokens.get(index - 1).span().end()));
        };
    }

    private Expression call(Expression left, int start) {
        if (left instanceof Missing missing) {
            throw new Refusal(Problem.Kind.SYNTAX, missing.span(), "The name of a function is missing here.");
        }
        // In (a)(b), and even in a(b)(c), what stands before a parenthesis gives its name to the function.
        String name = left instanceof Field field ? field.name() : left instanceof Call call ? call.name() : "";
        List<Expression> arguments = inParentheses(true);
        return made(new Call(from(start), left.span(), name, arguments), arguments.toArray(new Expression[0]));
    }

    /** The expressions up to the closing parenthesis. Commas may be left out, and may stand only between arguments. */
    private List<Expression> inParentheses(boolean arguments) {
        List<Expression> inside = new ArrayList<>();
        while (next() != Kind.RIGHT_PARENTHESIS) {
            // An @ here is an expression of its own: @.name is @ and then a dot that fits nowhere.
            inside.add(next() == Kind.CURRENT ? new Current(take().span()) : expression(0));
            if (arguments && next() == Kind.COMMA) {
                index++;
            }
        }
        index++;
        return inside;
    }

    private Expression selectList(int start) {
        List<Expression> elements = new ArrayList<>();
        while (next() != Kind.RIGHT_BRACKET) {
            elements.add(expression(0));
            if (next() == Kind.COMMA) {
                index++;
                if (next() == Kind.RIGHT_BRACKET) {
                    throw unexpected(token(0));
                }
            }
        }
        index++;
        return made(new SelectList(from(start), elements), elements.toArray(new Expression[0]));
    }

    private Expression selectObject(int start) {
        List<Member> members = new ArrayList<>();
        while (true) {
            Token name = token(0);
            if (name.kind() != Kind.NAME && name.kind() != Kind.QUOTED_NAME) {
                throw refuse(name, "Expected a name instead of " + written(name) + ".");
            }
            index++;
            expect(Kind.COLON);
            members.add(new Member(name.span(), name.value().getAsString(), expression(0)));
            if (next() == Kind.COMMA) {
                index++;
            } else if (next() == Kind.RIGHT_BRACE) {
                index++;
                Expression[] values = members.stream().map(Member::value).toArray(Expression[]::new);
                return made(new SelectObject(from(start), members), values);
            }
        }
    }
}
