package m365ls.feature;

import java.util.List;

/** The outline of a script. */
public final class Outline {

    private Outline() {}

    /** The calls of {@code m365}, in order. */
    public static List<Symbol> of(Snapshot snapshot) {
        return List.of();
    }
}
