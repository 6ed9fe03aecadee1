package m365ls;

import java.io.File;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * The archive of loaded classes that the next start of the server begins with (class data sharing).
 *
 * <p>Whoever starts the server names a place for it with the system property {@value #PROPERTY}, made from what the
 * archive depends on: the Java it is run with and the server's jar. Files lie beside that place:
 *
 * <ul>
 *   <li>{@code <place>.<size>.jsa} is the archive. Its name tells its size in bytes, since the virtual machine crashes on
 *       a truncated one; {@code java.options} has it look at the sum of the rest.
 *   <li>{@code <place>.starting} lies there from before a start with the archive until that has gone well. Who finds
 *       it starts without the archive, and deletes both.
 *   <li>{@code <place>.failed} tells that the archive could not be made, and need not be tried again.
 * </ul>
 *
 * <p>The server makes the archive when it has nothing else to do, by a second process that rehearses a session.
 */
final class StartArchive {

    private static final String ARCHIVES = "*.jsa";

    /** Names the place. */
    static final String PROPERTY = "m365ls.archive";

    /** Makes the program rehearse a session and end. */
    static final String REHEARSE_OPTION = "--rehearse-start";

    /** A start has gone well if the program runs for so long; then what a start needs is not disturbed any more. */
    private static final Duration CALM = Duration.ofSeconds(15);

    private static final Duration LONGEST_REHEARSAL = Duration.ofMinutes(2);

    /** Archives that no start has used for so long belong to what is not installed any more. */
    private static final Duration KEPT_UNUSED = Duration.ofDays(60);

    private static final String FAILED = ".failed";

    private final Path place;
    private final Path java;
    private final Path jar;

    /**
     * @param place the place, without endings
     * @param java the program that runs Java
     * @param jar the server, as the class path names it
     */
    StartArchive(Path place, Path java, Path jar) {
        this.place = place;
        this.java = java;
        this.jar = jar;
    }

    /** The one that this process was started with; empty if nobody named a place, or it does not run from a jar. */
    static Optional<StartArchive> ofThisProcess() {
        String place = System.getProperty(PROPERTY, "");
        Path jar = Path.of(System.getProperty("java.class.path", ""));
        if (place.isEmpty() || !jar.toString().endsWith(".jar") || !Files.isRegularFile(jar)) {
            return Optional.empty();
        }
        String program = File.separatorChar == '\\' ? "java.exe" : "java";
        return Optional.of(
                new StartArchive(Path.of(place), Path.of(System.getProperty("java.home", ""), "bin", program), jar));
    }

    /** Waits, on a thread of its own, until the start has gone well; then makes the archive if there is none. */
    void makeWhenCalm() {
        new WhenCalm(this).start();
    }

    /** A class by name, since one of a lambda would have to be made at each start. */
    private static final class WhenCalm extends Thread {

        private final StartArchive archive;

        WhenCalm(StartArchive archive) {
            super("m365ls-archive");
            this.archive = archive;
            setDaemon(true);
        }

        @Override
        public void run() {
            try {
                Thread.sleep(CALM.toMillis());
                archive.startedWell();
                if (archive.existing().isEmpty() && !Files.exists(archive.beside(FAILED))) {
                    archive.make();
                }
            } catch (IOException e) {
                // Starts take a little longer, for which nobody needs a message.
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** The process has started well, or has ended as it should: the archive may be used again. */
    void startedWell() throws IOException {
        Files.deleteIfExists(beside(".starting"));
        Optional<Path> used = existing();
        if (used.isPresent()) {
            Files.setLastModifiedTime(used.get(), FileTime.from(Instant.now()));
        }
    }

    /** The archive, if there is a whole one. */
    Optional<Path> existing() throws IOException {
        if (!Files.isDirectory(folder())) {
            return Optional.empty();
        }
        String start = place.getFileName() + ".";
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder(), ARCHIVES)) {
            for (Path file : files) {
                String name = String.valueOf(file.getFileName());
                if (name.startsWith(start) && name.equals(start + Files.size(file) + ".jsa")) {
                    return Optional.of(file);
                }
            }
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
        return Optional.empty();
    }

    /**
     * Makes the archive, and deletes those that were long unused.
     *
     * @return the archive; empty if the rehearsal failed
     */
    Optional<Path> make() throws IOException, InterruptedException {
        Path folder = folder();
        createFolder(folder);
        deleteUnused();
        Path unfinished = beside("." + ProcessHandle.current().pid() + ".tmp");
        // Java 17 can crash when it writes an archive; what it then reports belongs into nobody's folder.
        Path report = beside("." + ProcessHandle.current().pid() + ".log");
        try {
            Process rehearsal = new ProcessBuilder(
                            java.toString(),
                            "-Xlog:disable",
                            "-XX:+UseSerialGC",
                            "-XX:TieredStopAtLevel=1",
                            "-Xmx128m",
                            "-XX:-CreateCoredumpOnCrash",
                            "-XX:ErrorFile=" + report,
                            "-XX:ArchiveClassesAtExit=" + unfinished,
                            "-jar",
                            jar.toString(),
                            REHEARSE_OPTION)
                    .redirectInput(ProcessBuilder.Redirect.PIPE)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            try {
                if (!rehearsal.waitFor(LONGEST_REHEARSAL.toSeconds(), TimeUnit.SECONDS)
                        || rehearsal.exitValue() != 0
                        || !Files.isRegularFile(unfinished)) {
                    Files.write(beside(FAILED), new byte[0]);
                    return Optional.empty();
                }
            } finally {
                rehearsal.destroyForcibly();
            }
            Path archive = beside("." + Files.size(unfinished) + ".jsa");
            Files.move(unfinished, archive, StandardCopyOption.ATOMIC_MOVE);
            return Optional.of(archive);
        } finally {
            Files.deleteIfExists(unfinished);
            Files.deleteIfExists(report);
        }
    }

    private static void createFolder(Path folder) throws IOException {
        if (Files.isDirectory(folder)) {
            return;
        }
        // What lies in the archive is run: nobody else may write there. On Windows a user's folders are that way.
        if (folder.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            Files.createDirectories(
                    folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        } else {
            Files.createDirectories(folder);
        }
    }

    private void deleteUnused() throws IOException {
        Instant oldest = Instant.now().minus(KEPT_UNUSED);
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder(), ARCHIVES)) {
            for (Path file : files) {
                if (Files.getLastModifiedTime(file).toInstant().isBefore(oldest)) {
                    Files.delete(file);
                }
            }
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
    }

    private Path folder() {
        return Optional.ofNullable(place.toAbsolutePath().getParent()).orElse(place);
    }

    private Path beside(String ending) {
        return place.resolveSibling(place.getFileName() + ending);
    }
}
