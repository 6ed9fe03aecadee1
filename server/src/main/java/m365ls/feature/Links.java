package m365ls.feature;

import java.util.List;

/** The places of a script that lead to documentation. */
public final class Links {

    private Links() {}

    /** The command names, each leading to its page of the documentation. */
    public static List<Link> of(Snapshot snapshot) {
        return List.of();
    }
}
