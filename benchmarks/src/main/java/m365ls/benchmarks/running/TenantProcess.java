package m365ls.benchmarks.running;

import com.google.gson.JsonParser;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import m365ls.fixtures.tenant.TenantProgram;

/** A stand-in tenant in a process of its own, so that its work is not ours. */
final class TenantProcess implements AutoCloseable {

    private final Process process;
    private final TenantFacts facts;

    TenantProcess() throws IOException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        process = new ProcessBuilder(
                        java,
                        "-Xmx256m",
                        "-XX:+UseSerialGC",
                        "-classpath",
                        System.getProperty("java.class.path"),
                        TenantProgram.class.getName(),
                        "--obliging",
                        "yes")
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        BufferedReader out =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        String line = out.readLine();
        if (line == null) {
            throw new IOException("The stand-in tenant did not start.");
        }
        facts = new TenantFacts(JsonParser.parseString(line).getAsJsonObject());
    }

    TenantFacts facts() {
        return facts;
    }

    @Override
    public void close() throws IOException {
        process.getOutputStream().close();
        try {
            if (!process.waitFor(5, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
