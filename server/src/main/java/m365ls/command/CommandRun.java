package m365ls.command;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;
import m365ls.gateway.Gateway;
import m365ls.gateway.Permit;
import m365ls.gateway.Reply;
import m365ls.gateway.Write;
import m365ls.output.OutputMode;
import m365ls.output.Undefined;
import m365ls.run.Dialogue;
import m365ls.run.Work;
import m365ls.session.Cloud;
import m365ls.session.Connection;
import m365ls.session.Identity;

/** A run of a command: its options, its requests, what it prints. For use by one thread. */
public final class CommandRun {

    /** Takes what a command prints, as it comes. */
    public interface Prints {
        /** Prints a value. */
        void print(JsonElement value) throws Stop;

        /** Tells what is no result, where errors are told. */
        void warn(String text);
    }

    /** Changes an entry of a list to what is printed of it. */
    @FunctionalInterface
    public interface Change {
        /** Changes an entry. */
        void change(JsonElement entry) throws Stop;
    }

    /** Lets time pass. */
    @FunctionalInterface
    public interface Pause {
        /** Returns when the time has passed. */
        void pause(Duration time) throws InterruptedException;
    }

    private final Work work;
    private final Options options;
    private final Gateway gateway;
    private final Prints prints;
    private final Pause pause;
    private final Clock clock;
    private final Site site;
    private final boolean asks;

    /**
     * @param options of the call, after the command's own checks have changed them
     * @param site the tenant's root site, found at most once
     * @param asks whether the user is asked which of several is meant; else that there are several is an error
     */
    public CommandRun(
            Work work,
            Options options,
            Gateway gateway,
            Prints prints,
            Pause pause,
            Clock clock,
            Site site,
            boolean asks) {
        this.work = work;
        this.options = options;
        this.gateway = gateway;
        this.prints = prints;
        this.pause = pause;
        this.clock = clock;
        this.site = site;
        this.asks = asks;
    }

    /** Where the tenant's root site is, and how the object model names the tenant, remembered for a connection. */
    public interface Site {
        /** Its address, without a slash at its end; empty if it is not known yet. */
        Optional<String> known();

        /** It was found. */
        void learn(String address);

        /** The tenant's name in the object model; empty if it is not known yet. */
        Optional<String> tenant();

        /** The tenant's name was found. */
        void learnTenant(String identity);
    }

    /** What is remembered of the tenant. */
    public Site site() {
        return site;
    }

    /** The options of the call. */
    public Options options() {
        return options;
    }

    /** The output mode of the call. */
    public OutputMode output() {
        return OutputMode.of(options.text("output")).orElse(OutputMode.JSON);
    }

    /** The run as it was approved. */
    public Work work() {
        return work;
    }

    /** Whether an option is one of the command's own, and no field of what it changes. */
    public boolean knows(String option) {
        return work.command().option(option).isPresent();
    }

    /** The file at a path from the run's folder. */
    public Path file(String path) {
        return work.folder().resolve(path).normalize();
    }

    /** What time it is. */
    public Clock clock() {
        return clock;
    }

    /** Whose tokens are sent. */
    public Connection connection() {
        return work.permit().connection().orElseThrow();
    }

    private Cloud cloud() {
        return work.permit().connection().map(c -> c.application().cloud()).orElse(Cloud.PUBLIC);
    }

    /** The id of the tenant to which whoever is signed in belongs. */
    public String tenantId() {
        return connection().identity().tenantId();
    }

    /** Whether an application is signed in, and no person. */
    public boolean isApplication() {
        return connection().identity().kind() == Identity.Kind.APPLICATION;
    }

    /** Prints a value; {@link Undefined#VALUE} as an empty line. */
    public void print(JsonElement value) throws Stop {
        prints.print(value);
    }

    /** Prints a text. */
    public void print(String text) throws Stop {
        prints.print(new JsonPrimitive(text));
    }

    /** Tells the user something that is no result. */
    public void warn(String text) {
        prints.warn(text);
    }

    /** Waits, as a command does between two looks at something that takes time. */
    public void pause(Duration time) throws InterruptedException {
        work.dialogue().waiting(time, "The service is still working on it.");
        pause.pause(time);
    }

    /** The answer to a request, as JSON; as a text if it is none, or empty. */
    public JsonElement json(Request request) throws Stop, InterruptedException {
        String text = text(request, answered(request, true));
        return text.isBlank() ? new JsonPrimitive(text) : value(text, true);
    }

    /** The answer to a request, as text. */
    public String text(Request request) throws Stop, InterruptedException {
        return text(request, answered(request, false));
    }

    /** The answer to a request, with its headers and a body that is to be read and closed. */
    public Reply.Answered open(Request request) throws Stop, InterruptedException {
        return answered(request, false);
    }

    private static final Pattern ABSOLUTE = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]*:.*", Pattern.DOTALL);

    /** The answer to a request; {@code json} tells how what comes with an error is read. */
    Reply.Answered answered(Request request, boolean json) throws Stop, InterruptedException {
        if (!ABSOLUTE.matcher(request.address()).matches()) {
            throw Stop.failure("Invalid URL");
        }
        Reply reply = gateway.send(work.permit(), request.ask(cloud()));
        if (!(reply instanceof Reply.Answered answered)) {
            throw new Stop(new Stop.Cause.Unanswered(reply));
        }
        if (answered.status() >= 200 && answered.status() < 300) {
            return answered;
        }
        throw new Stop(new Stop.Cause.Refusal(answered.status(), value(text(request, answered), json)));
    }

    /** What a text is as JSON, if it is to be read so and can. */
    static JsonElement value(String text, boolean json) {
        Optional<JsonElement> parsed = json ? Json.parse(text) : Optional.empty();
        return parsed.orElseGet(() -> new JsonPrimitive(text));
    }

    /** The body of an answer, which is closed then. */
    static String text(Request request, Reply.Answered answered) throws Stop {
        try (var body = answered.body()) {
            String text = new String(body.readAllBytes(), StandardCharsets.UTF_8);
            return text.startsWith("\uFEFF") ? text.substring(1) : text;
        } catch (IOException e) {
            boolean reads = request.method().equals("GET");
            throw new Stop(new Stop.Cause.Unanswered(
                    new Reply.Failed("The answer of the service broke off: " + e.getMessage(), !reads, "")));
        }
    }

    /** All elements of a list that comes in pages, asked for as OData's version 4. */
    public JsonArray all(String address) throws Stop, InterruptedException {
        return all(odata(address));
    }

    /** All elements of a list that comes in pages. */
    public JsonArray all(Request first) throws Stop, InterruptedException {
        return all(first, pages(false), entry -> {});
    }

    /** Prints all elements of a list that comes in pages, asked for as OData's version 4; the user sees them as they come. */
    public void printAll(String address) throws Stop, InterruptedException {
        printAll(odata(address), entry -> {});
    }

    /** Prints all elements of a list that comes in pages, each after a change; the user sees them as they come. */
    public void printAll(Request first, Change change) throws Stop, InterruptedException {
        print(shown(first, change));
    }

    /** All elements of a list that comes in pages, each after a change; the user sees them as they come. */
    public JsonArray shown(Request first, Change change) throws Stop, InterruptedException {
        return all(first, pages(true), change);
    }

    /** A request for a list, as OData's version 4. */
    public static Request odata(String address) {
        return Request.get(address, Request.GRAPH).with("odata-version", "4.0");
    }

    /**
     * A list that is about to be read in another way than OData's.
     *
     * @param shows whether its entries are what the command prints
     */
    public Pages pages(boolean shows) {
        return new Pages(this, shows);
    }

    private static JsonArray all(Request first, Pages pages, Change change) throws Stop, InterruptedException {
        JsonArray all = new JsonArray();
        Optional<Request> request = Optional.of(first);
        while (request.isPresent()) {
            JsonElement page = pages.read(request.get());
            JsonArray entries = values(page);
            for (JsonElement entry : entries) {
                change.change(entry);
            }
            all.addAll(entries);
            request = next(page).map(first::at);
            pages.brought(entries, request.isPresent());
        }
        return all;
    }

    private static Optional<String> next(JsonElement page) {
        JsonElement next = Json.at(page, "@odata.nextLink");
        JsonElement link = Undefined.is(next) || next.isJsonNull() ? Json.at(page, "nextLink") : next;
        return Json.isText(link) && !link.getAsString().isEmpty() ? Optional.of(link.getAsString()) : Optional.empty();
    }

    /** The list that an answer has under {@code value}. */
    public static JsonArray values(JsonElement answer) throws Stop {
        if (Json.at(answer, "value") instanceof JsonArray values) {
            return values;
        }
        throw Stop.failure("The service has answered with something else than a list.");
    }

    /** An answer that has to be an object. */
    public static JsonObject object(JsonElement answer) throws Stop {
        if (answer instanceof JsonObject object) {
            return object;
        }
        throw Stop.failure("The service has answered with something else than an object.");
    }

    /**
     * The one of those that were found that is meant: the only one, or the one that the user chooses.
     *
     * @param found objects
     * @param key name of the property by which they are told apart
     * @param none what is wrong if there is none, a sentence
     * @param several what is to be decided if there are several, a sentence
     */
    public JsonElement only(JsonArray found, String key, String none, String several)
            throws Stop, InterruptedException {
        Map<String, JsonElement> byKey = new LinkedHashMap<>();
        found.forEach(each -> byKey.put(Json.text(each, key), each));
        if (found.isEmpty()) {
            throw Stop.failure(none);
        }
        if (found.size() == 1) {
            return found.get(0);
        }
        List<String> keys = List.copyOf(byKey.keySet());
        if (!asks) {
            throw Stop.failure(several + " Found: " + String.join(", ", keys) + ".");
        }
        OptionalInt choice = work.dialogue().choose(new Dialogue.Choice(several, keys));
        if (choice.isEmpty() || choice.getAsInt() < 0 || choice.getAsInt() >= keys.size()) {
            throw new Stop(new Stop.Cause.GivenUp());
        }
        return byKey.getOrDefault(keys.get(choice.getAsInt()), Undefined.VALUE);
    }

    /** Stops where nothing may change and a file would be written on this machine. */
    public void mayWriteFile(String file) throws Stop {
        if (work.permit().extent() == Permit.Extent.WHAT_IF) {
            throw new Stop(new Stop.Cause.Unanswered(
                    new Reply.Held(new Write("WRITE", file, "", "The command writes this file on this machine."))));
        }
    }

    /** Address of the tenant's root site. */
    public String rootSite() throws Stop, InterruptedException {
        Optional<String> known = site.known();
        if (known.isPresent()) {
            return known.get();
        }
        JsonElement root =
                json(Request.get("https://graph.microsoft.com/v1.0/sites/root?$select=webUrl", Request.GRAPH));
        String address = Json.text(root, "webUrl");
        if (address.isEmpty()) {
            throw Stop.failure("Microsoft Graph does not tell the address of the root site.");
        }
        site.learn(address);
        return address;
    }
}
