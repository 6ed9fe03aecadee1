package m365ls.validation;

import java.util.Arrays;
import java.util.Optional;

/** The names that are known at a place of a program, each with its value. They are few, so that they are gone through. */
final class Scope {

    private final Optional<Scope> outer;
    private String[] names = {"", ""};
    private JsValue[] values = {JsValue.Nothing.UNDEFINED, JsValue.Nothing.UNDEFINED};
    private int size;

    Scope(Optional<Scope> outer) {
        this.outer = outer;
    }

    /** The scope that declares {@code name}; empty if none does. */
    Optional<Scope> declaring(String name) {
        Optional<Scope> scope = Optional.of(this);
        while (scope.isPresent() && scope.get().index(name) < 0) {
            scope = scope.get().outer;
        }
        return scope;
    }

    /** The value of a name that this scope, or one around it, declares. */
    Optional<JsValue> find(String name) {
        for (Scope scope = this; ; scope = scope.outer.get()) {
            int index = scope.index(name);
            if (index >= 0) {
                return Optional.of(scope.values[index]);
            }
            if (scope.outer.isEmpty()) {
                return Optional.empty();
            }
        }
    }

    /** The value of a name that this very scope declares. */
    JsValue get(String name) {
        int index = index(name);
        return index < 0 ? JsValue.Nothing.UNDEFINED : values[index];
    }

    void put(String name, JsValue value) {
        int index = index(name);
        if (index >= 0) {
            values[index] = value;
            return;
        }
        if (size == names.length) {
            names = Arrays.copyOf(names, size * 2);
            values = Arrays.copyOf(values, size * 2);
        }
        names[size] = name;
        values[size++] = value;
    }

    private int index(String name) {
        for (int i = 0; i < size; i++) {
            if (names[i].equals(name)) {
                return i;
            }
        }
        return -1;
    }
}
