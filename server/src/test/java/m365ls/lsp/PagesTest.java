package m365ls.lsp;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import m365ls.catalog.CatalogFile;
import m365ls.catalog.FormerNames;
import m365ls.installation.Machine;
import m365ls.protocol.Methods;
import org.junit.jupiter.api.Test;

/** Holds the pages about the protocol against the code. */
class PagesTest {

    private static final Path ROOT = Path.of(System.getProperty("repository.root"));
    private static final Pattern METHOD = Pattern.compile("^\\| `([$\\w]+(?:/\\w+)*)` \\|", Pattern.MULTILINE);

    private static String page(String name) throws IOException {
        return Files.readString(ROOT.resolve("docs").resolve(name));
    }

    private static Set<String> methods(String page) {
        Set<String> methods = new TreeSet<>();
        for (Matcher m = METHOD.matcher(page); m.find(); ) {
            methods.add(m.group(1));
        }
        return methods;
    }

    @Test
    void theFeaturesPageNamesTheMethodsTheServerKnows() throws IOException {
        Server.Parts parts = new Server.Parts(
                () -> "test",
                CatalogFile::builtIn,
                FormerNames::builtIn,
                Machine::current,
                Optional.empty(),
                () -> all -> List.of());
        Set<String> known = new TreeSet<>(new Server(parts, new ByteArrayOutputStream(), code -> {}).methods());
        known.addAll(List.of("exit", "$/cancelRequest"));
        // What the server sends.
        known.addAll(List.of(
                "textDocument/publishDiagnostics",
                "workspace/diagnostic/refresh",
                "workspace/codeLens/refresh",
                "workspace/semanticTokens/refresh",
                "window/showMessage",
                "window/showDocument",
                "window/workDoneProgress/create",
                Methods.CATALOG_CHANGED,
                Methods.SESSION_DEVICE_CODE,
                Methods.SESSION_SECRET,
                Methods.SESSION_STORAGE_KEY,
                Methods.SESSION_EDITOR_TOKEN,
                Methods.SESSION_CHANGED,
                Methods.CONFIRM,
                Methods.CHOOSE,
                "$/progress"));
        assertEquals(known, methods(page("features.md")));
    }

    @Test
    void theProtocolPageNamesTheMethodsOfOurOwn() throws Exception {
        Set<String> declared = new TreeSet<>();
        for (Field field : Methods.class.getFields()) {
            declared.add(String.valueOf(field.get(null)));
        }
        String table = page("protocol.md").split("## What they carry")[0];
        assertEquals(declared, methods(table));
    }

    @Test
    void theProtocolPageShowsTheRecordsAsTheyAre() throws IOException {
        Map<String, List<String>> shown = new TreeMap<>();
        ProtocolPage.read()
                .records()
                .forEach((name, shape) -> shown.put(
                        name,
                        shape.fields().stream()
                                .map(field -> field.name() + ": " + field.type())
                                .toList()));
        assertEquals(ProtocolPage.declared(), shown);
    }

    @Test
    void theProtocolPageNamesRecordsForWhatMethodsCarry() throws IOException {
        ProtocolPage page = ProtocolPage.read();
        Set<String> carried = new TreeSet<>();
        for (ProtocolPage.Method method : page.methods()) {
            carried.add(method.params());
            carried.add(method.result());
        }
        carried.remove("");
        carried.removeAll(page.records().keySet());
        assertEquals(Set.of(), carried);
    }
}
