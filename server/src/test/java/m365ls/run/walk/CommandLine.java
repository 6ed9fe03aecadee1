package m365ls.run.walk;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;
import m365ls.fixtures.tenant.StandInTenant;

/** {@code m365ls run} as a process for each example, signed in once. What is to be confirmed is, by {@code --yes}. */
final class CommandLine implements Side {

    /** What the program says beside what the CLI says. */
    private static final Pattern OWN_WORDS = Pattern.compile("(?m)^m365ls: .*\\R?");

    private final StandInTenant tenant;
    private final Path programs;
    private final Path home;
    private Optional<Belongings> signedIn = Optional.empty();

    /** @param folder an empty one for its files */
    CommandLine(StandInTenant tenant, Path repository, Path folder) throws IOException {
        this.tenant = tenant;
        this.programs = repository.resolve("server/cli-host/node_modules/.bin");
        this.home = Files.createDirectories(folder);
    }

    @Override
    public Ended run(Example example, Path room) throws IOException, InterruptedException {
        if (signedIn.isEmpty()) {
            Ended ended = launch(
                    room,
                    List.of(
                            "login",
                            "--authType",
                            "password",
                            "--userName",
                            tenant.user().name(),
                            "--password",
                            tenant.user().password()));
            if (ended.exitCode() != 0) {
                throw new AssertionError(ended.err());
            }
            signedIn = Optional.of(Belongings.of(home));
        }
        signedIn.get().restore();
        tenant.clearRequests();
        List<String> words = new ArrayList<>(List.of("run", "--yes", "--as-cli", "--"));
        words.addAll(example.words(room));
        Ended ended = launch(room, words);
        return new Ended(
                ended.exitCode(), ended.out(), OWN_WORDS.matcher(ended.err()).replaceAll(""));
    }

    private Ended launch(Path room, List<String> words) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xmx256m",
                "-cp",
                System.getProperty("java.class.path"),
                "m365ls.Main"));
        command.addAll(words);
        ProcessBuilder builder = new ProcessBuilder(command).directory(room.toFile());
        Map<String, String> environment = builder.environment();
        environment.remove("JAVA_TOOL_OPTIONS");
        environment.keySet().removeIf(name -> name.toLowerCase(Locale.ROOT).endsWith("_proxy"));
        environment.putAll(tenant.proxyEnvironment());
        environment.put("PATH", programs + System.getProperty("path.separator") + environment.getOrDefault("PATH", ""));
        environment.put("CLIMICROSOFT365_ENTRAAPPID", tenant.appId());
        environment.put("CLIMICROSOFT365_TENANT", tenant.tenantId());
        environment.put("M365LS_HOME", home.toString());
        environment.put("M365LS_KEY_IN_FILE", "1");
        Process process = builder.start();
        try {
            process.getOutputStream().close();
            CompletableFuture<String> out = CompletableFuture.supplyAsync(() -> text(process.getInputStream()));
            String err = text(process.getErrorStream());
            return new Ended(process.waitFor(), out.join(), err);
        } finally {
            process.destroyForcibly();
        }
    }

    private static String text(InputStream stream) {
        try (stream) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {}
}
