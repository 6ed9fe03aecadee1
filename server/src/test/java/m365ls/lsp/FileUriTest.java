package m365ls.lsp;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FileUriTest {

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void findsFiles() {
        assertEquals(Optional.of(Path.of("/scripts/a b%.sh")), FileUri.path("file:///scripts/a%20b%25.sh"));
        assertEquals(Optional.of(Path.of("/scripts/a b.sh")), FileUri.path("file:///scripts/a b.sh"));
        assertEquals(Optional.of(Path.of("/scripts/a.sh")), FileUri.path("FILE:///scripts/a.sh"));
    }

    @Test
    @EnabledOnOs(OS.WINDOWS)
    void findsFilesOnDrivesAndShares() {
        assertEquals(Optional.of(Path.of("C:\\scripts\\a b.ps1")), FileUri.path("file:///c%3A/scripts/a%20b.ps1"));
        assertEquals(Optional.of(Path.of("\\\\server\\share\\a.ps1")), FileUri.path("file://server/share/a.ps1"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "untitled:Untitled-1",
                "vscode-notebook-cell:/a.ipynb#W0sZmlsZQ%3D%3D",
                "git:/scripts/a.sh?%7B%22ref%22%3A%22~%22%7D",
                "",
                "file:",
                "file:///a%00b",
                "file:///%",
                "file:///%zz",
                "file://[",
                "not an address",
                ":",
                "\u0000"
            })
    void findsNothingElseAndNeverFails(String uri) {
        assertEquals(
                Optional.empty(),
                FileUri.path(uri).filter(path -> path.toString().contains("\u0000")));
        if (!uri.startsWith("file:")) {
            assertEquals(Optional.empty(), FileUri.path(uri));
        }
        FileUri.name(uri);
    }

    @Test
    void namesFiles() {
        assertEquals("a b+c.ps1", FileUri.name("file:///scripts/a%20b+c.ps1"));
        assertEquals("a.sh", FileUri.name("git:/scripts/a.sh?%7B%7D"));
        assertEquals("100%.sh", FileUri.name("file:///100%.sh"));
    }
}
