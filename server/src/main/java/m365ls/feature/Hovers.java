package m365ls.feature;

import java.util.Optional;

/** What the word under the cursor means. */
public final class Hovers {

    private Hovers() {}

    /** What the word at {@code offset} means, if it is a command's or an option's. */
    public static Optional<Explanation> at(Snapshot snapshot, int offset) {
        return Optional.empty();
    }
}
