package m365ls.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.logging.Level;
import java.util.logging.LogRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RedactionTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Authorization: Bearer s3cr3t-value",
                "Authorization: Basic s3cr3t-value",
                "authorization: s3cr3t-value",
                "bearer s3cr3t-value",
                "password=s3cr3t-value",
                "{\"password\": \"s3cr3t-value\"}",
                "{\"client_secret\":\"a \\\" s3cr3t-value\"}",
                "{\"password\":\"s3cr3t-value",
                "--password s3cr3t-value",
                "--password 's3cr3t-value'",
                "--password \"a s3cr3t-value\"",
                "--secret s3cr3t-value --url x",
                "refresh_token=s3cr3t-value&x=y",
                "https://localhost/?code=s3cr3t-value&state=1",
                "accessToken: s3cr3t-value",
                "Cookie: s3cr3t-value",
                "the token eyJhbGciOiJub25lIn0.eyJzdWIiOiJzM2NyM3QtdmFsdWUifQ.s3cr3t-value here"
            })
    void takesSecretsOut(String text) {
        String redacted = Redaction.of(text);
        assertFalse(redacted.contains("s3cr3t"), redacted);
        assertTrue(redacted.contains("[redacted]"), redacted);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "textDocument/hover failed (1a2b3c4d): java.lang.IllegalStateException at m365ls.lsp.Answers.hover(Answers.java:42)",
                "exit code: 1",
                "There is no method $/foo.",
                "basic things"
            })
    void leavesOtherTextsAlone(String text) {
        assertEquals(text, Redaction.of(text));
    }

    @Test
    void writesOneLineWithoutTheExceptionsText() {
        LogRecord event = new LogRecord(Level.WARNING, "first\nsecond password=hidden");
        event.setLoggerName("m365ls.test");
        event.setThrown(new IllegalStateException("hidden"));
        String line = new LogLine().format(event);
        assertTrue(
                line.stripTrailing()
                        .endsWith(
                                "WARNING m365ls.test: first second password=[redacted] (java.lang.IllegalStateException)"),
                line);
        assertEquals(1, line.strip().lines().count());
    }

    @Test
    void isQuietUnlessAskedOtherwise() {
        assertEquals(Level.WARNING, LogSetup.level(""));
        assertEquals(Level.OFF, LogSetup.level("off"));
        assertEquals(Level.FINE, LogSetup.level("DEBUG"));
    }
}
