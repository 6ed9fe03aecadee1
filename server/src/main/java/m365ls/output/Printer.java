package m365ls.output;

import com.google.gson.JsonElement;
import java.util.List;
import java.util.Optional;

/**
 * Prints what a command hands out as the command line tool prints it. A command may hand out several values; each is
 * printed for itself, one behind the other.
 */
public final class Printer {

    /** How deep arrays and objects may be nested; services answer with a few dozen levels at most. */
    public static final int DEEPEST = 1_000;

    private Printer() {}

    /** Prints {@code result} in {@code format}. */
    public static Printed print(Result result, Format format) {
        if (format.mode() == OutputMode.NONE) {
            return new Printed.Text("");
        }
        if (Undefined.is(result.raw())) {
            return new Printed.Text("\n");
        }
        if (JavaScript.isDeeperThan(DEEPEST, result.shown())) {
            return new Printed.Unprintable("The value is nested more than " + DEEPEST + " levels deep");
        }
        if (format.mode() == OutputMode.JSON) {
            return JsonText.print(result.shown(), format.json(), format.limit());
        }
        List<JsonElement> rows = JavaScript.rows(result.shown());
        Optional<JsonElement> first = JavaScript.firstDefined(rows);
        boolean objects = first.isPresent()
                && JavaScript.isObjectType(first.get())
                && !first.get().isJsonArray();
        return objects ? printObjects(rows, result, format) : printValues(rows, format);
    }

    private static Printed printObjects(List<JsonElement> rows, Result result, Format format) {
        if (format.mode() == OutputMode.CSV) {
            return CsvLayout.print(rows, result.queried(), format.csv(), format.limit());
        }
        if (format.mode() == OutputMode.MD) {
            return MarkdownLayout.print(rows, result.queried(), format);
        }
        if (format.mode() != OutputMode.TEXT || format.defaultProperties().isEmpty()) {
            return TextLayout.print(rows, format.limit());
        }
        JsonElement original =
                JavaScript.firstDefined(JavaScript.rows(result.raw())).orElse(Undefined.VALUE);
        return TextLayout.withDefaultProperties(rows, original, format.defaultProperties())
                .map(filtered -> TextLayout.print(filtered, format.limit()))
                .orElse(new Printed.Unprintable(JavaScript.NO_OBJECT));
    }

    /** Texts, numbers, lists: a line for each. */
    private static Printed printValues(List<JsonElement> rows, Format format) {
        boolean guarded = format.mode() == OutputMode.CSV && format.csv().guarded();
        List<JsonElement> values =
                guarded ? rows.stream().map(CsvLayout::guarded).toList() : rows;
        return new Page(format.limit())
                .add(JavaScript.join(values, format.lineEnd()))
                .print();
    }
}
