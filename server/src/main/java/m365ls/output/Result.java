package m365ls.output;

import com.google.gson.JsonElement;

/**
 * A value that a command hands out to be printed.
 *
 * @param raw as the command hands it out
 * @param shown what is printed of it: itself, or what {@code --query} makes of it
 * @param queried whether there was a {@code --query}, which also lifts the bar on objects within rows
 */
public record Result(JsonElement raw, JsonElement shown, boolean queried) {

    /** A result without {@code --query}. */
    public static Result whole(JsonElement raw) {
        return new Result(raw, raw, false);
    }

    /** What {@code --query} leaves of a result. */
    public static Result queried(JsonElement raw, JsonElement left) {
        return new Result(raw, left, true);
    }
}
