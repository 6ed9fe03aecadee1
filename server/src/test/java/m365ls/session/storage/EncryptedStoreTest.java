package m365ls.session.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import m365ls.session.Cloud;
import m365ls.session.Remembered;
import m365ls.session.Secret;
import m365ls.session.StoredConnection;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class EncryptedStoreTest {

    private static final StoredConnection ADELE =
            new StoredConnection("id-1", "Adele", Secret.of("{\"refresh\":\"hunter2\"}"));
    private static final StoredConnection BEN = new StoredConnection("id-2", "Ben", Secret.of("\u00e4\ud83d\ude00"));
    private static final Remembered REMEMBERED =
            new Remembered("id-1", "client", "tenant", Cloud.US_GOV_DOD, Map.of("file:///home/anna/scripts", "id-2"));

    @TempDir
    private Path home;

    private final StorageKey key = StorageKey.random();
    private final List<String> notices = new ArrayList<>();

    private Path folder() {
        return home.resolve("connections");
    }

    private EncryptedStore store() {
        return store(key);
    }

    private EncryptedStore store(StorageKey other) {
        return new EncryptedStore(folder(), other, notices::add);
    }

    private Path file(StoredConnection connection) {
        return folder().resolve(connection.id() + ".connection");
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(folder())) {
            return files.map(file -> String.valueOf(file.getFileName()))
                    .sorted()
                    .toList();
        }
    }

    @Test
    void keepsConnectionsForLater() throws Exception {
        EncryptedStore store = store();
        assertEquals(List.of(), store.all());
        assertFalse(Files.exists(folder()));
        store.create(BEN);
        store.create(ADELE);
        assertEquals(List.of(ADELE, BEN), store().all());
        assertEquals(Optional.of(BEN), store().read("id-2"));
        assertEquals(Optional.empty(), store().read("id-3"));
    }

    @Test
    void remembersForLater() throws Exception {
        assertEquals(Remembered.NOTHING, store().remembered());
        assertEquals(REMEMBERED, store().remember(before -> REMEMBERED));
        assertEquals(REMEMBERED, store().remembered());
        assertEquals(Remembered.NOTHING, store(StorageKey.random()).remembered());
    }

    @Test
    void remembersWhatAnEarlierVersionWrote() throws Exception {
        store().remember(before -> REMEMBERED);
        String name = names().stream()
                .filter(one -> one.endsWith(".remembered"))
                .findFirst()
                .orElseThrow();
        String earlier = "{\"active\":\"a\",\"clientId\":\"b\",\"tenant\":\"c\",\"cloud\":\"China\"}";
        Files.write(folder().resolve(name), new Seal(key).close(earlier, name));
        assertEquals(new Remembered("a", "b", "c", Cloud.CHINA, Map.of()), store().remembered());
        assertEquals(List.of(), notices);
    }

    @Test
    void writesNothingInClear() throws Exception {
        store().create(ADELE);
        store().remember(before -> REMEMBERED);
        for (String name : names()) {
            String content = Files.readString(folder().resolve(name), StandardCharsets.ISO_8859_1);
            for (String word : List.of("Adele", "hunter2", "refresh", "tenant", "client", key.text())) {
                assertFalse(content.contains(word), name + " " + word);
            }
        }
    }

    @Test
    void encryptsTheSameContentAnewEachTime() throws Exception {
        Seal seal = new Seal(key);
        String content = "the same";
        assertFalse(java.util.Arrays.equals(seal.close(content, "a"), seal.close(content, "a")));
    }

    @Test
    void changesAConnectionAsItIsNow() throws Exception {
        EncryptedStore first = store();
        EncryptedStore second = store();
        first.create(ADELE);
        second.update("id-1", now -> new StoredConnection("id-1", now.name() + "!", now.content()));
        Optional<StoredConnection> after =
                first.update("id-1", now -> new StoredConnection("id-1", now.name() + "?", now.content()));
        assertEquals("Adele!?", after.orElseThrow().name());
        assertEquals(after, second.read("id-1"));
    }

    @Test
    void writesNothingWhereNothingChanged() throws Exception {
        EncryptedStore store = store();
        store.create(ADELE);
        byte[] before = Files.readAllBytes(file(ADELE));
        assertEquals(Optional.of(ADELE), store.update("id-1", now -> now));
        org.junit.jupiter.api.Assertions.assertArrayEquals(before, Files.readAllBytes(file(ADELE)));
    }

    @Test
    void overwritesNoConnection() throws Exception {
        store().create(ADELE);
        assertThrows(IOException.class, () -> store().create(ADELE));
        assertThrows(IOException.class, () -> store(StorageKey.random()).create(ADELE));
        assertEquals(List.of(ADELE), store().all());
    }

    @Test
    void leavesNothingOfADeletedConnection() throws Exception {
        EncryptedStore store = store();
        store.create(ADELE);
        Files.writeString(folder().resolve("id-1.connection.tmp"), "left by a crash");
        store.delete("id-1");
        store.delete("id-1");
        assertEquals(List.of("lock"), names());
    }

    @Test
    void doesNotBringADeletedConnectionBack() throws Exception {
        EncryptedStore holding = store();
        EncryptedStore other = store();
        holding.create(ADELE);
        other.delete("id-1");
        assertEquals(Optional.empty(), holding.update("id-1", now -> BEN));
        assertEquals(List.of("lock"), names());
    }

    @Test
    void deletesWhatIsBeingRefreshedRightAfterwards() throws Exception {
        EncryptedStore refreshing = store();
        EncryptedStore other = store();
        refreshing.create(ADELE);
        CountDownLatch deleting = new CountDownLatch(1);
        CompletableFuture<Void> deleted = new CompletableFuture<>();
        Thread thread = new Thread(() -> {
            try {
                deleting.countDown();
                other.delete("id-1");
                deleted.complete(null);
            } catch (IOException e) {
                deleted.completeExceptionally(e);
            }
        });
        refreshing.update("id-1", now -> {
            thread.start();
            try {
                assertTrue(deleting.await(60, TimeUnit.SECONDS));
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            assertTrue(Files.exists(file(ADELE)));
            return new StoredConnection("id-1", "new", Secret.of("new"));
        });
        deleted.get(60, TimeUnit.SECONDS);
        assertEquals(List.of("lock"), names());
    }

    @Test
    void takesAFileDeletedByHandForASignOut() throws Exception {
        EncryptedStore store = store();
        store.create(ADELE);
        Optional<StoredConnection> after = store.update("id-1", now -> {
            try {
                Files.delete(file(ADELE));
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
            return new StoredConnection("id-1", "new", Secret.of("new"));
        });
        assertEquals(Optional.empty(), after);
        assertEquals(List.of("lock"), names());
    }

    @Test
    void goesOnAfterItsFolderWasDeleted() throws Exception {
        EncryptedStore store = store();
        store.create(ADELE);
        for (String name : names()) {
            Files.delete(folder().resolve(name));
        }
        Files.delete(folder());
        assertEquals(List.of(), store.all());
        assertEquals(Optional.empty(), store.update("id-1", now -> BEN));
        store.delete("id-1");
        store.create(BEN);
        assertEquals(List.of(BEN), store.all());
    }

    @Test
    void finishesAWriteThoughItsThreadIsInterrupted() throws Exception {
        EncryptedStore store = store();
        store.create(ADELE);
        store.update("id-1", now -> {
            Thread.currentThread().interrupt();
            return new StoredConnection("id-1", "new", Secret.of("new"));
        });
        assertTrue(Thread.interrupted());
        assertEquals("new", store.read("id-1").orElseThrow().name());
        assertTrue(store.update("id-1", now -> ADELE).isPresent());
    }

    @Test
    void seesEveryFlippedBit() throws Exception {
        store().create(ADELE);
        byte[] whole = Files.readAllBytes(file(ADELE));
        Seal seal = new Seal(key);
        String name = "id-1.connection";
        assertTrue(seal.open(whole, name) instanceof Seal.Opened.Content);
        for (int bit = 0; bit < whole.length * 8; bit++) {
            byte[] flipped = whole.clone();
            flipped[bit / 8] ^= (byte) (1 << bit % 8);
            assertEquals(new Seal.Opened.Damaged(), seal.open(flipped, name), "bit " + bit);
        }
        for (int length = 0; length < whole.length; length++) {
            assertEquals(new Seal.Opened.Damaged(), seal.open(java.util.Arrays.copyOf(whole, length), name));
        }
        assertEquals(new Seal.Opened.Damaged(), seal.open(whole, "id-2.connection"));
    }

    @Test
    void tellsDamageOnceAndGoesOn() throws Exception {
        EncryptedStore store = store();
        store.create(ADELE);
        store.create(BEN);
        byte[] bytes = Files.readAllBytes(file(ADELE));
        bytes[bytes.length / 2] ^= 1;
        Files.write(file(ADELE), bytes);
        assertEquals(List.of(BEN), store.all());
        assertEquals(Optional.empty(), store.read("id-1"));
        assertEquals(Optional.empty(), store.update("id-1", now -> now));
        assertEquals(List.of(BEN), store().all());
        assertEquals(List.of("A stored connection is damaged and cannot be read. Sign in again."), notices);
        assertEquals(List.of("id-1.connection.damaged", "id-2.connection", "lock"), names());
        store.create(ADELE);
        assertEquals(List.of(ADELE, BEN), store.all());
    }

    @Test
    void tellsDamageWhereAConnectionIsChangedFirst() throws Exception {
        store().create(ADELE);
        Files.writeString(file(ADELE), "");
        assertEquals(Optional.empty(), store().update("id-1", now -> now));
        assertEquals(1, notices.size());
    }

    @Test
    void forgetsWhatItRememberedWhereThatIsDamaged() throws Exception {
        store().remember(before -> REMEMBERED);
        String name = names().stream()
                .filter(one -> one.endsWith(".remembered"))
                .findFirst()
                .orElseThrow();
        Files.writeString(folder().resolve(name), "rubbish");
        assertEquals(Remembered.NOTHING, store().remembered());
        assertEquals(1, notices.size());
        assertEquals(REMEMBERED, store().remember(before -> REMEMBERED));
    }

    @Test
    void takesContentOfAnUnknownShapeForDamage() throws Exception {
        store().create(ADELE);
        for (String content : List.of("", "[]", "{}", "{\"name\":1,\"content\":\"\"}", "{\"name\":\"x\"}")) {
            byte[] sealed = new Seal(key).close(content, "id-1.connection");
            Files.write(file(ADELE), sealed);
            assertEquals(Optional.empty(), store().read("id-1"), content);
        }
        assertEquals(5, notices.size());
    }

    @Test
    void leavesWhatIsUnderAnotherKeyAlone() throws Exception {
        StorageKey otherKey = StorageKey.random();
        EncryptedStore other = store(otherKey);
        other.create(ADELE);
        other.remember(before -> REMEMBERED);
        byte[] before = Files.readAllBytes(file(ADELE));
        EncryptedStore store = store();
        store.create(BEN);
        assertEquals(List.of(BEN), store.all());
        assertEquals(Optional.empty(), store.read("id-1"));
        assertEquals(Optional.empty(), store.update("id-1", now -> BEN));
        store.remember(now -> new Remembered("", "another", "", Cloud.PUBLIC, Map.of()));
        assertEquals(List.of(), notices);
        org.junit.jupiter.api.Assertions.assertArrayEquals(before, Files.readAllBytes(file(ADELE)));
        assertEquals(List.of(ADELE), store(otherKey).all());
        assertEquals(REMEMBERED, store(otherKey).remembered());
    }

    @Test
    void refusesIdsThatLeadElsewhere() {
        for (String id : List.of("", "..", "../x", "a/b", "a\\b", "C:x", "a.b", "\u0000")) {
            assertThrows(IllegalArgumentException.class, () -> store().read(id));
            assertThrows(
                    IllegalArgumentException.class,
                    () -> store().create(new StoredConnection(id, "x", Secret.of("x"))));
        }
    }

    @Test
    void cleansUpWhatCrashesLeft() throws Exception {
        EncryptedStore store = store();
        store.create(ADELE);
        Path old = Files.writeString(folder().resolve("id-8.connection.tmp"), "x");
        Files.setLastModifiedTime(old, FileTime.from(Instant.now().minus(Duration.ofDays(2))));
        Files.writeString(folder().resolve("id-9.connection.tmp"), "x");
        store.create(BEN);
        assertEquals(List.of("id-1.connection", "id-2.connection", "id-9.connection.tmp", "lock"), names());
    }

    @Test
    void letsThreadsOfOneAndOfTwoStoresChangeOneAfterTheOther() throws Exception {
        EncryptedStore first = store();
        EncryptedStore second = store();
        first.create(StoreProgram.numbered("id-1", 0));
        AtomicInteger failed = new AtomicInteger();
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            EncryptedStore store = i % 2 == 0 ? first : second;
            Thread thread = new Thread(() -> {
                for (int n = 0; n < 25; n++) {
                    try {
                        store.update("id-1", now -> StoreProgram.numbered("id-1", StoreProgram.number(now) + 1));
                    } catch (IOException | RuntimeException e) {
                        failed.incrementAndGet();
                    }
                }
            });
            threads.add(thread);
            thread.start();
        }
        for (Thread thread : threads) {
            thread.join();
        }
        assertEquals(0, failed.get());
        assertEquals(200, StoreProgram.number(store().read("id-1").orElseThrow()));
    }

    @Test
    void letsOneAfterTheOtherRenew() throws Exception {
        EncryptedStore first = store();
        EncryptedStore second = store();
        first.create(ADELE);
        AtomicInteger inside = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            EncryptedStore store = i % 2 == 0 ? first : second;
            Thread thread = new Thread(() -> {
                try {
                    store.alone("id-1", () -> {
                        most.accumulateAndGet(inside.incrementAndGet(), Math::max);
                        // A change is not held up by it.
                        Thread other = new Thread(() -> {
                            try {
                                store.update(
                                        "id-1", now -> new StoredConnection("id-1", now.name() + "!", now.content()));
                            } catch (IOException e) {
                                most.set(100);
                            }
                        });
                        other.start();
                        other.join();
                        return inside.decrementAndGet();
                    });
                } catch (IOException | InterruptedException e) {
                    most.set(100);
                }
            });
            threads.add(thread);
            thread.start();
        }
        for (Thread thread : threads) {
            thread.join();
        }
        assertEquals(1, most.get());
        assertEquals("Adele!!!!!!", first.read("id-1").orElseThrow().name());
    }

    @Test
    void endsWaitingForItsTurnWhenInterrupted() throws Exception {
        EncryptedStore store = store();
        store.create(ADELE);
        CompletableFuture<Boolean> ended = new CompletableFuture<>();
        Thread waiting = new Thread(() -> {
            InterruptedException end =
                    assertThrows(InterruptedException.class, () -> store.alone("id-1", () -> "never"));
            ended.complete(end != null);
        });
        assertTrue(store.alone("id-1", () -> {
            waiting.start();
            waiting.interrupt();
            try {
                return ended.get(60, TimeUnit.SECONDS);
            } catch (java.util.concurrent.ExecutionException | java.util.concurrent.TimeoutException e) {
                return false;
            }
        }));
    }

    @Test
    void refusesAChangeWithinAChange() throws Exception {
        EncryptedStore store = store();
        store.create(ADELE);
        assertThrows(
                IllegalStateException.class,
                () -> store.update("id-1", now -> {
                    try {
                        return store.update("id-1", again -> again).orElseThrow();
                    } catch (IOException e) {
                        throw new AssertionError(e);
                    }
                }));
        assertEquals(List.of(ADELE), store.all());
    }
}
