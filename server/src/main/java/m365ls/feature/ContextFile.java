package m365ls.feature;

import java.util.Set;

/**
 * What {@code .m365rc.json} beside a script or in its workspace folder may supply.
 *
 * @param present whether there is one
 * @param known whether its content may be used; not in a workspace that is not trusted
 * @param options the options it supplies, if {@code known}
 */
public record ContextFile(boolean present, boolean known, Set<String> options) {

    /** There is none. */
    public static final ContextFile NONE = new ContextFile(false, true, Set.of());

    public ContextFile {
        options = Set.copyOf(options);
    }

    /** Whether the option with this long name may come from the file. */
    public boolean maySupply(String longName) {
        return present && (!known || options.contains(longName));
    }
}
