package m365ls.catalog;

import java.nio.charset.StandardCharsets;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * Reads the numbers and texts of a part, one behind the other. Whatever the bytes are, it ends in a value or in a
 * {@link CatalogException}; it never reads outside its range, and no count it gives is larger than the bytes left.
 */
final class PackedReader {

    private final byte[] bytes;
    private final int end;
    private final PartSource source;
    private final Part part;
    private int next;

    /**
     * @param start offset of the first byte
     * @param end offset behind the last byte
     * @param source where the bytes come from, to be named when they cannot be what was written
     */
    PackedReader(byte[] bytes, int start, int end, PartSource source, Part part) {
        this.bytes = bytes;
        this.next = start;
        this.end = end;
        this.source = source;
        this.part = part;
    }

    CatalogException damaged() {
        return source.damaged(part);
    }

    /** Offset of the next byte, for {@link #at}. */
    int offset() {
        return next;
    }

    /** A reader of the same bytes that begins at {@code offset}, which {@link #offset} has given. */
    PackedReader at(int offset) {
        return new PackedReader(bytes, offset, end, source, part);
    }

    /** A reader of the {@code rawLength} bytes that the {@code length} bytes from here on were deflated from. */
    PackedReader inflated(int length, int rawLength) {
        byte[] raw = new byte[rawLength];
        Inflater inflater = new Inflater(true);
        try {
            inflater.setInput(bytes, next, checkedCount(length));
            int done = 0;
            while (done < rawLength) {
                int more = inflater.inflate(raw, done, rawLength - done);
                if (more == 0) {
                    throw damaged();
                }
                done += more;
            }
            return new PackedReader(raw, 0, rawLength, source, part);
        } catch (DataFormatException e) {
            throw damaged();
        } finally {
            inflater.end();
        }
    }

    /** Unsigned LEB128, from 0 to 2^31-1. */
    int number() {
        int value = 0;
        for (int shift = 0; shift < 35; shift += 7) {
            if (next == end) {
                throw damaged();
            }
            byte b = bytes[next++];
            if (shift == 28 && (b & 0xf8) != 0) {
                throw damaged();
            }
            value |= (b & 0x7f) << shift;
            if (b >= 0) {
                return value;
            }
        }
        throw damaged();
    }

    /** A number below {@code limit}. */
    int numberBelow(int limit) {
        int value = number();
        if (value >= limit) {
            throw damaged();
        }
        return value;
    }

    /** How many things follow, each of at least one byte. */
    int count() {
        return checkedCount(number());
    }

    /** {@code count}, if as many things of at least one byte can follow. */
    int checkedCount(int count) {
        if (count > end - next) {
            throw damaged();
        }
        return count;
    }

    double real() {
        if (end - next < Double.BYTES) {
            throw damaged();
        }
        long bits = 0;
        for (int i = 0; i < Double.BYTES; i++) {
            bits = bits << 8 | (bytes[next++] & 0xff);
        }
        return Double.longBitsToDouble(bits);
    }

    /** A length and as many bytes of UTF-8. */
    String text() {
        int length = count();
        next += length;
        return new String(bytes, next - length, length, StandardCharsets.UTF_8);
    }

    /** Steps over {@code length} bytes. */
    void skip(int length) {
        next += checkedCount(length);
    }

    /** All texts of a table. */
    String[] texts() {
        String[] texts = new String[count()];
        for (int i = 0; i < texts.length; i++) {
            texts[i] = text();
        }
        return texts;
    }
}
