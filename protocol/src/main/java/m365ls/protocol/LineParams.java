package m365ls.protocol;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Asks for a call as a script has it.
 *
 * @param document URI of an open script, whose language counts
 * @param arguments what is to stand behind {@code m365}
 */
public record LineParams(
        @Nullable String document, @Nullable List<String> arguments) {}
