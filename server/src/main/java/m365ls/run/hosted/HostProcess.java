package m365ls.run.hosted;

import com.google.gson.JsonObject;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import m365ls.log.Log;

/** A process that keeps the CLI loaded. One thread reads from it, one writes to it; neither waits for a run. */
final class HostProcess implements AutoCloseable {

    private static final Log LOG = new Log("m365ls.run.hosted");
    private static final Frame LAST = Frame.of(Frame.Type.TROUBLE, 0, 0);

    private final Launch launch;
    private final Process process;
    private final BlockingQueue<Frame> outgoing = new LinkedBlockingQueue<>();
    private final Map<Integer, HostRun> runs = new ConcurrentHashMap<>();
    private final AtomicInteger lastRun = new AtomicInteger();
    private final CountDownLatch settled = new CountDownLatch(1);
    private volatile boolean ready;
    private volatile boolean dead;

    /** Starts the process; it is not ready yet. */
    HostProcess(Launch launch) throws IOException {
        this.launch = launch;
        this.process = launch.start();
        daemon("host-reader", this::read);
        daemon("host-writer", this::write);
        JsonObject installation = new JsonObject();
        installation.addProperty("root", launch.root().toString());
        send(Frame.of(Frame.Type.INSTALLATION, 0, 0, installation.toString()));
    }

    private static void daemon(String name, Runnable work) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.start();
    }

    /** Waits until the CLI is loaded; false if that takes too long or does not come to an end. */
    boolean isReadyWithin(Duration patience) throws InterruptedException {
        return settled.await(patience.toMillis(), TimeUnit.MILLISECONDS) && ready && !dead;
    }

    /** Whether the CLI was loaded once. */
    boolean wasReady() {
        return ready;
    }

    /** A number for a new run. */
    int nextRun() {
        return lastRun.incrementAndGet();
    }

    /** Makes a run known, that it can be told what the process sends for it. */
    void know(int number, HostRun run) {
        runs.put(number, run);
        if (dead) {
            run.crash();
        }
    }

    /** Begins a run that is known. */
    void begin(int number, String order) {
        send(Frame.of(Frame.Type.START, number, 0, order));
    }

    /** Forgets a run that has ended. */
    void forget(int number) {
        runs.remove(number);
    }

    void send(Frame frame) {
        outgoing.add(frame);
    }

    boolean isDead() {
        return dead;
    }

    /** It, as the operating system sees it. */
    ProcessHandle handle() {
        return process.toHandle();
    }

    /** Where it has its home and its temporary files. */
    Path folder() {
        return launch.folder();
    }

    /** Ends it, and with it all runs that it still has. */
    void kill() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }

    /** Has it end by itself. */
    void end() {
        outgoing.add(LAST);
    }

    /** Ends it, and leaves nothing of it. */
    @Override
    public void close() {
        end();
        try {
            if (!process.waitFor(1, TimeUnit.SECONDS)) {
                kill();
                process.waitFor(1, TimeUnit.SECONDS);
            }
        } catch (InterruptedException e) {
            kill();
            Thread.currentThread().interrupt();
        }
        launch.cleanUp();
    }

    private void read() {
        try (DataInputStream in = new DataInputStream(new BufferedInputStream(process.getInputStream()))) {
            while (true) {
                accept(Frame.read(in));
            }
        } catch (IOException e) {
            // The end of the process, or something that it must not do.
            kill();
        } finally {
            dead = true;
            settled.countDown();
            outgoing.add(LAST);
            runs.values().forEach(HostRun::crash);
            launch.cleanUp();
        }
    }

    private void accept(Frame frame) throws IOException {
        switch (frame.type()) {
            case READY -> {
                ready = true;
                settled.countDown();
            }
            case TROUBLE -> LOG.warning("The process of CLI for Microsoft 365 says: " + shortened(frame.text()));
            default -> {
                Optional<HostRun> run = Optional.ofNullable(runs.get(frame.run()));
                if (run.isPresent()) {
                    run.get().accept(frame);
                }
            }
        }
    }

    private static String shortened(String text) {
        String line = text.replaceAll("\\p{Cntrl}+", " ").strip();
        return line.length() > 300 ? line.substring(0, 300) : line;
    }

    private void write() {
        try (DataOutputStream out = new DataOutputStream(new BufferedOutputStream(process.getOutputStream()))) {
            out.writeInt(launch.program().length);
            out.write(launch.program());
            for (Frame frame = outgoing.take(); frame != LAST; frame = outgoing.take()) {
                frame.write(out);
                if (outgoing.isEmpty()) {
                    out.flush();
                }
            }
        } catch (IOException e) {
            // The process has ended; the reader sees to what follows.
            kill();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
