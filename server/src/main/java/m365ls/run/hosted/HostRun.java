package m365ls.run.hosted;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import m365ls.gateway.Gateway;
import m365ls.gateway.Permit;
import m365ls.gateway.Reply;
import m365ls.gateway.Write;
import m365ls.run.CommandLibrary.Result;
import m365ls.run.Dialogue;
import m365ls.run.Work;

/**
 * One run in a process. The thread that asked for it waits in {@link #await}, and does there all that may take time but
 * the requests: it asks the user, and tells what is printed.
 */
final class HostRun implements Exchange.Surroundings {

    /** What a run needs of what surrounds it. */
    interface Surroundings {
        /** Sends to the process. */
        void send(Frame frame);

        /** Ends the process, since it does not do what it is told. */
        void kill();

        /** Whether the process has ended. */
        boolean isDead();

        /** The address of the connection's root site of SharePoint; empty if it is not known and cannot be found. */
        String site() throws InterruptedException;

        /** The process has found this out, and need not again. */
        void learnt(String site, String siteTenant);

        /**
         * Keeps a setting of the CLI.
         *
         * @throws IOException if it is none, or cannot be kept
         */
        void set(String name, String value) throws IOException;
    }

    /**
     * When a process counts as one that hangs. Its code runs on one thread, so that a loop without an end keeps it from
     * reading what it is sent.
     *
     * @param knock how long it may take to answer before a run begins
     * @param beat how often a run asks it for an answer, while nothing else comes
     * @param beats how many in a row may stay without one; counted, since a machine may sleep
     */
    record Patience(Duration knock, Duration beat, int beats) {

        /** A minute is many times what commands take that work on large projects. */
        static final Patience DEFAULT = new Patience(Duration.ofSeconds(2), Duration.ofSeconds(5), 12);
    }

    /** How long a cancelled run may take to say that it has ended; its requests have been given up before. */
    private static final Duration LAST_WORDS = Duration.ofMillis(400);

    /** Requests of a run at a time, those that wait for their turn included; a command begins some thousands. */
    private static final int MOST_EXCHANGES = 100_000;

    private static final String ENDED = "The process of CLI for Microsoft 365 has ended before the command did.";

    private static final Pattern OPTION_QUESTION = Pattern.compile("([A-Za-z][A-Za-z0-9]*):\\s*");
    private static final Pattern SECRET_NAME = Pattern.compile("password|secret|apikey|token");

    private final int number;
    private final Work work;
    private final Gateway gateway;
    private final ExecutorService threads;
    private final Patience patience;
    private final Surroundings surroundings;
    private final BlockingQueue<Frame> events = new LinkedBlockingQueue<>();
    private final Map<Integer, Exchange> exchanges = new HashMap<>();
    private final TextPieces out = new TextPieces();
    private final TextPieces err = new TextPieces();
    private final TextPieces value = new TextPieces();
    private final List<JsonElement> values = new ArrayList<>();
    private Optional<Result> stopped = Optional.empty();
    private boolean over;
    private volatile boolean touched;

    HostRun(
            int number,
            Work work,
            Gateway gateway,
            ExecutorService threads,
            Patience patience,
            Surroundings surroundings) {
        this.number = number;
        this.work = work;
        this.gateway = gateway;
        this.threads = threads;
        this.patience = patience;
        this.surroundings = surroundings;
    }

    /** What the process sends for the run, on the thread that reads from it. */
    void accept(Frame frame) throws IOException {
        touched |= frame.type() != Frame.Type.PONG;
        switch (frame.type()) {
            case REQUEST -> request(frame);
            case CHUNK, END, FAIL, CREDIT, DROP -> {
                Optional<Exchange> exchange;
                synchronized (this) {
                    exchange = Optional.ofNullable(exchanges.get(frame.exchange()));
                }
                if (exchange.isPresent()) {
                    exchange.get().accept(frame);
                }
            }
            default -> events.add(frame);
        }
    }

    private void request(Frame frame) throws IOException {
        Exchange exchange = new Exchange(frame, json(frame.text()), work.permit(), gateway, this, threads);
        synchronized (this) {
            // A run that was stopped stays stopped, whatever its code makes of it.
            if (over || stopped.isPresent()) {
                return;
            }
            if (exchanges.size() >= MOST_EXCHANGES) {
                throw new IOException("A run with more than " + MOST_EXCHANGES + " requests at a time.");
            }
            exchanges.put(frame.exchange(), exchange);
        }
        exchange.begin();
    }

    @Override
    public synchronized void forget(int exchange) {
        exchanges.remove(exchange);
    }

    @Override
    public void send(Frame frame) {
        surroundings.send(frame);
    }

    @Override
    public void stop(Reply reply) {
        stop(new Result.Stopped(reply));
    }

    private void stop(Result result) {
        synchronized (this) {
            if (over || stopped.isPresent()) {
                return;
            }
            stopped = Optional.of(result);
        }
        surroundings.send(Frame.of(Frame.Type.CANCEL, number, 0));
    }

    /** Whether the process answers, before the run begins in it. */
    boolean isHeard() throws InterruptedException {
        beat();
        Frame answer = events.poll(patience.knock().toNanos(), TimeUnit.NANOSECONDS);
        return answer != null && answer.type() == Frame.Type.PONG;
    }

    private void beat() {
        surroundings.send(Frame.of(Frame.Type.PING, number, 0));
    }

    /** Waits for the end of the run. An interrupt cancels it. */
    Result await() throws InterruptedException {
        int missed = 0;
        try {
            while (true) {
                Frame event = events.poll(patience.beat().toNanos(), TimeUnit.NANOSECONDS);
                if (event == null) {
                    if (missed == patience.beats()) {
                        surroundings.kill();
                        return lost("The process of CLI for Microsoft 365 did not answer any more, and was ended.");
                    }
                    missed++;
                    beat();
                    continue;
                }
                missed = 0;
                if (event.type() == Frame.Type.DONE) {
                    return ended(json(event.text()).get("exitCode").getAsInt());
                }
                handle(event);
                if (out.isTooLong() || err.isTooLong()) {
                    stop(new Reply.Refused("The command printed more than can be shown, and was stopped."));
                }
            }
        } catch (InterruptedException e) {
            cancel();
            throw e;
        } catch (IOException e) {
            surroundings.kill();
            return lost(ENDED);
        } finally {
            close();
        }
    }

    private void handle(Frame event) throws InterruptedException, IOException {
        switch (event.type()) {
            case PONG -> {}
            case OUT -> work.dialogue().printed(out.add(event.payload()));
            case ERR -> err.add(event.payload());
            case VALUE -> value(event);
            case QUESTION -> question(event);
            case HELD_FILE ->
                stop(new Reply.Held(new Write(
                        "WRITE",
                        json(event.text()).get("file").getAsString(),
                        "",
                        "The command writes this file on this machine.")));
            case LEARNT -> {
                JsonObject learnt = json(event.text());
                surroundings.learnt(
                        learnt.get("site").getAsString(),
                        learnt.get("siteTenant").getAsString());
            }
            case SETTING -> setting(json(event.text()));
            default -> throw new IOException("A frame " + event.type() + " for a run.");
        }
    }

    /** A value comes in pieces; an empty one ends it. */
    private void value(Frame event) {
        if (event.payload().length > 0) {
            if (!value.isTooLong()) {
                value.add(event.payload());
            }
            return;
        }
        boolean whole = !value.isTooLong();
        String text = value.take();
        try {
            values.add(whole ? JsonParser.parseString(text) : JsonNull.INSTANCE);
        } catch (JsonParseException e) {
            values.add(JsonNull.INSTANCE);
        }
    }

    private void setting(JsonObject setting) {
        String name = setting.get("name").getAsString();
        if (work.permit().extent() != Permit.Extent.WRITE) {
            stop(new Reply.Held(new Write(
                    "WRITE",
                    name,
                    setting.get("value").getAsString(),
                    "The command changes this setting of the CLI, which is kept here.")));
            return;
        }
        try {
            surroundings.set(name, setting.get("value").getAsString());
        } catch (IOException e) {
            stop(new Reply.Failed("The setting " + name + " could not be kept.", false, ""));
        }
    }

    private void question(Frame event) throws InterruptedException, IOException {
        JsonObject question = json(event.text());
        JsonObject reply = new JsonObject();
        String kind = question.get("kind").getAsString();
        switch (kind) {
            case "site" -> reply.addProperty("text", surroundings.site());
            case "input" -> {
                Optional<String> answer = work.dialogue().ask(valueQuestion(question));
                if (answer.isEmpty()) {
                    stop(new Result.GivenUp());
                    return;
                }
                reply.addProperty("text", answer.get());
            }
            case "choice" -> {
                List<String> choices = new ArrayList<>();
                question.getAsJsonArray("choices").forEach(choice -> choices.add(choice.getAsString()));
                OptionalInt answer = work.dialogue()
                        .choose(new Dialogue.Choice(question.get("message").getAsString(), choices));
                if (answer.isEmpty() || answer.getAsInt() < 0 || answer.getAsInt() >= choices.size()) {
                    stop(new Result.GivenUp());
                    return;
                }
                reply.addProperty("choice", answer.getAsInt());
            }
            default -> throw new IOException("A question of the unknown kind " + kind + ".");
        }
        surroundings.send(Frame.of(Frame.Type.REPLY, number, event.exchange(), reply.toString()));
    }

    /** The CLI asks for the value of an option by the option's name. */
    private static Dialogue.ValueQuestion valueQuestion(JsonObject question) {
        String message = question.get("message").getAsString();
        Matcher option = OPTION_QUESTION.matcher(message);
        String name = option.matches() ? option.group(1) : "";
        boolean isSecret = SECRET_NAME
                .matcher(name.isEmpty() ? message.toLowerCase(Locale.ROOT) : name.toLowerCase(Locale.ROOT))
                .find();
        return new Dialogue.ValueQuestion(
                message.strip(), name, isSecret, question.get("proposal").getAsString());
    }

    private synchronized Result ended(int exitCode) {
        return stopped.orElseGet(
                () -> new Result.Done(result(), withoutLineEnd(out.all()), withoutLineEnd(err.all()), exitCode));
    }

    /** A command prints one value as a rule; several are a list. Of none, of which an empty line is printed, it is a text. */
    private JsonElement result() {
        if (values.isEmpty()) {
            boolean isEmptyLine = !out.all().isEmpty() && out.all().isBlank();
            return isEmptyLine ? new JsonPrimitive("") : JsonNull.INSTANCE;
        }
        if (values.size() == 1) {
            return values.get(0);
        }
        JsonArray all = new JsonArray();
        values.forEach(all::add);
        return all;
    }

    private static String withoutLineEnd(String text) {
        return text.endsWith("\r\n")
                ? text.substring(0, text.length() - 2)
                : text.endsWith("\n") ? text.substring(0, text.length() - 1) : text;
    }

    /** Whether the process has shown any sign of the run. If it has not, the run can be begun again in another one. */
    boolean isTouched() {
        return touched;
    }

    /** The process has ended, and the run with it. */
    void crash() {
        synchronized (this) {
            if (!over && stopped.isEmpty()) {
                stopped = Optional.of(lost(ENDED));
            }
        }
        events.add(Frame.of(Frame.Type.DONE, number, 0, "{\"exitCode\":1}"));
    }

    private Result lost(String why) {
        boolean mayHaveWritten =
                work.permit().extent() == Permit.Extent.WRITE && work.permit().requests() > 0;
        return new Result.Stopped(new Reply.Failed(why, mayHaveWritten, ""));
    }

    /** Ends the run in the process; if that does not say so soon, ends the process. */
    private void cancel() {
        List<Exchange> open;
        synchronized (this) {
            stopped = Optional.of(new Result.GivenUp());
            open = List.copyOf(exchanges.values());
        }
        open.forEach(Exchange::end);
        surroundings.send(Frame.of(Frame.Type.CANCEL, number, 0));
        long end = System.nanoTime() + LAST_WORDS.toNanos();
        try {
            while (!surroundings.isDead()) {
                Frame event = events.poll(end - System.nanoTime(), TimeUnit.NANOSECONDS);
                if (event == null) {
                    surroundings.kill();
                    return;
                }
                if (event.type() == Frame.Type.DONE) {
                    return;
                }
            }
        } catch (InterruptedException e) {
            surroundings.kill();
        }
    }

    private void close() {
        List<Exchange> open;
        synchronized (this) {
            over = true;
            open = List.copyOf(exchanges.values());
            exchanges.clear();
        }
        open.forEach(Exchange::end);
    }

    private static JsonObject json(String text) throws IOException {
        try {
            return JsonParser.parseString(text).getAsJsonObject();
        } catch (JsonParseException | IllegalStateException e) {
            throw new IOException("A frame without the JSON that belongs into it.", e);
        }
    }
}
