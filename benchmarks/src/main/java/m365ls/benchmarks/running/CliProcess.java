package m365ls.benchmarks.running;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The CLI as its users start it, but for its telemetry, which is switched off. */
final class CliProcess {

    private final TenantFacts tenant;
    private final Path program;
    private final Path home;

    /**
     * Signs in.
     *
     * @param root folder of the CLI's package
     * @param home an empty folder
     */
    CliProcess(TenantFacts tenant, Path root, Path home) throws IOException, InterruptedException {
        this.tenant = tenant;
        this.program = root.resolve("dist").resolve("index.js");
        this.home = home;
        Path settings = Files.createDirectories(home.resolve("configstore"));
        Files.writeString(settings.resolve("cli-m365-config.json"), "{\"disableTelemetry\": true, \"prompt\": false}");
        run(tenant.login());
    }

    /** Runs a command to its end, which has to be a good one. */
    void run(List<String> words) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("node", program.toString()));
        command.addAll(words);
        Path out = home.resolve("out.txt");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(home.toFile())
                .redirectErrorStream(true)
                .redirectOutput(out.toFile());
        Map<String, String> environment = builder.environment();
        environment.putAll(tenant.environment());
        environment.putAll(Map.of(
                "HOME", home.toString(),
                "USERPROFILE", home.toString(),
                "XDG_CONFIG_HOME", home.toString(),
                "CLIMICROSOFT365_NOUPDATE", "1"));
        int exitCode = builder.start().waitFor();
        if (exitCode != 0) {
            throw new IOException("m365 " + words.get(0) + " ended with " + exitCode + ": " + Files.readString(out));
        }
    }
}
