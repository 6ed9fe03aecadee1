package m365ls.run;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import m365ls.catalog.CommandSpec;
import m365ls.script.OptionValue;

/** The values that the last runs have printed, to be queried. What they may take of memory is bounded. Safe for use by many threads. */
public final class KeptResults {

    /** Values. */
    static final int MOST = 20;

    /** About what they may take together. In bytes. */
    static final long LARGEST = 64L << 20;

    /** What an object or a name takes beside its text. In bytes. */
    private static final int EACH = 48;

    /**
     * A value.
     *
     * @param command that printed it
     * @param options it was given
     * @param value before its query
     */
    public record Kept(CommandSpec command, Map<String, OptionValue> options, JsonElement value) {}

    private record Sized(Kept kept, long size) {}

    private final Map<String, Sized> all = new LinkedHashMap<>();
    private long size;

    /** Keeps a value, and forgets older ones where there is no room; empty if it is too large itself, or nothing. */
    public synchronized Optional<String> keep(Kept kept) {
        long own = sizeOf(kept.value());
        if (kept.value().isJsonNull() || own > LARGEST || SecretOptions.isAllSecret(kept.command())) {
            return Optional.empty();
        }
        String id = UUID.randomUUID().toString();
        all.put(id, new Sized(kept, own));
        size += own;
        Iterator<Sized> oldest = all.values().iterator();
        while (all.size() > MOST || size > LARGEST) {
            size -= oldest.next().size();
            oldest.remove();
        }
        return Optional.of(id);
    }

    /** A value that is still kept. */
    public synchronized Optional<Kept> find(String id) {
        return Optional.ofNullable(all.get(id)).map(Sized::kept);
    }

    /** About what a value takes, without recursion: values may nest as deep as a service likes. In bytes. */
    static long sizeOf(JsonElement value) {
        long size = 0;
        Deque<JsonElement> open = new ArrayDeque<>(List.of(value));
        while (!open.isEmpty()) {
            JsonElement next = open.pop();
            size += EACH;
            if (next instanceof JsonArray array) {
                open.addAll(array.asList());
            } else if (next instanceof JsonObject object) {
                for (Map.Entry<String, JsonElement> entry : object.entrySet()) {
                    size += EACH + 2L * entry.getKey().length();
                    open.push(entry.getValue());
                }
            } else if (next instanceof JsonPrimitive primitive && primitive.isString()) {
                size += 2L * primitive.getAsString().length();
            }
        }
        return size;
    }
}
