package m365ls.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import m365ls.catalog.CommandSpec;
import m365ls.catalog.Effect;
import m365ls.script.ArgumentList;

/**
 * What one run of a command does, which can be less or more than what the command can do.
 *
 * @param remote what it does to the organisation
 * @param files the local files or folders it writes, as they are named; empty if it writes none, or none with a name
 * @param writesFiles whether it writes local files
 * @param revealsToken whether it shows an access token
 */
record RunEffect(Effect remote, List<String> files, boolean writesFiles, boolean revealsToken) {

    private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS");

    /**
     * Options of commands that only read, which make them write a file; read in the code of version 11.11.0 of the CLI. An
     * empty text stands for a file that the option does not name.
     */
    private static final Map<String, Map<String, String>> DOWNLOADS = Map.of(
            "spo file get", Map.of("path", "path"),
            "teams meeting transcript get", Map.of("outputFile", "outputFile"),
            "entra app get", Map.of("save", ""),
            "request", Map.of("filePath", "filePath"));

    /** Commands of which nothing but local files is written. */
    private static final Set<String> LOCAL = Set.of(
            "context init",
            "context option remove",
            "context option set",
            "context remove",
            "spfx package generate",
            "spfx project azuredevops pipeline add",
            "spfx project github workflow add",
            "spfx project rename",
            "spo app teamspackage download");

    /** Commands that ask the user themselves, and change only what is kept here. */
    private static final Set<String> ASKING = Set.of("login", "setup");

    RunEffect {
        files = List.copyOf(files);
    }

    /** The effect of a call. */
    static RunEffect of(CommandSpec command, ArgumentList call) {
        List<String> files = new ArrayList<>();
        boolean writes = LOCAL.contains(command.name());
        for (Map.Entry<String, String> download :
                DOWNLOADS.getOrDefault(command.name(), Map.of()).entrySet()) {
            if (call.gives(download.getKey())) {
                writes = true;
                call.text(download.getValue()).ifPresent(files::add);
            }
        }
        // Two commands write a file as their output.
        writes |= call.text("output").filter("tour"::equals).isPresent();
        return new RunEffect(
                remote(command, call), files, writes, command.name().equals("util accesstoken get"));
    }

    private static Effect remote(CommandSpec command, ArgumentList call) {
        if (ASKING.contains(command.name()) || LOCAL.contains(command.name())) {
            return Effect.READ;
        }
        if (!command.name().equals("request")) {
            return command.effect();
        }
        String method = call.text("method").orElse("GET").strip().toUpperCase(Locale.ROOT);
        if (READING.contains(method)) {
            return Effect.READ;
        }
        return method.equals("DELETE") ? Effect.DESTROY : Effect.WRITE;
    }

    /** Whether it needs no yes. */
    boolean isHarmless() {
        return remote == Effect.READ && !writesFiles && !revealsToken;
    }
}
