package m365ls.script;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import m365ls.catalog.Catalog;
import m365ls.catalog.CatalogFile;
import org.junit.jupiter.api.Test;

class ArgumentListTest {

    private static final Catalog CATALOG = CatalogFile.builtIn().catalog();

    private static ArgumentList read(String... arguments) {
        return ArgumentList.read(List.of(arguments), CATALOG);
    }

    private static OptionValue text(String text) {
        return new OptionValue.Text(text);
    }

    @Test
    void putsTheNameFirst() {
        ArgumentList list = read("--url", "x", "spo", "web", "get");
        assertEquals("spo web get", list.name());
        assertEquals("spo web get", list.command().orElseThrow().name());
        assertEquals(List.of("spo", "web", "get", "--url", "x"), list.arguments());
        assertEquals(Map.of("url", text("x")), list.options());
    }

    @Test
    void findsNoCommandBehindAStrayWord() {
        assertTrue(read("spo", "web", "get", "--url", "x", "y").command().isEmpty());
        assertEquals("web get", read("--debug", "spo", "web", "get").name());
        assertEquals("", read().name());
    }

    @Test
    void seesThatHelpIsAskedFor() {
        assertTrue(read("help", "spo", "web", "get").helpAsked());
        assertTrue(read("spo", "web", "get", "-h").helpAsked());
        assertTrue(read("spo", "web", "get", "-uhttps://x").helpAsked());
        assertEquals("full", read("spo", "web", "get", "--help", "full").helpWish());
        assertFalse(read("spo", "web", "get", "-u=https://x").helpAsked());
    }

    @Test
    void keepsTheOrderOfOptions() {
        ArgumentList list = read("spo", "site", "list", "--query", "a", "--output", "md", "--type", "All");
        assertEquals(
                List.of("query", "output", "type"), List.copyOf(list.options().keySet()));
    }

    @Test
    void replacesAValueWhereItStands() {
        ArgumentList list = read("spo", "web", "get", "-u", "@u", "--debug");
        assertEquals(
                List.of("spo", "web", "get", "-u", "new", "--debug"),
                list.with("url", text("new")).arguments());
        assertEquals(
                List.of("spo", "web", "get", "-u=-new", "--debug"),
                list.with("url", text("-new")).arguments());
        assertEquals(
                List.of("spo", "web", "get", "--url", "\"new\""),
                read("spo", "web", "get", "--url=@u")
                        .with("url", text("\"new\""))
                        .arguments());
    }

    @Test
    void addsAnOption() {
        ArgumentList list = read("spo", "web", "get");
        assertEquals(
                List.of("spo", "web", "get", "--url", "x"),
                list.with("url", text("x")).arguments());
        assertEquals(
                List.of("spo", "web", "get", "--url=-x"),
                list.with("url", text("-x")).arguments());
    }

    /** Whatever a text looks like, the tool reads it out of the list again as it was, but for numbers. */
    @Test
    void anyTextComesBackOutOfTheList() {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        List<String> pieces =
                List.of("-", "--", "=", "\"", "'", " ", "\n", "a", "url", "@", "1", ".", "é", "true", "no-");
        for (int i = 0; i < 20_000; i++) {
            List<String> chosen = new ArrayList<>();
            for (int length = random.nextInt(5); length >= 0; length--) {
                chosen.add(pieces.get(random.nextInt(pieces.size())));
            }
            String text = String.join("", chosen);
            List<String> way = List.of(
                            List.of("spo", "web", "get", "--url", "x", "--withGroups"),
                            List.of("spo", "web", "get", "-u", "x"),
                            List.of("spo", "web", "get", "--url=x", "--debug"),
                            List.of("spo", "web", "get", "--withGroups"))
                    .get(random.nextInt(4));
            ArgumentList list = ArgumentList.read(way, CATALOG).with("url", text(text));
            assertEquals(text(text), list.options().get("url"));
            OptionValue again =
                    ArgumentList.read(list.arguments(), CATALOG).options().get("url");
            boolean quoted = text.startsWith("-") && text.length() > 1;
            if (!(again instanceof OptionValue.Numeric)
                    && !(quoted && list.arguments().size() < 6)) {
                assertEquals(text(text), again, () -> "seed " + seed + ": " + list.arguments());
            }
        }
    }
}
