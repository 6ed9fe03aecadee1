package m365ls.benchmarks.validation;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.Supplier;
import m365ls.catalog.Catalog;
import m365ls.catalog.CatalogFile;
import m365ls.catalog.FormerNames;
import m365ls.feature.ContextFile;
import m365ls.feature.Findings;
import m365ls.feature.KnownFindings;
import m365ls.feature.Settings;
import m365ls.feature.Snapshot;
import m365ls.script.Dialects;
import m365ls.script.Script;
import m365ls.text.Lines;

/**
 * Measures all rules on a script and prints a row of a table: the first look in a process that has just started, a look
 * from scratch once it is warm, and a look after a line was changed. Beside the time that passes it tells the processor
 * time, which other work on the machine disturbs less, and how much memory is asked for, which nothing disturbs.
 */
public final class Validation {

    private static final int WARM_UP = 60;
    private static final int LOOKS = 100;
    private static final int CHANGES = 1_000;

    private final ThreadMXBean threads = ManagementFactory.getPlatformMXBean(ThreadMXBean.class);
    private final Catalog catalog;
    private final FormerNames former;
    private final Path file;
    private final String text;

    private Validation(Path file) throws IOException {
        this.catalog = CatalogFile.builtIn().catalog();
        this.former = FormerNames.builtIn();
        this.file = file;
        this.text = Files.readString(file);
    }

    /** @param args the file with the script */
    public static void main(String[] args) throws IOException {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        new Validation(Path.of(args[0])).measure(out);
    }

    /** What looks of one kind cost: two times in milliseconds, and memory in kilobytes. */
    private record Costs(double[] passed, double[] processor, double[] memory) {

        static Costs of(int count) {
            return new Costs(new double[count], new double[count], new double[count]);
        }

        @Override
        public String toString() {
            return String.format(
                    Locale.ROOT,
                    "%.2f / %.2f | %.2f | %.0f",
                    quantile(passed, 0.5),
                    quantile(passed, 0.99),
                    quantile(processor, 0.5),
                    quantile(memory, 0.5));
        }

        private static double quantile(double[] values, double part) {
            double[] sorted = values.clone();
            Arrays.sort(sorted);
            return sorted[Math.min(sorted.length - 1, (int) (sorted.length * part))];
        }
    }

    private <T> T measured(Costs costs, int index, Supplier<T> work) {
        long memory = threads.getCurrentThreadAllocatedBytes();
        long processor = threads.getCurrentThreadCpuTime();
        long began = System.nanoTime();
        T result = work.get();
        costs.passed()[index] = (System.nanoTime() - began) / 1e6;
        costs.processor()[index] = (threads.getCurrentThreadCpuTime() - processor) / 1e6;
        costs.memory()[index] = (threads.getCurrentThreadAllocatedBytes() - memory) / 1e3;
        return result;
    }

    private void measure(PrintStream out) {
        String name = file.getFileName().toString();
        Costs first = Costs.of(1);
        Findings.Look look = measured(first, 0, () -> look(parsed(), KnownFindings.NONE));
        for (int i = 0; i < WARM_UP; i++) {
            look(parsed(), KnownFindings.NONE);
        }
        Costs full = Costs.of(LOOKS);
        for (int i = 0; i < LOOKS; i++) {
            look = measured(full, i, () -> look(parsed(), KnownFindings.NONE));
        }
        Costs again = typing(look.known());
        out.println("| first look, " + name + " | " + first + " |");
        out.println("| look from scratch, warm, " + name + " | " + full + " |");
        out.println("| look after a change of one line, " + name + " | " + again + " |");
    }

    private Script parsed() {
        return Script.parse(Dialects.of(file.toString(), text), text);
    }

    private Findings.Look look(Script script, KnownFindings known) {
        return Findings.of(new Snapshot(script, catalog, former, Settings.DEFAULT, ContextFile.NONE), known);
    }

    /** A letter is typed, and taken away again, at the end of a call in the middle of the script. */
    private Costs typing(KnownFindings before) {
        Lines lines = Lines.of(text);
        int line = lines.count() / 2;
        while (!text.startsWith("m365 ", lines.startOf(line))) {
            line++;
        }
        int place = lines.endOf(line);
        Costs costs = Costs.of(CHANGES);
        Script script = parsed();
        KnownFindings known = before;
        for (int i = 0; i < CHANGES + WARM_UP; i++) {
            int typed = i % 2 == 0 ? 1 : 0;
            String written = script.text();
            String edited = written.substring(0, place) + "x".repeat(typed) + written.substring(place + 1 - typed);
            Lines editedLines = script.lines().after(edited, place, place + 1 - typed, place + typed);
            Script earlier = script;
            KnownFindings earlierKnown = known;
            Step step = measured(costs, Math.max(0, i - WARM_UP), () -> {
                Script next = earlier.after(edited, editedLines, place, place + 1 - typed, place + typed);
                return new Step(next, look(next, earlierKnown).known());
            });
            script = step.script();
            known = step.known();
        }
        return costs;
    }

    /** What is handed on from version to version. */
    private record Step(Script script, KnownFindings known) {}
}
