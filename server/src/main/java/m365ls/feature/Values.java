package m365ls.feature;

import java.util.List;
import m365ls.catalog.CommandSpec;
import m365ls.catalog.OptionSpec;
import m365ls.catalog.OptionType;

/** The values that an option is known to take. */
final class Values {

    private static final List<String> BOOLEANS = List.of("true", "false");

    private Values() {}

    /** All values the option takes, if they are a closed set; else none. */
    static List<String> closed(OptionSpec option) {
        return option.values().isEmpty() && option.type() == OptionType.BOOLEAN ? BOOLEANS : option.values();
    }

    /** As {@link #closed}, with the modes of output that {@code command} has. */
    static List<String> closed(OptionSpec option, CommandSpec command) {
        return option.global() && option.name().equals("output") ? command.outputs() : closed(option);
    }
}
