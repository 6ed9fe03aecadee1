package m365ls.session.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.ref.WeakReference;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.AclEntry;
import java.nio.file.attribute.AclEntryFlag;
import java.nio.file.attribute.AclEntryPermission;
import java.nio.file.attribute.AclEntryType;
import java.nio.file.attribute.AclFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

final class PrivateFolderTest {

    @TempDir
    private Path home;

    /** The access list of a folder on Windows. */
    private static final class Access implements AclFileAttributeView {
        private final UserPrincipal owner = () -> "owner";
        private List<AclEntry> entries = new ArrayList<>();
        private int changes;

        @Override
        public String name() {
            return "acl";
        }

        @Override
        public List<AclEntry> getAcl() {
            return List.copyOf(entries);
        }

        @Override
        public void setAcl(List<AclEntry> acl) {
            entries = acl;
            changes++;
        }

        @Override
        public UserPrincipal getOwner() {
            return owner;
        }

        @Override
        public void setOwner(UserPrincipal other) {
            throw new UnsupportedOperationException();
        }
    }

    @Test
    void namesTheOwnerAloneInAnAccessList() throws Exception {
        Access access = new Access();
        UserPrincipal everyone = () -> "Everyone";
        access.entries = List.of(AclEntry.newBuilder()
                .setType(AclEntryType.ALLOW)
                .setPrincipal(everyone)
                .setPermissions(AclEntryPermission.READ_DATA)
                .build());
        PrivateFolder.keepForOwner(access);
        assertEquals(1, access.entries.size());
        AclEntry only = access.entries.get(0);
        assertEquals(AclEntryType.ALLOW, only.type());
        assertEquals(access.owner, only.principal());
        assertEquals(EnumSet.allOf(AclEntryPermission.class), only.permissions());
        assertEquals(Set.of(AclEntryFlag.FILE_INHERIT, AclEntryFlag.DIRECTORY_INHERIT), only.flags());
        PrivateFolder.keepForOwner(access);
        assertEquals(1, access.changes);
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void takesAFolderFromOthersThatCouldLookIntoIt() throws Exception {
        Files.setPosixFilePermissions(home, PosixFilePermissions.fromString("rwxrwxrwx"));
        new PrivateFolder(home).locked("a", () -> "");
        assertEquals("rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(home)));
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void writesThroughNoLink() throws Exception {
        PrivateFolder folder = new PrivateFolder(home);
        Path elsewhere = Files.writeString(home.resolve("elsewhere"), "untouched");
        Files.createSymbolicLink(home.resolve("a.tmp"), elsewhere);
        Files.createSymbolicLink(home.resolve("a"), elsewhere);
        folder.locked("a", () -> {
            folder.write("a", new byte[] {1});
            return "";
        });
        assertEquals("untouched", Files.readString(elsewhere));
        assertEquals(1, Files.size(home.resolve("a")));
    }

    @Test
    void locksNamesApart() throws Exception {
        PrivateFolder folder = new PrivateFolder(home);
        String inner = folder.locked("a", () -> folder.locked("b", () -> "both"));
        assertEquals("both", inner);
    }

    /** Says whether anybody holds a lock in the file {@code words[0]}. */
    static final class Probe {
        private Probe() {}

        public static void main(String[] words) throws IOException {
            try (FileChannel file = FileChannel.open(Path.of(words[0]), StandardOpenOption.WRITE)) {
                System.out.print(file.tryLock() == null ? "held" : "free");
            }
        }
    }

    private String lockSeenByAnotherProcess() throws IOException {
        Process probe = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Probe.class.getName(),
                        home.resolve("lock").toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        return new String(probe.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    @Test
    void holdsALockWhileOtherObjectsOfTheSameFolderAreCollected() throws Exception {
        PrivateFolder holder = new PrivateFolder(home);
        List<WeakReference<PrivateFolder>> forgotten = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            PrivateFolder other = new PrivateFolder(home);
            other.locked("other", () -> "");
            forgotten.add(new WeakReference<>(other));
        }
        String seen = holder.locked("a", () -> {
            while (forgotten.stream().anyMatch(one -> one.get() != null)) {
                System.gc();
            }
            return lockSeenByAnotherProcess();
        });
        assertEquals("held", seen);
        assertEquals("free", lockSeenByAnotherProcess());
    }

    @Test
    void givesUpWaitingWhenItsThreadIsInterrupted() throws Exception {
        PrivateFolder holder = new PrivateFolder(home);
        for (PrivateFolder waiting : List.of(holder, new PrivateFolder(home))) {
            CountDownLatch started = new CountDownLatch(1);
            CompletableFuture<Boolean> interrupted = new CompletableFuture<>();
            Thread thread = new Thread(() -> {
                started.countDown();
                assertThrows(IOException.class, () -> waiting.locked("a", () -> ""));
                interrupted.complete(Thread.currentThread().isInterrupted());
            });
            holder.locked("a", () -> {
                thread.start();
                try {
                    started.await();
                    thread.interrupt();
                    return interrupted.get(60, TimeUnit.SECONDS);
                } catch (Exception e) {
                    throw new IOException(e);
                }
            });
            assertTrue(interrupted.get());
        }
    }
}
