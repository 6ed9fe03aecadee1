package m365ls.validation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Pattern;
import m365ls.catalog.Catalog;
import m365ls.catalog.CatalogFile;
import m365ls.catalog.CommandRules.Tree;
import m365ls.catalog.CommandSpec;
import m365ls.script.Value.Part;
import org.junit.jupiter.api.Test;

class RegularExpressionTest {

    private static final Catalog CATALOG = CatalogFile.builtIn().catalog();

    @Test
    void matchesAsJavaScriptDoes() {
        matches("^a+b?$", "", "aaab", true);
        matches("^a+b?$", "", "aaabb", false);
        matches("b", "", "abc", true);
        matches("^(a|bc){2,3}$", "", "abca", true);
        matches("^(a|bc){2,3}$", "", "bc", false);
        matches("^[^a-c]+$", "", "xyz-", true);
        matches("[\\w-]+@\\w", "i", "A-b@c", true);
        matches("^x$", "", "x\n", false);
        matches("^.$", "", "\n", false);
        matches("^[A-F]$", "i", "d", true);
        matches("^k$", "i", "\u212a", false);
        matches("^(?!\\d)\\w+$", "", "a1", true);
        matches("^(?!\\d)\\w+$", "", "1a", false);
        matches("a(?=b)", "", "ab", true);
        matches("\\bcat\\b", "", "a cat!", true);
        matches("\\bcat\\b", "", "concat", false);
        matches("^a{,2}$", "", "a{,2}", true);
        matches("", "", "", true);
    }

    @Test
    void saysWhatItDoesNotKnow() {
        for (String source : List.of("(a)\\1", "(?<=a)b", "(?<n>a)", "\\p{L}", "(a", "*a", "a**", "\\u0041")) {
            assertEquals(Optional.empty(), RegularExpression.of(source, ""), source);
        }
        assertEquals(Optional.empty(), RegularExpression.of("a", "m"));
    }

    @Test
    void tellsWhetherAnyFillingMatches() {
        assertEquals(Truth.UNKNOWN, test("^[0-9]{3}$", "", hole("1", "")));
        assertEquals(Truth.FALSE, test("^[0-9]{3}$", "", hole("x", "")));
        assertEquals(Truth.FALSE, test("^[0-9]{3}$", "", hole("", "4567")));
        assertEquals(Truth.UNKNOWN, test("b", "", hole("a", "c")));
        assertEquals(Truth.UNKNOWN, test("^a(?!b)", "", hole("a", "")));
        assertEquals(Truth.UNKNOWN, test("\\bx\\b", "", hole("", "x")));
        assertEquals(Truth.FALSE, test("^https:", "", hole("http:", "/")));
    }

    @Test
    void knowsEveryExpressionOfTheCatalogue() {
        Map<String, String> all = expressions();
        assertTrue(all.size() > 30, all.keySet().toString());
        all.forEach((source, flags) ->
                assertTrue(RegularExpression.of(source, flags).isPresent(), source));
    }

    /** Java's own matcher is the judge; each text is made of pieces of the expression. */
    @Test
    void agreesWithAnotherMatcherOnEveryExpressionOfTheCatalogue() {
        long seed = 42;
        Random random = new Random(seed);
        expressions().forEach((source, flags) -> {
            Pattern judge = Replacement.pattern(new JsValue.Regex(source, flags));
            for (int i = 0; i < 400; i++) {
                String text = text(source, random);
                assertEquals(
                        Truth.of(judge.matcher(text).find()),
                        test(source, flags, List.of(new Part.Text(text))),
                        "seed " + seed + ": " + source + " on " + text);
            }
        });
    }

    @Test
    void takesTimeLinearInHostileTexts() {
        List<String> repeated = List.of("a", "0", "a-", ".", "a.", "1D", "-", "/", "@", "aA0", "1.", "A:", " ");
        Map<String, String> all = new TreeMap<>(expressions());
        all.put("^(a+)+$", "");
        all.put("^(a|a)*b$", "");
        all.put("(.*)*x", "");
        all.forEach((source, flags) -> {
            for (String unit : repeated) {
                String text = unit.repeat(8_000 / unit.length()) + "!";
                // Gives up, and so fails, if it takes more than a few steps for each character.
                test(source, flags, List.of(new Part.Text(text)));
            }
        });
    }

    @Test
    void endsInHostileTextsAlsoWhereItCountsWhereItMatches() {
        List<String> repeated = List.of("a", "0", "a-", "1.", "/", " ");
        Map<String, String> all = new TreeMap<>(expressions());
        // Here the matcher calls itself for each letter.
        all.put("([a-z0-9]+[-.]?)+!!", "");
        int ended = 0;
        for (Map.Entry<String, String> one : all.entrySet()) {
            JsValue.Regex regex = new JsValue.Regex(one.getKey(), one.getValue());
            for (String unit : repeated) {
                JsValue.Text text = new JsValue.Text(unit.repeat(30_000 / unit.length()) + "!");
                ended += ends(run -> Replacement.exec(regex, text, run)) ? 1 : 0;
                List<JsValue> by = List.of(regex, JsValue.of("x"));
                ended += ends(run -> Replacement.replace(text.value(), "replace", by, run)) ? 1 : 0;
            }
        }
        assertTrue(ended > all.size(), ended + " of " + all.size());
        JsValue.Regex catastrophic = new JsValue.Regex("a*a*a*a*a*a*b", "");
        assertFalse(ends(run -> Replacement.exec(catastrophic, new JsValue.Text("a".repeat(60)), run)));
    }

    /** Whether a result comes before the evaluation gives up; fails if neither does. */
    private static boolean ends(Function<Run, JsValue> work) {
        try {
            JsValue unused = work.apply(new Run(World.UNKNOWN, Optional.empty()));
            return true;
        } catch (GiveUp e) {
            return false;
        }
    }

    private static void matches(String source, String flags, String text, boolean expected) {
        assertEquals(Truth.of(expected), test(source, flags, List.of(new Part.Text(text))), source + " on " + text);
    }

    private static Truth test(String source, String flags, List<Part> text) {
        Run run = new Run(World.UNKNOWN, Optional.empty());
        return RegularExpression.of(source, flags).orElseThrow().matches(text, run);
    }

    private static List<Part> hole(String before, String behind) {
        List<Part> parts = new ArrayList<>();
        if (!before.isEmpty()) {
            parts.add(new Part.Text(before));
        }
        parts.add(new Part.Hole());
        if (!behind.isEmpty()) {
            parts.add(new Part.Text(behind));
        }
        return parts;
    }

    private static String text(String source, Random random) {
        StringBuilder text = new StringBuilder();
        int pieces = random.nextInt(8);
        for (int i = 0; i < pieces; i++) {
            if (random.nextInt(3) == 0) {
                text.append("0aZ-_.@#:/19PTYMDHSCMg, ".charAt(random.nextInt(24)));
            } else {
                int from = random.nextInt(source.length());
                text.append(source, from, Math.min(source.length(), from + 1 + random.nextInt(4)));
            }
        }
        return text.toString();
    }

    /** The regular expressions in the rules of all commands, with their flags. */
    private static Map<String, String> expressions() {
        Map<String, String> expressions = new TreeMap<>();
        for (CommandSpec command : CATALOG.commands()) {
            collect(CATALOG.rules(command).tree(), expressions);
        }
        return expressions;
    }

    private static void collect(Tree tree, Map<String, String> expressions) {
        List<Tree> items = Trees.items(tree);
        if (items.size() == 3 && Trees.text(items.get(0)).equals("re")) {
            expressions.put(Trees.text(items.get(1)), Trees.text(items.get(2)));
        }
        items.forEach(item -> collect(item, expressions));
        Trees.find(tree, "pattern")
                .ifPresent(p -> expressions.put(Trees.text(p), Trees.text(Trees.get(tree, "flags"))));
        Trees.find(tree, "re").map(Trees::texts).ifPresent(re -> expressions.put(re.get(0), re.get(1)));
        Trees.fields(tree).forEach(field -> collect(field.value(), expressions));
    }
}
