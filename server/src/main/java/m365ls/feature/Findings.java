package m365ls.feature;

import java.util.List;

/** What is wrong in a script. */
public final class Findings {

    private Findings() {}

    /** What the rules have to say of the whole script, in the order of places. */
    public static List<Finding> of(Snapshot snapshot) {
        return List.of();
    }
}
