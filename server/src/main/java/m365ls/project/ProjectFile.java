package m365ls.project;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import m365ls.feature.Severity;

/**
 * A project's settings: the file {@code .m365ls.json}. Its schema is {@code docs/schema/m365ls.schema.json}.
 *
 * @param folder the folder it lies in, which its patterns are relative to
 * @param severities rule id to the severity it is reported with
 * @param cliVersion version of the command line tool the scripts are for; empty if it does not say
 * @param exclude patterns, as in {@code .gitignore}, of files that are not checked
 * @param faults what is wrong with the file, in sentences; what can be read of it counts nevertheless
 */
public record ProjectFile(
        Path folder, Map<String, Severity> severities, String cliVersion, List<String> exclude, List<String> faults) {

    /** The file's name. */
    public static final String NAME = ".m365ls.json";

    /** Larger files are not read. In bytes. */
    private static final long CAP = 1 << 20;

    public ProjectFile {
        severities = Map.copyOf(severities);
        exclude = List.copyOf(exclude);
        faults = List.copyOf(faults);
    }

    /** What counts where there is no such file. */
    public static ProjectFile none(Path folder) {
        return new ProjectFile(folder, Map.of(), "", List.of(), List.of());
    }

    /** The file that counts for scripts in {@code folder}: there, or in the nearest folder above. */
    public static Optional<Path> locate(Path folder) {
        for (Path at = folder.toAbsolutePath().normalize(); at != null; at = at.getParent()) {
            Path file = at.resolve(NAME);
            if (Files.isRegularFile(file)) {
                return Optional.of(file);
            }
        }
        return Optional.empty();
    }

    /** Reads {@code file}. Never fails: what is wrong is among {@link #faults}. */
    public static ProjectFile read(Path file) {
        Path folder = Optional.ofNullable(file.toAbsolutePath().getParent()).orElse(file);
        String text;
        try {
            if (Files.size(file) > CAP) {
                return faulty(folder, "is larger than 1 MiB and is not read");
            }
            text = Files.readString(file);
        } catch (IOException e) {
            return faulty(folder, "cannot be read: " + e.getMessage());
        }
        return parse(folder, text);
    }

    static ProjectFile parse(Path folder, String text) {
        JsonObject root;
        try {
            JsonElement parsed = JsonParser.parseString(text);
            if (!parsed.isJsonObject()) {
                return faulty(folder, "must hold a JSON object");
            }
            root = parsed.getAsJsonObject();
        } catch (JsonParseException e) {
            return faulty(folder, "is not valid JSON: " + firstLine(e));
        }
        List<String> faults = new ArrayList<>();
        Map<String, Severity> severities = new HashMap<>();
        List<String> exclude = new ArrayList<>();
        String cliVersion = "";
        for (Map.Entry<String, JsonElement> entry : root.entrySet()) {
            JsonElement value = entry.getValue();
            switch (entry.getKey()) {
                case "$schema" -> {}
                case "rules" -> readRules(value, severities, faults);
                case "exclude" -> readExclude(value, exclude, faults);
                case "cliVersion" -> {
                    if (isText(value)) {
                        cliVersion = value.getAsString();
                    } else {
                        faults.add("\"cliVersion\" must be a text such as \"11.11.0\"");
                    }
                }
                default ->
                    faults.add("\"" + entry.getKey()
                            + "\" is not known; known are \"rules\", \"cliVersion\" and \"exclude\"");
            }
        }
        return new ProjectFile(folder, severities, cliVersion, exclude, faults);
    }

    private static void readRules(JsonElement value, Map<String, Severity> into, List<String> faults) {
        if (!value.isJsonObject()) {
            faults.add("\"rules\" must be an object of rule ids and severities");
            return;
        }
        value.getAsJsonObject().entrySet().forEach(rule -> {
            Optional<Severity> severity =
                    isText(rule.getValue()) ? severity(rule.getValue().getAsString()) : Optional.empty();
            if (severity.isPresent()) {
                into.put(rule.getKey(), severity.get());
            } else {
                faults.add("the severity of \"" + rule.getKey()
                        + "\" must be \"error\", \"warning\", \"information\" or \"off\"");
            }
        });
    }

    private static void readExclude(JsonElement value, List<String> into, List<String> faults) {
        if (!value.isJsonArray() || !value.getAsJsonArray().asList().stream().allMatch(ProjectFile::isText)) {
            faults.add("\"exclude\" must be a list of patterns");
            return;
        }
        value.getAsJsonArray().forEach(pattern -> into.add(pattern.getAsString()));
    }

    /** The severity of this name, in lower case as in settings files. */
    public static Optional<Severity> severity(String name) {
        for (Severity severity : Severity.values()) {
            if (severity.name().toLowerCase(Locale.ROOT).equals(name)) {
                return Optional.of(severity);
            }
        }
        return Optional.empty();
    }

    private static boolean isText(JsonElement value) {
        return value.isJsonPrimitive() && value.getAsJsonPrimitive().isString();
    }

    private static ProjectFile faulty(Path folder, String fault) {
        return new ProjectFile(folder, Map.of(), "", List.of(), List.of(fault));
    }

    private static String firstLine(Exception e) {
        return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
    }
}
