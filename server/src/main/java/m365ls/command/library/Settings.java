package m365ls.command.library;

import com.google.gson.JsonObject;
import java.util.HashMap;
import java.util.Map;
import m365ls.output.CsvSettings;
import m365ls.output.ErrorSettings;

/**
 * The CLI's settings.
 *
 * @param given by name; what is missing is as the CLI has it by default
 */
record Settings(JsonObject given) {

    private String text(String name, String otherwise) {
        return given.has(name) ? given.get(name).getAsString() : otherwise;
    }

    private boolean isOn(String name, boolean otherwise) {
        return given.has(name) ? given.get(name).getAsBoolean() : otherwise;
    }

    /** How CSV is written, in which {@code guarded} tells whether formulas are made harmless. */
    CsvSettings csv(boolean guarded) {
        CsvSettings usual = CsvSettings.DEFAULT;
        return new CsvSettings(
                isOn("csvHeader", usual.header()),
                text("csvEscape", usual.escape()),
                text("csvQuote", usual.quote()),
                isOn("csvQuoted", usual.quoted()),
                isOn("csvQuotedEmpty", usual.quotedEmpty()),
                guarded);
    }

    ErrorSettings errors() {
        ErrorSettings usual = ErrorSettings.DEFAULT;
        return new ErrorSettings(
                isOn("printErrorsAsPlainText", usual.plainText()),
                isOn("showHelpOnFailure", usual.helpNamed()),
                usual.coloured());
    }

    boolean errorsGoOut() {
        return text("errorOutput", "stderr").equals("stdout");
    }

    /** Whether the user is asked. */
    boolean asks() {
        return isOn("prompt", true);
    }

    Map<String, String> all() {
        Map<String, String> all = new HashMap<>();
        given.entrySet()
                .forEach(entry -> all.put(entry.getKey(), entry.getValue().getAsString()));
        return all;
    }
}
