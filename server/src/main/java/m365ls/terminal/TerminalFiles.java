package m365ls.terminal;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import m365ls.installation.Machine;
import org.jspecify.annotations.Nullable;

/**
 * The files of the terminals: the socket, {@code m365} for each kind of shell, and what shells read at their start. They lie
 * in a new folder that this user alone can enter, and none holds a secret.
 *
 * @param folder that holds all
 */
public record TerminalFiles(Path folder) {

    /** {@code sun_path} has 104 bytes on macOS, 108 on Linux and Windows, with a NUL at its end. */
    private static final int LONGEST_ADDRESS = 103;

    /**
     * The program that becomes {@code m365}.
     *
     * @param java of the runtime that runs it
     * @param classPath where it lies: a jar or a folder
     * @param mainClass its name
     */
    public record Program(Path java, Path classPath, String mainClass) {

        private static final String MAIN = "m365ls.TerminalMain";

        /** The one that lies where this class does, run by the runtime that runs this process. */
        public static Program here(boolean windows) {
            try {
                return new Program(
                        Path.of(System.getProperty("java.home"), "bin", windows ? "java.exe" : "java"),
                        Path.of(Program.class
                                .getProtectionDomain()
                                .getCodeSource()
                                .getLocation()
                                .toURI()),
                        MAIN);
            } catch (URISyntaxException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    /** Where the server listens. */
    public Path socket() {
        return folder.resolve("s");
    }

    /** The folder that comes first in {@code PATH}. */
    public Path programs() {
        return folder.resolve("bin");
    }

    /** What bash reads in place of {@code ~/.bashrc}, which it reads. */
    public Path bash() {
        return folder.resolve("bashrc");
    }

    /** The folder where zsh looks for what it reads first; the user's own is read too. */
    public Path zsh() {
        return folder.resolve("zsh");
    }

    /** The folder that comes before {@link #programs} in the {@code PATH} of PowerShell 7 or later. */
    public Path powerShell() {
        return folder.resolve("powershell");
    }

    /** Makes the files in a new folder. */
    static TerminalFiles make(Machine machine, Program program) throws IOException {
        TerminalFiles files = new TerminalFiles(folder(machine));
        try {
            Files.createDirectory(files.programs());
            Files.createDirectory(files.zsh());
            Files.createDirectory(files.powerShell());
            write(files.programs().resolve("m365"), ShellTexts.program(program), true, machine);
            write(files.bash(), ShellTexts.bash(files.programs()), false, machine);
            write(files.zsh().resolve(".zshenv"), ShellTexts.zsh(files.programs()), false, machine);
            write(files.powerShell().resolve("m365.ps1"), ShellTexts.powerShell(), false, machine);
            if (machine.isWindows()) {
                write(files.programs().resolve("m365.cmd"), ShellTexts.batch(program), false, machine);
            }
        } catch (IOException e) {
            files.delete();
            throw e;
        }
        return files;
    }

    private static Path folder(Machine machine) throws IOException {
        // The system's folder for such files is this user's alone and short, as the temporary one is on macOS and
        // Windows.
        Path place = machine.folder("XDG_RUNTIME_DIR")
                .filter(Files::isWritable)
                .orElseGet(() -> Path.of(System.getProperty("java.io.tmpdir")));
        // What is made by this nobody else may enter.
        Path folder = Files.createTempDirectory(place, "m365ls-");
        int length = new TerminalFiles(folder).socket().toString().getBytes(StandardCharsets.UTF_8).length;
        if (length > LONGEST_ADDRESS) {
            Files.delete(folder);
            throw new IOException("The path of the folder " + place + " is too long for one.");
        }
        return folder;
    }

    private static void write(Path file, String text, boolean isProgram, Machine machine) throws IOException {
        Files.writeString(file, text);
        if (!machine.isWindows()) {
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(isProgram ? "rwx------" : "rw-------"));
        }
    }

    /** Takes the folder away. */
    void delete() throws IOException {
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path visited, @Nullable IOException e) throws IOException {
                Files.delete(visited);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
