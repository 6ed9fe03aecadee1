package m365ls.project;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import m365ls.feature.Severity;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProjectFileTest {

    private static final Path FOLDER = Path.of("project");

    private static ProjectFile parse(String text) {
        return ProjectFile.parse(FOLDER, text);
    }

    private static JsonSchema schema() throws IOException {
        Path file = Path.of(System.getProperty("repository.root"), "docs", "schema", "m365ls.schema.json");
        return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012).getSchema(Files.readString(file));
    }

    @Test
    void readsAllThereIs() throws IOException {
        String text = "{\"$schema\": \"x\", \"rules\": {\"missing-option\": \"off\"}, \"cliVersion\": \"11.0.0\","
                + " \"exclude\": [\"old/**\"]}";
        assertEquals(
                new ProjectFile(FOLDER, Map.of("missing-option", Severity.OFF), "11.0.0", List.of("old/**"), List.of()),
                parse(text));
        assertTrue(schema().validate(text, InputFormat.JSON).isEmpty());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"rules\": {\"missing-option\": \"loud\"}}",
                "{\"rules\": []}",
                "{\"cliVersion\": 11}",
                "{\"exclude\": \"old\"}",
                "{\"exclude\": [1]}",
                "{\"other\": 1}",
                "[]"
            })
    void findsTheFaultsThatTheSchemaFinds(String text) throws IOException {
        assertFalse(parse(text).faults().isEmpty());
        assertFalse(schema().validate(text, InputFormat.JSON).isEmpty());
    }

    @Test
    void saysWhereJsonIsBroken() {
        assertTrue(parse("{\"rules\": {").faults().get(0).startsWith("is not valid JSON: "));
    }
}
