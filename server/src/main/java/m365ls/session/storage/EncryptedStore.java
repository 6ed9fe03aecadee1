package m365ls.session.storage;

import com.google.gson.Gson;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import m365ls.session.Cloud;
import m365ls.session.ConnectionStore;
import m365ls.session.Remembered;
import m365ls.session.Secret;
import m365ls.session.StoredConnection;

/**
 * Keeps connections in files, one each, encrypted whole: names, tenants and users too.
 *
 * <p>What lies under another key, or was written by a later version, is left alone and not seen. What is damaged is told
 * once, put aside under another ending, and not seen either.
 */
public final class EncryptedStore implements ConnectionStore {

    private static final String CONNECTION = ".connection";
    private static final String DAMAGED = ".damaged";
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9-]{1,100}");
    private static final Gson GSON = new Gson();

    private final PrivateFolder files;
    private final Seal seal;
    private final Consumer<String> notices;
    private final String rememberedFile;

    /**
     * @param folder of this store alone; made at the first change
     * @param key that all is encrypted with
     * @param notices is told, in sentences for the user, what is damaged
     */
    public EncryptedStore(Path folder, StorageKey key, Consumer<String> notices) {
        this.files = new PrivateFolder(folder);
        this.seal = new Seal(key);
        this.notices = notices;
        // Another key's is left alone like its connections.
        this.rememberedFile = HexFormat.of().formatHex(key.id()) + ".remembered";
    }

    @Override
    public List<StoredConnection> all() throws IOException {
        List<StoredConnection> found = new ArrayList<>();
        for (String file : files.names(CONNECTION)) {
            String id = file.substring(0, file.length() - CONNECTION.length());
            content(file, json -> connection(id, json)).ifPresent(found::add);
        }
        found.sort(Comparator.comparing(StoredConnection::name));
        return List.copyOf(found);
    }

    @Override
    public Optional<StoredConnection> read(String id) throws IOException {
        return content(file(id), json -> connection(id, json));
    }

    /** @throws IOException also if there is a connection of that id: none is ever overwritten unread */
    @Override
    public void create(StoredConnection connection) throws IOException {
        String file = file(connection.id());
        files.locked(file, () -> {
            if (files.exists(file)) {
                throw new IOException("There is already a connection of the id " + connection.id());
            }
            files.tidy();
            write(file, json(connection));
            return connection;
        });
    }

    @Override
    public Optional<StoredConnection> update(String id, UnaryOperator<StoredConnection> change) throws IOException {
        String file = file(id);
        if (read(id).isEmpty()) {
            return Optional.empty();
        }
        return files.locked(file, () -> {
            Optional<StoredConnection> now =
                    judge(file, json -> connection(id, json)).value();
            if (now.isEmpty()) {
                return now;
            }
            StoredConnection after = change.apply(now.get());
            if (!after.id().equals(id)) {
                throw new IllegalArgumentException("A connection keeps its id");
            }
            // Somebody who knows nothing of locks may have deleted the file meanwhile, to sign out.
            if (!files.exists(file)) {
                return Optional.empty();
            }
            if (!after.equals(now.get())) {
                write(file, json(after));
            }
            return Optional.of(after);
        });
    }

    @Override
    public <T> T alone(String id, Work<T> work) throws IOException, InterruptedException {
        PrivateFolder.Held held;
        try {
            held = files.holdForLong(file(id));
        } catch (IOException e) {
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            throw e;
        }
        try {
            return work.run();
        } finally {
            held.release();
        }
    }

    @Override
    public void delete(String id) throws IOException {
        String file = file(id);
        files.locked(file, () -> {
            files.delete(file);
            return id;
        });
    }

    @Override
    public Remembered remembered() throws IOException {
        return content(rememberedFile, EncryptedStore::remembered).orElse(Remembered.NOTHING);
    }

    @Override
    public Remembered remember(UnaryOperator<Remembered> change) throws IOException {
        return files.locked(rememberedFile, () -> {
            Remembered now =
                    judge(rememberedFile, EncryptedStore::remembered).value().orElse(Remembered.NOTHING);
            Remembered after = change.apply(now);
            if (!after.equals(now)) {
                write(rememberedFile, json(after));
            }
            return after;
        });
    }

    /** @param damaged whether there is something that cannot be read, and should be */
    private record Judged<T>(Optional<T> value, boolean damaged) {}

    private <T> Optional<T> content(String file, Function<JsonObject, T> reading) throws IOException {
        Judged<T> judged = judge(file, reading);
        if (judged.damaged()) {
            putAside(file, reading);
        }
        return judged.value();
    }

    private <T> Judged<T> judge(String file, Function<JsonObject, T> reading) throws IOException {
        Optional<byte[]> bytes = files.read(file);
        if (bytes.isEmpty()) {
            return new Judged<>(Optional.empty(), false);
        }
        Seal.Opened opened = seal.open(bytes.get(), file);
        if (opened instanceof Seal.Opened.Content content) {
            try {
                return new Judged<>(
                        Optional.of(reading.apply(
                                JsonParser.parseString(content.text().reveal()).getAsJsonObject())),
                        false);
            } catch (JsonParseException | IllegalStateException e) {
                // Ours, and yet not what this version writes.
                return new Judged<>(Optional.empty(), true);
            }
        }
        return new Judged<>(Optional.empty(), opened instanceof Seal.Opened.Damaged);
    }

    /** Another thread or process may have done the same, or replaced the file, since it was looked at. */
    private <T> void putAside(String file, Function<JsonObject, T> reading) throws IOException {
        boolean aside = files.locked(file, () -> {
            if (!judge(file, reading).damaged()) {
                return false;
            }
            files.rename(file, file + DAMAGED);
            return true;
        });
        if (aside) {
            notices.accept(
                    file.equals(rememberedFile)
                            ? "What was remembered of earlier sign-ins is damaged and cannot be read."
                            : "A stored connection is damaged and cannot be read. Sign in again.");
        }
    }

    private void write(String file, JsonObject json) throws IOException {
        files.write(file, seal.close(GSON.toJson(json), file));
    }

    private static String file(String id) {
        if (!ID.matcher(id).matches()) {
            throw new IllegalArgumentException("The id of a connection has letters, digits and hyphens");
        }
        return id + CONNECTION;
    }

    private static JsonObject json(StoredConnection connection) {
        JsonObject json = new JsonObject();
        json.addProperty("name", connection.name());
        json.addProperty("content", connection.content().reveal());
        return json;
    }

    private static StoredConnection connection(String id, JsonObject json) {
        return new StoredConnection(id, text(json, "name"), Secret.of(text(json, "content")));
    }

    private static JsonObject json(Remembered remembered) {
        JsonObject json = new JsonObject();
        json.addProperty("active", remembered.active());
        json.addProperty("clientId", remembered.clientId());
        json.addProperty("tenant", remembered.tenant());
        json.addProperty("cloud", remembered.cloud().cliName());
        JsonObject workspaces = new JsonObject();
        remembered.workspaces().forEach(workspaces::addProperty);
        json.add("workspaces", workspaces);
        return json;
    }

    private static Remembered remembered(JsonObject json) {
        return new Remembered(
                text(json, "active"),
                text(json, "clientId"),
                text(json, "tenant"),
                Cloud.named(text(json, "cloud")).orElse(Cloud.PUBLIC),
                workspaces(json));
    }

    private static Map<String, String> workspaces(JsonObject json) {
        Map<String, String> workspaces = new LinkedHashMap<>();
        // Earlier versions did not write it.
        if (json.get("workspaces") instanceof JsonObject written) {
            written.keySet().forEach(workspace -> workspaces.put(workspace, text(written, workspace)));
        }
        return workspaces;
    }

    /** @throws IllegalStateException if there is no such text */
    private static String text(JsonObject json, String name) {
        if (json.get(name) instanceof JsonPrimitive text && text.isString()) {
            return text.getAsString();
        }
        throw new IllegalStateException("No " + name);
    }
}
