package m365ls.run;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/** A file whose content stands for an option's value, as in {@code --body @body.json}. */
final class ValueFile {

    /** Values are texts that a service takes in one request. In bytes. */
    static final long LARGEST = 10 << 20;

    private ValueFile() {}

    /** What became of a file that was to be read. */
    sealed interface Answer {

        /** There is no such file, so that the value is meant as it stands. */
        record NoFile() implements Answer {}

        /**
         * It was read.
         *
         * @param file with all links followed
         * @param inside whether it lies in a folder whose files may be read
         * @param content as UTF-8
         * @param size in bytes
         */
        record Read(Path file, boolean inside, String content, long size) implements Answer {}

        /** It is not read; a sentence says why. */
        record Refused(String reason) implements Answer {}
    }

    /** Reads the file {@code name}, which may be anything. Never waits for a device or a pipe. */
    static Answer read(String name, Order.Place place) {
        if (name.isEmpty()) {
            return new Answer.NoFile();
        }
        if (name.startsWith("\\\\") || (name.startsWith("//") && isWindows())) {
            // To look whether it is there would already tell that computer who asks.
            return new Answer.Refused("The file " + name + " is on another computer, and is not read.");
        }
        Path file;
        try {
            file = place.folder().resolve(name);
            if (!Files.exists(file)) {
                return new Answer.NoFile();
            }
        } catch (InvalidPathException e) {
            return new Answer.NoFile();
        }
        try {
            Path real = file.toRealPath();
            if (!Files.isRegularFile(real, LinkOption.NOFOLLOW_LINKS)) {
                return new Answer.Refused(real + " is no ordinary file, and is not read.");
            }
            long size = Files.size(real);
            if (size > LARGEST) {
                return new Answer.Refused(real + " is larger than " + (LARGEST >> 20) + " MB, too large for a value.");
            }
            byte[] bytes = bytes(real);
            if (bytes.length > size) {
                // Files that the system makes up while they are read, such as a process's environment, say they are
                // empty.
                return new Answer.Refused(real + " is no ordinary file, and is not read.");
            }
            return new Answer.Read(
                    real, isInside(real, place), new String(bytes, StandardCharsets.UTF_8), bytes.length);
        } catch (IOException e) {
            return new Answer.Refused("The file " + file + " cannot be read.");
        }
    }

    private static byte[] bytes(Path real) throws IOException {
        try (InputStream in = Files.newInputStream(real, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS)) {
            return in.readNBytes((int) LARGEST + 1);
        }
    }

    private static boolean isWindows() {
        return File.separatorChar == '\\';
    }

    /** Whether a file, with all links followed, lies in the order's folder or one of its roots. */
    static boolean isInside(Path real, Order.Place place) {
        if (real(place.folder()).filter(real::startsWith).isPresent()) {
            return true;
        }
        return place.roots().stream()
                .anyMatch(root -> real(root).filter(real::startsWith).isPresent());
    }

    private static Optional<Path> real(Path folder) {
        try {
            return Optional.of(folder.toRealPath());
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
