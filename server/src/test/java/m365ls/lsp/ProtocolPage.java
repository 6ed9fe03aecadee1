package m365ls.lsp;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import m365ls.protocol.Methods;
import org.jspecify.annotations.Nullable;

/**
 * {@code docs/protocol.md}, read.
 *
 * @param methods in the page's order
 * @param records in the page's order, by name
 */
record ProtocolPage(List<Method> methods, Map<String, Shape> records) {

    private static final Path FILE =
            Path.of(System.getProperty("repository.root")).resolve("docs/protocol.md");
    private static final Pattern METHOD =
            Pattern.compile("(?m)^\\| `(m365/[\\w/]+)` \\| (client|server) \\| (.+?) \\| (.+?) \\|$");
    private static final Pattern SECTION = Pattern.compile("(?s)^`(\\w+)`\n\n(.*?)\n\n\\| field \\|(.*)");
    private static final Pattern FIELD = Pattern.compile("(?m)^\\| `(\\w+)` \\| `([\\w\\[\\]]+\\??)` \\| (.+) \\|$");
    private static final Pattern NAME = Pattern.compile("^`(\\w+)`");

    /**
     * A row of the table of methods.
     *
     * @param params name of a record; empty if there are none
     * @param result name of a record; empty for a notification
     * @param mayBeNull whether {@code null} is a result too
     */
    record Method(String name, boolean fromClient, String params, String result, boolean mayBeNull) {}

    /** A record: what it is, and its fields. */
    record Shape(String meaning, List<Field> fields) {}

    /** @param type as the page has it, with {@code ?} at the end if the field may be missing */
    record Field(String name, String type, String meaning) {}

    static ProtocolPage read() throws IOException {
        String page = Files.readString(FILE).replace("\r\n", "\n");
        String table = page.split("## What they carry")[0];
        List<Method> methods = new ArrayList<>();
        for (Matcher m = METHOD.matcher(table); m.find(); ) {
            methods.add(new Method(
                    m.group(1),
                    m.group(2).equals("client"),
                    name(m.group(3)),
                    name(m.group(4)),
                    m.group(4).contains("`null`")));
        }
        Map<String, Shape> records = new LinkedHashMap<>();
        String sections = page.split("## What they carry")[1].split("\n## ")[0];
        for (String section : sections.split("\n### ")) {
            Matcher known = SECTION.matcher(section);
            if (known.matches()) {
                List<Field> fields = new ArrayList<>();
                for (Matcher m = FIELD.matcher(known.group(3)); m.find(); ) {
                    fields.add(new Field(m.group(1), m.group(2), m.group(3)));
                }
                records.put(known.group(1), new Shape(known.group(2), fields));
            }
        }
        return new ProtocolPage(methods, records);
    }

    private static String name(String cell) {
        Matcher name = NAME.matcher(cell);
        return name.find() ? name.group(1) : "";
    }

    /** All records of the protocol. */
    static List<Class<?>> types() {
        return new ClassFileImporter()
                .importPackages(Methods.class.getPackageName()).stream()
                        .<Class<?>>map(JavaClass::reflect)
                        .filter(Class::isRecord)
                        .toList();
    }

    /** The fields of all records of the protocol, as the page should have them. */
    static Map<String, List<String>> declared() {
        Map<String, List<String>> declared = new TreeMap<>();
        for (Class<?> type : types()) {
            List<String> fields = new ArrayList<>();
            for (RecordComponent component : type.getRecordComponents()) {
                fields.add(component.getName() + ": " + json(component.getAnnotatedType()));
            }
            declared.put(type.getSimpleName(), fields);
        }
        return declared;
    }

    private static String json(AnnotatedType type) {
        return json(type.getType()) + (type.isAnnotationPresent(Nullable.class) ? "?" : "");
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
        if (type == long.class) {
            return "number";
        }
        if (type instanceof Class<?> other && other.isRecord()) {
            return other.getSimpleName();
        }
        throw new AssertionError("no JSON for " + type);
    }
}
