package m365ls.cli;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.AclFileAttributeView;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.util.Arrays;
import java.util.Optional;

/** Gives a file another text, whole or not at all. */
final class Replacement {

    private Replacement() {}

    /**
     * Writes {@code after} to {@code file}: beside it first, then in its place, with its permissions. A link stays one;
     * what it leads to is replaced.
     *
     * @param before the text that the file must still have
     * @return why it could not be done, in which case the file is as it was; empty if it was
     */
    static Optional<String> of(Path file, SourceText before, SourceText after) {
        try {
            Path real = file.toRealPath();
            byte[] old = Files.readAllBytes(real);
            if (!Arrays.equals(old, before.bytes())) {
                return Optional.of("has bytes that are no text, or has just been changed by somebody else");
            }
            if (!Files.isWritable(real)) {
                return Optional.of("is write-protected");
            }
            if (!SourceText.decode(after.bytes()).filter(after::equals).isPresent()) {
                return Optional.of("cannot hold the changed text in its encoding");
            }
            Path beside = Files.createTempFile(real.getParent(), "." + real.getFileName(), ".fixed");
            try {
                write(beside, after.bytes());
                copyPermissions(real, beside);
                move(beside, real);
            } finally {
                Files.deleteIfExists(beside);
            }
            return Optional.empty();
        } catch (IOException e) {
            return Optional.of("cannot be written: " + ScriptFiles.reason(e));
        }
    }

    private static void write(Path file, byte[] bytes) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            ByteBuffer rest = ByteBuffer.wrap(bytes);
            while (rest.hasRemaining()) {
                channel.write(rest);
            }
            channel.force(true);
        }
    }

    private static void copyPermissions(Path from, Path to) throws IOException {
        PosixFileAttributeView posix = Files.getFileAttributeView(to, PosixFileAttributeView.class);
        if (posix != null) {
            PosixFileAttributes attributes = Files.readAttributes(from, PosixFileAttributes.class);
            PosixFileAttributes now = posix.readAttributes();
            if (!now.group().equals(attributes.group())) {
                posix.setGroup(attributes.group());
            }
            if (!now.owner().equals(attributes.owner())) {
                posix.setOwner(attributes.owner());
            }
            posix.setPermissions(attributes.permissions());
            return;
        }
        AclFileAttributeView acl = Files.getFileAttributeView(to, AclFileAttributeView.class);
        if (acl != null) {
            AclFileAttributeView source = Files.getFileAttributeView(from, AclFileAttributeView.class);
            acl.setAcl(source.getAcl());
            if (!acl.getOwner().equals(source.getOwner())) {
                acl.setOwner(source.getOwner());
            }
        }
    }

    private static void move(Path from, Path to) throws IOException {
        try {
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (AtomicMoveNotSupportedException e) {
            // Within one folder that is so on a few network file systems only; there a move is the next best.
            Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
        }
    }
}
