package m365ls.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import m365ls.fixtures.tenant.http.Answer;
import m365ls.fixtures.tenant.http.LoopbackServer;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class TelltalePropertiesTest {

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {"jdk.httpclient.HttpClient.log=all", "jdk.internal.httpclient.debug=true", "javax.net.debug=all"
            })
    void keepsTheJdkFromWritingWhatIsSent(String property) throws Exception {
        try (LoopbackServer server = new LoopbackServer(request -> Answer.empty(204))) {
            Path errors = folder.resolve("errors");
            Process process = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-D" + property,
                            "-cp",
                            System.getProperty("java.class.path"),
                            SendProgram.class.getName(),
                            server.address() + "/")
                    .redirectError(errors.toFile())
                    .start();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertEquals(0, process.waitFor());
            assertEquals("204", output.strip());
            String said = Files.readString(errors);
            assertTrue(said.contains(property.substring(0, property.indexOf('=')) + " is ignored"), said);
            assertEquals(1, said.strip().lines().count(), said);
            assertFalse(said.contains("hunter"), said);
        }
    }
}
