package m365ls.command.library;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import m365ls.run.Work;
import m365ls.validation.World;

/** What the checks of a call may see of this machine. */
final class CallWorld {

    private CallWorld() {}

    /**
     * The world around an approved run. Its arguments are final: a value that begins with {@code @} stays as it is, and
     * nothing comes from {@code .m365rc.json} any more.
     */
    static World of(Work work, Settings settings, Optional<String> site, Clock clock) {
        return new World(
                path -> isValue(work, path) ? World.FileKind.ABSENT : kind(work.folder(), path),
                path -> contents(work.folder(), path),
                Optional.of(work.folder().toString().replace('\\', '/')),
                Optional.of(clock.instant()),
                clock.getZone(),
                Optional.of(platform()),
                Optional.of(System.getenv()),
                Optional.empty(),
                Optional.of(settings.all()),
                new World.SharePoint(true, site.orElse("")),
                Optional.of(Map.of()));
    }

    private static boolean isValue(Work work, String path) {
        String value = "@" + path;
        return work.arguments().stream().anyMatch(a -> a.equals(value) || a.endsWith("=" + value));
    }

    private static World.FileKind kind(Path folder, String path) {
        try {
            Path file = folder.resolve(path);
            return Files.isDirectory(file)
                    ? World.FileKind.FOLDER
                    : Files.exists(file) ? World.FileKind.FILE : World.FileKind.ABSENT;
        } catch (InvalidPathException e) {
            return World.FileKind.ABSENT;
        }
    }

    private static Optional<String> contents(Path folder, String path) {
        try {
            return Optional.of(Files.readString(folder.resolve(path)));
        } catch (IOException | InvalidPathException e) {
            return Optional.empty();
        }
    }

    private static String platform() {
        String name = System.getProperty("os.name", "");
        return name.startsWith("Windows") ? "win32" : name.startsWith("Mac") ? "darwin" : "linux";
    }
}
