package m365ls.validation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import m365ls.catalog.Catalog;
import m365ls.catalog.CatalogFile;
import m365ls.catalog.CommandSpec;
import m365ls.script.Value;
import m365ls.script.Value.Part;
import org.junit.jupiter.api.Test;

/** What is certain of a call whose values are not known stays so whatever they turn out to be. */
class PartlyKnownCallsTest {

    private static final long SEED = Long.getLong("m365ls.verdicts.seed", 20_260_602);

    private static final Catalog CATALOG = CatalogFile.builtIn().catalog();

    private final Map<CommandSpec, Validator> validators = new HashMap<>();

    @Test
    void refusesNoCallOfWhichAValidOneIsAFilling() {
        Random random = new Random(SEED);
        List<String> refused = new ArrayList<>();
        int variants = 0;
        int stillValid = 0;
        for (List<String> list : new CallGenerator(CATALOG, SEED).make(6)) {
            Optional<Validator> validator = validator(list);
            if (validator.isEmpty() || !(verdict(validator.get(), known(list)) instanceof Verdict.Valid)) {
                continue;
            }
            for (int i = 0; i < 7; i++) {
                List<Value> variant = variant(list, random);
                for (World world : List.of(FrozenWorld.WORLD, World.UNKNOWN)) {
                    variants++;
                    Verdict verdict = validator.get().verdict(variant, world);
                    stillValid += verdict instanceof Verdict.Valid ? 1 : 0;
                    if (verdict instanceof Verdict.Invalid) {
                        refused.add(list + " " + variant + " " + verdict);
                    }
                }
            }
        }
        assertEquals(List.of(), refused, "seed " + SEED);
        assertTrue(variants > 20_000, String.valueOf(variants));
        assertTrue(stillValid > variants / 10, stillValid + " of " + variants);
    }

    @Test
    void refusesWhatNoFillingMakesRight() {
        assertEquals(Optional.of("refused"), message("spo web get --url http://<>/sites/hr"));
        assertEquals(Optional.empty(), message("spo web get --url <>/sites/hr"));
        assertEquals(Optional.of("id: Invalid UUID"), message("entra user get --id x<>"));
        assertEquals(Optional.empty(), message("entra user get --id a<>"));
    }

    @Test
    void saysNothingOfAWordThatMayCount() {
        // With 1 in its place the parser adds it to what the option has.
        assertEquals(Optional.empty(), message("viva engage message get --id --id <>"));
        assertEquals(Optional.empty(), message("viva engage message get --id 5 --id <>"));
        assertEquals(Optional.empty(), message("viva engage message get --id 5 --id <> --id 1"));
        assertEquals(Optional.of("refused"), message("viva engage message get --id 5 --id a<>"));
        assertEquals(
                Optional.of("url: Required option not specified"),
                message("spo site get --url https://contoso.sharepoint.com --url <>"));
    }

    @Test
    void saysNothingOfAWordThatMayBeASwitchsValueOrBeDropped() {
        assertEquals(Optional.empty(), message("graph schemaextension remove -i x -f <>"));
        assertEquals(Optional.empty(), message("graph schemaextension remove -i x -f @<>"));
        assertEquals(Optional.empty(), message("graph schemaextension remove -i x --force <>e"));
        assertEquals(Optional.empty(), message("graph schemaextension remove -i x --force F<>E"));
        assertEquals(Optional.of("refused"), message("graph schemaextension remove -i x --force @<>"));
        assertEquals(Optional.of("refused"), message("graph schemaextension remove -i x --force <>x"));
    }

    @Test
    void saysNothingOfMarksThatTheParserMayTakeAway() {
        assertEquals(Optional.empty(), message("entra user get --id='<>"));
        assertEquals(Optional.empty(), message("entra user get --id=<>'"));
        assertEquals(Optional.of("id: Invalid UUID"), message("entra user get --id 'a<>"));
        assertEquals(Optional.of("id: Invalid UUID"), message("entra user get --id='x<>"));
    }

    /** What the tool prints first for a call in which {@code <>} is not known; empty if it is not refused for certain. */
    private Optional<String> message(String line) {
        List<Value> values = new ArrayList<>();
        List<String> words = List.of(line.split(" "));
        for (String word : words) {
            List<Part> parts = new ArrayList<>();
            int hole = word.indexOf("<>");
            if (hole < 0) {
                values.add(Value.known(word));
                continue;
            }
            if (hole > 0) {
                parts.add(new Part.Text(word.substring(0, hole)));
            }
            parts.add(new Part.Hole());
            if (hole + 2 < word.length()) {
                parts.add(new Part.Text(word.substring(hole + 2)));
            }
            values.add(new Value(parts, true));
        }
        Verdict verdict = verdict(validator(words).orElseThrow(), values);
        return verdict instanceof Verdict.Invalid invalid
                ? invalid.problems().get(0).message().or(() -> Optional.of("refused"))
                : Optional.empty();
    }

    private Verdict verdict(Validator validator, List<Value> arguments) {
        return validator.verdict(arguments, FrozenWorld.WORLD);
    }

    private Optional<Validator> validator(List<String> list) {
        int words = 0;
        while (words < list.size() && !list.get(words).startsWith("-")) {
            words++;
        }
        return CATALOG.find(String.join(" ", list.subList(0, words)))
                .map(command -> validators.computeIfAbsent(command, c -> Validator.of(c, CATALOG.rules(c))));
    }

    private static List<Value> known(List<String> list) {
        return list.stream().map(Value::known).toList();
    }

    /** The call with one or two values, or parts of them, that are not known. */
    private static List<Value> variant(List<String> list, Random random) {
        List<Value> variant = new ArrayList<>(known(list));
        for (int change = 0; change < 2; change++) {
            int at = random.nextInt(list.size());
            boolean value =
                    at > 0 && list.get(at - 1).startsWith("-") && !list.get(at).startsWith("-");
            if (value && !list.get(at - 1).contains("=")) {
                variant.set(at, hollow(list.get(at), random));
            }
        }
        return variant;
    }

    private static Value hollow(String text, Random random) {
        int from = text.isEmpty() ? 0 : random.nextInt(text.length());
        int to = text.isEmpty() ? 0 : from + 1 + random.nextInt(text.length() - from);
        if (text.startsWith("@") && from == 0) {
            // It is no longer told that it names a file.
            to = text.length();
        }
        if (random.nextInt(3) == 0) {
            return Value.unknown();
        }
        List<Part> parts = new ArrayList<>();
        if (from > 0) {
            parts.add(new Part.Text(text.substring(0, from)));
        }
        parts.add(new Part.Hole());
        if (to < text.length()) {
            parts.add(new Part.Text(text.substring(to)));
        }
        return new Value(parts, true);
    }
}
