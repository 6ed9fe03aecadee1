package m365ls.run;

import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import m365ls.catalog.CommandSpec;
import m365ls.gateway.Permit;
import m365ls.script.OptionValue;

/**
 * A run that was looked at and approved: what a library gets.
 *
 * @param command which
 * @param arguments the final list, the command's name first; nothing in it is looked up anew
 * @param options its options by long name, in the order they are given, as the CLI's parser has them, output and
 *     query included
 * @param folder where relative paths begin; absolute
 * @param permit for its requests
 * @param dialogue for its questions
 * @param faithful see {@link Order#faithful}
 */
public record Work(
        CommandSpec command,
        List<String> arguments,
        Map<String, OptionValue> options,
        Path folder,
        Permit permit,
        Dialogue dialogue,
        boolean faithful) {

    public Work {
        arguments = List.copyOf(arguments);
        options = Collections.unmodifiableMap(new LinkedHashMap<>(options));
    }
}
