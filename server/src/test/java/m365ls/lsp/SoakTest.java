package m365ls.lsp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.UnixOperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.Timeout;

/** What the server still holds after a long day of typing: {@code -Dsoak.edits=N} for a longer one. */
@Tag("long")
@Timeout(value = 60, unit = TimeUnit.MINUTES)
class SoakTest {

    private static final int EDITS = Integer.getInteger("soak.edits", 5_000);

    private static final long SEED = Long.getLong("soak.seed", 20_261_120L);

    private static final String URI = "file:///scripts/long.sh";

    private static final int LINES = 2_000;

    private static final long MOST_GROWTH = 5L << 20;

    private final Random random = new Random(SEED);
    private int version = 1;

    /** What a process can leak. */
    private record Held(long heap, int threads, long files) {

        static Held now() {
            long least = Long.MAX_VALUE;
            // One collection leaves what only finalizers and references still hold.
            for (int i = 0; i < 4; i++) {
                System.gc();
                least = Math.min(
                        least,
                        ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed());
            }
            long files = ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix
                    ? unix.getOpenFileDescriptorCount()
                    : 0;
            return new Held(least, ManagementFactory.getThreadMXBean().getThreadCount(), files);
        }
    }

    @Test
    void holdsNoMoreAfterManyEditsThanAfterSome(TestReporter reporter) throws Exception {
        try (Editor editor = Editor.inProcess(new CompletableFuture<>())) {
            editor.initialize(
                    "{\"textDocument\":{\"completion\":{\"completionItem\":{\"snippetSupport\":true}},\"publishDiagnostics\":{\"versionSupport\":true}}}");
            editor.open(
                    URI,
                    "shellscript",
                    version,
                    "m365 spo site get --url https://contoso.sharepoint.com\n".repeat(LINES));
            // Classes, caches and pools fill up first.
            type(editor, EDITS / 4);
            Held before = Held.now();
            type(editor, EDITS);
            Held after = Held.now();
            String what = "seed " + SEED + ": " + before + " before, " + after + " after";
            reporter.publishEntry("soak", what);
            assertTrue(after.heap() - before.heap() <= MOST_GROWTH, what);
            // What other tests have left in this process may end meanwhile.
            assertTrue(after.threads() <= before.threads(), what);
            assertTrue(after.files() <= before.files(), what);
        }
    }

    /** Types and takes back, so that the text stays as long as it is; asks at each fifth edit. */
    private void type(Editor editor, int edits) {
        for (int i = 0; i < edits; i += 2) {
            int line = random.nextInt(LINES);
            editor.insert(URI, ++version, line, 17, " --verbose");
            if (i % 10 == 0) {
                assertEquals(0, Wire.code(editor.ask("textDocument/completion", Editor.at(URI, line, 19))));
                assertEquals(0, Wire.code(editor.ask("textDocument/hover", Editor.at(URI, line, 12))));
                editor.received().clear();
            }
            editor.replace(URI, ++version, line, 17, 27, "");
        }
    }
}
