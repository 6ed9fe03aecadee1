package m365ls.feature;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import m365ls.script.Dialect;
import m365ls.script.PowerShell;
import m365ls.script.Shell;
import org.junit.jupiter.api.Test;

class CursorTest {

    private static final Map<Class<? extends Cursor>, String> EXAMPLES = Map.of(
            Cursor.Nothing.class, "echo <|>",
            Cursor.ProgramWord.class, "m3<|>65 spo",
            Cursor.CommandWord.class, "m365 spo s<|>",
            Cursor.OptionName.class, "m365 spo site get --u<|>",
            Cursor.OptionValue.class, "m365 spo site get --url <|>",
            Cursor.Unknown.class, "m365 spo site get --url $u<|>");

    @Test
    void everyKindIsHandledByEveryFeature() {
        Set<Class<?>> kinds = new HashSet<>(Arrays.asList(Cursor.class.getPermittedSubclasses()));
        assertEquals(kinds, new HashSet<>(EXAMPLES.keySet()));
        for (Dialect dialect : List.of(new Shell(), new PowerShell())) {
            EXAMPLES.forEach((kind, example) -> {
                Marked at = Marked.of(dialect, SmallCatalog.CATALOG, example);
                assertEquals(kind, at(at).getClass(), dialect.id() + ": " + example);
                boolean something = kind == Cursor.CommandWord.class
                        || kind == Cursor.OptionName.class
                        || kind == Cursor.OptionValue.class;
                // A value that is free text has no suggestions, but is handled.
                boolean offered = !Completions.at(at.snapshot(), at.offset()).isEmpty();
                assertTrue(something || !offered, example);
                boolean signed = Signatures.at(at.snapshot(), at.offset()).isPresent();
                assertEquals(example.contains("get"), signed, example);
            });
        }
    }

    @Test
    void readsTheCallWithoutWhatIsAtTheCursor() {
        Marked at = Marked.of(new Shell(), SmallCatalog.CATALOG, "m365 spo list get --ti<|>tle x --debug");
        Cursor.OptionName name = (Cursor.OptionName) at(at);
        assertEquals("title", name.option().orElseThrow().name());
        assertEquals(
                List.of("debug"),
                name.call().given().stream().map(g -> g.name()).toList());
    }

    private static Cursor at(Marked marked) {
        return Cursor.at(marked.snapshot().script(), marked.snapshot().catalog(), marked.offset());
    }
}
