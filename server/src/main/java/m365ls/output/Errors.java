package m365ls.output;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.regex.Pattern;

/**
 * Errors as the command line tool prints them: to the standard error, or where its setting {@code errorOutput} says.
 * It ends with 1 then, also where {@code --output none} leaves nothing to print.
 */
public final class Errors {

    private static final String RED = "\u001B[31m";
    private static final String DEFAULT_COLOUR = "\u001B[39m";

    private static final Pattern LINE_END = Pattern.compile("\r?\n");

    private Errors() {}

    /**
     * An error of a command that ran.
     *
     * @param message the reason; a text, or what a service answered, of which the tool shows an object in plain text as
     *     {@code [object Object]}
     * @param mode the value of {@code --output}
     * @return lines with their ends; empty for {@code --output none}
     */
    public static String ofRun(JsonElement message, OutputMode mode, ErrorSettings settings) {
        if (mode == OutputMode.NONE) {
            return "";
        }
        if (mode == OutputMode.JSON && !settings.plainText()) {
            JsonObject error = new JsonObject();
            error.add("error", message);
            return JsonText.compact(error) + "\n";
        }
        String line = "Error: " + JavaScript.text(message);
        return (settings.coloured() ? red(line) : line) + "\n";
    }

    /**
     * An error in the options of a call, which was not run.
     *
     * @param command the command's main name
     */
    public static String ofCall(JsonElement message, String command, OutputMode mode, ErrorSettings settings) {
        String error = ofRun(message, mode, settings);
        boolean help = settings.helpNamed() && mode != OutputMode.NONE;
        return help ? error + "Run 'm365 " + command + " -h' for help.\n" : error;
    }

    /** The reason that is given where {@code --query} cannot be read or applied, for {@link #ofRun}. */
    public static String queryMessage(String reason) {
        return "JMESPath query error. " + reason + ". See https://jmespath.org/specification.html for more information";
    }

    /** Colours a text line by line, and goes on where a colour within it ends. */
    private static String red(String text) {
        String lasting = text.replace(DEFAULT_COLOUR, DEFAULT_COLOUR + RED);
        return RED + LINE_END.matcher(lasting).replaceAll(DEFAULT_COLOUR + "$0" + RED) + DEFAULT_COLOUR;
    }
}
