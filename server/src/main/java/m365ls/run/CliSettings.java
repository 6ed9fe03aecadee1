package m365ls.run;

import com.google.gson.Gson;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;

/**
 * The settings of the command line tool, of our own: those that {@code cli config set} sets here. The tool's file is left
 * alone, since it can hold secrets, and since other programs follow it. Safe for use by many threads.
 */
public final class CliSettings {

    private static final long LARGEST = 1 << 20;

    /** As the tool names them (version 11.11.0), but those that hold secrets, which have no place in a settings file. */
    public static final Set<String> NAMES = Set.of(
            "authType",
            "autoOpenLinksInBrowser",
            "clientId",
            "copyDeviceCodeToClipboard",
            "csvEscape",
            "csvHeader",
            "csvQuote",
            "csvQuoted",
            "csvQuotedEmpty",
            "disableTelemetry",
            "errorOutput",
            "helpMode",
            "helpTarget",
            "output",
            "printErrorsAsPlainText",
            "prompt",
            "promptListPageSize",
            "showHelpOnFailure",
            "tenantId");

    public static final Set<String> SECRETS = Set.of(
            "clientSecret", "clientCertificateFile", "clientCertificateBase64Encoded", "clientCertificatePassword");

    private static final Set<String> BOOLEANS = Set.of(
            "autoOpenLinksInBrowser",
            "copyDeviceCodeToClipboard",
            "csvHeader",
            "csvQuoted",
            "csvQuotedEmpty",
            "disableTelemetry",
            "printErrorsAsPlainText",
            "prompt",
            "showHelpOnFailure");

    private final Path file;

    /** @param file made when something is set */
    public CliSettings(Path file) {
        this.file = file;
    }

    /** All that are set, by name. */
    public synchronized JsonObject all() {
        try {
            if (Files.isRegularFile(file)
                    && Files.size(file) <= LARGEST
                    && JsonParser.parseString(Files.readString(file)) instanceof JsonObject object) {
                JsonObject known = new JsonObject();
                object.entrySet().stream()
                        .filter(entry -> NAMES.contains(entry.getKey()) && fits(entry.getKey(), entry.getValue()))
                        .forEach(entry -> known.add(entry.getKey(), entry.getValue()));
                return known;
            }
        } catch (IOException | JsonParseException e) {
            // Settings that cannot be read are as if there were none.
            return new JsonObject();
        }
        return new JsonObject();
    }

    private static boolean fits(String name, JsonElement value) {
        return value instanceof JsonPrimitive primitive
                && (BOOLEANS.contains(name) ? primitive.isBoolean() : primitive.isString());
    }

    /** What one is set to. */
    public Optional<JsonElement> get(String name) {
        return Optional.ofNullable(all().get(name));
    }

    /** Sets one. */
    public synchronized void set(String name, String value) throws IOException {
        JsonObject all = all();
        if (BOOLEANS.contains(name)) {
            all.addProperty(name, value.equals("true"));
        } else {
            all.addProperty(name, value);
        }
        write(all);
    }

    /** Takes one back. */
    public synchronized void reset(String name) throws IOException {
        JsonObject all = all();
        all.remove(name);
        write(all);
    }

    /** Takes all back. */
    public synchronized void reset() throws IOException {
        write(new JsonObject());
    }

    private void write(JsonObject all) throws IOException {
        PrivateFiles.makeFolder(file.resolveSibling(""));
        PrivateFiles.replace(file, new Gson().toJson(all));
    }
}
