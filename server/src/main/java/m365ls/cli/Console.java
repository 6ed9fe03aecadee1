package m365ls.cli;

import java.io.InputStream;
import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;

/** The three standard streams of a command, texts in UTF-8. */
public final class Console {

    private final InputStream in;
    private final PrintWriter out;
    private final PrintWriter err;
    private final boolean terminal;

    /** @param terminal whether standard error is a terminal, where progress may be shown */
    public Console(InputStream in, PrintStream out, PrintStream err, boolean terminal) {
        this.in = in;
        this.out = new PrintWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
        this.err = new PrintWriter(new OutputStreamWriter(err, StandardCharsets.UTF_8), true);
        this.terminal = terminal;
    }

    /** Standard input. */
    public InputStream in() {
        return in;
    }

    /** Standard output; whoever prints flushes. */
    public PrintWriter out() {
        return out;
    }

    /** Tells the user something beside the output. */
    public void tell(String message) {
        err.println("m365ls: " + Printable.of(message));
    }

    /** Shows the user a line beside the output, as it is. */
    public void show(String line) {
        err.println(Printable.of(line));
    }

    /** Prints a line of the output; nothing in it can steer a terminal. */
    public void print(String line) {
        out.println(Printable.of(line));
    }

    /** Shows how far something has come, on a terminal only. The next one takes its place. */
    void progress(String text) {
        if (terminal) {
            err.print("\r" + text + "\033[K");
            err.flush();
        }
    }

    /** Takes away what {@link #progress} has shown. */
    void progressDone() {
        progress("");
    }
}
