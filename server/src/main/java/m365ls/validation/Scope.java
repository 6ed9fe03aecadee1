package m365ls.validation;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The names that are known at a place of a program, each with its value. */
final class Scope {

    private final Optional<Scope> outer;
    private final Map<String, JsValue> values = new HashMap<>(4);

    Scope(Optional<Scope> outer) {
        this.outer = outer;
    }

    /** The scope that declares {@code name}; empty if none does. */
    Optional<Scope> declaring(String name) {
        Optional<Scope> scope = Optional.of(this);
        while (scope.isPresent() && !scope.get().values.containsKey(name)) {
            scope = scope.get().outer;
        }
        return scope;
    }

    /** The value of a name that this very scope declares. */
    JsValue get(String name) {
        return values.getOrDefault(name, JsValue.Nothing.UNDEFINED);
    }

    void put(String name, JsValue value) {
        values.put(name, value);
    }
}
