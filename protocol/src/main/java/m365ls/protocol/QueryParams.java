package m365ls.protocol;

import org.jspecify.annotations.Nullable;

/**
 * Asks a value that a run has printed.
 *
 * @param value as {@link RunResult} names it
 * @param query of JMESPath; the whole value if it is missing
 * @param output {@code json}, {@code text}, {@code csv} or {@code md}; {@code json} if it is missing
 * @param asCli whether JSON and CSV are printed exactly as the CLI prints them, as in {@link ExecuteParams}
 */
public record QueryParams(
        @Nullable String value,
        @Nullable String query,
        @Nullable String output,
        boolean asCli) {}
