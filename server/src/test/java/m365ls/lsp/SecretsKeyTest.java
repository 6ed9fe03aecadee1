package m365ls.lsp;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretsKeyTest {

    private static final String LINE = Base64.getEncoder().encodeToString(new byte[32]);

    private static InputStream input(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void opensTheExamplesAndRefusesWhatIsNotForTheirQuestion() throws IOException {
        JsonObject file = JsonParser.parseString(Files.readString(
                        Path.of(System.getProperty("repository.root"), "test-fixtures", "protocol", "sealed.json")))
                .getAsJsonObject();
        SecretsKey key =
                new SecretsKey(Base64.getDecoder().decode(file.get("key").getAsString()));
        int opened = 0;
        JsonArray examples = file.getAsJsonArray("examples");
        for (JsonElement each : examples) {
            JsonObject example = each.getAsJsonObject();
            String name = example.get("name").getAsString();
            Optional<byte[]> secret = key.open(
                    example,
                    example.get("method").getAsString(),
                    example.get("question").getAsString());
            assertEquals(example.has("secret"), secret.isPresent(), name);
            if (secret.isPresent()) {
                assertArrayEquals(
                        Base64.getDecoder().decode(example.get("secret").getAsString()), secret.get(), name);
                opened++;
            }
        }
        assertTrue(opened >= 4 && examples.size() - opened >= 6, "there are examples of both kinds");
    }

    @Test
    void refusesWhatHasNoShape() {
        SecretsKey key = new SecretsKey(new byte[32]);
        for (String garbage : new String[] {"null", "3", "\"text\"", "[]", "{}", "{\"nonce\": 1, \"sealed\": []}"}) {
            assertFalse(key.open(JsonParser.parseString(garbage), "m", "q").isPresent(), garbage);
        }
        assertFalse(key.open(JsonNull.INSTANCE, "m", "q").isPresent());
    }

    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r\n"})
    void readsOneLineAndNothingBehindIt(String end) throws IOException {
        InputStream in = input(LINE + end + "Content-Length: 2\r\n\r\n{}");
        assertTrue(SecretsKey.read(in).isPresent());
        assertEquals("Content-Length: 2\r\n\r\n{}", new String(in.readAllBytes(), StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "\n",
                "AAAA\n",
                "Content-Length: 2\r\n\r\n{}",
                " AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\n",
                "!AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\n",
                "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA\n"
            })
    void readsNoKeyWhereThereIsNone(String text) throws IOException {
        assertFalse(SecretsKey.read(input(text)).isPresent());
    }

    @Test
    void givesUpALineThatDoesNotEnd() throws IOException {
        assertFalse(SecretsKey.read(input("A".repeat(1_000_000))).isPresent());
        assertFalse(SecretsKey.read(input(LINE)).isPresent(), "no end of the line");
    }

    @Test
    void doesNotShowTheKey() {
        assertFalse(new SecretsKey(new byte[32]).toString().contains("AAAA"));
    }
}
