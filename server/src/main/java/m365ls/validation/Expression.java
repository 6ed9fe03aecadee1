package m365ls.validation;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import m365ls.validation.JsValue.Nothing;
import m365ls.validation.JsValue.Num;
import m365ls.validation.JsValue.Unknown;

/** An expression of a rule's program. */
sealed interface Expression {

    /**
     * Its value.
     *
     * @throws Thrown what the program throws
     * @throws GiveUp if it cannot be told
     */
    JsValue value(Scope scope, Run run);

    /** How V8 writes it in its messages. */
    default String written() {
        return "(intermediate value)";
    }

    /** A constant. */
    record Constant(JsValue constant) implements Expression {
        @Override
        public JsValue value(Scope scope, Run run) {
            return constant;
        }

        @Override
        public String written() {
            return constant instanceof JsValue.Text text
                    ? "\"" + text.value() + "\""
                    : Operators.text(constant) instanceof JsValue.Text text ? text.value() : "(intermediate value)";
        }
    }

    /** What the catalogue could not express. */
    record Unresolved() implements Expression {
        @Override
        public JsValue value(Scope scope, Run run) {
            throw new GiveUp("not expressed in the catalogue");
        }
    }

    /** A name. */
    record Name(String name) implements Expression {
        @Override
        public JsValue value(Scope scope, Run run) {
            run.step();
            JsValue value = scope.find(name).orElseGet(() -> Builtins.global(name));
            return value instanceof JsValue.FromNow constant ? Dates.fromNow(constant, run) : value;
        }

        @Override
        public String written() {
            return name;
        }
    }

    /** {@code this}. */
    record This() implements Expression {
        @Override
        public JsValue value(Scope scope, Run run) {
            return run.frame().self;
        }

        @Override
        public String written() {
            return "this";
        }
    }

    /** The name of a member, which may be evaluated. */
    sealed interface Key {
        /** Written with a point. */
        record Fixed(String name) implements Key {}

        /** Written in brackets. */
        record Computed(Expression expression) implements Key {}
    }

    private static JsValue member(JsValue object, Key key, Scope scope, Run run) {
        if (key instanceof Key.Fixed fixed) {
            return Builtins.member(object, fixed.name(), run);
        }
        return Builtins.element(object, ((Key.Computed) key).expression().value(scope, run), run);
    }

    /**
     * A member of an object.
     *
     * @param optional whether the chain ends where the object is undefined or null
     */
    record Member(Expression object, Key key, boolean optional) implements Expression {
        @Override
        public JsValue value(Scope scope, Run run) {
            run.step();
            JsValue of = object.value(scope, run);
            if (optional) {
                endChain(of);
            }
            return member(of, key, scope, run);
        }

        @Override
        public String written() {
            String link = optional ? "?." : key instanceof Key.Fixed ? "." : "";
            return object.written() + link + (key instanceof Key.Fixed fixed ? fixed.name() : "[...]");
        }
    }

    private static void endChain(JsValue value) {
        if (value.isNothing()) {
            throw new ChainEnd(Truth.TRUE);
        }
        if (value instanceof Unknown unknown && unknown.kind() == Unknown.Kind.ANYTHING) {
            throw new ChainEnd(Truth.UNKNOWN);
        }
    }

    /** An optional access has come upon nothing, or may have. */
    final class ChainEnd extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final Truth certain;

        private ChainEnd(Truth certain) {
            super("an optional access ends", null, false, false);
            this.certain = certain;
        }
    }

    /** How far an optional access ends. */
    record Chain(Expression inner) implements Expression {
        @Override
        public JsValue value(Scope scope, Run run) {
            try {
                return inner.value(scope, run);
            } catch (ChainEnd e) {
                return e.certain == Truth.TRUE ? Nothing.UNDEFINED : Unknown.ANYTHING;
            }
        }

        @Override
        public String written() {
            return inner.written();
        }
    }

    /** An argument, or several if it is spread. */
    record Element(Expression expression, boolean spread) {}

    private static List<JsValue> values(List<Element> elements, Scope scope, Run run) {
        List<JsValue> values = new ArrayList<>(elements.size());
        for (int i = 0; i < elements.size(); i++) {
            Element element = elements.get(i);
            JsValue value = element.expression().value(scope, run);
            if (element.spread()) {
                values.addAll(Builtins.iterated(value));
            } else {
                values.add(value);
            }
        }
        return values;
    }

    /** A call of a function or method. */
    record Call(Expression function, List<Element> arguments, boolean optional) implements Expression {
        public Call {
            arguments = List.copyOf(arguments);
        }

        @Override
        public JsValue value(Scope scope, Run run) {
            run.step();
            if (function instanceof Member method) {
                JsValue self = method.object().value(scope, run);
                if (method.optional()) {
                    endChain(self);
                }
                return call(self, method, scope, run);
            }
            JsValue called = function.value(scope, run);
            if (optional) {
                endChain(called);
            }
            List<JsValue> values = values(arguments, scope, run);
            if (called instanceof JsValue.Function known) {
                return known.call(run, Nothing.UNDEFINED, values);
            }
            if (!called.isKnown() || called instanceof JsValue.Outside) {
                return Outsides.call(called, "", values, run);
            }
            throw Thrown.type(function.written() + " is not a function");
        }

        private JsValue call(JsValue self, Member method, Scope scope, Run run) {
            if (method.key() instanceof Key.Fixed fixed) {
                JsValue own =
                        self instanceof JsValue.Fields fields ? run.read(fields, fixed.name()) : Nothing.UNDEFINED;
                if (own instanceof JsValue.Function known) {
                    return known.call(run, self, values(arguments, scope, run));
                }
                if (self.isNothing()) {
                    throw Builtins.noMember(self, fixed.name());
                }
                List<JsValue> values = values(arguments, scope, run);
                Optional<JsValue> result = Methods.call(self, fixed.name(), values, run);
                if (result.isEmpty()) {
                    throw Thrown.type(method.written() + " is not a function");
                }
                return result.get();
            }
            JsValue called = member(self, method.key(), scope, run);
            if (called instanceof JsValue.Function known) {
                return known.call(run, self, values(arguments, scope, run));
            }
            throw new GiveUp("a method whose name is not known");
        }

        @Override
        public String written() {
            return function.written() + "(...)";
        }
    }

    /** {@code new}. */
    record New(Expression type, List<Element> arguments) implements Expression {
        public New {
            arguments = List.copyOf(arguments);
        }

        @Override
        public JsValue value(Scope scope, Run run) {
            run.step();
            if (!(type instanceof Name name) || scope.declaring(name.name()).isPresent()) {
                throw new GiveUp("an object of a class of the package");
            }
            return Builtins.create(name.name(), values(arguments, scope, run), run);
        }
    }

    /** A function. */
    record Define(List<Statement.Pattern> parameters, Body body) implements Expression {
        public Define {
            parameters = List.copyOf(parameters);
        }

        @Override
        public JsValue value(Scope scope, Run run) {
            // An arrow function has the `this` of where it is written; no rule has another kind inside of it.
            JsValue self = new This().value(scope, run);
            return new Closure(this, scope, Optional.of(self));
        }
    }

    /** What a function does. */
    sealed interface Body {
        /** Gives an expression's value. */
        record Value(Expression expression) implements Body {}

        /** Runs statements. */
        record Statements(Statement.Block block) implements Body {}
    }

    /** An operator between two values. */
    record Binary(String operator, Expression left, Expression right) implements Expression {
        public Binary {
            // It is compared with constants again and again, which is fast for the same object.
            operator = operator.intern();
        }

        @Override
        public JsValue value(Scope scope, Run run) {
            run.step();
            if (left instanceof Unary type
                    && type.operator().equals("typeof")
                    && right instanceof Constant constant
                    && constant.constant() instanceof JsValue.Text name
                    && name.value().equals("undefined")) {
                Truth undefined = Operators.isUndefined(type.operandOrUndefined(scope, run));
                return (operator.startsWith("!") ? undefined.not() : undefined).value();
            }
            JsValue a = left.value(scope, run);
            JsValue b = right.value(scope, run);
            return switch (operator) {
                case "===" -> Operators.same(a, b).value();
                case "!==" -> Operators.same(a, b).not().value();
                case "==" -> Operators.equal(a, b).value();
                case "!=" -> Operators.equal(a, b).not().value();
                case "<", "<=", ">", ">=" -> Operators.compare(operator, a, b).value();
                case "+" -> Operators.plus(a, b);
                case "-", "*", "/", "%" -> arithmetic(a, b);
                case "in" -> Builtins.has(b, a).value();
                case "instanceof" -> Builtins.isInstance(a, b).value();
                default -> throw new GiveUp("operator " + operator);
            };
        }

        private JsValue arithmetic(JsValue a, JsValue b) {
            if (!(Operators.number(a) instanceof Num x) || !(Operators.number(b) instanceof Num y)) {
                return new JsValue.SomeNumber(Double.NEGATIVE_INFINITY, true);
            }
            return JsValue.of(
                    switch (operator) {
                        case "-" -> x.value() - y.value();
                        case "*" -> x.value() * y.value();
                        case "/" -> x.value() / y.value();
                        default -> x.value() % y.value();
                    });
        }
    }

    /** {@code &&}, {@code ||} and {@code ??}. */
    record Logical(String operator, Expression left, Expression right) implements Expression {
        public Logical {
            operator = operator.intern();
        }

        @Override
        public JsValue value(Scope scope, Run run) {
            run.step();
            JsValue first = left.value(scope, run);
            Truth truth =
                    operator.equals("??") ? Operators.equal(first, Nothing.NULL).not() : Operators.truth(first);
            boolean and = operator.equals("&&");
            if (truth == Truth.UNKNOWN) {
                return undecided(first, and, scope, run);
            }
            return truth.is(and) ? right.value(scope, run) : first;
        }

        /** The first operand is not known, so that the second may or may not be the result. */
        private JsValue undecided(JsValue first, boolean and, Scope scope, Run run) {
            int mark = run.beginCondition();
            JsValue second;
            try {
                second = right.value(scope, run);
            } catch (Thrown e) {
                run.mayThrow = true;
                return Unknown.ANYTHING;
            } finally {
                run.forget(run.endCondition(mark));
            }
            if (operator.equals("??")) {
                return Operators.oneOf(List.of(first, second));
            }
            // Of `x && false` only counts that it is false, of `x || true` that it is true.
            return Operators.truth(second).is(!and) ? second : Operators.oneOf(List.of(first, second));
        }
    }

    /** An operator in front of a value. */
    record Unary(String operator, Expression operand) implements Expression {
        public Unary {
            operator = operator.intern();
        }

        @Override
        public JsValue value(Scope scope, Run run) {
            run.step();
            return switch (operator) {
                case "!" -> Operators.truth(operand.value(scope, run)).not().value();
                case "typeof" -> Operators.typeOf(operandOrUndefined(scope, run));
                case "+" -> Operators.number(operand.value(scope, run));
                case "-" ->
                    Operators.number(operand.value(scope, run)) instanceof Num num
                            ? JsValue.of(-num.value())
                            : new JsValue.SomeNumber(Double.NEGATIVE_INFINITY, true);
                case "delete" -> delete(scope, run);
                case "void" -> Nothing.UNDEFINED;
                default -> throw new GiveUp("operator " + operator);
            };
        }

        /** Names that are not declared have a type too. */
        JsValue operandOrUndefined(Scope scope, Run run) {
            return operand.value(scope, run);
        }

        private JsValue delete(Scope scope, Run run) {
            run.change();
            if (!(operand instanceof Member member)
                    || !(member.object().value(scope, run) instanceof JsValue.Fields fields)) {
                throw new GiveUp("what is deleted is not known");
            }
            JsValue name = member.key() instanceof Key.Fixed fixed
                    ? JsValue.of(fixed.name())
                    : Operators.text(((Key.Computed) member.key()).expression().value(scope, run));
            if (!(name instanceof JsValue.Text text)) {
                throw new GiveUp("what is deleted is not known");
            }
            run.remove(fields, text.value());
            return JsValue.Bool.TRUE;
        }
    }

    /** {@code condition ? then : otherwise}. */
    record Conditional(Expression condition, Expression then, Expression otherwise) implements Expression {
        @Override
        public JsValue value(Scope scope, Run run) {
            run.step();
            return switch (Operators.truth(condition.value(scope, run))) {
                case TRUE -> then.value(scope, run);
                case FALSE -> otherwise.value(scope, run);
                case UNKNOWN -> {
                    int mark = run.beginCondition();
                    try {
                        yield Operators.oneOf(List.of(then.value(scope, run), otherwise.value(scope, run)));
                    } catch (Thrown e) {
                        run.mayThrow = true;
                        yield Unknown.ANYTHING;
                    } finally {
                        run.forget(run.endCondition(mark));
                    }
                }
            };
        }
    }

    /** One after the other; the value of the last. */
    record Sequence(List<Expression> expressions) implements Expression {
        public Sequence {
            expressions = List.copyOf(expressions);
        }

        @Override
        public JsValue value(Scope scope, Run run) {
            JsValue last = Nothing.UNDEFINED;
            for (Expression expression : expressions) {
                last = expression.value(scope, run);
            }
            return last;
        }
    }

    /** A text with values between its pieces, of which there is one more. */
    record Template(List<String> pieces, List<Expression> values) implements Expression {
        public Template {
            pieces = List.copyOf(pieces);
            values = List.copyOf(values);
        }

        @Override
        public JsValue value(Scope scope, Run run) {
            run.step();
            List<JsValue> texts = new ArrayList<>();
            for (int i = 0; i < pieces.size(); i++) {
                texts.add(JsValue.of(pieces.get(i)));
                if (i < values.size()) {
                    texts.add(Operators.text(values.get(i).value(scope, run)));
                }
            }
            return Holes.join(texts);
        }
    }

    /** An array. */
    record ArrayLiteral(List<Element> elements) implements Expression {
        public ArrayLiteral {
            elements = List.copyOf(elements);
        }

        @Override
        public JsValue value(Scope scope, Run run) {
            return new JsValue.Items(values(elements, scope, run));
        }
    }

    /** An object. */
    record ObjectLiteral(List<Property> properties) implements Expression {
        public ObjectLiteral {
            properties = List.copyOf(properties);
        }

        @Override
        public JsValue value(Scope scope, Run run) {
            JsValue.Fields fields = new JsValue.Fields(true);
            for (Property property : properties) {
                JsValue value = property.value().value(scope, run);
                if (property.name().isEmpty()) {
                    for (JsValue name : Builtins.names(value)) {
                        fields.map.put(((JsValue.Text) name).value(), Builtins.element(value, name, run));
                    }
                } else if (property.name().get() instanceof Key.Fixed fixed) {
                    fields.map.put(fixed.name(), value);
                } else if (Operators.text(((Key.Computed) property.name().get())
                                .expression()
                                .value(scope, run))
                        instanceof JsValue.Text text) {
                    fields.map.put(text.value(), value);
                } else {
                    throw new GiveUp("a name that is not known");
                }
            }
            return fields;
        }
    }

    /**
     * A named value of an object.
     *
     * @param name empty if the members of another object are taken over
     */
    record Property(Optional<Key> name, Expression value) {}

    /** An assignment to a name or member; {@code +=} and others give the operator. */
    record Assign(Expression target, String operator, Expression expression) implements Expression {
        @Override
        public JsValue value(Scope scope, Run run) {
            run.step();
            JsValue value = operator.isEmpty()
                    ? expression.value(scope, run)
                    : new Binary(operator, target, expression).value(scope, run);
            assign(target, value, scope, run);
            return value;
        }
    }

    private static void assign(Expression target, JsValue value, Scope scope, Run run) {
        if (target instanceof Name name) {
            run.assign(scope.declaring(name.name()).orElse(scope), name.name(), value);
            return;
        }
        run.change();
        if (target instanceof Member member
                && member.object().value(scope, run) instanceof JsValue.Fields fields
                && member.key() instanceof Key.Fixed fixed) {
            run.write(fields, fixed.name(), value);
            return;
        }
        throw new GiveUp("an assignment to something that is not known");
    }

    /** {@code ++} and {@code --}. */
    record Update(double by, boolean prefix, Expression target) implements Expression {
        @Override
        public JsValue value(Scope scope, Run run) {
            JsValue before = Operators.number(target.value(scope, run));
            JsValue after = before instanceof Num num ? JsValue.of(num.value() + by) : before;
            assign(target, after, scope, run);
            return prefix ? after : before;
        }
    }
}
