package m365ls.session.storage;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import m365ls.installation.Machine;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Keys from stand-ins for the commands of operating systems. Each writes down the arguments it was given. */
@DisabledOnOs(OS.WINDOWS)
final class StorageKeysTest {

    /** Keeps a text as the real command does: nothing is said where there is none. */
    private static final String SECRET_TOOL = """
            case "$1" in
            lookup) [ "$*" = "lookup service m365ls account storage-key" ] || exit 9
                    [ -f kept ] || exit 1
                    cat kept ;;
            store)  case "$2" in --label=*) ;; *) exit 9 ;; esac
                    shift 2
                    [ "$*" = "service m365ls account storage-key" ] || exit 9
                    cat > kept ;;
            *)      exit 2 ;;
            esac
            """;

    private static final String SECURITY = """
            case "$1" in
            find-generic-password)
                [ "$*" = "find-generic-password -s m365ls -a storage-key -w" ] || exit 9
                [ -f kept ] || { echo "could not be found" >&2; exit 44; }
                cat kept ;;
            -i) read -r line
                case "$line" in
                "add-generic-password -U -s m365ls -a storage-key -l "*) ;;
                *) exit 9 ;;
                esac
                echo "$line" | sed 's/.* -w "\\(.*\\)"$/\\1/' > kept ;;
            *)  exit 2 ;;
            esac
            """;

    /** Moves letters by half the alphabet, which is encryption enough for a test; twice is back. */
    private static final String POWERSHELL = """
            [ "$1 $2 $3 $4" = "-NoLogo -NoProfile -NonInteractive -Command" ] || exit 9
            case "$5" in
            *::Protect*"'CurrentUser'"*|*::Unprotect*"'CurrentUser'"*) tr A-Za-z N-ZA-Mn-za-m ;;
            *) exit 9 ;;
            esac
            """;

    @TempDir
    private Path folder;

    private Path keys() {
        return folder.resolve("keys");
    }

    private Path command(String script) throws IOException {
        Path file = folder.resolve("bin").resolve("command");
        Files.createDirectories(folder.resolve("bin"));
        // A new file each time: one that is open for writing cannot be run.
        Files.writeString(file, "#!/bin/sh\necho \"$*\" >> arguments\n" + script);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
        return file;
    }

    private static StorageKey key(StorageKeys.Answer answer) {
        return assertInstanceOf(StorageKeys.Answer.Found.class, answer).key();
    }

    private static String reason(StorageKeys.Answer answer) {
        return assertInstanceOf(StorageKeys.Answer.None.class, answer).reason();
    }

    private void givesTheSameKeyAgainAndShowsItToNobody(Optional<SecretStore> store) throws IOException {
        assertTrue(store.isPresent());
        StorageKey made = key(new StorageKeys(keys(), store).fromSystem());
        StorageKey again = key(new StorageKeys(keys(), store).fromSystem());
        assertArrayEquals(made.id(), again.id());
        assertEquals(made.text(), again.text());
        assertFalse(Files.readString(folder.resolve("bin").resolve("arguments")).contains(made.text()));
    }

    @Test
    void keepsTheKeyInTheKeyringOfLinux() throws Exception {
        Path missing = folder.resolve("missing");
        givesTheSameKeyAgainAndShowsItToNobody(SecretService.find(List.of(missing, command(SECRET_TOOL))));
    }

    @Test
    void keepsTheKeyInTheKeychainOfMacOs() throws Exception {
        givesTheSameKeyAgainAndShowsItToNobody(Keychain.find(command(SECURITY)));
    }

    @Test
    void keepsTheKeyUnderTheDataProtectionOfWindows() throws Exception {
        Path root = folder.resolve("Windows");
        Path program = root.resolve("System32")
                .resolve("WindowsPowerShell")
                .resolve("v1.0")
                .resolve("powershell.exe");
        Files.createDirectories(folder.resolve("bin"));
        Files.createDirectories(program.resolveSibling(""));
        Files.writeString(
                program,
                Files.readString(command(POWERSHELL))
                        .replace(">> arguments", ">> '" + folder.resolve("bin").resolve("arguments") + "'"));
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
        Machine machine = new Machine(
                Machine.Platform.WINDOWS,
                Map.of("SYSTEMROOT", root.toString(), "M365LS_HOME", folder.toString()),
                folder,
                folder);
        givesTheSameKeyAgainAndShowsItToNobody(DataProtection.find(machine, keys(), "storage.key.dpapi"));
        StorageKey key = key(StorageKeys.of(machine).fromSystem());
        Path kept = keys().resolve("storage.key.dpapi");
        assertFalse(Files.readString(kept).contains(key.text()));
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(kept)));
    }

    @Test
    void makesNoNewKeyWhereTheStoreCannotBeAsked() throws Exception {
        String broken = "cat > /dev/null; echo 'Cannot autolaunch D-Bus without X11 $DISPLAY' >&2; exit 1\n";
        Optional<SecretStore> keyring = SecretService.find(List.of(command(broken)));
        assertTrue(reason(new StorageKeys(keys(), keyring).fromSystem()).contains("could not reach it"));
        Optional<SecretStore> keychain = Keychain.find(command("exit 36\n"));
        assertTrue(reason(new StorageKeys(keys(), keychain).fromSystem()).contains("locked"));
        String arguments = Files.readString(folder.resolve("bin").resolve("arguments"));
        assertFalse(arguments.contains("store") || arguments.contains("-i"), arguments);
    }

    @Test
    void believesNoStoreThatForgets() throws Exception {
        Optional<SecretStore> store = SecretService.find(List.of(command("cat > /dev/null; [ $1 = store ]\n")));
        assertTrue(reason(new StorageKeys(keys(), store).fromSystem()).contains("does not give back"));
    }

    @Test
    void believesNoStoreThatGivesSomethingElse() throws Exception {
        Optional<SecretStore> store = SecretService.find(List.of(command("echo something else\n")));
        assertTrue(reason(new StorageKeys(keys(), store).fromSystem()).contains("does not give back"));
    }

    @Test
    void saysThatTheStoreDidNotTakeTheKey() throws Exception {
        Optional<SecretStore> keyring =
                SecretService.find(List.of(command("[ $1 = lookup ] && exit 1\necho locked >&2; exit 1\n")));
        assertTrue(reason(new StorageKeys(keys(), keyring).fromSystem()).contains("locked"));
        Optional<SecretStore> keychain = Keychain.find(command("[ $1 = -i ] && exit 1\nexit 44\n"));
        assertTrue(reason(new StorageKeys(keys(), keychain).fromSystem()).contains("did not take the key"));
    }

    @Test
    void saysThatThereIsNoStore() {
        assertEquals(Optional.empty(), SecretService.find(List.of(folder.resolve("missing"))));
        assertEquals(Optional.empty(), Keychain.find(folder.resolve("missing")));
        assertTrue(
                reason(new StorageKeys(keys(), Optional.empty()).fromSystem()).contains("secret-tool"));
        assertFalse(Files.exists(keys()));
    }

    @Test
    void keepsTheKeyInAFileThatOnlyItsOwnerReads() throws Exception {
        StorageKeys keys = new StorageKeys(keys(), Optional.empty());
        StorageKey made = key(keys.fromFile());
        assertEquals(made.text(), key(keys.fromFile()).text());
        Path file = keys().resolve("storage.key");
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
        assertEquals("rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(keys())));
        Files.writeString(file, "rubbish");
        assertTrue(reason(keys.fromFile()).contains("is damaged"));
        assertEquals("rubbish", Files.readString(file));
    }

    @Test
    void saysThatTheKeyFileCannotBeKept() throws Exception {
        Files.writeString(keys(), "a file where the folder should be");
        assertTrue(reason(new StorageKeys(keys(), Optional.empty()).fromFile()).startsWith("The key cannot be kept"));
    }

    @Test
    void endsACommandThatTakesTooLong() throws Exception {
        SystemCommand command = new SystemCommand(command("exec sleep 100\n"), Duration.ofMillis(200));
        IOException late = assertThrows(IOException.class, () -> command.run(List.of(), "hunter2"));
        assertFalse(String.valueOf(late.getMessage()).contains("hunter2"));
    }

    @Test
    void saysThatACommandCannotBeStarted() throws Exception {
        Path file = command("");
        Files.writeString(file, "#!" + folder.resolve("missing") + "\n");
        SystemCommand command = new SystemCommand(file, Duration.ofSeconds(9));
        assertThrows(IOException.class, () -> command.run(List.of(), ""));
    }

    @Test
    void readsOnlyKeysOfTheRightLength() {
        StorageKey key = StorageKey.random();
        assertEquals(
                key.text(),
                StorageKey.parse(" " + key.text() + "\n").orElseThrow().text());
        for (String text : List.of(
                "", "AAAA", key.text() + "AAAA", "not base64 !", key.text().substring(1))) {
            assertEquals(Optional.empty(), StorageKey.parse(text));
        }
        assertThrows(IllegalArgumentException.class, () -> new StorageKey(new byte[31]));
        assertFalse(key.toString().contains(key.text()));
    }
}
