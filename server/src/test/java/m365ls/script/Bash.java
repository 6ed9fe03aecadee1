package m365ls.script;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Runs scripts by a real bash in which {@code m365} records its arguments. */
final class Bash {

    private static final String RECORD = "printf '%s\\0' \"$#\" \"$@\" >>\"$REC\"\n";

    private static final String DRIVER = """
            m365() { ((++recorded < 200)) || exit; %s }
            cat() { local l a; for a in "$@"; do [ "$a" = - ] || while read -r l; do :; done <"$a"; done; }
            tee() { :; }
            cd "$1/home" || exit 1
            export REC HOME="$1/home"
            shopt -u sourcepath
            folder=$1
            for ((script = $2; script < $3; script++)); do
              REC=$folder/$script.out
              ( ulimit -t 5; set --; . "$folder/$script.sh" ) </dev/null >/dev/null 2>"$folder/$script.err"
            done
            wait
            """;

    /**
     * What a script did.
     *
     * @param calls the arguments of each call, in the order they were made
     * @param errors what it wrote to standard error
     */
    record Run(List<List<String>> calls, String errors) {}

    private Bash() {}

    /**
     * Runs each script in a folder with a few files, by processes of its own.
     *
     * @param path the folders in which programs are found; none if scripts may run no program
     */
    static List<Run> run(Path folder, List<String> scripts, String path) throws IOException, InterruptedException {
        Path home = Files.createDirectories(folder.resolve("home"));
        for (String name : List.of("f1.txt", "f2.md", "a.txt")) {
            Files.writeString(home.resolve(name), "");
        }
        program(home.resolve("bin/m365"), RECORD);
        program(home.resolve("bin/npx"), """
                while [ $# -gt 0 ]; do
                  case $1 in -p) shift 2 ;; -* | exec | dlx) shift ;; *) break ;; esac
                done
                shift
                exec m365 "$@"
                """);
        for (String name : List.of("npm", "yarn", "pnpm")) {
            program(home.resolve("bin/" + name), "exec npx \"$@\"\n");
        }
        Files.writeString(folder.resolve("driver"), DRIVER.formatted(RECORD.strip() + ";"));
        for (int i = 0; i < scripts.size(); i++) {
            Files.writeString(folder.resolve(i + ".sh"), scripts.get(i));
        }
        List<Process> processes = new ArrayList<>();
        int workers = 2;
        for (int i = 0; i < workers; i++) {
            ProcessBuilder builder = new ProcessBuilder(
                            "bash",
                            folder.resolve("driver").toString(),
                            folder.toString(),
                            String.valueOf(scripts.size() * i / workers),
                            String.valueOf(scripts.size() * (i + 1) / workers))
                    .redirectErrorStream(true)
                    .redirectOutput(folder.resolve("driver" + i + ".log").toFile());
            builder.environment().put("PATH", path.isEmpty() ? "" : home.resolve("bin") + ":" + path);
            builder.environment().put("LC_ALL", "C.UTF-8");
            processes.add(builder.start());
        }
        for (Process process : processes) {
            process.waitFor();
        }
        List<Run> runs = new ArrayList<>();
        for (int i = 0; i < scripts.size(); i++) {
            Path record = folder.resolve(i + ".out");
            runs.add(new Run(
                    Files.exists(record) ? calls(Files.readString(record)) : List.of(),
                    new String(Files.readAllBytes(folder.resolve(i + ".err")), StandardCharsets.UTF_8)));
        }
        return runs;
    }

    private static void program(Path file, String body) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, "#!/bin/bash\n" + body);
        if (!file.toFile().setExecutable(true)) {
            throw new IOException("Cannot make " + file + " a program");
        }
    }

    private static List<List<String>> calls(String record) {
        List<List<String>> calls = new ArrayList<>();
        String[] fields = record.split("\0", -1);
        for (int i = 0; i + 1 < fields.length; ) {
            int count = Integer.parseInt(fields[i]);
            calls.add(List.of(fields).subList(i + 1, i + 1 + count));
            i += 1 + count;
        }
        return calls;
    }
}
