package m365ls.validation;

/** An exception of the evaluated program, which it may catch itself. */
final class Thrown extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient JsValue value;

    Thrown(JsValue value) {
        super("thrown by a rule", null, false, false);
        this.value = value;
    }

    /** An error with the name of its class and its message. */
    static Thrown error(String name, String message) {
        return new Thrown(value(name, message));
    }

    static Thrown type(String message) {
        return error("TypeError", message);
    }

    /** An error as a value. */
    static JsValue.Fields value(String name, String message) {
        JsValue.Fields error = new JsValue.Fields(true);
        error.map.put("name", JsValue.of(name));
        error.map.put("message", JsValue.of(message));
        return error;
    }

    JsValue value() {
        return value;
    }
}
