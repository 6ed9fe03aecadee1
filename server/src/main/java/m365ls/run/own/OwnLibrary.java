package m365ls.run.own;

import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Supplier;
import m365ls.catalog.Catalog;
import m365ls.catalog.CommandSpec;
import m365ls.catalog.OptionSpec;
import m365ls.gateway.Permit;
import m365ls.gateway.Reply;
import m365ls.gateway.Write;
import m365ls.http.Http;
import m365ls.output.Undefined;
import m365ls.run.CliSettings;
import m365ls.run.CommandLibrary;
import m365ls.run.Dialogue;
import m365ls.run.ResultPrinter;
import m365ls.run.SignInWays;
import m365ls.run.Work;
import m365ls.script.OptionValue;
import m365ls.session.Application;
import m365ls.session.ApplicationChoice;
import m365ls.session.ApplicationSetup;
import m365ls.session.Connection;
import m365ls.session.Places;
import m365ls.session.Resource;
import m365ls.session.Service;
import m365ls.session.Session;
import m365ls.session.TokenAnswer;

/** Commands on this program's own sign-ins and settings. What they print has the shape of the CLI's. */
public final class OwnLibrary implements CommandLibrary {

    /**
     * What the library works with.
     *
     * @param session signs in and out
     * @param ways asks the user for it
     * @param http reaches the network
     * @param environment variables
     * @param catalog the commands, for the tool's version
     * @param settings of the tool
     * @param clock tells the time
     */
    public record Surroundings(
            Session session,
            SignInWays ways,
            Http http,
            Map<String, String> environment,
            Supplier<Catalog> catalog,
            CliSettings settings,
            Clock clock) {
        public Surroundings {
            environment = Map.copyOf(environment);
        }
    }

    /** Commands on the sign-in and the settings. */
    private static final Set<String> ON_OUR_STATE = Set.of(
            "login",
            "logout",
            "status",
            "setup",
            "connection list",
            "connection remove",
            "connection set",
            "connection use",
            "cli config get",
            "cli config list",
            "cli config reset",
            "cli config set",
            "cli consent",
            "util accesstoken get");

    /** What a what-if calls that which sign-ins are kept in. */
    private static final String SIGN_INS = "the sign-ins on this machine";

    /** The same of settings. */
    private static final String SETTINGS = "the settings on this machine";

    private final Surroundings with;

    public OwnLibrary(Surroundings surroundings) {
        this.with = surroundings;
    }

    @Override
    public String name() {
        return "own";
    }

    @Override
    public boolean has(CommandSpec command) {
        return keepsStateOf(command) || command.name().equals("version");
    }

    /** Whether a command reads or changes the sign-in or the settings, of which this program has its own. */
    public static boolean keepsStateOf(CommandSpec command) {
        return ON_OUR_STATE.contains(command.name());
    }

    /** The tool refuses the command with this message. */
    private static final class Failure extends Exception {
        private static final long serialVersionUID = 1;

        private final String reason;
        private final boolean refusal;

        Failure(String reason) {
            this(reason, false);
        }

        /** @param refusal whether it is about the call, which was not begun */
        Failure(String reason, boolean refusal) {
            super(reason, null, false, false);
            this.reason = reason;
            this.refusal = refusal;
        }

        String reason() {
            return reason;
        }
    }

    /** The user gave no answer. */
    private static final class GivenUpException extends Exception {
        private static final long serialVersionUID = 1;

        GivenUpException() {
            super("", null, false, false);
        }
    }

    /** A what-if has come to what would change something on this machine. */
    private static final class HeldException extends Exception {
        private static final long serialVersionUID = 1;

        private final transient Write write;

        HeldException(Write write) {
            super("", null, false, false);
            this.write = write;
        }

        Write write() {
            return write;
        }
    }

    /**
     * To be called before anything is changed.
     *
     * @param what is changed
     * @param how in words that stand behind "The command"
     */
    private static void mayChange(Work work, String what, String how) throws HeldException {
        if (work.permit().extent() == Permit.Extent.WHAT_IF) {
            throw new HeldException(new Write("WRITE", what, "", "The command " + how + "."));
        }
    }

    @Override
    public Result run(Work work) throws InterruptedException {
        ResultPrinter printer = new ResultPrinter(with.settings().all());
        try {
            refuse(work);
            Optional<JsonElement> value = value(work);
            if (value.isPresent() && isForReading(work)) {
                return new Result.Done(value.get(), value.get().getAsString(), "", 0);
            }
            return value.isPresent()
                    ? printer.print(
                            work, with.catalog().get().text(work.command()).defaultProperties(), value.get())
                    : new Result.Done(JsonNull.INSTANCE, "", "", 0);
        } catch (Failure e) {
            return e.refusal ? printer.refused(work, e.reason()) : printer.failed(work, e.reason());
        } catch (GivenUpException e) {
            return new Result.GivenUp();
        } catch (HeldException e) {
            return new Result.Stopped(new Reply.Held(e.write()));
        } catch (IOException e) {
            return printer.failed(work, "The settings cannot be written.");
        }
    }

    /** Whether a text is printed as it is, in every output mode. */
    private static boolean isForReading(Work work) {
        return work.command().name().equals("util accesstoken get")
                && gives(work, "decoded")
                && !(work.options().get("output") instanceof OptionValue.Text mode
                        && mode.text().equals("none"));
    }

    /** What all commands refuse. */
    private static void refuse(Work work) throws Failure {
        for (String option : work.options().keySet()) {
            if (work.command().option(option).isEmpty()) {
                throw new Failure("Unrecognized key: \"" + option + "\"");
            }
        }
        for (OptionSpec option : work.command().options()) {
            if (option.required() && text(work, option.name()).isEmpty()) {
                throw new Failure(option.name() + ": Required option not specified");
            }
        }
    }

    /** What the command hands out; empty if nothing. */
    private Optional<JsonElement> value(Work work)
            throws Failure, GivenUpException, HeldException, InterruptedException, IOException {
        return switch (work.command().name()) {
            case "login" -> Optional.of(login(work));
            case "logout" -> {
                mayChange(work, SIGN_INS, "ends the active sign-in");
                with.session().active().ifPresent(with.session()::signOut);
                yield Optional.empty();
            }
            case "status" -> Optional.of(status());
            case "setup" -> {
                setup(work);
                yield Optional.empty();
            }
            case "version" ->
                Optional.of(new JsonPrimitive("v" + with.catalog().get().version()));
            case "connection list" -> Optional.of(connections());
            case "connection remove" -> {
                Connection connection = connection(text(work, "name"));
                mayChange(work, SIGN_INS, "ends the sign-in '" + connection.name() + "'");
                with.session().signOut(connection);
                yield Optional.empty();
            }
            case "connection set" -> {
                rename(work, text(work, "name"), text(work, "newName"));
                yield Optional.empty();
            }
            case "connection use" -> Optional.of(use(work));
            case "cli config get" -> Optional.of(with.settings().get(key(work)).orElse(Undefined.VALUE));
            case "cli config list" -> Optional.of(with.settings().all());
            case "cli config set" -> {
                set(work);
                yield Optional.empty();
            }
            case "cli config reset" -> {
                if (text(work, "key").isEmpty()) {
                    mayChange(work, SETTINGS, "takes all settings back");
                    with.settings().reset();
                } else {
                    String key = key(work);
                    mayChange(work, SETTINGS, "takes the setting " + key + " back");
                    with.settings().reset(key);
                }
                yield Optional.empty();
            }
            case "cli consent" -> Optional.of(consent(work));
            case "util accesstoken get" -> Optional.of(token(work));
            default -> throw new AssertionError(work.command().name());
        };
    }

    private static String text(Work work, String option) {
        OptionValue value = work.options().get(option);
        return value instanceof OptionValue.Text text ? text.text() : "";
    }

    private static boolean gives(Work work, String option) {
        OptionValue value = work.options().get(option);
        return value != null && value.isTruthy();
    }

    // ---- sign-ins ----

    private JsonElement login(Work work) throws Failure, GivenUpException, HeldException, InterruptedException {
        mayChange(work, SIGN_INS, "signs somebody in");
        OwnSignIn.Answer answer = new OwnSignIn(with.session(), with.ways(), work).run();
        if (answer instanceof OwnSignIn.Answer.In in) {
            return details(in.connection());
        }
        if (answer instanceof OwnSignIn.Answer.Not not) {
            throw new Failure(not.reason());
        }
        throw new GivenUpException();
    }

    private static JsonObject details(Connection connection) {
        JsonObject details = new JsonObject();
        details.addProperty("connectionName", connection.name());
        details.addProperty("connectedAs", connection.identity().name());
        details.addProperty("authType", connection.authType());
        details.addProperty("appId", connection.application().clientId());
        details.addProperty("appTenant", connection.application().tenant());
        details.addProperty("cloudType", connection.application().cloud().cliName());
        return details;
    }

    private JsonElement status() throws Failure, InterruptedException {
        Optional<Connection> active = with.session().active();
        if (active.isEmpty()) {
            return new JsonPrimitive(
                    with.session().connections().isEmpty()
                            ? "Logged out"
                            : "Logged out, signed in connections available");
        }
        Resource graph =
                Resource.of(active.get().application().cloud(), Service.GRAPH).orElseThrow();
        if (with.session().token(active.get(), graph) instanceof TokenAnswer.Needs needs) {
            throw new Failure("Your login has expired. Sign in again to continue. " + needs.reason());
        }
        return details(active.get());
    }

    private JsonElement connections() {
        String active = with.session().active().map(Connection::id).orElse("");
        JsonArray all = new JsonArray();
        with.session().connections().stream()
                .sorted(Comparator.comparing(Connection::name, String.CASE_INSENSITIVE_ORDER))
                .forEach(connection -> {
                    JsonObject one = new JsonObject();
                    one.addProperty("name", connection.name());
                    one.addProperty("connectedAs", connection.identity().name());
                    one.addProperty("authType", connection.authType());
                    one.addProperty("active", connection.id().equals(active));
                    all.add(one);
                });
        return all;
    }

    private Connection connection(String name) throws Failure {
        return with.session().connections().stream()
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new Failure("The connection '" + name + "' cannot be found."));
    }

    private void rename(Work work, String name, String newName) throws Failure, HeldException {
        boolean known = with.session().connections().stream()
                .anyMatch(each -> each.name().equals(name));
        if (!known) {
            throw new Failure("name: Connection with name '" + name + "' does not exist.", true);
        }
        mayChange(work, SIGN_INS, "renames the sign-in '" + name + "' to '" + newName + "'");
        if (with.session().rename(connection(name), newName).isEmpty()) {
            throw new Failure("newName: Connection with name '" + newName + "' already exists.", true);
        }
    }

    private JsonElement use(Work work) throws Failure, GivenUpException, HeldException, InterruptedException {
        Connection chosen;
        if (text(work, "name").isEmpty()) {
            List<Connection> all = with.session().connections();
            if (all.isEmpty()) {
                throw new Failure("There are no connections.");
            }
            OptionalInt index = work.dialogue()
                    .choose(new Dialogue.Choice(
                            "The connection to use",
                            all.stream().map(Connection::name).toList()));
            if (index.isEmpty()) {
                throw new GivenUpException();
            }
            chosen = all.get(index.getAsInt());
        } else {
            chosen = connection(text(work, "name"));
        }
        mayChange(work, SIGN_INS, "makes the sign-in '" + chosen.name() + "' the active one");
        if (!with.session().use(chosen)) {
            throw new Failure("The connection '" + chosen.name() + "' cannot be found.");
        }
        return details(chosen);
    }

    private void setup(Work work) throws Failure, GivenUpException, HeldException, InterruptedException {
        if (gives(work, "interactive") && gives(work, "scripting")) {
            throw new Failure("Specify either interactive or scripting but not both");
        }
        mayChange(work, SETTINGS, "sets how questions are asked, and has an application registered if none is known");
        try {
            if (gives(work, "interactive") || gives(work, "scripting")) {
                with.settings().set("prompt", Boolean.toString(gives(work, "interactive")));
            }
        } catch (IOException e) {
            throw new Failure("The settings cannot be written.");
        }
        ApplicationChoice choice = with.ways().choose(new ApplicationChoice.Said("", "", ""));
        if (gives(work, "skipApp") || choice.application().isPresent()) {
            return;
        }
        Application none = new Application("", choice.tenant(), choice.cloud());
        ApplicationSetup.Answer answer = new ApplicationSetup(with.http(), with.environment(), with.clock())
                .make(
                        new ApplicationSetup.Wish(
                                "CLI for Microsoft 365",
                                choice.cloud(),
                                choice.tenant(),
                                ApplicationSetup.Permissions.MINIMAL,
                                false),
                        with.ways().prompter(none));
        if (answer instanceof ApplicationSetup.Answer.Made made) {
            with.session().remember(made.application());
        } else if (answer instanceof ApplicationSetup.Answer.Not not) {
            throw new Failure(not.why().reason());
        } else {
            throw new GivenUpException();
        }
    }

    private JsonElement consent(Work work) throws Failure {
        if (!text(work, "service").equals("VivaEngage")) {
            throw new Failure("service: Invalid option: expected \"VivaEngage\"");
        }
        ApplicationChoice choice = with.ways().choose(new ApplicationChoice.Said("", "", ""));
        if (choice.clientId().isEmpty()) {
            throw new Failure("No application is known that could be given permissions. Sign in first.");
        }
        return new JsonPrimitive("Consent to what commands for Viva Engage need on this page: https://"
                + choice.cloud().loginHost() + "/" + choice.tenant() + "/oauth2/v2.0/authorize?client_id="
                + choice.clientId() + "&response_type=code&scope=https%3A%2F%2Fapi.yammer.com%2Fuser_impersonation");
    }

    // ---- settings ----

    private static String key(Work work) throws Failure {
        String key = text(work, "key");
        if (CliSettings.SECRETS.contains(key)) {
            throw new Failure(
                    "Secrets are not kept in settings here. Sign in with m365 login, and they are kept encrypted.");
        }
        if (!CliSettings.NAMES.contains(key)) {
            throw new Failure("key: '" + key + "' is no setting");
        }
        return key;
    }

    private void set(Work work) throws Failure, HeldException, IOException {
        String key = key(work);
        String value = text(work, "value");
        Map<String, List<String>> allowed = Map.of(
                "output", List.of("text", "json", "csv", "md", "none"),
                "errorOutput", List.of("stdout", "stderr"),
                "helpMode", List.of("options", "examples", "remarks", "response", "permissions", "full"),
                "helpTarget", List.of("console", "web"),
                "authType",
                        List.of(
                                "deviceCode",
                                "password",
                                "certificate",
                                "identity",
                                "federatedIdentity",
                                "browser",
                                "secret"));
        List<String> values = allowed.getOrDefault(key, List.of());
        if (!values.isEmpty() && !values.contains(value)) {
            throw new Failure("value: The value is not valid for the option " + key + ". Allowed values: "
                    + String.join(", ", values));
        }
        if (key.equals("promptListPageSize") && !value.matches("0*[1-9][0-9]{0,6}")) {
            throw new Failure("value: The value is not valid for the option " + key
                    + ". The value has to be a number higher than 0.");
        }
        mayChange(work, SETTINGS, "sets " + key + " to '" + value + "'");
        with.settings().set(key, value);
    }

    // ---- tokens ----

    private JsonElement token(Work work) throws Failure, InterruptedException {
        Connection connection =
                work.permit().connection().orElseThrow(() -> new Failure("Log in to Microsoft 365 first"));
        Resource resource = resource(connection, text(work, "resource"));
        TokenAnswer answer = with.session().token(connection, resource);
        if (answer instanceof TokenAnswer.Token old && gives(work, "new")) {
            answer = with.session().renew(connection, resource, old.token().secret(), "");
        }
        if (answer instanceof TokenAnswer.Needs needs) {
            throw new Failure(needs.reason());
        }
        String token = ((TokenAnswer.Token) answer).token().secret().reveal();
        return gives(work, "decoded") ? new JsonPrimitive(decoded(token)) : new JsonPrimitive(token);
    }

    private Resource resource(Connection connection, String name) throws Failure, InterruptedException {
        if (name.equalsIgnoreCase("graph")) {
            return Resource.of(connection.application().cloud(), Service.GRAPH).orElseThrow();
        }
        if (name.equalsIgnoreCase("sharepoint")) {
            Places.Found<Places.SharePoint> found = new Places(with.session(), with.http()).sharePoint(connection);
            if (found instanceof Places.Found.Here<Places.SharePoint> here) {
                return here.value().sites();
            }
            throw new Failure(
                    ((Places.Found.Not<Places.SharePoint>) found).needs().reason());
        }
        try {
            if (Resource.at(connection.application().cloud(), URI.create(name)).isPresent()) {
                return new Resource(connection.application().cloud(), name);
            }
        } catch (IllegalArgumentException e) {
            throw new Failure("'" + name + "' is no address of a service.");
        }
        throw new Failure("'" + name + "' is no address of a service.");
    }

    private static String decoded(String token) throws Failure {
        List<String> parts = new ArrayList<>();
        for (String part : List.of(token.split("\\.", -1))) {
            if (parts.size() < 2) {
                parts.add(pretty(part));
            }
        }
        return String.join(".", parts) + ".[signature]";
    }

    private static String pretty(String part) throws Failure {
        try {
            String json = new String(Base64.getUrlDecoder().decode(part), StandardCharsets.UTF_8);
            return new GsonBuilder()
                    .setPrettyPrinting()
                    .disableHtmlEscaping()
                    .create()
                    .toJson(JsonParser.parseString(json));
        } catch (IllegalArgumentException | JsonParseException e) {
            throw new Failure("The token is not of the kind that can be shown decoded.");
        }
    }
}
