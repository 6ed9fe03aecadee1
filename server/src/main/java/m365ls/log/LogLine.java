package m365ls.log;

import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.logging.Formatter;
import java.util.logging.LogRecord;

/** Writes a log record as one line: time, level, origin, message; of an exception only its class. */
final class LogLine extends Formatter {

    @Override
    public String format(LogRecord event) {
        StringBuilder line = new StringBuilder();
        line.append(
                LocalTime.ofInstant(event.getInstant(), ZoneId.systemDefault()).truncatedTo(ChronoUnit.MILLIS));
        line.append(' ').append(event.getLevel().getName());
        line.append(' ').append(event.getLoggerName()).append(": ");
        line.append(Redaction.of(formatMessage(event)).replaceAll("\\R", " "));
        Throwable thrown = event.getThrown();
        if (thrown != null) {
            // Messages of exceptions can quote what failed to be read: documents, answers of services.
            line.append(" (").append(thrown.getClass().getName()).append(')');
        }
        return line.append(System.lineSeparator()).toString();
    }
}
