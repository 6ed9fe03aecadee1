package m365ls.validation;

/** An answer to a question about values that may be only partly known. */
enum Truth {
    TRUE,
    FALSE,
    UNKNOWN;

    static Truth of(boolean value) {
        return value ? TRUE : FALSE;
    }

    Truth not() {
        return switch (this) {
            case TRUE -> FALSE;
            case FALSE -> TRUE;
            case UNKNOWN -> UNKNOWN;
        };
    }

    /** Whether it is {@code value} for certain. */
    boolean is(boolean value) {
        return this == of(value);
    }

    /** As a value of the language. */
    JsValue value() {
        return this == UNKNOWN ? JsValue.Unknown.BOOLEAN : JsValue.of(this == TRUE);
    }
}
