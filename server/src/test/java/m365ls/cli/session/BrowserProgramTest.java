package m365ls.cli.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import m365ls.installation.Machine.Platform;
import m365ls.session.Cloud;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class BrowserProgramTest {

    @TempDir
    Path folder;

    private Shell shell = new Shell(Path.of(""));

    @BeforeEach
    void start() {
        shell = new Shell(folder).unset("PATH");
    }

    private Optional<List<String>> found() {
        return BrowserProgram.find(shell.machine()).map(BrowserProgram::command);
    }

    private void set(String variable, String relative) {
        shell.set(variable, folder.resolve(relative).toString());
    }

    @Test
    void onMacOsItIsOpen() {
        shell.on(Platform.MACOS);
        assertEquals(Optional.empty(), found());
        Path open = shell.program("usr/bin/open");
        shell.program("bin/open");
        set("PATH", "bin");
        assertEquals(Optional.of(List.of(open.toString())), found());
    }

    @Test
    void onWindowsItIsTheSystemsOwnFolderThatCounts() {
        shell.on(Platform.WINDOWS);
        assertEquals(Optional.empty(), found());
        Path program = shell.program("Windows/System32/rundll32.exe");
        shell.program("bin/rundll32.exe");
        set("PATH", "bin");
        assertEquals(Optional.empty(), found());
        set("SYSTEMROOT", "Windows");
        assertEquals(Optional.of(List.of(program.toString(), "url.dll,FileProtocolHandler")), found());
    }

    @Test
    void onLinuxItNeedsADesktop() {
        Path program = shell.program("bin/xdg-open");
        set("PATH", "bin");
        assertEquals(Optional.empty(), found());
        shell.set("WAYLAND_DISPLAY", "wayland-0");
        assertEquals(Optional.of(List.of(program.toString())), found());
        shell.unset("WAYLAND_DISPLAY").set("DISPLAY", ":0");
        assertEquals(Optional.of(List.of(program.toString())), found());
    }

    @Test
    void inTheSubsystemForLinuxItIsWindowsBrowser() {
        Path program = shell.program("bin/wslview");
        set("PATH", "bin");
        assertEquals(Optional.empty(), found());
        shell.set("WSL_DISTRO_NAME", "Debian");
        assertEquals(Optional.of(List.of(program.toString())), found());
    }

    @Test
    void aProgramOfTheCurrentFolderIsNeverTaken() {
        shell.program("xdg-open");
        shell.set("DISPLAY", ":0").set("PATH", ".:bin");
        assertEquals(Optional.empty(), found());
    }

    @Test
    void theAddressIsOneArgumentThatNoShellReads() throws Exception {
        Path program = shell.program("bin/xdg-open");
        URI address = URI.create("https://login.microsoftonline.com/common?a=1&b=$(id)%26;'x'&c=%22%60id%60%22");
        assertTrue(new BrowserProgram(List.of(program.toString())).open(address));
        Path arguments = folder.resolve("bin").resolve("xdg-open.arguments");
        while (!Files.exists(arguments) || Files.size(arguments) == 0) {
            Thread.onSpinWait();
        }
        assertEquals(List.of(address.toString()), Files.readAllLines(arguments));
    }

    @Test
    void whatCannotBeStartedOpensNothing() {
        assertFalse(new BrowserProgram(List.of(folder.resolve("none").toString())).open(URI.create("https://x")));
    }

    @Test
    void onlyPagesOfTheSignInHostAreOpened() {
        shell.program("bin/xdg-open");
        set("PATH", "bin");
        shell.set("DISPLAY", ":0");
        TerminalPrompter prompter = shell.prompter(Cloud.PUBLIC);
        for (String address : List.of(
                "http://login.microsoftonline.com/",
                "https://login.microsoftonline.com.evil.example/",
                "https://login.microsoftonline.com@evil.example/",
                "https://user@login.microsoftonline.com/",
                "https://login.microsoftonline.com:8443/",
                "https://login.microsoftonline.us/",
                "file:///etc/passwd")) {
            assertFalse(prompter.openAddress(URI.create(address)), address);
        }
        assertTrue(prompter.openAddress(URI.create("https://LOGIN.microsoftonline.com/common/oauth2/v2.0/authorize")));
        assertTrue(
                shell.prompter(Cloud.US_GOV_HIGH).openAddress(URI.create("https://login.microsoftonline.us/common")));
    }
}
