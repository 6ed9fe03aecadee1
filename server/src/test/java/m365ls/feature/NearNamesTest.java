package m365ls.feature;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class NearNamesTest {

    @Test
    void countsLettersAddedDroppedChangedAndSwapped() {
        assertEquals(0, NearNames.distance("site", "site", 3));
        assertEquals(1, NearNames.distance("site", "sites", 3));
        assertEquals(1, NearNames.distance("site", "sit", 3));
        assertEquals(1, NearNames.distance("site", "sife", 3));
        assertEquals(1, NearNames.distance("site", "stie", 3));
        assertEquals(2, NearNames.distance("", "ab", 2));
        assertTrue(NearNames.distance("site", "group", 2) > 2);
    }

    @Test
    void isTheDistanceOfTheWholeTableWhereItCounts() {
        long seed = 4711;
        Random random = new Random(seed);
        for (int i = 0; i < 20_000; i++) {
            String one = word(random);
            String other = word(random);
            int most = random.nextInt(5);
            int whole = NearNames.distance(one, other, 20);
            int banded = NearNames.distance(one, other, most);
            String about = one + " and " + other + " up to " + most + ", seed " + seed;
            assertEquals(Math.min(whole, most + 1), Math.min(banded, most + 1), about);
        }
    }

    @Test
    void putsTheNearestFirst() {
        NearNames near = new NearNames(SampleCatalog.CATALOG);
        assertEquals(List.of("shop item get", "shop item set"), near.commands("shop item geet"));
        assertEquals(List.of("shop item delete"), near.commands("shop item delte"));
        assertEquals(List.of(), near.commands("x".repeat(200)));
        assertEquals(List.of("game"), NearNames.values(List.of("book", "game"), "games"));
    }

    private static String word(Random random) {
        StringBuilder word = new StringBuilder();
        int length = random.nextInt(8);
        for (int i = 0; i < length; i++) {
            word.append((char) ('a' + random.nextInt(3)));
        }
        return word.toString();
    }
}
