package m365ls.tap;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.gson.JsonElement;
import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/**
 * The types of the protocol's messages, as a JSON Schema that the build makes of the type definitions of the npm package
 * {@code vscode-languageserver-protocol}.
 */
final class MessageTypes {

    private static final String FILE = "/m365ls/fixtures/protocol/messages.schema.json";

    private static final MessageTypes READ = read();

    private final Map<String, JsonSchema> schemas;

    private MessageTypes(Map<String, JsonSchema> schemas) {
        this.schemas = schemas;
    }

    /** Those of the build. */
    static MessageTypes ofTheProtocol() {
        return READ;
    }

    private static MessageTypes read() {
        try (InputStream in = MessageTypes.class.getResourceAsStream(FILE)) {
            if (in == null) {
                throw new AssertionError(FILE + " is missing; the build of test-fixtures makes it");
            }
            ObjectNode all = (ObjectNode) new ObjectMapper().readTree(in);
            JsonSchemaFactory factory = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V7);
            SchemaValidatorsConfig config =
                    SchemaValidatorsConfig.builder().preloadJsonSchema(false).build();
            Map<String, JsonSchema> schemas = new HashMap<>();
            for (String method : names(all, "Requests")) {
                for (String part : List.of("params", "result")) {
                    String place = "Requests/properties/" + escaped(method) + "/properties/" + part;
                    schemas.put(part + " of request " + method, factory.getSchema(pointing(all, place), config));
                }
            }
            for (String method : names(all, "Notifications")) {
                String place = "Notifications/properties/" + escaped(method);
                schemas.put("params of notification " + method, factory.getSchema(pointing(all, place), config));
            }
            return new MessageTypes(Map.copyOf(schemas));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static List<String> names(ObjectNode all, String definition) {
        Iterator<String> names =
                all.path("definitions").path(definition).path("properties").fieldNames();
        return java.util.stream.Stream.generate(() -> "")
                .takeWhile(unused -> names.hasNext())
                .map(unused -> names.next())
                .toList();
    }

    private static ObjectNode pointing(ObjectNode all, String place) {
        ObjectNode schema = new ObjectMapper().createObjectNode();
        schema.put("$ref", "#/definitions/" + place);
        schema.set("definitions", all.get("definitions"));
        return schema;
    }

    /** A method's name as a step of a JSON pointer. */
    private static String escaped(String method) {
        return method.replace("~", "~0").replace("/", "~1").replace("$", "%24");
    }

    /** Whether the protocol has this request. */
    boolean hasRequest(String method) {
        return schemas.containsKey("params of request " + method);
    }

    /** Whether the protocol has this notification. */
    boolean hasNotification(String method) {
        return schemas.containsKey("params of notification " + method);
    }

    List<String> wrongInRequest(String method, JsonElement params) {
        return wrong("params of request " + method, params);
    }

    List<String> wrongInResult(String method, JsonElement result) {
        return wrong("result of request " + method, result);
    }

    List<String> wrongInNotification(String method, JsonElement params) {
        return wrong("params of notification " + method, params);
    }

    private List<String> wrong(String what, JsonElement value) {
        JsonSchema schema = schemas.get(what);
        if (schema == null) {
            throw new AssertionError("no type for " + what);
        }
        return schema.validate(value.toString(), InputFormat.JSON).stream()
                .map(message -> what + ": " + message.getMessage())
                .toList();
    }
}
