package m365ls.installation;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import m365ls.catalog.Catalog;
import m365ls.catalog.CatalogException;
import m365ls.catalog.CatalogFile;
import org.jspecify.annotations.Nullable;

/**
 * Catalogues made on this machine, a folder each, named by version and by the program that made them. Several
 * processes may use it at once: a folder appears whole or not at all.
 */
final class CatalogCache {

    private static final String MAKING = "making-";
    private static final Duration ABANDONED = Duration.ofDays(1);

    private final Path folder;
    private final String stamp;

    /** @param stamp of the program that makes catalogues now; what another has made is not used */
    CatalogCache(Machine machine, String stamp) {
        this.folder = machine.cache().resolve("catalogues");
        this.stamp = stamp;
    }

    /** The catalogue of {@code version}, unless there is none or it is damaged. */
    Optional<Catalog> find(Version version) {
        Path place = place(version);
        return Files.isDirectory(place) ? open(place, version) : Optional.empty();
    }

    /** The catalogue in {@code made}, if it is that of {@code version} made by the program of now. */
    Optional<Catalog> open(Path made, Version version) {
        try {
            CatalogFile file = CatalogFile.open(made);
            return Optional.of(file.catalog())
                    .filter(c ->
                            c.version().equals(version.text()) && file.stamp().equals(stamp));
        } catch (CatalogException e) {
            return Optional.empty();
        }
    }

    /**
     * A new folder to make a catalogue in, on the same file system as the cache. Only this user can read it.
     *
     * @throws IOException if it cannot be created
     */
    Path workFolder() throws IOException {
        if (Files.getFileStore(existing(folder)).supportsFileAttributeView("posix")) {
            Files.createDirectories(
                    folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        } else {
            Files.createDirectories(folder);
        }
        deleteAbandoned();
        return Files.createTempDirectory(folder, MAKING);
    }

    /**
     * Moves the catalogue in {@code made} to its place, unless another process has put one there meanwhile.
     *
     * @throws IOException if it cannot be moved
     */
    void keep(Path made, Version version) throws IOException {
        Path place = place(version);
        if (find(version).isEmpty()) {
            delete(place);
            try {
                Files.move(made, place, StandardCopyOption.ATOMIC_MOVE);
            } catch (IOException e) {
                if (find(version).isEmpty()) {
                    throw e;
                }
            }
        }
    }

    /** Deletes {@code path} and all in it, as far as that is possible. */
    static void delete(Path path) {
        try {
            if (Files.exists(path)) {
                Files.walkFileTree(path, new Deleting());
            }
        } catch (IOException e) {
            // It is tried again when it has been abandoned for a day.
        }
    }

    private Path place(Version version) {
        return folder.resolve(version.text() + "-" + stamp);
    }

    private void deleteAbandoned() throws IOException {
        FileTime before = FileTime.from(Instant.now().minus(ABANDONED));
        try (DirectoryStream<Path> works = Files.newDirectoryStream(folder, MAKING + "*")) {
            for (Path work : works) {
                if (Files.getLastModifiedTime(work).compareTo(before) < 0) {
                    delete(work);
                }
            }
        }
    }

    private static Path existing(Path path) {
        Path at = path.toAbsolutePath();
        while (!Files.exists(at) && at.getParent() != null) {
            at = at.getParent();
        }
        return at;
    }

    private static final class Deleting extends SimpleFileVisitor<Path> {

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
            Files.delete(file);
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException e) throws IOException {
            if (e != null) {
                throw e;
            }
            Files.delete(folder);
            return FileVisitResult.CONTINUE;
        }
    }
}
