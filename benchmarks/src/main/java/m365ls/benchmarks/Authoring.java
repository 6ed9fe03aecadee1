package m365ls.benchmarks;

import java.util.List;
import java.util.concurrent.TimeUnit;
import m365ls.catalog.CatalogFile;
import m365ls.catalog.FormerNames;
import m365ls.feature.Completions;
import m365ls.feature.ContextFile;
import m365ls.feature.Finding;
import m365ls.feature.Findings;
import m365ls.feature.Settings;
import m365ls.feature.Snapshot;
import m365ls.feature.Suggestion;
import m365ls.script.Dialect;
import m365ls.script.Dialects;
import m365ls.script.Script;
import m365ls.text.Lines;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** How long the parts of an answer take inside the process, in a script of some 10,000 lines. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(
        value = 2,
        jvmArgsAppend = {"-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"})
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class Authoring {

    private static final int LINES = 10_000;

    private static final String TYPED = "m365 spo site list --type TeamSite --";

    /** The lines of the script, over and over. */
    private static final List<String> STEP = List.of(
            "# collect the sites of step %d",
            "m365 spo site list --type TeamSite --output json",
            "m365 teams channel add --teamId \"$team\" --name 'Channel %d' --type private --owner \"$owner\"",
            "m365 spo listitem add --webUrl \"https://contoso.sharepoint.com/sites/s%d\" --listTitle Log --Title \"entry %d\"",
            "echo \"step %d is done\"");

    @Param({"shellscript", "powershell"})
    private String language = "shellscript";

    private Dialect dialect = dialect();
    private String text = "";
    private String changed = "";
    private Lines changedLines = Lines.of("");
    private int place;
    private Snapshot snapshot = snapshot("");

    private Dialect dialect() {
        return Dialects.ofLanguage(language).orElseThrow();
    }

    private Snapshot snapshot(String of) {
        return new Snapshot(
                Script.parse(dialect, of),
                CatalogFile.builtIn().catalog(),
                FormerNames.builtIn(),
                Settings.DEFAULT,
                ContextFile.NONE);
    }

    /** Writes the script, and types at the end of a line in its middle. */
    @Setup
    public void write() {
        StringBuilder script = new StringBuilder();
        for (int line = 0; line < LINES; line++) {
            if (line == LINES / 2) {
                script.append(TYPED);
                place = script.length();
            } else {
                script.append(STEP.get(line % STEP.size()).replace("%d", String.valueOf(line)));
            }
            script.append('\n');
        }
        dialect = dialect();
        text = script.toString();
        changed = script.insert(place, 'o').toString();
        changedLines = Lines.of(changed);
        snapshot = snapshot(text);
        if (Completions.at(snapshot, place).isEmpty()) {
            throw new IllegalStateException("nothing is completed");
        }
    }

    /** The scanner, from scratch. */
    @Benchmark
    public Script scan() {
        return Script.parse(dialect, text);
    }

    /** The scanner, after one letter was typed. */
    @Benchmark
    public Script scanAfterALetter() {
        return snapshot.script().after(changed, changedLines, place, place, place + 1);
    }

    /** All rules over all calls, scanner and knowledge of calls included. */
    @Benchmark
    public List<Finding> validate() {
        return Findings.of(snapshot.with(Script.parse(dialect, text)));
    }

    /** Completion at the end of the line that is being typed. */
    @Benchmark
    public List<Suggestion> complete() {
        return Completions.at(snapshot, place);
    }
}
