package m365ls.lsp;

import com.google.gson.JsonElement;
import java.util.List;

/** What a client counts the columns of a line in. */
enum PositionEncoding {
    /** Bytes of UTF-8. */
    UTF_8("utf-8") {
        @Override
        int units(int codePoint) {
            if (codePoint < 0x80) {
                return 1;
            }
            if (codePoint < 0x800) {
                return 2;
            }
            // Half a pair of surrogates too: it takes as many as the replacement character that encoders put in its
            // place.
            return codePoint < Character.MIN_SUPPLEMENTARY_CODE_POINT ? 3 : 4;
        }
    },
    /** Units of UTF-16, as Java counts; what every client knows, and what counts where nothing was said. */
    UTF_16("utf-16") {
        @Override
        int units(int codePoint) {
            return Character.charCount(codePoint);
        }
    },
    /** Code points. */
    UTF_32("utf-32") {
        @Override
        int units(int codePoint) {
            return 1;
        }
    };

    private final String wireName;

    PositionEncoding(String wireName) {
        this.wireName = wireName;
    }

    /** What the client likes best, by {@code capabilities} of the initialize request. */
    static PositionEncoding of(JsonElement capabilities) {
        List<String> known = Json.texts(capabilities, "general", "positionEncodings");
        for (String name : known) {
            for (PositionEncoding encoding : values()) {
                if (encoding.wireName.equals(name)) {
                    return encoding;
                }
            }
        }
        return UTF_16;
    }

    /** Its name in the protocol. */
    String wireName() {
        return wireName;
    }

    /** How many units a character takes, which may be half a pair of surrogates that stands alone. */
    abstract int units(int codePoint);
}
