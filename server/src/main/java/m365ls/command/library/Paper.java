package m365ls.command.library;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonPrimitive;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import m365ls.catalog.CommandText;
import m365ls.command.CommandRun;
import m365ls.command.Json;
import m365ls.command.Options;
import m365ls.command.Stop;
import m365ls.gateway.Reply;
import m365ls.output.Errors;
import m365ls.output.Format;
import m365ls.output.HeadingDate;
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
import m365ls.run.Work;

/** What a run prints. For use by one thread. */
final class Paper implements CommandRun.Prints {

    /** Characters; more than anybody reads, and less than would endanger the server. */
    private static final int LONGEST = 64 * 1024 * 1024;

    private final Work work;
    private final Settings settings;
    private final CommandText text;
    private final Clock clock;
    private final StringBuilder out = new StringBuilder();
    private final StringBuilder err = new StringBuilder();
    private final List<JsonElement> values = new ArrayList<>();
    private Options options = new Options(Map.of());
    private OutputMode mode;

    Paper(Work work, Settings settings, CommandText text, Clock clock) {
        this.work = work;
        this.settings = settings;
        this.text = text;
        this.clock = clock;
        this.mode = mode(new Options(work.options()));
    }

    /** The options after the command's own checks. */
    void set(Options checked) {
        options = checked;
        mode = mode(checked);
    }

    private static OutputMode mode(Options options) {
        return OutputMode.of(options.text("output")).orElse(OutputMode.JSON);
    }

    @Override
    public void warn(String text) {
        err.append(text).append(System.lineSeparator());
    }

    @Override
    public void print(JsonElement value) throws Stop {
        values.add(value);
        Printed printed = Printer.print(shown(value), format());
        if (printed instanceof Printed.Unprintable unprintable) {
            throw Stop.failure(unprintable.message());
        }
        if (printed instanceof Printed.TooLong) {
            throw new Stop(new Stop.Cause.Unanswered(
                    new Reply.Refused("The command printed more than can be shown, and was stopped.")));
        }
        String page = ((Printed.Text) printed).text();
        out.append(page);
        work.dialogue().printed(page);
    }

    private m365ls.output.Result shown(JsonElement value) throws Stop {
        if (!options.has("query") || Undefined.is(value) || mode == OutputMode.NONE) {
            return m365ls.output.Result.whole(value);
        }
        // A query that is no text, such as true where the word is missing, is an empty one.
        JsonElement query = options.json("query");
        Parsed parsed = Query.parse(Json.isText(query) ? query.getAsString() : "");
        if (parsed instanceof Problem problem) {
            throw wrongQuery(problem);
        }
        Answer answer = ((Query) parsed).apply(value);
        if (answer instanceof Problem problem) {
            throw wrongQuery(problem);
        }
        return m365ls.output.Result.queried(
                value, answer instanceof Answer.Found found ? found.value() : Undefined.VALUE);
    }

    private static Stop wrongQuery(Problem problem) {
        String message = problem.message();
        boolean ends = message.endsWith(".");
        return Stop.failure(Errors.queryMessage(ends ? message.substring(0, message.length() - 1) : message));
    }

    private Format format() {
        return new Format(
                mode,
                work.command().name(),
                text.defaultProperties(),
                heading(),
                work.faithful() ? JsonForm.FAITHFUL : JsonForm.TOOL,
                settings.csv(work.faithful()),
                HeadingDate.text(LocalDate.now(clock), Locale.getDefault()),
                System.lineSeparator(),
                LONGEST - out.length());
    }

    /** What the heading names: of a command with a schema, first the options that it has. */
    private Map<String, JsonElement> heading() {
        Map<String, JsonElement> known = new LinkedHashMap<>();
        Map<String, JsonElement> others = new LinkedHashMap<>();
        for (String name : options.names()) {
            boolean last = work.command().zod() && work.command().option(name).isEmpty();
            (last ? others : known).put(name, options.json(name));
        }
        known.putAll(others);
        return known;
    }

    /** The end of a run that has printed all. */
    Result done(int exitCode) {
        return new Result.Done(result(), withoutLineEnd(out), withoutLineEnd(err), exitCode);
    }

    private JsonElement result() {
        if (values.isEmpty()) {
            return JsonNull.INSTANCE;
        }
        if (values.size() == 1) {
            return Undefined.is(values.get(0)) ? JsonNull.INSTANCE : values.get(0);
        }
        JsonArray all = new JsonArray();
        values.forEach(all::add);
        return all;
    }

    /** The end of a run that came to an error. */
    Result failed(JsonElement message) {
        complain(Errors.ofRun(message, mode, settings.errors()));
        return done(1);
    }

    /** The end of a run whose call is not valid. */
    Result refused(String message) {
        complain(Errors.ofCall(new JsonPrimitive(message), work.command().name(), mode, settings.errors()));
        return done(1);
    }

    private void complain(String complaint) {
        (settings.errorsGoOut() ? out : err).append(complaint);
        if (settings.errorsGoOut()) {
            work.dialogue().printed(complaint);
        }
    }

    private static String withoutLineEnd(StringBuilder text) {
        int end = text.length();
        if (end > 0 && text.charAt(end - 1) == '\n') {
            end--;
            if (end > 0 && text.charAt(end - 1) == '\r') {
                end--;
            }
        }
        return text.substring(0, end);
    }
}
