package m365ls.feature;

import com.google.gson.Gson;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Asks the real command line tool for its verdict on command lines, without running any command. */
public final class RealCli implements AutoCloseable {

    private static final Gson GSON = new Gson();

    private final Process process;
    private final BufferedReader answers;

    /**
     * What the tool makes of a command line.
     *
     * @param verdict {@code valid}, {@code invalid}, {@code help} (also for unknown commands) or {@code threw}
     * @param message what it prints first; may be empty
     */
    public record Verdict(String verdict, String message) {
        /** Whether it would run the command. */
        public boolean runs() {
            return verdict.equals("valid");
        }
    }

    private RealCli(Process process) {
        this.process = process;
        this.answers = process.inputReader(StandardCharsets.UTF_8);
    }

    public static RealCli start() throws IOException {
        return start(List.of());
    }

    /** As {@link #start()}, but in surroundings that are always the same: see the program. */
    public static RealCli startFrozen() throws IOException {
        return start(List.of("--frozen"));
    }

    private static RealCli start(List<String> words) throws IOException {
        Path program = Path.of(System.getProperty("repository.root"), "server", "cli-host", "test", "oracle.mjs");
        ProcessBuilder builder = new ProcessBuilder("node", program.toString());
        builder.command().addAll(words);
        builder.redirectError(ProcessBuilder.Redirect.INHERIT);
        return new RealCli(builder.start());
    }

    /** The verdicts on {@code lines}, in their order. */
    public List<Verdict> judge(List<List<String>> lines) throws IOException, InterruptedException {
        Thread writer = new Thread(() -> write(lines));
        writer.start();
        List<Verdict> verdicts = new ArrayList<>(lines.size());
        while (verdicts.size() < lines.size()) {
            String answer = answers.readLine();
            if (answer == null) {
                throw new IOException("The tool ended after " + verdicts.size() + " of " + lines.size() + " verdicts.");
            }
            verdicts.add(GSON.fromJson(answer, Verdict.class));
        }
        writer.join();
        return verdicts;
    }

    private void write(List<List<String>> lines) {
        try {
            // Not closed: more lines may be judged later.
            Writer out = new OutputStreamWriter(process.getOutputStream(), StandardCharsets.UTF_8);
            for (List<String> line : lines) {
                out.write(GSON.toJson(line));
                out.write('\n');
            }
            out.flush();
        } catch (IOException e) {
            // The reader then sees the end of the answers.
            process.destroy();
        }
    }

    @Override
    public void close() {
        process.destroy();
    }
}
