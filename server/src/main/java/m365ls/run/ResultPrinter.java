package m365ls.run;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import m365ls.catalog.CommandSpec;
import m365ls.catalog.OptionSpec;
import m365ls.output.CsvSettings;
import m365ls.output.ErrorSettings;
import m365ls.output.Errors;
import m365ls.output.Format;
import m365ls.output.HeadingDate;
import m365ls.output.HeadingOptions;
import m365ls.output.JsonForm;
import m365ls.output.OutputMode;
import m365ls.output.Printed;
import m365ls.output.Printer;
import m365ls.output.Undefined;
import m365ls.query.Answer;
import m365ls.query.Parsed;
import m365ls.query.Problem;
import m365ls.query.Query;
import m365ls.run.CommandLibrary.Result;
import m365ls.script.OptionValue;

/** Prints what a command of our own hands out as the CLI does, after its {@code --query}. */
public final class ResultPrinter {

    /** What an editor can show, and a terminal is filled with for minutes. In UTF-16 units. */
    static final int LONGEST = 64 << 20;

    private final JsonObject settings;

    /** @param settings of the CLI, by their names; what is missing is as the CLI has it by default */
    public ResultPrinter(JsonObject settings) {
        this.settings = settings;
    }

    /**
     * Prints a value.
     *
     * @param defaultProperties of the command, which text shows; empty for all
     */
    public Result.Done print(Work work, List<String> defaultProperties, JsonElement raw) {
        return print(work.command(), work.options(), work.faithful(), defaultProperties, raw);
    }

    /**
     * Prints a value.
     *
     * @param options of the call, by long name
     * @param faithful see {@link Order#faithful}
     * @param defaultProperties of the command, which text shows; empty for all
     */
    public Result.Done print(
            CommandSpec command,
            Map<String, OptionValue> options,
            boolean faithful,
            List<String> defaultProperties,
            JsonElement raw) {
        OutputMode mode = mode(options);
        String query = options.get("query") instanceof OptionValue.Text text ? text.text() : "";
        m365ls.output.Result shown = m365ls.output.Result.whole(raw);
        if (!query.isEmpty() && !Undefined.is(raw)) {
            Parsed parsed = Query.parse(query);
            Answer answer = parsed instanceof Query read ? read.apply(raw) : (Problem) parsed;
            if (answer instanceof Problem problem) {
                return failed(Errors.queryMessage(plain(problem.message())), raw, mode);
            }
            JsonElement left = answer instanceof Answer.Found found ? found.value() : Undefined.VALUE;
            shown = m365ls.output.Result.queried(raw, left);
        }
        Printed printed = Printer.print(shown, format(command, options, faithful, mode, defaultProperties));
        if (printed instanceof Printed.Unprintable not) {
            return failed(not.message(), raw, mode);
        }
        String text = printed instanceof Printed.Text all
                ? all.text()
                : ((Printed.TooLong) printed).beginning() + "\n... and more, which is not printed.\n";
        return new Result.Done(raw, withoutLineEnd(text), "", 0);
    }

    /** What the CLI says of a command that failed. */
    public Result.Done failed(Work work, String message) {
        return failed(message, JsonNull.INSTANCE, mode(work.options()));
    }

    private Result.Done failed(String message, JsonElement raw, OutputMode mode) {
        ErrorSettings errors =
                new ErrorSettings(isSet("printErrorsAsPlainText", true), isSet("showHelpOnFailure", true), false);
        return new Result.Done(raw, "", withoutLineEnd(Errors.ofRun(new JsonPrimitive(message), mode, errors)), 1);
    }

    private static String withoutLineEnd(String text) {
        return text.endsWith("\n") ? text.substring(0, text.length() - 1) : text;
    }

    private static String plain(String sentence) {
        return sentence.endsWith(".") ? sentence.substring(0, sentence.length() - 1) : sentence;
    }

    private OutputMode mode(Map<String, OptionValue> options) {
        String name = options.get("output") instanceof OptionValue.Text text
                ? text.text()
                : text("output", OutputMode.JSON.optionValue());
        return OutputMode.of(name).orElse(OutputMode.JSON);
    }

    private Format format(
            CommandSpec command,
            Map<String, OptionValue> options,
            boolean faithful,
            OutputMode mode,
            List<String> defaultProperties) {
        CsvSettings csv = new CsvSettings(
                isSet("csvHeader", true),
                text("csvEscape", "\""),
                text("csvQuote", "\""),
                isSet("csvQuoted", false),
                isSet("csvQuotedEmpty", false),
                true);
        return new Format(
                mode,
                command.name(),
                defaultProperties,
                heading(command, options),
                faithful ? JsonForm.FAITHFUL : JsonForm.TOOL,
                csv,
                HeadingDate.text(LocalDate.now(ZoneId.systemDefault()), Locale.getDefault()),
                System.lineSeparator(),
                LONGEST);
    }

    private static Map<String, JsonElement> heading(CommandSpec command, Map<String, OptionValue> options) {
        Map<String, JsonElement> given = new LinkedHashMap<>();
        options.forEach((name, value) -> given.put(name, json(value)));
        given.putIfAbsent("output", new JsonPrimitive(OutputMode.MD.optionValue()));
        if (!command.zod()) {
            return given;
        }
        JsonElement no = new JsonPrimitive(false);
        List<String> schema = Stream.concat(
                        Stream.of("query", "output", "debug", "verbose"),
                        command.options().stream()
                                .filter(option -> !option.global())
                                .map(OptionSpec::name))
                .toList();
        return HeadingOptions.ofSchema(schema, Map.of("debug", no, "verbose", no), given);
    }

    private static JsonElement json(OptionValue value) {
        if (value instanceof OptionValue.Text text) {
            return new JsonPrimitive(text.text());
        }
        if (value instanceof OptionValue.Numeric numeric) {
            return new JsonPrimitive(numeric.number());
        }
        if (value instanceof OptionValue.Bool bool) {
            return new JsonPrimitive(bool.value());
        }
        if (value instanceof OptionValue.Several several) {
            JsonArray all = new JsonArray();
            several.values().forEach(each -> all.add(json(each)));
            return all;
        }
        return Undefined.VALUE;
    }

    private boolean isSet(String setting, boolean otherwise) {
        return settings.has(setting) ? settings.get(setting).getAsBoolean() : otherwise;
    }

    private String text(String setting, String otherwise) {
        return settings.has(setting) ? settings.get(setting).getAsString() : otherwise;
    }
}
