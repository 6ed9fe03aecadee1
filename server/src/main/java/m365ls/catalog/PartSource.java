package m365ls.catalog;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;

/** Where the parts of one catalogue come from. */
sealed interface PartSource {

    /** In bytes; far more than any part needs: half a megabyte is usual. */
    int LARGEST_FILE = 16 * 1024 * 1024;

    /**
     * The whole file.
     *
     * @throws CatalogException if it is not there or cannot be read
     */
    byte[] bytes(Part part);

    /** What the user is told of where {@code part} lies. */
    String describe(Part part);

    /** What the user can do about a part that cannot be used. */
    String remedy();

    /** A part whose bytes cannot be what was written. */
    default CatalogException damaged(Part part) {
        return refused(part, "is damaged");
    }

    /**
     * A part that cannot be used.
     *
     * @param because how the sentence about it goes on
     */
    default CatalogException refused(Part part, String because) {
        return new CatalogException(describe(part) + " " + because + ". " + remedy());
    }

    /** The catalogue that is built into this program. */
    record BuiltIn() implements PartSource {

        @Override
        public byte[] bytes(Part part) {
            try (InputStream in = CatalogFile.class.getResourceAsStream(part.fileName())) {
                if (in == null) {
                    throw refused(part, "is missing");
                }
                return in.readAllBytes();
            } catch (IOException e) {
                throw new CatalogException(describe(part) + " cannot be read. " + remedy(), e);
            }
        }

        @Override
        public String describe(Part part) {
            return "The built-in catalogue's file " + part.fileName();
        }

        @Override
        public String remedy() {
            return "Install or build this program again.";
        }
    }

    /** A catalogue in a folder, read as a whole so that it stays usable when the folder is replaced. */
    record Folder(Path folder, Map<Part, byte[]> contents) implements PartSource {

        private static final String REMEDY = "Delete its folder to have the catalogue made again.";

        public Folder {
            contents = Map.copyOf(contents);
        }

        static Folder read(Path folder) {
            Map<Part, byte[]> contents = new EnumMap<>(Part.class);
            for (Part part : Part.values()) {
                contents.put(part, read(folder, part));
            }
            return new Folder(folder, contents);
        }

        private static byte[] read(Path folder, Part part) {
            Path file = folder.resolve(part.fileName());
            try {
                if (!Files.isRegularFile(file)) {
                    throw new CatalogException(describe(folder, part) + " is missing. " + REMEDY);
                }
                if (Files.size(file) > LARGEST_FILE) {
                    throw new CatalogException(describe(folder, part) + " is too large to be one. " + REMEDY);
                }
                try (InputStream in = Files.newInputStream(file)) {
                    return in.readNBytes(LARGEST_FILE);
                }
            } catch (IOException e) {
                throw new CatalogException(describe(folder, part) + " cannot be read. " + REMEDY, e);
            }
        }

        private static String describe(Path folder, Part part) {
            return "The catalogue's file " + folder.resolve(part.fileName());
        }

        @Override
        public byte[] bytes(Part part) {
            return Objects.requireNonNull(contents.get(part));
        }

        @Override
        public String describe(Part part) {
            return describe(folder, part);
        }

        @Override
        public String remedy() {
            return REMEDY;
        }
    }
}
