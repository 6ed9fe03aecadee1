package m365ls.feature;

import java.util.List;

/**
 * A change that answers a {@link Finding}.
 *
 * @param title what the user reads, an imperative
 * @param safe whether it may be applied without a look: it cannot change what the script does, but for making it work
 * @param preferred whether it is the one to take when several are offered
 * @param edits that do not overlap, in the order of their places
 */
public record Fix(String title, boolean safe, boolean preferred, List<Edit> edits) {

    public Fix {
        edits = List.copyOf(edits);
    }

    /** The same fix {@code by} units further on. */
    Fix shifted(int by) {
        return new Fix(
                title,
                safe,
                preferred,
                edits.stream().map(edit -> edit.shifted(by)).toList());
    }
}
