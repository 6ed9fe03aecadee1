package m365ls.installation;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.Map;
import m365ls.installation.Machine.Platform;
import org.junit.jupiter.api.Test;

final class MachineTest {

    private static final Path HOME = Path.of("home").toAbsolutePath();
    private static final Path CHOSEN = Path.of("chosen").toAbsolutePath();

    private static Path data(Platform platform, Map<String, String> environment) {
        return new Machine(platform, environment, HOME, HOME).data();
    }

    @Test
    void keepsDataWhereTheSystemWantsIt() {
        assertEquals(HOME.resolve(".local/share/m365ls"), data(Platform.LINUX, Map.of()));
        assertEquals(CHOSEN.resolve("m365ls"), data(Platform.LINUX, Map.of("XDG_DATA_HOME", CHOSEN.toString())));
        assertEquals(HOME.resolve("Library/Application Support/m365ls"), data(Platform.MACOS, Map.of()));
        assertEquals(HOME.resolve("AppData/Local/m365ls"), data(Platform.WINDOWS, Map.of()));
        assertEquals(CHOSEN.resolve("m365ls"), data(Platform.WINDOWS, Map.of("LocalAppData", CHOSEN.toString())));
    }

    @Test
    void keepsDataWhereTheUserWantsIt() {
        for (Platform platform : Platform.values()) {
            assertEquals(CHOSEN, data(platform, Map.of("M365LS_HOME", CHOSEN.toString())));
        }
    }
}
