package m365ls.log;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.logging.Level;
import org.junit.jupiter.api.Test;

class LogSetupTest {

    @Test
    void readsLevels() {
        assertEquals(Level.OFF, LogSetup.level("off"));
        assertEquals(Level.FINE, LogSetup.level("DEBUG"));
        assertEquals(Level.WARNING, LogSetup.level(""));
        assertEquals(Level.WARNING, LogSetup.level("loud"));
    }

    @Test
    void theJdkSaysNothingOfEachConnection() {
        assertEquals(Level.INFO, LogSetup.ofTheJdk(LogSetup.level("debug")));
        assertEquals(Level.WARNING, LogSetup.ofTheJdk(LogSetup.level("warning")));
        assertEquals(Level.OFF, LogSetup.ofTheJdk(LogSetup.level("off")));
    }
}
