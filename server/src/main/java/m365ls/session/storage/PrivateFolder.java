package m365ls.session.storage;

import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.AclEntry;
import java.nio.file.attribute.AclEntryFlag;
import java.nio.file.attribute.AclEntryPermission;
import java.nio.file.attribute.AclEntryType;
import java.nio.file.attribute.AclFileAttributeView;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A folder that only its owner can look into, whose files appear whole or not at all, shared by several processes under
 * locks.
 *
 * <p>On POSIX systems the folder is 0700 and each file 0600 from the moment it exists, whatever the umask. On Windows
 * the folder's access list names its owner alone, and what lies in it inherits that.
 */
final class PrivateFolder {

    private static final String LOCK = "lock";
    private static final String UNFINISHED = ".tmp";
    private static final Duration ABANDONED = Duration.ofDays(1);

    /** Longer than a request for a token may take, during which another process holds a file's lock. */
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(2);

    /** Behind all places of names. */
    private static final long SECOND_LOCKS = 1L << 32;

    private static final Duration LONGEST_RETRY = Duration.ofSeconds(2);
    private static final long PAUSE = TimeUnit.MILLISECONDS.toNanos(2);

    private static final Set<PosixFilePermission> FOLDER = PosixFilePermissions.fromString("rwx------");
    private static final Set<PosixFilePermission> FILE = PosixFilePermissions.fromString("rw-------");

    /**
     * The lock files that this process has opened. They belong to the process and stay open as long as it lives: on POSIX
     * systems closing a file, as the garbage collector would with one that nobody refers to, gives back all locks that
     * the process has in it, also those taken through another channel.
     */
    private static final Map<Object, FileChannel> LOCK_FILES = new HashMap<>();

    private final Path folder;
    private final boolean posix;
    private final Map<Long, ReentrantLock> threads = new ConcurrentHashMap<>();

    /** Whether this object has seen to it that the folder is there and nobody else's. */
    private volatile boolean prepared;

    /** @param folder made when it is first written to */
    PrivateFolder(Path folder) {
        this.folder = folder;
        this.posix = folder.getFileSystem().supportedFileAttributeViews().contains("posix");
    }

    /** Work with a file. */
    @FunctionalInterface
    interface Work<T> {
        T run() throws IOException;
    }

    /** A lock that is held. */
    record Held(ReentrantLock thread, FileLock process) {

        /** Gives it back, by the thread that has it. */
        void release() throws IOException {
            try {
                process.release();
            } finally {
                thread.unlock();
            }
        }
    }

    /**
     * Runs {@code work} while no other thread and no other process does so for the same {@code name}. They are waited
     * for up to two minutes; a process that dies gives its locks back.
     *
     * @throws IOException if the folder cannot be used, if another process does not give the lock back, or if this
     *     thread is interrupted while it waits; it stays interrupted
     * @throws IllegalStateException if {@code work} asks for the same lock again
     */
    <T> T locked(String name, Work<T> work) throws IOException {
        Held held = hold(place(name));
        try {
            return work.run();
        } finally {
            held.release();
        }
    }

    /**
     * Waits as {@link #locked} does for a second lock of the same name, which has nothing to do with the first: for what
     * takes long.
     */
    Held holdForLong(String name) throws IOException {
        return hold(SECOND_LOCKS + place(name));
    }

    /**
     * One byte far out in one file is the lock of a name, so that no lock files are left behind. Two names may share a
     * byte; they then wait for each other.
     */
    private static long place(String name) {
        return Integer.toUnsignedLong(name.hashCode());
    }

    private Held hold(long place) throws IOException {
        ReentrantLock thread = threads.computeIfAbsent(place, any -> new ReentrantLock());
        if (thread.isHeldByCurrentThread()) {
            throw new IllegalStateException("The lock is held already");
        }
        try {
            if (!thread.tryLock(LONGEST_WAIT.toNanos(), TimeUnit.NANOSECONDS)) {
                throw busy();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw interrupted();
        }
        boolean mine = false;
        try {
            Held held = new Held(thread, lock(place));
            mine = true;
            return held;
        } finally {
            if (!mine) {
                thread.unlock();
            }
        }
    }

    /** What the file {@code name} holds, unless there is none. Needs no lock: it is as it was before a change or after. */
    Optional<byte[]> read(String name) throws IOException {
        try {
            return Optional.of(unhindered(() -> Files.readAllBytes(folder.resolve(name))));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    boolean exists(String name) {
        return Files.exists(folder.resolve(name), LinkOption.NOFOLLOW_LINKS);
    }

    /**
     * Writes the file {@code name}, or replaces it. To be called under its lock. After a crash at any moment it holds
     * either what it held, or {@code content}. An interrupt does not stop it.
     */
    void write(String name, byte[] content) throws IOException {
        Path beside = folder.resolve(name + UNFINISHED);
        Files.deleteIfExists(beside);
        Files.createFile(beside, permissions(FILE));
        try (FileOutputStream out = new FileOutputStream(beside.toFile())) {
            out.write(content);
            out.getFD().sync();
        }
        move(beside, name);
        keepEntries();
    }

    /** Gives the file {@code name} another name. To be called under its lock. */
    void rename(String name, String other) throws IOException {
        move(folder.resolve(name), other);
    }

    /** Deletes the file {@code name}, if there is one. To be called under its lock. */
    void delete(String name) throws IOException {
        Files.deleteIfExists(folder.resolve(name + UNFINISHED));
        unhindered(() -> Files.deleteIfExists(folder.resolve(name)));
        keepEntries();
    }

    /** Deletes what crashes have left a day ago or longer. */
    void tidy() throws IOException {
        FileTime before = FileTime.from(Instant.now().minus(ABANDONED));
        for (String name : names(UNFINISHED)) {
            Path file = folder.resolve(name);
            try {
                if (Files.getLastModifiedTime(file).compareTo(before) < 0) {
                    Files.deleteIfExists(file);
                }
            } catch (NoSuchFileException e) {
                // Its writer has finished it just now.
            }
        }
    }

    /** The names of the files that end in {@code ending}, sorted. */
    Set<String> names(String ending) throws IOException {
        Set<String> names = new TreeSet<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*" + ending)) {
            for (Path file : files) {
                names.add(String.valueOf(file.getFileName()));
            }
        } catch (NoSuchFileException e) {
            // Nothing has been written yet.
        }
        return names;
    }

    private void move(Path from, String to) throws IOException {
        unhindered(() -> Files.move(
                from, folder.resolve(to), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING));
    }

    /** Windows denies access to a file at the moment at which another process reads or replaces it. */
    private <T> T unhindered(Work<T> work) throws IOException {
        long end = System.nanoTime() + LONGEST_RETRY.toNanos();
        while (true) {
            try {
                return work.run();
            } catch (AccessDeniedException e) {
                if (posix || System.nanoTime() > end) {
                    throw e;
                }
                LockSupport.parkNanos(PAUSE);
            }
        }
    }

    private FileLock lock(long place) throws IOException {
        FileChannel channel = lockFile();
        long end = System.nanoTime() + LONGEST_WAIT.toNanos();
        while (System.nanoTime() < end) {
            try {
                FileLock lock = channel.tryLock(place, 1, false);
                if (lock != null) {
                    return lock;
                }
            } catch (OverlappingFileLockException e) {
                // Another object of this process has it: the same as another process.
            }
            LockSupport.parkNanos(PAUSE);
            if (Thread.currentThread().isInterrupted()) {
                throw interrupted();
            }
        }
        throw busy();
    }

    /** The open lock file. If somebody has deleted it, with the folder perhaps, there is a new one. */
    private FileChannel lockFile() throws IOException {
        Path file = folder.resolve(LOCK);
        if (!prepared || !exists(LOCK)) {
            prepare();
            prepared = true;
            try {
                Files.createFile(file, permissions(FILE));
            } catch (FileAlreadyExistsException e) {
                // Another process has made it.
            }
        }
        synchronized (LOCK_FILES) {
            Object key = identity(file);
            FileChannel open = LOCK_FILES.get(key);
            if (open == null || !open.isOpen()) {
                open = FileChannel.open(file, Set.of(StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS));
                LOCK_FILES.put(key, open);
            }
            return open;
        }
    }

    /** What tells a file from every other, whatever paths lead to it; its path where the system has nothing better. */
    private static Object identity(Path file) throws IOException {
        Object key = Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS)
                .fileKey();
        return key == null ? file.toRealPath() : key;
    }

    /** Makes the folder if it is missing, and takes it from everybody but its owner. */
    private void prepare() throws IOException {
        if (!Files.isDirectory(folder)) {
            Files.createDirectories(folder, permissions(FOLDER));
        }
        PosixFileAttributeView modes = Files.getFileAttributeView(folder, PosixFileAttributeView.class);
        if (modes != null) {
            if (!modes.readAttributes().permissions().equals(FOLDER)) {
                modes.setPermissions(FOLDER);
            }
            return;
        }
        AclFileAttributeView access = Files.getFileAttributeView(folder, AclFileAttributeView.class);
        if (access != null) {
            keepForOwner(access);
        }
    }

    /** Names the owner alone in a folder's access list, and has what is made in it do the same. */
    static void keepForOwner(AclFileAttributeView access) throws IOException {
        AclEntry owner = AclEntry.newBuilder()
                .setType(AclEntryType.ALLOW)
                .setPrincipal(access.getOwner())
                .setPermissions(EnumSet.allOf(AclEntryPermission.class))
                .setFlags(AclEntryFlag.FILE_INHERIT, AclEntryFlag.DIRECTORY_INHERIT)
                .build();
        if (!access.getAcl().equals(List.of(owner))) {
            access.setAcl(List.of(owner));
        }
    }

    private FileAttribute<?>[] permissions(Set<PosixFilePermission> wanted) {
        return posix ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(wanted)} : new FileAttribute<?>[0];
    }

    /** Makes the folder's list of files last. Windows neither needs this nor lets a folder be opened. */
    private void keepEntries() {
        if (posix) {
            try (FileChannel entries = FileChannel.open(folder, StandardOpenOption.READ)) {
                entries.force(true);
            } catch (IOException e) {
                // The files are whole all the same; only a power cut could still bring back what they held.
            }
        }
    }

    private IOException busy() {
        return new IOException("Another process holds the lock of " + folder + " and does not give it back.");
    }

    private IOException interrupted() {
        return new IOException("Interrupted while waiting for the lock of " + folder);
    }
}
