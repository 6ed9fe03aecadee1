package m365ls.run;

import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import m365ls.log.Log;
import m365ls.log.Redaction;

/**
 * The writes that are under way, on disk, so that after a crash it can be told whose outcome nobody knows. It holds no
 * bodies, no queries of addresses, and no secrets. Safe for use by many threads and processes.
 *
 * <p>Each process has a file of its own, which it keeps locked: a file that is not locked was left by one that has ended.
 * A disk that fails does not keep commands from running.
 */
public final class Journal implements AutoCloseable {

    private static final Log LOG = new Log("m365ls.run");

    private static final String ENDING = ".journal";

    /** Longer files are not read: a process that sends a thousand writes a minute for a day leaves less. In bytes. */
    private static final long LARGEST = 64 << 20;

    /** A file with nothing under way is begun anew from this length on. In bytes. */
    private static final long LONG = 64 << 10;

    /**
     * A write of which nobody knows whether it was done.
     *
     * @param command that sent it
     * @param method of the request, in capitals
     * @param address of the request, without its query
     * @param begun when it was sent
     */
    public record Write(String command, String method, String address, Instant begun) {}

    private record UnderWay(String run, Write write) {}

    private record Open(Path file, FileChannel channel) {}

    private final Path folder;
    private final Clock clock;
    private final Map<String, String> commands = new HashMap<>();
    private final Map<String, UnderWay> underWay = new LinkedHashMap<>();
    private Optional<Open> open = Optional.empty();
    private boolean broken;

    /** @param folder for the files; made at the first write */
    public Journal(Path folder, Clock clock) {
        this.folder = folder;
        this.clock = clock;
    }

    /**
     * A run begins.
     *
     * @param run id of its permit
     * @param command its name
     */
    synchronized void open(String run, String command) {
        commands.put(run, command);
    }

    /**
     * A write is about to be sent.
     *
     * @param run id of the permit
     * @return by which {@link #end} knows it
     */
    synchronized String begin(String run, String method, String address) {
        String command = commands.getOrDefault(run, "");
        String id = UUID.randomUUID().toString();
        String plain = Redaction.of(address.split("[?#]", 2)[0]);
        Write write = new Write(command, method, plain, clock.instant());
        underWay.put(id, new UnderWay(run, write));
        JsonObject line = new JsonObject();
        line.addProperty("begin", id);
        line.addProperty("command", command);
        line.addProperty("method", method);
        line.addProperty("address", plain);
        line.addProperty("time", write.begun().toString());
        append(line);
        return id;
    }

    /** What became of a write is known, or the user is about to be told that it is not. */
    synchronized void end(String id) {
        if (underWay.remove(id) != null) {
            JsonObject line = new JsonObject();
            line.addProperty("end", id);
            append(line);
        }
    }

    /** A run has ended; whether it had writes under way, whose outcome the user is about to be told is not known. */
    synchronized boolean close(String run) {
        commands.remove(run);
        List<String> open = underWay.entrySet().stream()
                .filter(entry -> entry.getValue().run().equals(run))
                .map(Map.Entry::getKey)
                .toList();
        open.forEach(this::end);
        return !open.isEmpty();
    }

    private void append(JsonObject line) {
        if (broken) {
            return;
        }
        try {
            FileChannel channel = opened();
            if (underWay.isEmpty() && channel.size() > LONG) {
                channel.truncate(0);
                return;
            }
            channel.position(channel.size());
            ByteBuffer bytes = ByteBuffer.wrap((line + "\n").getBytes(StandardCharsets.UTF_8));
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
        } catch (IOException e) {
            broken = true;
            LOG.warning("The journal of writes cannot be written, and is not kept: "
                    + e.getClass().getName());
        }
    }

    private FileChannel opened() throws IOException {
        if (open.isEmpty()) {
            PrivateFiles.makeFolder(folder);
            Path file = folder.resolve(UUID.randomUUID() + ENDING);
            FileChannel channel = PrivateFiles.create(file);
            // Held until the process ends, however it does.
            FileLock unused = channel.lock();
            open = Optional.of(new Open(file, channel));
        }
        return open.get().channel();
    }

    /** The writes that processes have left which have ended; each is told once. */
    public List<Write> lost() {
        List<Write> lost = new ArrayList<>();
        if (!Files.isDirectory(folder)) {
            return lost;
        }
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*" + ENDING)) {
            for (Path each : files) {
                lost.addAll(left(each));
            }
        } catch (IOException e) {
            LOG.warning("The journal of writes cannot be read: " + e.getClass().getName());
        }
        return lost;
    }

    private static List<Write> left(Path file) throws IOException {
        List<Write> left;
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            try (FileLock lock = channel.tryLock()) {
                if (lock == null || channel.size() > LARGEST) {
                    return List.of();
                }
                ByteBuffer bytes = ByteBuffer.allocate((int) channel.size());
                int read = 0;
                while (bytes.hasRemaining() && read >= 0) {
                    read = channel.read(bytes);
                }
                left = read(new String(bytes.array(), 0, bytes.position(), StandardCharsets.UTF_8));
                channel.truncate(0);
            } catch (OverlappingFileLockException e) {
                // This process's own.
                return List.of();
            }
        }
        Files.deleteIfExists(file);
        return left;
    }

    private static List<Write> read(String text) {
        Map<String, Write> open = new LinkedHashMap<>();
        for (String line : text.split("\n")) {
            try {
                if (!(JsonParser.parseString(line) instanceof JsonObject entry)) {
                    continue;
                }
                if (entry.has("end")) {
                    open.remove(text(entry, "end"));
                } else if (entry.has("begin")) {
                    open.put(
                            text(entry, "begin"),
                            new Write(
                                    text(entry, "command"),
                                    text(entry, "method"),
                                    text(entry, "address"),
                                    Instant.parse(text(entry, "time"))));
                }
            } catch (JsonParseException | IllegalStateException | DateTimeException e) {
                // What it would have said was not yet sent.
                LOG.debug("A line of the journal was cut off.");
            }
        }
        return List.copyOf(open.values());
    }

    private static String text(JsonObject entry, String name) {
        return entry.has(name) ? entry.get(name).getAsString() : "";
    }

    /** Deletes this process's file if nothing is under way. */
    @Override
    public synchronized void close() {
        if (open.isEmpty() || !underWay.isEmpty()) {
            return;
        }
        broken = true;
        try {
            open.get().channel().close();
            Files.deleteIfExists(open.get().file());
        } catch (IOException e) {
            LOG.warning(
                    "The journal of writes cannot be closed: " + e.getClass().getName());
        }
    }
}
