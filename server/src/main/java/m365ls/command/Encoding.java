package m365ls.command;

import java.nio.charset.StandardCharsets;

/** How texts are put into addresses and XML. */
public final class Encoding {

    private static final String UNRESERVED = "-_.!~*'()";
    private static final String RESERVED = ";/?:@&=+$,#";

    private Encoding() {}

    /** What JavaScript's {@code encodeURIComponent} makes of a text. */
    public static String component(String text) {
        return encoded(text, UNRESERVED);
    }

    /** What JavaScript's {@code encodeURI} makes of a text. */
    public static String address(String text) {
        return encoded(text, UNRESERVED + RESERVED);
    }

    private static String encoded(String text, String kept) {
        StringBuilder encoded = new StringBuilder();
        for (byte each : text.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (each & 0xFF);
            boolean plain = c < 0x80 && (Character.isLetterOrDigit(c) || kept.indexOf(c) >= 0);
            if (plain) {
                encoded.append(c);
            } else {
                encoded.append('%').append(String.format("%02X", (int) c));
            }
        }
        return encoded.toString();
    }

    /** A text within a literal of an address: quotes doubled, then encoded. */
    public static String literal(String text) {
        return component(text.replace("'", "''"));
    }

    /** A text within an element of XML, where quotation marks may stand as they are. */
    public static String xmlContent(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    /** A text within an element or attribute of XML. */
    public static String xml(String text) {
        return xmlContent(text).replace("\"", "&quot;");
    }
}
