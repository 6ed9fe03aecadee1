package m365ls.catalog;

import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;
import java.util.zip.CRC32;

/**
 * A catalogue as its three files of {@code docs/catalogue.md}. The first is read when this is made, the other two when
 * a rule or a text is first asked for. Safe to share between threads.
 */
public final class CatalogFile {

    /** Version of the files' format. */
    private static final int FORMAT = 2;

    private static final int HEADER = 24;
    private static final int[] MAGIC = {'M', '3', '6', '5', 'C', 'A', 'T'};

    private final Catalog catalog;
    private final String stamp;
    private final Rules rules;
    private final Texts texts;

    private CatalogFile(PartSource source) {
        Payload payload = Payload.of(source);
        HotPart hot = HotPart.read(payload.reader());
        this.rules = new Rules(source, payload.checksum());
        this.texts = new Texts(source, payload.checksum());
        this.stamp = hot.stamp();
        this.catalog = new Catalog(hot.version(), hot.commands(), texts, rules);
    }

    /**
     * The catalogue built into this program.
     *
     * @throws CatalogException if this program's own files are damaged; its {@link Catalog#text} and
     *     {@link Catalog#rules} throw it too when the part they read is
     */
    public static CatalogFile builtIn() {
        return new CatalogFile(new PartSource.BuiltIn());
    }

    /**
     * The catalogue in {@code folder}. All three files are read and their checksums tested, so that it stays usable
     * whatever happens to the folder.
     *
     * @throws CatalogException if a file is missing, damaged, of another format or does not belong to the others
     */
    public static CatalogFile open(Path folder) {
        CatalogFile file = new CatalogFile(PartSource.Folder.read(folder));
        file.rules.part();
        file.texts.part();
        return file;
    }

    public Catalog catalog() {
        return catalog;
    }

    /** Tells which program made the catalogue. One that another made may lack something, and is made again. */
    public String stamp() {
        return stamp;
    }

    /** What a part that has been found to be whole holds behind its header. */
    private record Payload(PackedReader reader, int checksum) {

        /** The hot part. */
        static Payload of(PartSource source) {
            byte[] bytes = source.bytes(Part.HOT);
            return of(source, Part.HOT, bytes, checksumOf(bytes));
        }

        /** A part that belongs to the hot part with the checksum {@code hot}. */
        static Payload of(PartSource source, Part part, int hot) {
            return of(source, part, source.bytes(part), hot);
        }

        private static Payload of(PartSource source, Part part, byte[] bytes, int hot) {
            if (!isCatalogue(bytes)) {
                throw source.refused(part, "is not a catalogue");
            }
            if (bytes[MAGIC.length] != FORMAT) {
                throw source.refused(part, "has the format " + (bytes[MAGIC.length] & 0xff) + " instead of " + FORMAT);
            }
            int checksum = checksumOf(bytes);
            boolean whole = number(bytes, 8) == part.number() << 24
                    && number(bytes, 12) == bytes.length - HEADER
                    && number(bytes, 16) == checksum;
            if (!whole) {
                throw source.damaged(part);
            }
            if (number(bytes, 20) != hot) {
                throw source.refused(part, "belongs to another catalogue");
            }
            return new Payload(new PackedReader(bytes, HEADER, bytes.length, source, part), checksum);
        }

        private static boolean isCatalogue(byte[] bytes) {
            if (bytes.length < HEADER) {
                return false;
            }
            for (int i = 0; i < MAGIC.length; i++) {
                if (bytes[i] != MAGIC[i]) {
                    return false;
                }
            }
            return true;
        }

        private static int number(byte[] bytes, int at) {
            return (bytes[at] & 0xff) << 24
                    | (bytes[at + 1] & 0xff) << 16
                    | (bytes[at + 2] & 0xff) << 8
                    | (bytes[at + 3] & 0xff);
        }

        private static int checksumOf(byte[] bytes) {
            CRC32 crc = new CRC32();
            crc.update(bytes, Math.min(HEADER, bytes.length), Math.max(0, bytes.length - HEADER));
            return (int) crc.getValue();
        }
    }

    /** A part that is read at its first use. Classes instead of lambdas: see {@link HotPart}. */
    private abstract static sealed class Lazy<T> implements Function<CommandSpec, T> {

        private final PartSource source;
        private final Part name;
        private final int hot;
        private volatile Optional<Function<CommandSpec, T>> part = Optional.empty();

        Lazy(PartSource source, Part name, int hot) {
            this.source = source;
            this.name = name;
            this.hot = hot;
        }

        abstract Function<CommandSpec, T> read(PackedReader in);

        Function<CommandSpec, T> part() {
            // Two threads may both read it: that costs a millisecond, a lock would be one more thing to reason about.
            Optional<Function<CommandSpec, T>> known = part;
            if (known.isEmpty()) {
                known = Optional.of(read(Payload.of(source, name, hot).reader()));
                part = known;
            }
            return known.orElseThrow();
        }

        @Override
        public T apply(CommandSpec command) {
            return part().apply(command);
        }
    }

    private static final class Rules extends Lazy<CommandRules> {

        Rules(PartSource source, int hot) {
            super(source, Part.RULES, hot);
        }

        @Override
        Function<CommandSpec, CommandRules> read(PackedReader in) {
            return RulesPart.read(in);
        }
    }

    private static final class Texts extends Lazy<CommandText> {

        Texts(PartSource source, int hot) {
            super(source, Part.COLD, hot);
        }

        @Override
        Function<CommandSpec, CommandText> read(PackedReader in) {
            return ColdPart.read(in);
        }
    }
}
