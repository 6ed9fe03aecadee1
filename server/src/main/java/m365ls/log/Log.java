package m365ls.log;

import java.lang.System.Logger.Level;

/**
 * Where a part of the server writes what its operator should know.
 *
 * <p>The JDK's logging is only loaded when something is written, which at a start is never.
 *
 * @param name of the part, as lines show it
 */
public record Log(String name) {

    /** Something that keeps the server from doing what it was asked for, in a sentence without a document's text. */
    public void warning(String message) {
        System.getLogger(name).log(Level.WARNING, message);
    }

    /** Something that can be of use when a fault is searched for. */
    public void debug(String message) {
        System.getLogger(name).log(Level.DEBUG, message);
    }

    /**
     * An exception that nothing foresaw.
     *
     * @param during what was being done, such as a method's name
     * @param id by which the client's message and the log's line can be matched
     */
    public void fault(String during, String id, Throwable fault) {
        StackTraceElement[] frames = fault.getStackTrace();
        System.getLogger(name)
                .log(
                        Level.ERROR,
                        "{0} failed ({1}): {2} at {3}",
                        during,
                        id,
                        fault.getClass().getName(),
                        frames.length == 0 ? "an unknown place" : frames[0]);
    }
}
