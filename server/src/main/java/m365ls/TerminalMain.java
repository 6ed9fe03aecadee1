package m365ls;

import java.io.Console;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import m365ls.terminal.TerminalClient;

/** Starts {@code m365} in a terminal of the editor. */
public final class TerminalMain {

    private TerminalMain() {}

    /** Runs the program and ends the process. */
    public static void main(String[] args) {
        int code;
        try {
            code = new TerminalClient(
                            new FileInputStream(FileDescriptor.in),
                            new FileOutputStream(FileDescriptor.out),
                            new FileOutputStream(FileDescriptor.err),
                            new Unseen())
                    .run(System.getenv(), System.getProperty("user.dir"), List.of(args));
        } catch (IOException e) {
            // Nobody reads what is printed.
            code = 1;
        }
        Runtime.getRuntime().halt(code);
    }

    /** A line that is typed unseen. No lambda, for the reason that {@link TerminalClient} tells. */
    private static final class Unseen implements Supplier<Optional<String>> {
        @Override
        @SuppressWarnings("SystemConsoleNull") // With the older console, there is none where there is no terminal.
        public Optional<String> get() {
            System.setProperty("jdk.console", "java.base");
            Console console = System.console();
            char[] typed = console == null ? null : console.readPassword();
            return Optional.ofNullable(typed).map(String::new);
        }
    }
}
