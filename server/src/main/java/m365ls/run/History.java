package m365ls.run;

import com.google.gson.Gson;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import m365ls.catalog.Catalog;
import m365ls.catalog.CommandSpec;
import m365ls.log.Log;
import m365ls.log.Redaction;
import m365ls.script.ArgumentList;
import m365ls.script.OptionValue;

/**
 * What was run, the last first, a list for each workspace, in files that only their owner can read. No secrets are in it:
 * commands that hand them out or take them are left out, or their secret options are. Safe for use by many threads.
 */
public final class History {

    /** Entries of a workspace. */
    static final int MOST = 200;

    /** Texts of arguments together; longer calls are left out. In UTF-16 units. */
    private static final int LONGEST = 16_384;

    /** Larger files are not ours. In bytes. */
    private static final long LARGEST = 64 << 20;

    private static final Log LOG = new Log("m365ls.run");

    /**
     * A run.
     *
     * @param arguments as they were confirmed, without those that are secret
     * @param outcome {@code ran}, {@code failed}, {@code wouldWrite}, {@code signInNeeded}, {@code refused}, {@code
     *     cancelled} or {@code unknown}
     * @param time when it ended
     */
    public record Entry(List<String> arguments, String outcome, Instant time) {
        public Entry {
            arguments = List.copyOf(arguments);
        }
    }

    private final Path folder;

    /** @param folder for the files; made when something is run */
    public History(Path folder) {
        this.folder = folder;
    }

    /**
     * Adds a run.
     *
     * @param workspace URI of its folder; empty for none
     */
    synchronized void add(String workspace, CommandSpec command, ArgumentList call, Outcome outcome, Instant time) {
        if (SecretOptions.isAllSecret(command)) {
            return;
        }
        List<String> arguments = withoutSecrets(call);
        boolean isTelling =
                arguments.stream().anyMatch(argument -> !Redaction.of(argument).equals(argument));
        if (isTelling || arguments.stream().mapToInt(String::length).sum() > LONGEST) {
            return;
        }
        List<Entry> all = new ArrayList<>(of(workspace));
        all.removeIf(entry -> entry.arguments().equals(arguments));
        all.add(0, new Entry(arguments, name(outcome), time));
        write(workspace, all.subList(0, Math.min(MOST, all.size())));
    }

    private static List<String> withoutSecrets(ArgumentList call) {
        List<String> arguments = new ArrayList<>(call.nameWords());
        boolean secret = call.options().keySet().stream().anyMatch(SecretOptions::contains);
        if (!secret) {
            arguments.addAll(call.rest());
            return arguments;
        }
        call.options().forEach((name, value) -> {
            if (!SecretOptions.contains(name)) {
                arguments.addAll(ArgumentList.spelled(name, value));
            }
        });
        return arguments;
    }

    private static String name(Outcome outcome) {
        if (outcome instanceof Outcome.Ran ran) {
            return ran.exitCode() == 0 ? "ran" : "failed";
        }
        if (outcome instanceof Outcome.WouldWrite) {
            return "wouldWrite";
        }
        if (outcome instanceof Outcome.SignInNeeded) {
            return "signInNeeded";
        }
        if (outcome instanceof Outcome.Refused) {
            return "refused";
        }
        if (outcome instanceof Outcome.Cancelled) {
            return "cancelled";
        }
        return "unknown";
    }

    /** What was run in a workspace, the last first. */
    public synchronized List<Entry> of(String workspace) {
        Path file = file(workspace);
        try {
            if (!Files.isRegularFile(file) || Files.size(file) > LARGEST) {
                return List.of();
            }
            return read(JsonParser.parseString(Files.readString(file)));
        } catch (IOException | JsonParseException | IllegalStateException | DateTimeException e) {
            LOG.warning("A history cannot be read: " + e.getClass().getName());
            return List.of();
        }
    }

    private static List<Entry> read(JsonElement json) {
        List<Entry> entries = new ArrayList<>();
        for (JsonElement each : json.getAsJsonArray()) {
            JsonObject entry = each.getAsJsonObject();
            entries.add(new Entry(
                    entry.get("arguments").getAsJsonArray().asList().stream()
                            .map(JsonElement::getAsString)
                            .toList(),
                    entry.get("outcome").getAsString(),
                    Instant.parse(entry.get("time").getAsString())));
        }
        return entries;
    }

    private void write(String workspace, List<Entry> entries) {
        JsonArray all = new JsonArray();
        for (Entry entry : entries) {
            JsonObject one = new JsonObject();
            JsonArray arguments = new JsonArray();
            entry.arguments().forEach(arguments::add);
            one.add("arguments", arguments);
            one.addProperty("outcome", entry.outcome());
            one.addProperty("time", entry.time().toString());
            all.add(one);
        }
        try {
            PrivateFiles.makeFolder(folder);
            PrivateFiles.replace(file(workspace), new Gson().toJson(all));
        } catch (IOException e) {
            LOG.warning("A history cannot be written: " + e.getClass().getName());
        }
    }

    /** Values that an option was last given in a workspace, the last first, each once; none of options that take secrets. */
    public List<String> values(String workspace, String option, Catalog catalog) {
        if (SecretOptions.contains(option)) {
            return List.of();
        }
        return of(workspace).stream()
                .map(entry -> ArgumentList.read(entry.arguments(), catalog))
                .flatMap(call -> Optional.ofNullable(call.options().get(option)).stream())
                .flatMap(value -> value instanceof OptionValue.Text text
                        ? Optional.of(text.text()).stream()
                        : Optional.<String>empty().stream())
                .filter(text -> !text.isEmpty())
                .distinct()
                .toList();
    }

    private Path file(String workspace) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(workspace.getBytes(StandardCharsets.UTF_8));
            return folder.resolve(HexFormat.of().formatHex(hash, 0, 16) + ".json");
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }
}
