package m365ls.catalog;

import java.util.List;

/**
 * Options of which exactly one must be given.
 *
 * @param options their long names, at least two
 * @param conditional whether it only counts under a condition, whose expression is among the command's rules
 * @param atLeastOne false if none of them is fine too, and only more than one is refused
 * @param atMostOne false if several may be given together
 */
public record OptionSet(List<String> options, boolean conditional, boolean atLeastOne, boolean atMostOne) {

    public OptionSet {
        options = List.copyOf(options);
    }
}
