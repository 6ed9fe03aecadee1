package m365ls.run.walk;

import java.io.IOException;
import java.nio.file.Path;

/** Something that runs examples. */
interface Side extends AutoCloseable {

    /**
     * How a run ended.
     *
     * @param refused whether it was not begun
     */
    record Ended(int exitCode, boolean refused, String out, String err) {
        Ended(int exitCode, String out, String err) {
            this(exitCode, false, out, err);
        }
    }

    /** Runs an example in a folder, as if it were the first. */
    Ended run(Example example, Path room) throws IOException, InterruptedException;

    @Override
    void close() throws IOException;
}
