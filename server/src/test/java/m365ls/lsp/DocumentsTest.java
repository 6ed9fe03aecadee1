package m365ls.lsp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonParser;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DocumentsTest {

    private static final String URI = "file:///scripts/a.sh";

    /** Pieces of texts: all line ends, a pair that a change may tear apart, a character of two units. */
    private static final List<String> ATOMS =
            List.of("\n", "\r\n", "\r", "a", "m365 ", "\uD83D\uDE00", "\u00e9", "\t", "", "\n\n", "\r\r\n", "x\ny");

    private final Documents documents = new Documents();

    private void open(String text) {
        documents.open(URI, "shellscript", OptionalInt.of(1), text);
    }

    private Optional<String> text() {
        return documents.find(URI).map(Document::text);
    }

    private void change(OptionalInt version, Change... changes) {
        documents.change(URI, version, List.of(changes), PositionEncoding.UTF_16);
    }

    private static Change part(int startLine, int startColumn, int endLine, int endColumn, String text) {
        return new Change.Part(startLine, startColumn, endLine, endColumn, text);
    }

    @Test
    void incrementalChangesGiveWhatFullTextsGive() {
        long seed = Long.getLong("seed", System.nanoTime());
        Random random = new Random(seed);
        for (int round = 0; round < 300; round++) {
            StringBuilder expected = new StringBuilder(words(random, 30));
            open(expected.toString());
            for (int version = 2; version < 30; version++) {
                List<Change> changes = new ArrayList<>();
                for (int i = random.nextInt(3); i >= 0; i--) {
                    changes.add(change(random, expected));
                }
                documents.change(URI, OptionalInt.of(version), changes, PositionEncoding.UTF_16);
                assertEquals(Optional.of(expected.toString()), text(), "seed " + seed + ", " + changes);
            }
        }
    }

    /** A random change, which is made in {@code expected} the slow way. */
    private static Change change(Random random, StringBuilder expected) {
        String text = words(random, 4);
        if (random.nextInt(20) == 0) {
            expected.setLength(0);
            expected.append(text);
            return new Change.Whole(text);
        }
        int[] first = place(random);
        int[] second = place(random);
        if (offset(expected, second) < offset(expected, first)) {
            int[] swap = first;
            first = second;
            second = swap;
        }
        Change change = part(first[0], first[1], second[0], second[1], text);
        expected.replace(offset(expected, first), offset(expected, second), text);
        return change;
    }

    private static int[] place(Random random) {
        int line = random.nextInt(50) == 0 ? Integer.MAX_VALUE : random.nextInt(25);
        int column = random.nextInt(50) == 0 ? Integer.MAX_VALUE : random.nextInt(9);
        return new int[] {line, column};
    }

    private static String words(Random random, int count) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(count + 1); i > 0; i--) {
            text.append(ATOMS.get(random.nextInt(ATOMS.size())));
        }
        return text.toString();
    }

    /** The offset of a place, found by walking from the start, unit by unit. */
    private static int offset(CharSequence text, int[] place) {
        int at = 0;
        for (int line = 0; line < place[0]; line++) {
            while (at < text.length() && text.charAt(at) != '\n' && text.charAt(at) != '\r') {
                at++;
            }
            if (at == text.length()) {
                return at;
            }
            at += text.charAt(at) == '\r' && at + 1 < text.length() && text.charAt(at + 1) == '\n' ? 2 : 1;
        }
        for (int column = 0; column < place[1]; column++) {
            if (at == text.length() || text.charAt(at) == '\n' || text.charAt(at) == '\r') {
                return at;
            }
            at++;
        }
        return at;
    }

    @Test
    void appliesChangesOfOneMessageOneAfterTheOther() {
        open("one\ntwo");
        change(OptionalInt.of(2), part(0, 0, 0, 3, "1\n1"), part(1, 0, 1, 1, "2"));
        assertEquals(Optional.of("1\n2\ntwo"), text());
    }

    @Test
    void driftsOnARangeThatEndsBeforeItStarts() {
        open("one\ntwo");
        change(OptionalInt.of(2), part(1, 0, 0, 0, "x"));
        assertEquals(Optional.empty(), text());
        change(OptionalInt.of(3), part(0, 0, 0, 0, "x"));
        assertEquals(Optional.empty(), text(), "nobody knows what the text is now");
        change(OptionalInt.of(4), new Change.Whole("new"));
        assertEquals(Optional.of("new"), text());
    }

    @Test
    void driftsOnARangeThatCutsACharacter() {
        open("\u00e9\n");
        Change change = part(0, 1, 0, 2, "x");
        documents.change(URI, OptionalInt.of(2), List.of(change), PositionEncoding.UTF_8);
        assertEquals(Optional.empty(), text());
        open("\u00e9\n");
        documents.change(URI, OptionalInt.of(2), List.of(part(0, 2, 0, 2, "x")), PositionEncoding.UTF_8);
        assertEquals(Optional.of("\u00e9x\n"), text());
    }

    @Test
    void driftsOnAPartOfAnOlderVersion() {
        open("one");
        change(OptionalInt.of(5), part(0, 0, 0, 0, "5"));
        change(OptionalInt.of(4), part(0, 0, 0, 0, "4"));
        assertEquals(Optional.empty(), text());
        documents.open(URI, "shellscript", OptionalInt.of(1), "again");
        assertEquals(Optional.of("again"), text());
    }

    @Test
    void keepsTheNewerTextWhenAnOlderOneComes() {
        open("one");
        change(OptionalInt.of(5), new Change.Whole("five"));
        change(OptionalInt.of(4), new Change.Whole("four"));
        assertEquals(Optional.of("five"), text());
        assertEquals(OptionalInt.of(5), documents.find(URI).orElseThrow().version());
    }

    @Test
    void takesChangesWithoutVersions() {
        open("one");
        change(OptionalInt.empty(), part(0, 0, 0, 1, "O"));
        assertEquals(Optional.of("One"), text());
    }

    @Test
    void passesOverChangesOfDocumentsThatAreNotOpen() {
        change(OptionalInt.of(2), new Change.Whole("x"));
        assertEquals(Optional.empty(), text());
        open("one");
        documents.close(URI);
        change(OptionalInt.of(2), new Change.Whole("x"));
        assertEquals(Optional.empty(), text());
    }

    @Test
    void tellsWhetherAVersionIsCurrent() {
        open("one");
        Document first = documents.find(URI).orElseThrow();
        assertTrue(documents.isCurrent(first));
        change(OptionalInt.of(2), part(0, 0, 0, 0, "x"));
        assertFalse(documents.isCurrent(first));
        Document second = documents.find(URI).orElseThrow();
        open(second.text());
        assertFalse(documents.isCurrent(second), "opened anew");
    }

    @Test
    void parsesAVersionOnce() {
        open("m365 status");
        Document document = documents.find(URI).orElseThrow();
        assertSame(document.script(), document.script());
    }

    @Test
    void choosesTheDialectByLanguageThenNameThenFirstLine() {
        assertEquals(Optional.of("powershell"), dialect("powershell", "untitled:Untitled-1", ""));
        assertEquals(Optional.of("shell"), dialect("shellscript", "file:///a.ps1", ""));
        assertEquals(Optional.of("powershell"), dialect("plaintext", "file:///a%20b.PS1?x=y", ""));
        assertEquals(Optional.of("shell"), dialect("", "file:///deploy", "#!/usr/bin/env -S bash -e\n"));
        assertEquals(Optional.of("powershell"), dialect("", "file:///deploy", "#!/usr/bin/pwsh\n"));
        assertEquals(Optional.empty(), dialect("plaintext", "file:///notes.txt", "m365 status"));
    }

    private Optional<String> dialect(String language, String uri, String text) {
        documents.open(uri, language, OptionalInt.of(1), text);
        return documents.find(uri).map(document -> document.dialect().id());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "5",
                "{}",
                "{\"text\":5}",
                "{\"text\":\"x\",\"range\":5}",
                "{\"text\":\"x\",\"range\":{\"start\":{\"line\":0,\"character\":0}}}",
                "{\"text\":\"x\",\"range\":{\"start\":{\"line\":-1,\"character\":0},\"end\":{\"line\":0,\"character\":0}}}",
                "{\"text\":\"x\",\"range\":{\"start\":{\"line\":0.5,\"character\":0},\"end\":{\"line\":1,\"character\":0}}}",
                "{\"text\":\"x\",\"range\":{\"start\":{\"line\":0,\"character\":0},\"end\":{\"line\":4294967296,\"character\":0}}}"
            })
    void readsNoChangeOutOfWhatIsNone(String json) {
        assertEquals(Optional.empty(), Change.read(JsonParser.parseString(json)));
    }

    @Test
    void readsChangesAndLeavesTheRangesLengthAlone() {
        assertEquals(
                Optional.of(new Change.Whole("x")),
                Change.read(JsonParser.parseString("{\"text\":\"x\",\"range\":null}")));
        assertEquals(
                Optional.of(part(1, 2, 3, 4, "x")),
                Change.read(
                        JsonParser.parseString(
                                "{\"text\":\"x\",\"rangeLength\":99,\"range\":{\"start\":{\"line\":1,\"character\":2},\"end\":{\"line\":3,\"character\":4}}}")));
    }

    @Test
    void doesNotLookAtTextsThatAreTooLargeUntilASmallerOneComes() {
        String largest = "x".repeat(Documents.LARGEST);
        open(largest);
        assertEquals(Optional.of(largest), text());
        change(OptionalInt.of(2), part(0, 0, 0, 0, "y"));
        assertEquals(Optional.empty(), text());
        change(OptionalInt.of(3), part(0, 0, 0, 1, ""));
        assertEquals(Optional.empty(), text(), "its text was let go");
        change(OptionalInt.of(4), new Change.Whole("small"));
        assertEquals(Optional.of("small"), text());
        open(largest + "y");
        assertEquals(Optional.empty(), text());
        change(OptionalInt.of(5), new Change.Whole(largest + "z"));
        assertEquals(Optional.empty(), text());
    }
}
