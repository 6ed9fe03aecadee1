package m365ls.script;

import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;

/**
 * A family of script languages: finds the calls of {@code m365} in a text, and writes words.
 *
 * <p>Implementations have no state. {@link #read} never throws on any text, does not recurse, and takes linear time.
 */
public interface Dialect {

    /** {@code shell} or {@code powershell}, as in {@code --dialect}. */
    String id();

    /** Finds the calls and comments in {@code text}. */
    default Scan scan(String text) {
        Script script = Script.parse(this, text);
        return new Scan(script.invocations(), script.comments());
    }

    /**
     * Reads statements from the start of {@code text} on, up to the first place between statements of the outermost level
     * that {@code mayEnd} accepts, or to the end.
     *
     * @param first whether {@code text} begins where the script begins
     * @param mayEnd tells of an offset in {@code text}, larger than 0, whether to end there
     */
    Stretch read(String text, boolean first, IntPredicate mayEnd);

    /** Variables that every script has and none can change, and their values. */
    Map<String, String> predefined();

    /**
     * Writes {@code value} as text to stand at a place that is quoted like {@code quoting}, so that the program receives
     * just {@code value}. For {@link Quoting#NONE} the result is a whole word, quoted only where it must be.
     */
    String quote(String value, Quoting quoting);

    /** The character that continues a command on the next line: a backslash or a backtick. */
    char continuation();

    /**
     * What a scan found.
     *
     * @param invocations in the order of their starts; a call inside another's substitution comes after the outer one
     * @param comments in order
     */
    record Scan(List<Invocation> invocations, List<Comment> comments) {
        public Scan {
            invocations = List.copyOf(invocations);
            comments = List.copyOf(comments);
        }
    }
}
