package m365ls.output;

import com.google.gson.JsonElement;

/**
 * A value that a command hands out to be printed.
 *
 * @param raw as the command hands it out
 * @param shown what is printed of it: itself, or what {@code --query} makes of it
 * @param queried whether there was a {@code --query}, which also lifts the bar on objects within rows
 */
public record Answer(JsonElement raw, JsonElement shown, boolean queried) {

    /** An answer without {@code --query}. */
    public static Answer whole(JsonElement raw) {
        return new Answer(raw, raw, false);
    }

    /** An answer of which {@code --query} leaves {@code result}. */
    public static Answer queried(JsonElement raw, JsonElement result) {
        return new Answer(raw, result, true);
    }
}
