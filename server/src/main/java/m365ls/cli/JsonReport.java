package m365ls.cli;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import m365ls.feature.Edit;
import m365ls.feature.Finding;
import m365ls.feature.Fix;
import m365ls.text.Lines;
import m365ls.text.Span;

/** For programs: one array of findings. Lines and columns count from 1, columns in UTF-16 units, ends are exclusive. */
final class JsonReport implements Report {

    private static final Gson GSON =
            new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().create();

    @Override
    public void print(List<Checked> files, List<Problem> problems, PrintWriter out) {
        JsonArray findings = new JsonArray();
        for (Checked file : files) {
            file.findings().forEach(finding -> findings.add(finding(file, finding)));
        }
        out.println(GSON.toJson(findings));
    }

    private static JsonObject finding(Checked file, Finding finding) {
        JsonObject json = new JsonObject();
        json.addProperty("file", file.name());
        place(json, file.lines(), finding.span());
        json.addProperty("severity", finding.severity().name().toLowerCase(Locale.ROOT));
        json.addProperty("rule", finding.rule());
        json.addProperty("message", finding.message());
        if (!finding.cliMessage().isEmpty()) {
            json.addProperty("cliMessage", finding.cliMessage());
        }
        JsonArray fixes = new JsonArray();
        finding.fixes().forEach(fix -> fixes.add(fix(file.lines(), fix)));
        json.add("fixes", fixes);
        return json;
    }

    private static JsonObject fix(Lines lines, Fix fix) {
        JsonObject json = new JsonObject();
        json.addProperty("title", fix.title());
        json.addProperty("safe", fix.safe());
        JsonArray edits = new JsonArray();
        for (Edit edit : fix.edits()) {
            JsonObject one = new JsonObject();
            place(one, lines, edit.span());
            one.addProperty("newText", edit.newText());
            edits.add(one);
        }
        json.add("edits", edits);
        return json;
    }

    private static void place(JsonObject json, Lines lines, Span span) {
        json.addProperty("line", lines.lineAt(span.start()) + 1);
        json.addProperty("column", lines.columnAt(span.start()) + 1);
        json.addProperty("endLine", lines.lineAt(span.end()) + 1);
        json.addProperty("endColumn", lines.columnAt(span.end()) + 1);
    }
}
