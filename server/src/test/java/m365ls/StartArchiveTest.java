package m365ls;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import java.util.zip.Deflater;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The archive of loaded classes, made of a jar and used by a process of its own. */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class StartArchiveTest {

    private static final Path JAVA =
            Path.of(System.getProperty("java.home"), "bin", File.separatorChar == '\\' ? "java.exe" : "java");

    @TempDir
    private Path folder;

    private Path place;

    private Path jar;

    @BeforeEach
    void name() {
        place = folder.resolve("start").resolve("0123");
        jar = folder.resolve("server.jar");
    }

    private StartArchive archive() {
        return new StartArchive(place, JAVA, jar);
    }

    /**
     * One jar of all classes, as the program is shipped. (Java 17.0.15 was seen to crash when it wrote an archive of a jar
     * that names others.)
     */
    private void packProgram() throws IOException {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, "m365ls.Main");
        Set<String> packed = new HashSet<>();
        try (OutputStream out = Files.newOutputStream(jar);
                JarOutputStream entries = new JarOutputStream(out, manifest)) {
            entries.setLevel(Deflater.BEST_SPEED);
            for (String part : System.getProperty("java.class.path").split(File.pathSeparator)) {
                Path path = Path.of(part);
                if (path.endsWith("classes")) {
                    pack(path, packed, entries);
                } else if (part.endsWith(".jar")) {
                    try (FileSystem inside = FileSystems.newFileSystem(path)) {
                        pack(inside.getPath("/"), packed, entries);
                    }
                }
            }
        }
    }

    private static void pack(Path root, Set<String> packed, JarOutputStream entries) throws IOException {
        List<Path> files;
        try (Stream<Path> all = Files.walk(root)) {
            files = all.filter(Files::isRegularFile).toList();
        }
        for (Path file : files) {
            String name = root.relativize(file).toString().replace(File.separatorChar, '/');
            if (!name.startsWith("META-INF/") && !name.endsWith("module-info.class") && packed.add(name)) {
                entries.putNextEntry(new JarEntry(name));
                Files.copy(file, entries);
                entries.closeEntry();
            }
        }
    }

    private List<String> start(String... flags) throws Exception {
        List<String> command = new ArrayList<>(
                List.of(JAVA.toString(), "@" + Path.of("java.options").toAbsolutePath()));
        command.addAll(List.of(flags));
        command.addAll(List.of("-jar", jar.toString(), StartArchive.REHEARSE_OPTION));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor(), printed);
        return printed.lines().toList();
    }

    @Test
    void makesAnArchiveThatTheNextStartUses() throws Exception {
        packProgram();
        Optional<Path> made = archive().make();
        assertEquals(archive().existing(), made);
        assertEquals(
                "0123." + Files.size(made.orElseThrow()) + ".jsa",
                made.orElseThrow().getFileName().toString());
        try (Stream<Path> files = Files.list(folder.resolve("start"))) {
            assertEquals(List.of(made.orElseThrow()), files.toList(), "nothing unfinished is left");
        }
        assertEquals(
                List.of(), start("-XX:SharedArchiveFile=" + made.orElseThrow()), "the virtual machine says nothing");
        List<String> loaded = start("-XX:SharedArchiveFile=" + made.orElseThrow(), "-Xlog:class+load:stdout");
        for (String name : List.of("m365ls.lsp.Server", "m365ls.feature.Completions", "m365ls.feature.Findings")) {
            assertTrue(
                    loaded.stream().anyMatch(line -> line.contains(name + " source: shared objects file (top)")), name);
        }
    }

    @Test
    void doesNotTryAgainWhatHasFailed() throws Exception {
        Files.writeString(jar, "not a jar");
        assertEquals(Optional.empty(), archive().make());
        try (Stream<Path> files = Files.list(folder.resolve("start"))) {
            assertEquals(List.of(place.resolveSibling("0123.failed")), files.toList());
        }
    }

    @Test
    void knowsATruncatedArchiveByItsName() throws Exception {
        assertEquals(Optional.empty(), archive().existing(), "there is not even a folder");
        Files.createDirectories(folder.resolve("start"));
        Files.writeString(place.resolveSibling("0123.6.jsa"), "12345");
        Files.writeString(place.resolveSibling("0124.5.jsa"), "12345");
        assertEquals(Optional.empty(), archive().existing());
        Path whole = Files.writeString(place.resolveSibling("0123.5.jsa"), "12345");
        assertEquals(Optional.of(whole), archive().existing());
    }

    @Test
    void aGoodStartAllowsTheNextOneToUseTheArchive() throws Exception {
        Files.createDirectories(folder.resolve("start"));
        Path starting = Files.createFile(place.resolveSibling("0123.starting"));
        archive().startedWell();
        assertFalse(Files.exists(starting));
    }

    @Test
    void deletesArchivesThatNoStartHasUsedForLong() throws Exception {
        Files.createDirectories(folder.resolve("start"));
        Path used = Files.writeString(place.resolveSibling("0123.5.jsa"), "12345");
        Path unused = Files.writeString(place.resolveSibling("0124.5.jsa"), "12345");
        FileTime longAgo = FileTime.from(Instant.now().minus(Duration.ofDays(61)));
        Files.setLastModifiedTime(used, longAgo);
        Files.setLastModifiedTime(unused, longAgo);
        archive().startedWell();
        Files.writeString(jar, "not a jar");
        assertEquals(Optional.empty(), archive().make());
        assertTrue(Files.exists(used));
        assertFalse(Files.exists(unused));
    }
}
