package m365ls.lsp;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.gson.Gson;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import m365ls.protocol.Methods;
import org.eclipse.lsp4j.jsonrpc.json.MessageJsonHandler;
import org.junit.jupiter.api.Test;

/** An example of each record, which the client's tests read too, is what the server reads and writes. */
class ProtocolExamplesTest {

    private static final Path FILE =
            Path.of(System.getProperty("repository.root"), "test-fixtures", "protocol", "messages.json");

    /** As messages are read and written. */
    private static final Gson GSON = new MessageJsonHandler(Map.of()).getGson();

    @Test
    void everyRecordHasAnExampleWithAllItsFieldsThatIsReadAndWrittenAsItIs() throws IOException {
        JsonObject examples = JsonParser.parseString(Files.readString(FILE)).getAsJsonObject();
        Map<String, Class<?>> records = ProtocolPage.types().stream()
                .collect(Collectors.toMap(Class::getSimpleName, Function.identity(), (a, b) -> a, TreeMap::new));
        assertEquals(records.keySet(), new TreeSet<>(examples.keySet()), "in " + Methods.class.getPackageName());
        records.forEach((name, type) -> {
            JsonElement example = examples.get(name);
            assertEquals(
                    type.getRecordComponents().length, example.getAsJsonObject().size(), name + " lacks a field");
            assertEquals(example, JsonParser.parseString(GSON.toJson(GSON.fromJson(example, type))), name);
        });
    }
}
