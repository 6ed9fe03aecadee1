package m365ls.lsp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonParser;
import java.util.List;
import java.util.Random;
import m365ls.text.Lines;
import m365ls.text.Span;
import org.eclipse.lsp4j.Position;
import org.eclipse.lsp4j.Range;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ColumnsTest {

    /** Characters of one to four bytes, combining ones, halves of pairs, line ends of all kinds. */
    private static final List<String> ATOMS = List.of(
            "a",
            "m365 ",
            "\u00e9",
            "e\u0301",
            "\u4e2d",
            "\uFEFF",
            "\uD83D\uDE00",
            "\uD83D",
            "\uDE00",
            "\uD83D\uDC68\u200D\uD83D\uDC69",
            "\n",
            "\r\n",
            "\r",
            "\u2028",
            "\u0000",
            "\uFFFD");

    private static String text(Random random) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(40); i > 0; i--) {
            text.append(ATOMS.get(random.nextInt(ATOMS.size())));
        }
        return text.toString();
    }

    @ParameterizedTest
    @EnumSource
    void countsAsWhoeverEncodesTheLineAnew(PositionEncoding encoding) {
        long seed = Long.getLong("seed", System.nanoTime());
        Random random = new Random(seed);
        for (int round = 0; round < 2_000; round++) {
            String text = text(random);
            Lines lines = Lines.of(text);
            // Asked in any order, the answers must not depend on what was asked before.
            Columns columns = new Columns(encoding, lines);
            for (int i = 0; i < 30; i++) {
                int offset = random.nextInt(text.length() + 1);
                String what = "seed " + seed + ", " + Editor.quoted(text) + " at " + offset;
                int line = lines.lineAt(offset);
                int start = NaivePlaces.characterStart(encoding, text, offset);
                int column = NaivePlaces.units(encoding, text.substring(lines.startOf(line), start));
                assertEquals(new Position(line, column), columns.position(offset), what);
                // Within a line's end there is no place; it is the end of the line.
                assertEquals(Math.min(start, lines.endOf(line)), columns.offset(line, column), what);
                assertFalse(columns.isWithinCharacter(line, column), what);
                int any = random.nextInt(60);
                String rest = text.substring(lines.startOf(line), lines.endOf(line));
                int naive = lines.startOf(line) + NaivePlaces.offset(encoding, rest, any);
                assertEquals(naive, columns.offset(line, any), what + ", column " + any);
                assertEquals(
                        naive < lines.endOf(line)
                                && NaivePlaces.units(encoding, text.substring(lines.startOf(line), naive)) != any,
                        columns.isWithinCharacter(line, any),
                        what + ", column " + any);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"UTF_8, 1, 3, 6, 10, 11", "UTF_16, 1, 2, 3, 5, 6", "UTF_32, 1, 2, 3, 4, 5"})
    void countsBytesUnitsOrCodePoints(PositionEncoding encoding, int a, int accent, int han, int smile, int last) {
        Columns columns = new Columns(encoding, Lines.of("a\u00e9\u4e2d\uD83D\uDE00b\r\nx"));
        int[] expected = {0, a, accent, han, smile, last};
        int[] offsets = {0, 1, 2, 3, 5, 6};
        for (int i = 0; i < offsets.length; i++) {
            assertEquals(new Position(0, expected[i]), columns.position(offsets[i]));
            assertEquals(offsets[i], columns.offset(0, expected[i]));
        }
        assertEquals(new Range(new Position(0, a), new Position(1, 1)), columns.range(new Span(1, 9)));
    }

    @ParameterizedTest
    @EnumSource
    void movesPlacesOutsideTheTextIntoIt(PositionEncoding encoding) {
        Columns columns = new Columns(encoding, Lines.of("\u00e9\uD83D\uDE00\r\nb"));
        assertEquals(3, columns.offset(0, Integer.MAX_VALUE));
        assertEquals(6, columns.offset(1, 5));
        assertEquals(6, columns.offset(2, 0));
        assertEquals(6, columns.offset(Integer.MAX_VALUE, Integer.MAX_VALUE));
        assertEquals(0, columns.offset(-1, 7));
        assertEquals(5, columns.offset(1, -1));
        assertEquals(new Position(0, 0), columns.position(-1));
        assertEquals(new Position(1, 1), columns.position(99));
    }

    @Test
    void knowsColumnsWithinCharacters() {
        Lines lines = Lines.of("\u00e9\uD83D\uDE00");
        assertTrue(new Columns(PositionEncoding.UTF_8, lines).isWithinCharacter(0, 1));
        assertTrue(new Columns(PositionEncoding.UTF_8, lines).isWithinCharacter(0, 5));
        assertFalse(new Columns(PositionEncoding.UTF_8, lines).isWithinCharacter(0, 7), "behind the end");
        // Clients that count units can put a cursor there, and tear the pair apart.
        assertFalse(new Columns(PositionEncoding.UTF_16, lines).isWithinCharacter(0, 2));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{}|UTF_16",
                "{\"general\":{}}|UTF_16",
                "{\"general\":{\"positionEncodings\":[]}}|UTF_16",
                "{\"general\":{\"positionEncodings\":\"utf-8\"}}|UTF_16",
                "{\"general\":{\"positionEncodings\":[5,\"utf-7\"]}}|UTF_16",
                "{\"general\":{\"positionEncodings\":[\"utf-16\",\"utf-8\"]}}|UTF_16",
                "{\"general\":{\"positionEncodings\":[\"utf-8\",\"utf-16\"]}}|UTF_8",
                "{\"general\":{\"positionEncodings\":[\"utf-7\",\"utf-32\",\"utf-8\"]}}|UTF_32"
            })
    void agreesOnWhatTheClientNamesFirst(String capabilities, PositionEncoding expected) {
        assertEquals(expected, PositionEncoding.of(JsonParser.parseString(capabilities)));
    }
}
