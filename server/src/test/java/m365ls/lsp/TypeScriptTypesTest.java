package m365ls.lsp;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import m365ls.lsp.ProtocolPage.Method;
import org.junit.jupiter.api.Test;

/**
 * Makes the client's types of the records and their page, and holds the client's file against them. With {@code
 * -Dprotocol.write=true} the file is written.
 */
class TypeScriptTypesTest {

    private static final Path FILE =
            Path.of(System.getProperty("repository.root")).resolve("vscode-client/src/protocol.ts");

    @Test
    void theClientsTypesAreThoseOfTheRecords() throws IOException {
        String types = types(ProtocolPage.read(), ProtocolPage.declared());
        if (Boolean.getBoolean("protocol.write")) {
            Files.writeString(FILE, types);
        }
        assertEquals(
                types,
                Files.readString(FILE).replace("\r\n", "\n"),
                "Make it again with: mvn -pl server -am test -Dtest=TypeScriptTypesTest"
                        + " -Dsurefire.failIfNoSpecifiedTests=false -Dprotocol.write=true");
    }

    private static String types(ProtocolPage page, Map<String, List<String>> declared) {
        StringBuilder out = new StringBuilder("// Made of the records of the protocol and of docs/protocol.md by"
                + " TypeScriptTypesTest: not to be changed by hand.\n");
        page.records().forEach((name, shape) -> {
            out.append("\n/** ").append(shape.meaning()).append(" */\n");
            out.append("export interface ").append(name).append(" {\n");
            List<String> fields = declared.getOrDefault(name, List.of());
            for (int i = 0; i < fields.size(); i++) {
                String[] field = fields.get(i).split(": ");
                boolean optional = field[1].endsWith("?");
                String type = optional ? field[1].substring(0, field[1].length() - 1) : field[1];
                out.append("  /** ").append(shape.fields().get(i).meaning()).append(" */\n");
                out.append("  readonly ").append(field[0]).append(optional ? "?: " : ": ");
                out.append(type.endsWith("[]") ? "readonly " : "").append(type).append(";\n");
            }
            out.append("}\n");
        });
        out.append("\n/** All of the above by name. */\nexport interface Records {\n");
        page.records()
                .keySet()
                .forEach(name -> out.append("  readonly ")
                        .append(name)
                        .append(": ")
                        .append(name)
                        .append(";\n"));
        out.append("}\n");
        map(out, page, "Requests of the client.", "ClientRequests", m -> m.fromClient());
        map(
                out,
                page,
                "Requests of the server.",
                "ServerRequests",
                m -> !m.fromClient() && !m.result().isEmpty());
        map(
                out,
                page,
                "Notifications of the server.",
                "ServerNotifications",
                m -> m.result().isEmpty());
        return out.toString();
    }

    private static void map(
            StringBuilder out, ProtocolPage page, String meaning, String name, Predicate<Method> wanted) {
        out.append("\n/** ")
                .append(meaning)
                .append(" */\nexport interface ")
                .append(name)
                .append(" {\n");
        for (Method method : page.methods().stream().filter(wanted).toList()) {
            String params = method.params().isEmpty() ? "undefined" : method.params();
            out.append("  readonly '").append(method.name()).append("': ");
            if (method.result().isEmpty()) {
                out.append(params).append(";\n");
            } else {
                out.append("{ readonly params: ").append(params).append("; readonly result: ");
                out.append(method.result())
                        .append(method.mayBeNull() ? " | null" : "")
                        .append(" };\n");
            }
        }
        out.append("}\n");
    }
}
