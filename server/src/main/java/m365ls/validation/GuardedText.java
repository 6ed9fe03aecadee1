package m365ls.validation;

/** A text that is read for a limited time, for matchers that may try too many ways. */
final class GuardedText implements CharSequence {

    private final String text;
    private final Run run;

    GuardedText(String text, Run run) {
        this.text = text;
        this.run = run;
    }

    @Override
    public int length() {
        return text.length();
    }

    /** @throws GiveUp if the evaluation's budget is used up */
    @Override
    public char charAt(int index) {
        run.step();
        return text.charAt(index);
    }

    @Override
    public CharSequence subSequence(int start, int end) {
        return new GuardedText(text.substring(start, end), run);
    }

    @Override
    public String toString() {
        return text;
    }
}
