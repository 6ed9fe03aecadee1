package m365ls.catalog;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Objects;
import java.util.Random;
import java.util.zip.CRC32;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A catalogue that is not as it was written is refused with a sentence, whatever became of it. */
class CatalogDamageTest {

    private static final int HEADER = 24;

    @TempDir
    Path folder;

    @BeforeEach
    void copyBuiltIn() throws IOException {
        for (Part part : Part.values()) {
            Files.write(folder.resolve(part.fileName()), builtIn(part));
        }
    }

    @Test
    void opensACopyOfTheBuiltInCatalogue() {
        CatalogFile copy = CatalogFile.open(folder);
        CatalogFile builtIn = CatalogFile.builtIn();
        assertEquals(builtIn.stamp(), copy.stamp());
        assertEquals(builtIn.catalog().commands(), copy.catalog().commands());
        CommandSpec last =
                copy.catalog().commands().get(copy.catalog().commands().size() - 1);
        assertEquals(builtIn.catalog().text(last), copy.catalog().text(last));
        assertEquals(builtIn.catalog().rules(last), copy.catalog().rules(last));
    }

    @Test
    void staysUsableWhenItsFolderIsGone() throws IOException {
        Catalog catalog = CatalogFile.open(folder).catalog();
        for (Part part : Part.values()) {
            Files.delete(folder.resolve(part.fileName()));
        }
        CommandSpec command = catalog.commands().get(0);
        assertTrue(catalog.text(command).examples().size() > 0);
        catalog.rules(command);
    }

    @ParameterizedTest
    @EnumSource
    void refusesAMissingFile(Part part) throws IOException {
        Files.delete(folder.resolve(part.fileName()));
        assertRefused(part, "is missing");
    }

    @ParameterizedTest
    @EnumSource
    void refusesAFolderInPlaceOfAFile(Part part) throws IOException {
        Files.delete(folder.resolve(part.fileName()));
        Files.createDirectory(folder.resolve(part.fileName()));
        assertRefused(part, "is missing");
    }

    @ParameterizedTest
    @EnumSource
    void refusesAnythingElse(Part part) throws IOException {
        write(part, "PK and so on, which is no catalogue".getBytes(StandardCharsets.US_ASCII));
        assertRefused(part, "is not a catalogue");
        write(part, new byte[0]);
        assertRefused(part, "is not a catalogue");
    }

    @ParameterizedTest
    @EnumSource
    void refusesAnotherFormat(Part part) throws IOException {
        byte[] bytes = builtIn(part);
        bytes[7] = 3;
        write(part, bytes);
        assertRefused(part, "has the format 3 instead of 2");
    }

    @Test
    void refusesAPartInPlaceOfAnother() throws IOException {
        write(Part.RULES, builtIn(Part.COLD));
        assertRefused(Part.RULES, "is damaged");
    }

    @ParameterizedTest
    @EnumSource(names = {"RULES", "COLD"})
    void refusesAPartOfAnotherCatalogue(Part part) throws IOException {
        byte[] bytes = builtIn(part);
        bytes[23] ^= 1;
        write(part, bytes);
        assertRefused(part, "belongs to another catalogue");
    }

    @Test
    void refusesEveryFlippedBitOfTheHeaderAndOfSeededPlacesBehind() throws IOException {
        long seed = 20_260_101;
        Random random = new Random(seed);
        for (Part part : Part.values()) {
            byte[] bytes = builtIn(part);
            for (int i = 0; i < HEADER * 8 + 60; i++) {
                int bit = i < HEADER * 8 ? i : random.nextInt(bytes.length * 8);
                byte[] damaged = bytes.clone();
                damaged[bit / 8] ^= (byte) (1 << bit % 8);
                write(part, damaged);
                assertRefused(part, "The catalogue's file");
            }
            write(part, bytes);
        }
    }

    @Test
    void refusesFilesCutAnywhereOrGrown() throws IOException {
        long seed = 20_260_102;
        Random random = new Random(seed);
        for (Part part : Part.values()) {
            byte[] bytes = builtIn(part);
            for (int i = 0; i < 50; i++) {
                int length = i < 30 ? i : random.nextInt(bytes.length);
                write(part, Arrays.copyOf(bytes, length));
                assertRefused(part, "The catalogue's file");
            }
            write(part, Arrays.copyOf(bytes, bytes.length + 1));
            assertRefused(part, "is damaged");
            write(part, bytes);
        }
    }

    /** As a faulty packer would: the checksum is right, the bytes are not. Some of them still mean something. */
    @ParameterizedTest
    @EnumSource
    void readsOrRefusesWhatIsWrongUnderARightChecksum(Part part) throws IOException {
        int refused = 0;
        for (int seed = 0; seed < 100; seed++) {
            Random random = new Random(seed);
            byte[] bytes = builtIn(part);
            for (int changes = 1 + random.nextInt(4); changes > 0; changes--) {
                // Half of them near the front, where counts and indexes are.
                int room = random.nextBoolean() ? 400 : bytes.length - HEADER;
                bytes[HEADER + random.nextInt(room)] = (byte) (random.nextInt(3) == 0 ? 0xff : random.nextInt(256));
            }
            write(part, bytes);
            signAll();
            try {
                Catalog catalog = CatalogFile.open(folder).catalog();
                for (CommandSpec command : catalog.commands()) {
                    if (part != Part.HOT && command.index() % 40 == seed % 40) {
                        catalog.text(command);
                        catalog.rules(command);
                    }
                }
            } catch (CatalogException e) {
                refused++;
                assertTrue(e.getMessage().contains(part.fileName()), e.getMessage());
            } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
                fail("seed " + seed, e);
            }
            write(part, builtIn(part));
        }
        assertTrue(refused > 5, "only " + refused + " were refused");
    }

    @Test
    void refusesTreesThatNeverEnd() throws IOException {
        byte[] bytes = builtIn(Part.RULES);
        // No texts, one zod command, a tree of lists of one list each.
        byte[] deep = new byte[100_000];
        Arrays.fill(deep, (byte) (1 << 3 | 6));
        ByteBuffer buffer = ByteBuffer.allocate(HEADER + 6 + deep.length);
        buffer.put(bytes, 0, HEADER)
                .put(new byte[] {0, 1, 1, (byte) 0xa0, (byte) 0x8d, 6})
                .put(deep);
        write(Part.RULES, buffer.array());
        signAll();
        Catalog catalog = CatalogFile.open(folder).catalog();
        CommandSpec first = catalog.commands().get(0);
        assertThrows(CatalogException.class, () -> catalog.rules(first));
        CommandSpec second = catalog.commands().get(1);
        assertThrows(CatalogException.class, () -> catalog.rules(second));
    }

    @Test
    void keepsOutNumbersThatAreNone() {
        assertDamaged(new byte[] {});
        assertDamaged(new byte[] {(byte) 0x80});
        assertDamaged(new byte[] {-1, -1, -1, -1, 8});
        assertDamaged(new byte[] {-1, -1, -1, -1, -1, 0});
        assertEquals(Integer.MAX_VALUE, reader(new byte[] {-1, -1, -1, -1, 7}).number());
        assertEquals(300, reader(new byte[] {(byte) 0xac, 2}).number());
    }

    private static void assertDamaged(byte[] number) {
        assertThrows(CatalogException.class, () -> reader(number).number());
    }

    private static PackedReader reader(byte[] bytes) {
        return new PackedReader(bytes, 0, bytes.length, new PartSource.BuiltIn(), Part.HOT);
    }

    private void assertRefused(Part part, String because) {
        CatalogException e = assertThrows(CatalogException.class, () -> CatalogFile.open(folder));
        assertTrue(e.getMessage().contains(because), e.getMessage());
        assertTrue(e.getMessage().contains(part.fileName()), e.getMessage());
        assertTrue(e.getMessage().endsWith("Delete its folder to have the catalogue made again."), e.getMessage());
    }

    private void write(Part part, byte[] bytes) throws IOException {
        Files.write(folder.resolve(part.fileName()), bytes);
    }

    /** Makes all checksums right. */
    private void signAll() throws IOException {
        int hot = 0;
        for (Part part : Part.values()) {
            byte[] bytes = Files.readAllBytes(folder.resolve(part.fileName()));
            CRC32 crc = new CRC32();
            crc.update(bytes, HEADER, bytes.length - HEADER);
            if (part == Part.HOT) {
                hot = (int) crc.getValue();
            }
            ByteBuffer.wrap(bytes)
                    .putInt(12, bytes.length - HEADER)
                    .putInt(16, (int) crc.getValue())
                    .putInt(20, hot);
            write(part, bytes);
        }
    }

    private static byte[] builtIn(Part part) throws IOException {
        try (InputStream in = Objects.requireNonNull(CatalogFile.class.getResourceAsStream(part.fileName()))) {
            return in.readAllBytes();
        }
    }
}
