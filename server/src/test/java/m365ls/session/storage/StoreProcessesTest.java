package m365ls.session.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import m365ls.session.StoredConnection;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Several processes on one store. */
final class StoreProcessesTest {

    private static final String ID = "a-connection";
    private static final String FOREVER = String.valueOf(Integer.MAX_VALUE);

    @TempDir
    private Path home;

    private final StorageKey key = StorageKey.random();
    private final List<String> notices = new ArrayList<>();

    private Path folder() {
        return home.resolve("below").resolve("connections");
    }

    private EncryptedStore store() {
        return new EncryptedStore(folder(), key, notices::add);
    }

    private List<String> program(String... more) {
        List<String> words = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xshare:auto",
                "-cp",
                System.getProperty("java.class.path"),
                StoreProgram.class.getName(),
                folder().toString(),
                key.text(),
                ID));
        words.addAll(List.of(more));
        return words;
    }

    private static Process start(List<String> words) throws IOException {
        return new ProcessBuilder(words)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    private static BufferedReader output(Process process) {
        return new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    }

    private static List<String> lines(Process process) throws Exception {
        List<String> lines = output(process).lines().toList();
        assertEquals(0, process.waitFor());
        return lines;
    }

    private int number() throws IOException {
        return StoreProgram.number(store().read(ID).orElseThrow());
    }

    @Test
    void losesNothingWhenAProcessIsKilledWhileItWrites() throws Exception {
        losesNothingIn(25);
    }

    @Test
    @Tag("exhaustive")
    void losesNothingInAThousandKills() throws Exception {
        losesNothingIn(1000);
    }

    private void losesNothingIn(int kills) throws Exception {
        long seed = Long.getLong("storage.seed", System.nanoTime());
        Random random = new Random(seed);
        store().create(StoreProgram.numbered(ID, 0));
        for (int kill = 0; kill < kills; kill++) {
            String when = "seed " + seed + ", kill " + kill;
            int before = number();
            Process process = start(program(FOREVER));
            int written = before;
            try (BufferedReader output = output(process)) {
                for (int left = 1 + random.nextInt(20); left > 0; left--) {
                    written = Integer.parseInt(output.readLine());
                }
                // A moment within a refresh, another one each time.
                for (int spin = random.nextInt(200_000); spin > 0; spin--) {
                    Thread.onSpinWait();
                }
                // By its handle: the process itself would close its output too.
                process.toHandle().destroyForcibly();
                for (String line; (line = output.readLine()) != null; ) {
                    // What the dying process has said last may be cut off.
                    written = line.length() < String.valueOf(written).length() ? written : Integer.parseInt(line);
                }
            }
            process.waitFor();
            int after = number();
            assertTrue(after == written || after == written + 1, when + ": " + written + " said, " + after + " kept");
            assertEquals(List.of(), notices, when);
        }
        assertEquals(
                List.of(ID), store().all().stream().map(StoredConnection::id).toList());
    }

    @Test
    void losesNoRefreshOfTwoProcesses() throws Exception {
        store().create(StoreProgram.numbered(ID, 0));
        Process first = start(program("200"));
        Process second = start(program("200"));
        EncryptedStore own = store();
        for (int i = 0; i < 200; i++) {
            assertTrue(own.update(ID, now -> StoreProgram.numbered(ID, StoreProgram.number(now) + 1))
                    .isPresent());
        }
        assertEquals(200, lines(first).size());
        assertEquals(200, lines(second).size());
        assertEquals(600, number());
        assertEquals(List.of(), notices);
    }

    @Test
    void bringsNoSignedOutConnectionBack() throws Exception {
        EncryptedStore own = store();
        own.create(StoreProgram.numbered(ID, 0));
        Process other = start(program(FOREVER));
        try (BufferedReader output = output(other)) {
            // The other process has the connection in its hands.
            assertEquals("1", output.readLine());
            own.delete(ID);
            String last = output.lines().reduce("", (before, line) -> line);
            assertEquals("gone", last);
        }
        assertEquals(0, other.waitFor());
        assertEquals(List.of(), own.all());
        assertEquals(List.of("lock"), names(folder()));
    }

    private static List<String> names(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> String.valueOf(file.getFileName()))
                    .sorted()
                    .toList();
        }
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void keepsFilesFromOthersUnderAnyUmask() throws Exception {
        for (String umask : List.of("000", "022", "077")) {
            Path at = home.resolve("umask" + umask);
            Map<String, String> modes = new TreeMap<>();
            List<String> words = new ArrayList<>(List.of("sh", "-c", "umask " + umask + "; exec \"$@\"", "sh"));
            words.addAll(program(FOREVER, "create"));
            words.set(
                    words.indexOf(folder().toString()),
                    at.resolve("connections").toString());
            Process process = start(words);
            try (BufferedReader output = output(process)) {
                // Looks while it writes: at the unfinished file too.
                while (modes.size() < 5) {
                    output.readLine();
                    look(at, modes);
                }
            } finally {
                process.destroyForcibly().waitFor();
            }
            modes.forEach((name, mode) -> assertEquals(
                    name.equals("lock") || name.contains(".") ? "rw-------" : "rwx------", mode, umask + " " + name));
        }
    }

    private static void look(Path at, Map<String, String> modes) throws IOException {
        modes.put("home", PosixFilePermissions.toString(Files.getPosixFilePermissions(at)));
        Path folder = at.resolve("connections");
        modes.put("connections", PosixFilePermissions.toString(Files.getPosixFilePermissions(folder)));
        for (String name : List.of("lock", ID + ".connection", ID + ".connection.tmp")) {
            try {
                modes.put(name, PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve(name))));
            } catch (java.nio.file.NoSuchFileException e) {
                assertFalse(name.equals("lock"));
            }
        }
    }
}
