package m365ls.validation;

/** How a statement ends. */
sealed interface Completion {

    /** The next one follows. */
    record Normal() implements Completion {
        static final Completion ONLY = new Normal();
    }

    /** The function returns. */
    record Return(JsValue value) implements Completion {}

    /** The loop or statement with this label ends; the innermost loop if the label is empty. */
    record Break(String label) implements Completion {}

    /** The loop with this label goes on with its next round. */
    record Continue(String label) implements Completion {}
}
