package m365ls.validation;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A function with the names it sees.
 *
 * @param self what {@code this} is in it; empty if it is the object it is called on
 */
record Closure(Expression.Define definition, Scope scope, Optional<JsValue> self) implements JsValue.Function {

    @Override
    public JsValue call(Run run, JsValue receiver, List<JsValue> arguments) {
        return Operators.oneOf(outcomes(run, receiver, arguments));
    }

    /** All that it may return: one value if that depends on nothing that is not known. */
    List<JsValue> outcomes(Run run, JsValue receiver, List<JsValue> arguments) {
        run.step();
        Run.Frame outer = run.enter(self.orElse(receiver));
        try {
            Scope inner = new Scope(Optional.of(scope));
            Statement.bind(definition.parameters(), arguments, inner, run);
            JsValue last = definition.body() instanceof Expression.Body.Value value
                    ? value.expression().value(inner, run)
                    : returned(((Expression.Body.Statements) definition.body())
                            .block()
                            .run(inner, run));
            if (run.frame().possible.isEmpty()) {
                return List.of(last);
            }
            List<JsValue> all = new ArrayList<>(run.frame().possible);
            all.add(last);
            return all;
        } catch (Thrown e) {
            if (run.frame().possible.isEmpty()) {
                throw e;
            }
            // For some of the values that are not known it has returned before.
            run.mayThrow = true;
            return List.copyOf(run.frame().possible);
        } finally {
            run.leave(outer);
        }
    }

    private static JsValue returned(Completion completion) {
        return completion instanceof Completion.Return end ? end.value() : JsValue.Nothing.UNDEFINED;
    }

    /** Compared by identity, as the language does. */
    @Override
    public boolean equals(Object other) {
        return this == other;
    }

    @Override
    public int hashCode() {
        return System.identityHashCode(this);
    }
}
