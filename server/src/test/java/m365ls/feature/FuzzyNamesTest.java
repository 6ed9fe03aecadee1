package m365ls.feature;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class FuzzyNamesTest {

    @Test
    void findsWordsWithoutTheirBlanks() {
        check("siteget", "spo site get", "");
        check("spolist", "spo listitem add", "item add");
        check("spolistitem", "spo listitem add", "add");
    }

    @Test
    void findsWordsByTheirBeginnings() {
        check("s si g", "spo site get", "et");
        check("sp li", "spo listitem add", "stitem add");
        check("list", "spo listitem add", "item add");
    }

    @Test
    void takesTheEarliestEnd() {
        check("s", "spo site set", "po site set");
        check("", "spo site get", "spo site get");
    }

    @Test
    void doesNotMindCase() {
        check("SPO Site", "spo site get", "get");
    }

    @Test
    void findsNothingInTheMiddleOfWords() {
        checkNot("ite", "spo site get");
        checkNot("spoget", "spo budget add");
        checkNot("getsite", "spo site get");
        checkNot("spo site get now", "spo site get");
    }

    @Test
    void tellsBeginnings() {
        assertTrue(FuzzyNames.begins("spo list", "spo listitem add"));
        assertTrue(FuzzyNames.begins("spolist", "spo list get"));
        assertFalse(FuzzyNames.begins("list", "spo list get"));
    }

    private static void check(String typed, String name, String rest) {
        assertEquals(rest, name.substring(FuzzyNames.behind(typed, name).orElseThrow()));
    }

    private static void checkNot(String typed, String name) {
        assertTrue(FuzzyNames.behind(typed, name).isEmpty());
    }
}
