package m365ls.lsp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.reflect.Field;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import m365ls.catalog.CatalogFile;
import m365ls.catalog.FormerNames;
import m365ls.installation.Machine;
import m365ls.protocol.CatalogChanged;
import m365ls.protocol.CatalogNode;
import m365ls.protocol.CatalogTree;
import m365ls.protocol.CommandDescription;
import m365ls.protocol.DescribeParams;
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
        Server.Parts parts =
                new Server.Parts(() -> "test", CatalogFile::builtIn, FormerNames::builtIn, Machine::current);
        Set<String> known = new TreeSet<>(new Server(parts, new ByteArrayOutputStream(), () -> {}).methods());
        known.addAll(List.of("exit", "$/cancelRequest"));
        // What the server sends.
        known.addAll(List.of(
                "textDocument/publishDiagnostics",
                "workspace/diagnostic/refresh",
                "window/showMessage",
                Methods.CATALOG_CHANGED));
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
        Map<String, List<String>> declared = new LinkedHashMap<>();
        Stream.concat(
                        Stream.of(
                                CatalogTree.class,
                                CatalogNode.class,
                                DescribeParams.class,
                                CatalogChanged.class,
                                CommandDescription.class),
                        Stream.of(CommandDescription.class.getDeclaredClasses()).sorted((a, b) -> order(a) - order(b)))
                .forEach(type -> declared.put(type.getSimpleName(), fields(type)));
        Map<String, List<String>> shown = new LinkedHashMap<>();
        String records = page("protocol.md").split("## What they carry")[1].split("\n## ")[0];
        for (String section : records.split("\n### ")) {
            if (!section.startsWith("`")) {
                continue;
            }
            List<String> fields = new ArrayList<>();
            for (Matcher m = Pattern.compile("(?m)^\\| `(\\w+)` \\| `([\\w\\[\\]]+)` \\|")
                            .matcher(section);
                    m.find(); ) {
                fields.add(m.group(1) + ": " + m.group(2));
            }
            shown.put(section.substring(1, section.indexOf('`', 1)), fields);
        }
        assertEquals(declared, shown);
    }

    /** Nested records have no order of their own; the page has that of the fields that use them. */
    private static int order(Class<?> nested) {
        RecordComponent[] components = CommandDescription.class.getRecordComponents();
        for (int i = 0; i < components.length; i++) {
            if (components[i].getGenericType().getTypeName().contains("$" + nested.getSimpleName() + ">")) {
                return i;
            }
        }
        throw new AssertionError("unused: " + nested);
    }

    private static List<String> fields(Class<?> type) {
        assertTrue(type.isRecord(), type.getName());
        return Stream.of(type.getRecordComponents())
                .map(component -> component.getName() + ": " + json(component.getGenericType()))
                .toList();
    }

    private static String json(Type type) {
        if (type instanceof ParameterizedType list && list.getRawType() == List.class) {
            return json(list.getActualTypeArguments()[0]) + "[]";
        }
        if (type == String.class) {
            return "string";
        }
        if (type == boolean.class) {
            return "boolean";
        }
        if (type instanceof Class<?> other && other.isRecord()) {
            return other.getSimpleName();
        }
        throw new AssertionError("no JSON for " + type);
    }
}
