package m365ls.lsp;

import com.google.gson.Gson;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import m365ls.installation.Machine;
import m365ls.protocol.CliSignIn;
import m365ls.protocol.ConnectionList;
import m365ls.protocol.ConnectionParams;
import m365ls.protocol.CreateApplicationParams;
import m365ls.protocol.CreateApplicationResult;
import m365ls.protocol.ImportCliParams;
import m365ls.protocol.ImportCliResult;
import m365ls.protocol.Methods;
import m365ls.protocol.RenameParams;
import m365ls.protocol.SessionApplication;
import m365ls.protocol.SessionChanged;
import m365ls.protocol.SessionConnection;
import m365ls.protocol.SessionNeed;
import m365ls.protocol.SessionStatus;
import m365ls.protocol.SignInParams;
import m365ls.protocol.SignInResult;
import m365ls.protocol.SignInWay;
import m365ls.protocol.SignOutResult;
import m365ls.protocol.UseParams;
import m365ls.protocol.WorkspaceParams;
import m365ls.session.Application;
import m365ls.session.ApplicationChoice;
import m365ls.session.ApplicationSetup;
import m365ls.session.Cloud;
import m365ls.session.Connection;
import m365ls.session.Identity;
import m365ls.session.Need;
import m365ls.session.Secret;
import m365ls.session.Session;
import m365ls.session.SignIn;
import m365ls.session.SignInAnswer;
import m365ls.session.TokenAnswer;
import m365ls.session.storage.CliSignInImport;
import org.jspecify.annotations.Nullable;

/** Answers the client's requests about the session, on workers. */
final class SessionAnswers implements AutoCloseable {

    private static final Gson GSON = new Gson();

    /** Fields in which a client might think to send a secret. */
    private static final List<String> SECRETS =
            List.of("password", "secret", "clientSecret", "certificateBase64Encoded", "certificatePassword");

    private static final List<String> WAYS = List.of(
            "browser", "deviceCode", "editor", "password", "certificate", "secret", "identity", "federatedIdentity");

    private static final String NOT_REVOKED =
            "What was kept on this machine is deleted. Access tokens that were given out stay good until they end, mostly"
                    + " within 90 minutes, and Entra ID cannot revoke a single sign-in. To end all sign-ins of an account,"
                    + " use its security page, or ask an administrator.";

    private static final String NOBODY = "Nobody is signed in.";

    private static final String NOT_SHOWN = "The editor could not show the code to sign in with.";

    private static final String USUAL_NAME = "CLI for Microsoft 365";

    /** Bytes. Certificates with their chains have a few thousand. */
    private static final long LARGEST_CERTIFICATE = 1 << 20;

    private final Workspace workspace;
    private final Client client;
    private final Machine machine;
    private final Questions questions;
    private final SessionOpening opening;

    SessionAnswers(Workspace workspace, Client client, Machine machine, Optional<SecretsKey> key) {
        this.workspace = workspace;
        this.client = client;
        this.machine = machine;
        this.questions = new Questions(client, workspace::client, key);
        this.opening = new SessionOpening(
                machine, questions, () -> workspace.preferences().session(), this::changed);
    }

    /** Opens the session. */
    SessionOpening opening() {
        return opening;
    }

    /** Asks the client for secrets. */
    Questions questions() {
        return questions;
    }

    /**
     * Answers a request.
     *
     * @return what is to be sent
     * @throws InterruptedException if the request is cancelled
     */
    Object answer(String method, JsonObject params) throws InterruptedException {
        try {
            return switch (method) {
                case Methods.SESSION_SIGN_IN -> signIn(params);
                case Methods.SESSION_SIGN_OUT ->
                    signOut(text(read(params, ConnectionParams.class).connection()), false);
                case Methods.SESSION_REMOVE ->
                    signOut(text(read(params, ConnectionParams.class).connection()), true);
                case Methods.SESSION_LIST ->
                    list(text(read(params, WorkspaceParams.class).workspaceFolder()));
                case Methods.SESSION_USE -> use(read(params, UseParams.class));
                case Methods.SESSION_RENAME -> rename(read(params, RenameParams.class));
                case Methods.SESSION_STATUS ->
                    status(text(read(params, WorkspaceParams.class).workspaceFolder()));
                case Methods.SESSION_IMPORT_CLI -> importCli(read(params, ImportCliParams.class));
                case Methods.SESSION_CREATE_APPLICATION ->
                    createApplication(read(params, CreateApplicationParams.class));
                default -> throw new AssertionError(method);
            };
        } catch (UncheckedIOException e) {
            throw Trouble.failed("Your sign-ins could not be read from or written to the disk.");
        }
    }

    private static <T> T read(JsonObject params, Class<T> type) {
        try {
            return GSON.fromJson(params, type);
        } catch (JsonParseException e) {
            throw Trouble.invalidParams("The parameters are not of the method's types.");
        }
    }

    private static String text(@Nullable String given) {
        return given == null ? "" : given.strip();
    }

    private void changed() {
        if (workspace.client().sessionChanges()) {
            String active = opening.opened()
                    .flatMap(open -> open.session().active())
                    .map(Connection::name)
                    .orElse("");
            client.notify(Methods.SESSION_CHANGED, new SessionChanged(active));
        }
    }

    // ---- in ----

    private SignInResult signIn(JsonObject json) throws InterruptedException {
        for (String name : SECRETS) {
            if (json.has(name)) {
                throw Trouble.invalidParams(
                        "Secrets are not taken in clear. Leave out " + name + ": it is asked for when it is needed.");
            }
        }
        SignInParams params = read(json, SignInParams.class);
        OpenSession open = opening.open(true).orElseThrow();
        return text(params.connection()).isEmpty() ? signInAnew(params, open) : signInAgain(params, open);
    }

    private SignInResult signInAgain(SignInParams params, OpenSession open) throws InterruptedException {
        Connection connection = find(open.session(), text(params.connection()));
        String missing = missing(connection.authType());
        if (!missing.isEmpty()) {
            return notSignedIn(need(Need.SIGN_IN, missing), List.of());
        }
        TokenAnswer.Needs why = new TokenAnswer.Needs(Need.SIGN_IN, "", "", Duration.ZERO, text(params.claims()));
        return run(
                connection.application().clientId(),
                List.of(),
                prompter -> open.session().signInAgain(connection, why, prompter));
    }

    private SignInResult signInAnew(SignInParams params, OpenSession open) throws InterruptedException {
        String authType = text(params.authType()).isEmpty() ? "deviceCode" : text(params.authType());
        if (!WAYS.contains(authType)) {
            throw Trouble.invalidParams("There is no way to sign in named " + shown(authType) + ".");
        }
        cloud(params.cloud());
        String missing = missing(authType);
        if (!missing.isEmpty()) {
            return notSignedIn(need(Need.SIGN_IN, missing), List.of());
        }
        ApplicationChoice choice = opening.choice(
                new ApplicationChoice.Said(text(params.clientId()), text(params.tenant()), text(params.cloud())));
        // A machine's identity is nobody's registration, and a job may name its own.
        boolean needsApplication = !authType.equals("identity") && !authType.equals("federatedIdentity");
        if (needsApplication && choice.clientId().isEmpty()) {
            return notSignedIn(applicationMissing(), choice.notices());
        }
        SignIn way = way(authType, params);
        Application application = new Application(choice.clientId(), choice.tenant(), choice.cloud());
        return run(
                application.clientId(),
                choice.notices(),
                prompter -> open.session().signIn(way, application, text(params.name()), prompter));
    }

    private static Optional<Cloud> cloud(@Nullable String given) {
        String name = text(given);
        Optional<Cloud> cloud = Cloud.named(name);
        if (cloud.isEmpty() && !name.isEmpty()) {
            throw Trouble.invalidParams("There is no cloud named " + shown(name)
                    + ". There are Public, USGov, USGovHigh, USGovDoD and China.");
        }
        return cloud;
    }

    /** A text of the client in a sentence. */
    private static String shown(String text) {
        return text.length() > 80 ? text.substring(0, 80) : text;
    }

    private static SignIn way(String authType, SignInParams params) {
        return switch (authType) {
            case "browser" -> new SignIn.Browser();
            case "password" -> {
                if (text(params.userName()).isEmpty()) {
                    throw Trouble.invalidParams("To sign in with a password, a user name is needed.");
                }
                yield new SignIn.Password(text(params.userName()), Secret.of(""));
            }
            case "certificate" -> certificate(params);
            case "secret" -> new SignIn.ClientSecret(Secret.of(""));
            case "identity" -> new SignIn.ManagedIdentity(text(params.userName()));
            case "federatedIdentity" -> new SignIn.FederatedIdentity();
            case "editor" -> new SignIn.EditorAccount(text(params.account()));
            default -> new SignIn.DeviceCode();
        };
    }

    private static SignIn certificate(SignInParams params) {
        Path file = FileUri.plain(text(params.certificateFile()))
                .orElseThrow(() ->
                        Trouble.invalidParams("To sign in with a certificate, the whole path of its file is needed."));
        try {
            if (!Files.isRegularFile(file) || Files.size(file) > LARGEST_CERTIFICATE) {
                throw Trouble.failed("The file " + file + " is not there, or is no certificate.");
            }
            return new SignIn.Certificate(
                    Secret.of(Base64.getEncoder().encodeToString(Files.readAllBytes(file))),
                    Secret.of(""),
                    text(params.thumbprint()));
        } catch (IOException e) {
            throw Trouble.failed("The file " + file + " cannot be read.");
        }
    }

    /** Signs in. */
    @FunctionalInterface
    private interface Flow {
        SignInAnswer run(EditorPrompter prompter) throws InterruptedException;
    }

    private SignInResult run(String clientId, List<String> notices, Flow flow) throws InterruptedException {
        EditorPrompter prompter = new EditorPrompter(client, questions, clientId);
        SignInAnswer answer;
        try {
            answer = flow.run(prompter);
        } catch (InterruptedException e) {
            answer = new SignInAnswer.Cancelled();
            if (prompter.end() == EditorPrompter.End.NONE) {
                throw e;
            }
        }
        if (answer instanceof SignInAnswer.SignedIn in) {
            return new SignInResult(
                    "signedIn", connection(in.connection(), Optional.of(in.connection())), null, notices);
        }
        if (prompter.end() == EditorPrompter.End.NOT_SHOWN) {
            return notSignedIn(need(Need.SIGN_IN, NOT_SHOWN), notices);
        }
        return prompter.end() == EditorPrompter.End.NONE && answer instanceof SignInAnswer.NotSignedIn not
                ? notSignedIn(need(not.why()), notices)
                : new SignInResult("cancelled", null, null, notices);
    }

    private static SignInResult notSignedIn(SessionNeed need, List<String> notices) {
        return new SignInResult("notSignedIn", null, need, notices);
    }

    /** What keeps a token away, for the client. */
    static SessionNeed need(TokenAnswer.Needs needs) {
        return new SessionNeed(
                name(needs.need()),
                needs.reason(),
                needs.detail(),
                needs.retryAfter().toSeconds(),
                needs.claims(),
                false);
    }

    private static SessionNeed need(Need need, String reason) {
        return new SessionNeed(name(need), reason, "", 0, "", false);
    }

    private static SessionNeed applicationMissing() {
        return new SessionNeed(
                name(Need.CHECK_APPLICATION),
                "Signing in needs an application of your own in Entra ID. Set its id in m365.session.clientId, or have one"
                        + " made for you.",
                "",
                0,
                "",
                true);
    }

    private static String name(Need need) {
        return switch (need) {
            case SIGN_IN -> "signIn";
            case CONSENT -> "consent";
            case CHECK_APPLICATION -> "checkApplication";
            case RETRY_LATER -> "retryLater";
            case OFFLINE -> "offline";
            case DENIED -> "denied";
        };
    }

    /** What this client lacks for a way to sign in, in a sentence; empty if it can be tried. */
    private String missing(String authType) {
        return switch (authType) {
            case "deviceCode" ->
                workspace.client().deviceCode() ? "" : "This editor cannot show a code to sign in with.";
            case "browser" ->
                workspace.client().showsDocuments()
                        ? ""
                        : "This editor cannot open a page in the browser. Sign in with a device code.";
            case "password", "secret" ->
                questions.canAskSecret()
                        ? ""
                        : "This editor cannot pass on what is typed without showing it. Sign in with a device code or in the"
                                + " browser, or on the command line with m365ls login.";
            case "editor" ->
                questions.canAskEditorToken() ? "" : "This editor gives no tokens of an account of its own.";
            default -> "";
        };
    }

    // ---- connections ----

    private Optional<Session> session() throws InterruptedException {
        return opening.open(false).map(OpenSession::session);
    }

    /** The connection of a name or id; if none is named, the active one. */
    private static Connection find(Session session, String nameOrId) {
        if (nameOrId.isEmpty()) {
            return session.active().orElseThrow(() -> Trouble.failed(NOBODY));
        }
        List<Connection> all = session.connections();
        return all.stream()
                .filter(connection -> connection.name().equals(nameOrId))
                .findFirst()
                .or(() -> all.stream()
                        .filter(connection -> connection.id().equals(nameOrId))
                        .findFirst())
                .orElseThrow(() -> Trouble.failed("There is no connection named " + shown(nameOrId) + "."));
    }

    private Session signedIn() throws InterruptedException {
        return session().orElseThrow(() -> Trouble.failed(NOBODY));
    }

    private static void requireConnection(String connection) {
        if (connection.isEmpty()) {
            throw Trouble.invalidParams("There is no connection.");
        }
    }

    private SignOutResult signOut(String nameOrId, boolean mustBeNamed) throws InterruptedException {
        if (mustBeNamed) {
            requireConnection(nameOrId);
        }
        Session session = signedIn();
        Connection connection = find(session, nameOrId);
        session.signOut(connection);
        return new SignOutResult(connection.name(), NOT_REVOKED);
    }

    private ConnectionList list(String workspaceFolder) throws InterruptedException {
        Optional<Session> session = session();
        if (session.isEmpty()) {
            return new ConnectionList(List.of());
        }
        Optional<Connection> active = active(session.get(), workspaceFolder);
        return new ConnectionList(session.get().connections().stream()
                .map(each -> connection(each, active))
                .toList());
    }

    private SessionConnection use(UseParams params) throws InterruptedException {
        String nameOrId = text(params.connection());
        String workspaceFolder = text(params.workspaceFolder());
        if (workspaceFolder.isEmpty()) {
            requireConnection(nameOrId);
        }
        Session session = signedIn();
        if (nameOrId.isEmpty()) {
            session.useActive(workspaceFolder);
            return session.active()
                    .map(active -> connection(active, Optional.of(active)))
                    .orElseThrow(() -> Trouble.failed(NOBODY));
        }
        Connection connection = find(session, nameOrId);
        boolean used = workspaceFolder.isEmpty() ? session.use(connection) : session.use(connection, workspaceFolder);
        if (!used) {
            throw Trouble.failed("The connection " + shown(connection.name()) + " is not there any more.");
        }
        return connection(connection, Optional.of(connection));
    }

    private static Optional<Connection> active(Session session, String workspaceFolder) {
        return workspaceFolder.isEmpty() ? session.active() : session.active(workspaceFolder);
    }

    private SessionConnection rename(RenameParams params) throws InterruptedException {
        requireConnection(text(params.connection()));
        if (text(params.name()).isEmpty()) {
            throw Trouble.invalidParams("There is no new name.");
        }
        Session session = signedIn();
        Connection connection = find(session, text(params.connection()));
        Connection renamed = session.rename(connection, text(params.name()))
                .orElseThrow(
                        () -> Trouble.failed("Another connection has the name " + shown(text(params.name())) + "."));
        return connection(renamed, session.active());
    }

    // ---- sign-ins of the command line tool ----

    private ImportCliResult importCli(ImportCliParams params) throws InterruptedException {
        List<CliSignInImport.SignedIn> kept;
        try {
            kept = new CliSignInImport(machine.home()).read();
        } catch (IOException e) {
            throw Trouble.failed("The command line tool's sign-ins cannot be read. " + e.getMessage());
        }
        List<String> wanted = params.signIns() == null ? List.of() : params.signIns();
        List<String> notices = new ArrayList<>();
        List<SessionConnection> imported = new ArrayList<>();
        for (CliSignInImport.SignedIn each : kept) {
            if (wanted.contains(id(each))) {
                SignInAnswer answer =
                        opening.open(true).orElseThrow().session().adopt(way(each), each.application(), each.cache());
                if (answer instanceof SignInAnswer.SignedIn in) {
                    imported.add(connection(in.connection(), Optional.of(in.connection())));
                } else if (answer instanceof SignInAnswer.NotSignedIn not) {
                    notices.add(each.userName() + ": " + not.why().reason());
                }
            }
        }
        for (String id : wanted) {
            if (kept.stream().noneMatch(each -> id(each).equals(id))) {
                notices.add("The command line tool keeps no sign-in " + shown(id) + ".");
            }
        }
        return new ImportCliResult(kept.stream().map(SessionAnswers::cliSignIn).toList(), imported, notices);
    }

    private static String id(CliSignInImport.SignedIn kept) {
        Application application = kept.application();
        return String.join(
                " ",
                kept.userName(),
                application.clientId(),
                application.tenant(),
                application.cloud().cliName());
    }

    private static CliSignIn cliSignIn(CliSignInImport.SignedIn kept) {
        Application application = kept.application();
        return new CliSignIn(
                id(kept),
                kept.userName(),
                kept.authType(),
                application.clientId(),
                application.tenant(),
                application.cloud().cliName());
    }

    /** How the user had signed in; by device code if the tool does not know. */
    private static SignIn way(CliSignInImport.SignedIn kept) {
        return switch (kept.authType()) {
            case "browser" -> new SignIn.Browser();
            case "password" -> new SignIn.Password(kept.userName(), Secret.of(""));
            default -> new SignIn.DeviceCode();
        };
    }

    // ---- an application of the user's own ----

    private CreateApplicationResult createApplication(CreateApplicationParams params) throws InterruptedException {
        String authType = text(params.authType()).isEmpty() ? "deviceCode" : text(params.authType());
        if (!authType.equals("browser") && !authType.equals("deviceCode")) {
            throw Trouble.invalidParams("An application is made by browser or deviceCode.");
        }
        ApplicationSetup.Permissions permissions = switch (text(params.permissions())) {
            case "", "minimal" -> ApplicationSetup.Permissions.MINIMAL;
            case "all" -> ApplicationSetup.Permissions.ALL;
            default -> throw Trouble.invalidParams("The permissions are minimal or all.");
        };
        Cloud cloud = cloud(params.cloud()).orElse(Cloud.PUBLIC);
        String missing = missing(authType);
        if (!missing.isEmpty()) {
            return notMade(need(Need.SIGN_IN, missing));
        }
        Session session = opening.open(true).orElseThrow().session();
        ApplicationSetup.Wish wish = new ApplicationSetup.Wish(
                text(params.name()).isEmpty() ? USUAL_NAME : text(params.name()),
                cloud,
                text(params.tenant()),
                permissions,
                authType.equals("browser"));
        EditorPrompter prompter = new EditorPrompter(client, questions, "");
        ApplicationSetup.Answer answer;
        try {
            answer =
                    new ApplicationSetup(opening.http(), machine.environment(), Clock.systemUTC()).make(wish, prompter);
        } catch (InterruptedException e) {
            answer = new ApplicationSetup.Answer.Cancelled();
            if (prompter.end() == EditorPrompter.End.NONE) {
                throw e;
            }
        }
        if (answer instanceof ApplicationSetup.Answer.Made made) {
            session.remember(made.application());
            return new CreateApplicationResult(
                    "made", application(made.application()), made.consented(), made.notice(), null);
        }
        if (prompter.end() == EditorPrompter.End.NOT_SHOWN) {
            return notMade(need(Need.SIGN_IN, NOT_SHOWN));
        }
        return prompter.end() == EditorPrompter.End.NONE && answer instanceof ApplicationSetup.Answer.Not not
                ? notMade(need(not.why()))
                : new CreateApplicationResult("cancelled", null, false, "", null);
    }

    private static CreateApplicationResult notMade(SessionNeed need) {
        return new CreateApplicationResult("notMade", null, false, "", need);
    }

    /** A connection as the client sees it. */
    static SessionConnection connection(Connection connection, Optional<Connection> active) {
        Identity identity = connection.identity();
        return new SessionConnection(
                connection.id(),
                connection.name(),
                connection.authType(),
                identity.name(),
                identity.kind().name().toLowerCase(Locale.ROOT),
                identity.tenantId(),
                connection.application().clientId(),
                connection.application().cloud().cliName(),
                identity.scopes(),
                identity.roles(),
                identity.expires().toString(),
                consentPage(connection),
                active.filter(one -> one.id().equals(connection.id())).isPresent());
    }

    /** In the tenant of the account, which an application for all tenants does not name. */
    private static String consentPage(Connection connection) {
        Application application = connection.application();
        String tenant = connection.identity().tenantId();
        return tenant.isEmpty()
                ? application.consentPage()
                : new Application(application.clientId(), tenant, application.cloud()).consentPage();
    }

    private SessionStatus status(String workspaceFolder) throws InterruptedException {
        Optional<OpenSession> open = opening.open(false);
        Optional<Connection> active = open.flatMap(opened -> active(opened.session(), workspaceFolder));
        ApplicationChoice choice = opening.choice(new ApplicationChoice.Said("", "", ""));
        List<String> notices = new ArrayList<>(choice.notices());
        notices.addAll(opening.notices());
        return new SessionStatus(
                active.map(connection -> connection(connection, active)).orElse(null),
                choice.application().map(SessionAnswers::application).orElse(null),
                open.map(OpenSession::storage).orElse("none"),
                open.map(OpenSession::reason).orElse("Nothing is kept yet."),
                WAYS.stream()
                        .map(way -> new SignInWay(way, missing(way).isEmpty(), missing(way)))
                        .toList(),
                notices);
    }

    private static SessionApplication application(Application application) {
        return new SessionApplication(
                application.clientId(),
                application.tenant(),
                application.cloud().cliName());
    }

    @Override
    public void close() {
        opening.close();
    }
}
