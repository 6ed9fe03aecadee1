package m365ls.log;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.logging.StreamHandler;

/**
 * Sets up {@code java.util.logging}, to which all libraries log, as the one log.
 *
 * <p>The JDK makes an instance when something is logged for the first time, since {@link #install} names this class in a
 * system property: so a start at which nothing is logged does not pay for it.
 */
public final class LogSetup {

    /** The JDK's own loggers: what they write of each connection hides the rest. */
    private static final List<String> JDK = List.of("jdk", "java", "javax", "sun", "com.sun");

    /** Loggers are forgotten, and their levels with them, unless somebody keeps them. */
    private final List<Logger> kept = new ArrayList<>();

    /** Called by the JDK. */
    public LogSetup() {
        Map<String, String> environment = System.getenv();
        Level level = level(environment.getOrDefault("M365LS_LOG", ""));
        Logger root = Logger.getLogger("");
        for (Handler old : root.getHandlers()) {
            root.removeHandler(old);
        }
        root.setLevel(level);
        for (String noisy : JDK) {
            Logger logger = Logger.getLogger(noisy);
            logger.setLevel(ofTheJdk(level));
            kept.add(logger);
        }
        root.addHandler(handler(environment.getOrDefault("M365LS_LOG_FILE", ""), level));
    }

    /** Makes the JDK use this set-up. To be called before anything is logged. */
    public static void install() {
        System.setProperty("java.util.logging.config.class", LogSetup.class.getName());
    }

    static Level level(String name) {
        return switch (name.toLowerCase(Locale.ROOT)) {
            case "off" -> Level.OFF;
            case "error" -> Level.SEVERE;
            case "info" -> Level.INFO;
            case "debug" -> Level.FINE;
            default -> Level.WARNING;
        };
    }

    /** The level of the JDK's own loggers where that of all others is {@code level}. */
    static Level ofTheJdk(Level level) {
        return level.intValue() < Level.INFO.intValue() ? Level.INFO : level;
    }

    private static Handler handler(String file, Level level) {
        OutputStream out = new FileOutputStream(FileDescriptor.err);
        if (!file.isEmpty()) {
            try {
                out = new FileOutputStream(file, true);
            } catch (IOException e) {
                // A log that cannot be written where it should goes to standard error: nothing is lost.
            }
        }
        return new Flushing(out, level);
    }

    /** Writes each record at once, so that nothing is lost when the process ends. */
    private static final class Flushing extends StreamHandler {
        Flushing(OutputStream out, Level level) {
            super(out, new LogLine());
            setLevel(level);
        }

        @Override
        public synchronized void publish(java.util.logging.LogRecord line) {
            super.publish(line);
            flush();
        }
    }
}
