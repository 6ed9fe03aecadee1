package m365ls.terminal;

/**
 * What a terminal's call is told.
 *
 * @param out for standard output
 * @param err for standard error
 */
record Told(String out, String err, int exitCode) {

    /** It failed, for the reason that a sentence gives. */
    static Told failed(String reason) {
        return new Told("", "m365: " + reason + "\n", 1);
    }

    /** The same with a line before it on standard error. */
    Told after(String remark) {
        return remark.isEmpty() ? this : new Told(out, "m365: " + remark + "\n" + err, exitCode);
    }

    /** The same with a line behind it on standard error. */
    Told before(String remark) {
        return remark.isEmpty() ? this : new Told(out, err + "m365: " + remark + "\n", exitCode);
    }
}
