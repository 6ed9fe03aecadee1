package m365ls.cli;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.io.PrintWriter;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import m365ls.feature.Edit;
import m365ls.feature.Finding;
import m365ls.feature.Fix;
import m365ls.feature.Severity;
import m365ls.feature.rule.RuleSummary;
import m365ls.feature.rule.Rules;
import m365ls.text.Lines;
import m365ls.text.Span;

/** For code scanning services: SARIF 2.1.0. */
final class SarifReport implements Report {

    private static final Gson GSON =
            new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().create();

    private final String version;

    /** @param version of this program */
    SarifReport(String version) {
        this.version = version;
    }

    @Override
    public void print(List<Checked> files, List<Problem> problems, PrintWriter out) {
        JsonObject log = new JsonObject();
        log.addProperty("$schema", "https://json.schemastore.org/sarif-2.1.0.json");
        log.addProperty("version", "2.1.0");
        log.add("runs", array(run(files, problems)));
        out.println(GSON.toJson(log));
    }

    private JsonObject run(List<Checked> files, List<Problem> problems) {
        Map<String, Integer> indexes = new HashMap<>();
        JsonArray rules = new JsonArray();
        for (RuleSummary summary : Rules.SUMMARIES) {
            indexes.put(summary.id(), rules.size());
            JsonObject rule = new JsonObject();
            rule.addProperty("id", summary.id());
            rule.add("shortDescription", described(summary));
            rule.add("defaultConfiguration", level(summary.severity()));
            rules.add(rule);
        }
        JsonObject driver = new JsonObject();
        driver.addProperty("name", "m365ls");
        driver.addProperty("semanticVersion", version);
        driver.add("rules", rules);

        JsonArray results = new JsonArray();
        for (Checked file : files) {
            file.findings().forEach(finding -> results.add(result(file, finding, indexes)));
        }
        JsonObject run = new JsonObject();
        run.add("tool", object("driver", driver));
        run.add("invocations", array(invocation(problems)));
        run.addProperty("columnKind", "utf16CodeUnits");
        run.add("results", results);
        return run;
    }

    private static JsonObject invocation(List<Problem> problems) {
        JsonObject json = new JsonObject();
        json.addProperty("executionSuccessful", problems.isEmpty());
        JsonArray notifications = new JsonArray();
        for (Problem problem : problems) {
            JsonObject notification = level(Severity.ERROR);
            notification.add("message", text(problem.path() + " " + problem.message()));
            notifications.add(notification);
        }
        json.add("toolExecutionNotifications", notifications);
        return json;
    }

    private static JsonObject result(Checked file, Finding finding, Map<String, Integer> indexes) {
        JsonObject physical = new JsonObject();
        physical.add("artifactLocation", location(file));
        physical.add("region", region(file.lines(), finding.span()));
        JsonObject json = level(finding.severity());
        json.addProperty("ruleId", finding.rule());
        Integer index = indexes.get(finding.rule());
        if (index != null) {
            json.addProperty("ruleIndex", index);
        }
        json.add("message", text(finding.message()));
        json.add("locations", array(object("physicalLocation", physical)));
        if (!finding.fixes().isEmpty()) {
            JsonArray fixes = new JsonArray();
            finding.fixes().forEach(fix -> fixes.add(fix(file, fix)));
            json.add("fixes", fixes);
        }
        return json;
    }

    private static JsonObject fix(Checked file, Fix fix) {
        JsonArray replacements = new JsonArray();
        for (Edit edit : fix.edits()) {
            JsonObject replacement = object("deletedRegion", region(file.lines(), edit.span()));
            replacement.add("insertedContent", text(edit.newText()));
            replacements.add(replacement);
        }
        JsonObject change = object("artifactLocation", location(file));
        change.add("replacements", replacements);
        JsonObject json = object("description", text(fix.title()));
        json.add("artifactChanges", array(change));
        return json;
    }

    private static JsonObject location(Checked file) {
        JsonObject json = new JsonObject();
        json.addProperty("uri", uri(file.name()));
        return json;
    }

    /** A relative path as a relative reference, an absolute one as a {@code file} address; both percent-encoded. */
    private static String uri(String name) {
        try {
            Path path = Path.of(name);
            return path.isAbsolute()
                    ? path.toUri().toString()
                    : new URI(null, null, name.replace('\\', '/'), null).getRawPath();
        } catch (URISyntaxException | java.nio.file.InvalidPathException e) {
            return "stdin";
        }
    }

    private static JsonObject region(Lines lines, Span span) {
        JsonObject json = new JsonObject();
        json.addProperty("startLine", lines.lineAt(span.start()) + 1);
        json.addProperty("startColumn", lines.columnAt(span.start()) + 1);
        json.addProperty("endLine", lines.lineAt(span.end()) + 1);
        json.addProperty("endColumn", lines.columnAt(span.end()) + 1);
        return json;
    }

    private static JsonObject level(Severity severity) {
        JsonObject json = new JsonObject();
        json.addProperty(
                "level",
                switch (severity) {
                    case ERROR -> "error";
                    case WARNING -> "warning";
                    case INFORMATION -> "note";
                    case OFF -> "none";
                });
        return json;
    }

    private static JsonObject described(RuleSummary rule) {
        JsonObject json = text(rule.text().replace("`", ""));
        json.addProperty("markdown", rule.text());
        return json;
    }

    private static JsonObject text(String text) {
        JsonObject json = new JsonObject();
        json.addProperty("text", text);
        return json;
    }

    private static JsonObject object(String name, JsonObject value) {
        JsonObject json = new JsonObject();
        json.add(name, value);
        return json;
    }

    private static JsonArray array(JsonObject value) {
        JsonArray json = new JsonArray();
        json.add(value);
        return json;
    }
}
