package m365ls.session;

import com.microsoft.aad.msal4j.AuthorizationCodeParameters;
import com.microsoft.aad.msal4j.AuthorizationRequestUrlParameters;
import com.microsoft.aad.msal4j.ClaimsRequest;
import com.microsoft.aad.msal4j.ClientCredentialFactory;
import com.microsoft.aad.msal4j.ConfidentialClientApplication;
import com.microsoft.aad.msal4j.DeviceCode;
import com.microsoft.aad.msal4j.DeviceCodeFlowParameters;
import com.microsoft.aad.msal4j.IAccount;
import com.microsoft.aad.msal4j.IAuthenticationResult;
import com.microsoft.aad.msal4j.IClientCredential;
import com.microsoft.aad.msal4j.Prompt;
import com.microsoft.aad.msal4j.PublicClientApplication;
import com.microsoft.aad.msal4j.SilentParameters;
import com.microsoft.aad.msal4j.UserNamePasswordParameters;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.regex.Pattern;
import m365ls.http.Http;

/** The ways to sign in, each up to its first token, and where the tokens after it come from. */
final class SignInFlows {
    private static final Set<String> DEVICE_HOSTS = Set.of(
            "microsoft.com", "microsoftonline.com", "microsoftonline.us", "microsoftonline.cn", "chinacloudapi.cn");

    /** A GUID, a domain, or a word such as {@code common}. */
    private static final Pattern TENANT = Pattern.compile("[A-Za-z0-9][A-Za-z0-9.-]*");

    /** How a sign-in ended. */
    sealed interface Outcome {}

    /** Signed in. */
    record In(Content content, TokenSource.Fetched token) implements Outcome {}

    /** Not signed in. */
    record NotIn(TokenAnswer.Needs needs) implements Outcome {}

    /** The user did not want to. */
    record Cancelled() implements Outcome {}

    /** What is to be done: a way, with which application, and the claims that a service asked for (JSON, or empty). */
    record Task(SignIn way, Application application, boolean fromSettings, String claims) {
        Task with(SignIn newWay) {
            return new Task(newWay, application, fromSettings, claims);
        }

        Task with(Application newApplication) {
            return new Task(way, newApplication, fromSettings, claims);
        }

        Resource graph() {
            return new Resource(
                    application.cloud(), "https://" + application.cloud().graphHost());
        }
    }

    private final Http http;
    private final Msal msal;
    private final Map<String, String> environment;
    private final EditorTokens editor;
    private final Clock clock;
    private final ExecutorService executor;
    private final Duration browserPatience;
    private final SecureRandom random = new SecureRandom();

    /** @param browserPatience how long a browser may take */
    SignInFlows(
            Http http,
            Msal msal,
            Map<String, String> environment,
            EditorTokens editor,
            Clock clock,
            ExecutorService executor,
            Duration browserPatience) {
        this.http = http;
        this.msal = msal;
        this.environment = environment;
        this.editor = editor;
        this.clock = clock;
        this.executor = executor;
        this.browserPatience = browserPatience;
    }

    /** Signs in. */
    Outcome run(Task task, Prompter prompter) throws InterruptedException {
        SignIn way = task.way();
        if (way instanceof SignIn.ManagedIdentity managed) {
            return first(task, managedIdentity(managed));
        }
        Optional<Outcome> unusable = refused(task.application());
        if (unusable.isPresent()) {
            return unusable.get();
        }
        if (way instanceof SignIn.EditorAccount account) {
            return first(task, editorAccount(account, task.application(), true));
        }
        if (way instanceof SignIn.Password password) {
            return withPassword(task, password, prompter);
        }
        if (way instanceof SignIn.ClientSecret secret) {
            if (!secret.secret().isEmpty()) {
                return asApplication(task);
            }
            Optional<Secret> given = prompter.askSecret(new Prompter.SecretQuestion(
                    "secret of the application " + task.application().clientId(),
                    "The application signs in with its secret."));
            return given.isEmpty() ? new Cancelled() : asApplication(task.with(new SignIn.ClientSecret(given.get())));
        }
        if (way instanceof SignIn.Certificate certificate) {
            return withCertificate(task, certificate, prompter);
        }
        if (way instanceof SignIn.FederatedIdentity) {
            return asApplication(task);
        }
        return asUser(
                task,
                way instanceof SignIn.Browser
                        ? client -> browser(client, task, prompter)
                        : client -> deviceCode(client, task, prompter));
    }

    private Outcome withCertificate(Task task, SignIn.Certificate certificate, Prompter prompter)
            throws InterruptedException {
        if (!Certificates.lacksPassword(certificate)) {
            return asApplication(task);
        }
        Optional<Secret> password = prompter.askSecret(new Prompter.SecretQuestion(
                "password of the certificate", "The certificate's private key is protected by a password."));
        // Where none is given, the refusal tells that the certificate could not be opened.
        return asApplication(
                password.isEmpty()
                        ? task
                        : task.with(new SignIn.Certificate(
                                certificate.certificate(), password.get(), certificate.thumbprint())));
    }

    /**
     * Goes on with a sign-in that another program has kept.
     *
     * @param cache of MSAL
     */
    Outcome adopt(Task task, Secret cache) throws InterruptedException {
        Optional<Outcome> unusable = refused(task.application());
        if (unusable.isPresent()) {
            return unusable.get();
        }
        return asUser(task, client -> {
            client.tokenCache().deserialize(cache.reveal());
            Optional<IAccount> account =
                    Msal.await(client.getAccounts()).stream().findFirst();
            if (account.isEmpty()) {
                throw new Refusals.Unusable(Refusals.plain(Need.SIGN_IN, "Nothing is left of that sign-in. Sign in."));
            }
            try {
                return Msal.await(client.acquireTokenSilently(
                        SilentParameters.builder(Set.of(task.graph().scope()), account.get())
                                .build()));
            } catch (MalformedURLException e) {
                throw new IllegalStateException("The authority is the application's own", e);
            }
        });
    }

    /** Where the tokens of a stored connection come from. */
    TokenSource source(String id, Content content) throws CredentialException {
        SignIn way = content.way();
        if (way instanceof SignIn.ManagedIdentity managed) {
            return managedIdentity(managed);
        }
        if (way instanceof SignIn.EditorAccount account) {
            return editorAccount(account, content.application(), false);
        }
        boolean application = way instanceof SignIn.ClientSecret
                || way instanceof SignIn.Certificate
                || way instanceof SignIn.FederatedIdentity;
        return application
                ? msal.application(id, content, credential(way, content.application()))
                : msal.user(id, content);
    }

    private TokenSource managedIdentity(SignIn.ManagedIdentity way) {
        Path arcSecrets = AzureArc.secrets(System.getProperty("os.name", ""), environment);
        return new ManagedIdentity(http, environment, way.assigned(), clock, arcSecrets);
    }

    private TokenSource editorAccount(SignIn.EditorAccount way, Application application, boolean mayAsk) {
        return (resource, how) -> {
            Optional<EditorTokens.Answer> given = editor.editorToken(new EditorTokens.Question(
                    List.of(resource.scope()), application, way.account(), how.claims(), mayAsk));
            if (given.isEmpty()) {
                return TokenSource.Fetched.needs(
                        Refusals.plain(Need.SIGN_IN, "The editor's account gave no token. Sign in to it again."));
            }
            Secret secret = given.get().token();
            Duration good = given.get().expiresIn();
            Identity identity = Claims.identity(secret, clock.instant().plus(good));
            Instant expires =
                    good.isZero() ? identity.expires() : clock.instant().plus(good);
            return new TokenSource.Fetched(
                    new TokenAnswer.Token(new AccessToken(secret, resource, expires, identity)), Instant.MAX);
        };
    }

    private static Outcome first(Task task, TokenSource source) throws InterruptedException {
        return outcome(
                task,
                source.fetch(task.graph(), new TokenSource.How(!task.claims().isEmpty(), task.claims())),
                "",
                "");
    }

    private static Outcome outcome(Task task, TokenSource.Fetched fetched, String account, String cache) {
        if (fetched.answer() instanceof TokenAnswer.Token token) {
            return new In(
                    new Content(
                            task.way(),
                            task.application(),
                            task.fromSettings(),
                            account,
                            token.token().identity(),
                            CacheText.merged("", cache)),
                    fetched);
        }
        return new NotIn((TokenAnswer.Needs) fetched.answer());
    }

    // ---- applications ----

    private IClientCredential credential(SignIn way, Application application) throws CredentialException {
        if (way instanceof SignIn.ClientSecret secret) {
            return ClientCredentialFactory.createFromSecret(secret.secret().reveal());
        }
        if (way instanceof SignIn.Certificate certificate) {
            return Certificates.credential(certificate, application, clock);
        }
        JobIdentity job = new JobIdentity(http, environment);
        return ClientCredentialFactory.createFromCallback(() -> {
            try {
                return job.token().reveal();
            } catch (CredentialException e) {
                throw new Refusals.Unusable(e.needs());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    private Outcome asApplication(Task given) throws InterruptedException {
        Task task = given.way() instanceof SignIn.FederatedIdentity
                ? given.with(new JobIdentity(http, environment).application(given.application()))
                : given;
        String tenant = task.application().tenant();
        if (Set.of("common", "organizations", "consumers").contains(tenant)) {
            return new NotIn(Refusals.plain(
                    Need.CHECK_APPLICATION,
                    "An application signs in to one tenant. Set the tenant's id or domain instead of \"" + tenant
                            + "\"."));
        }
        try {
            ConfidentialClientApplication client =
                    msal.confidentialClient(task.application(), credential(task.way(), task.application()));
            TokenSource.Fetched fetched =
                    Msal.applicationToken(client, task.graph(), new TokenSource.How(false, task.claims()));
            return outcome(task, fetched, "", client.tokenCache().serialize());
        } catch (CredentialException e) {
            return new NotIn(e.needs());
        }
    }

    /** Refuses what cannot be the id of an application or the name of a tenant, before it gets into an address. */
    private static Optional<Outcome> refused(Application application) {
        if (application.clientId().isBlank()) {
            return Optional.of(new NotIn(Refusals.plain(
                    Need.CHECK_APPLICATION, "No application is named. Give the id of your application.")));
        }
        return TENANT.matcher(application.tenant()).matches()
                ? Optional.empty()
                : Optional.of(new NotIn(Refusals.plain(
                        Need.CHECK_APPLICATION,
                        "\"" + application.tenant()
                                + "\" is no tenant. Set the tenant's id, a GUID, or one of its domains.")));
    }

    // ---- users ----

    private interface UserFlow {
        IAuthenticationResult run(PublicClientApplication client) throws InterruptedException, ExecutionException;
    }

    private Outcome asUser(Task task, UserFlow flow) throws InterruptedException {
        PublicClientApplication client = msal.publicClient(task.application());
        try {
            IAuthenticationResult result = flow.run(client);
            if (result.account() == null) {
                return new NotIn(Refusals.plain(Need.CHECK_APPLICATION, "Entra ID did not say who has signed in."));
            }
            return outcome(
                    task,
                    Msal.fetched(result, task.graph()),
                    result.account().homeAccountId(),
                    client.tokenCache().serialize());
        } catch (ExecutionException | Refusals.Unusable e) {
            return new NotIn(Refusals.of(e));
        }
    }

    @SuppressWarnings("deprecation")
    private Outcome withPassword(Task given, SignIn.Password way, Prompter prompter) throws InterruptedException {
        Optional<Secret> password = way.password().isEmpty()
                ? prompter.askSecret(new Prompter.SecretQuestion(
                        "password of " + way.userName(), "You sign in with your user name and password."))
                : Optional.of(way.password());
        if (password.isEmpty()) {
            return new Cancelled();
        }
        Application application = given.application();
        // Entra ID takes no passwords over "common" (AADSTS9001023).
        Task task = application.tenant().equals("common")
                ? given.with(new Application(application.clientId(), "organizations", application.cloud()))
                : given;
        return asUser(task, client -> {
            UserNamePasswordParameters.UserNamePasswordParametersBuilder parameters =
                    UserNamePasswordParameters.builder(
                            Set.of(task.graph().scope()),
                            way.userName(),
                            password.get().reveal().toCharArray());
            if (!task.claims().isEmpty()) {
                parameters.claims(ClaimsRequest.formatAsClaimsRequest(task.claims()));
            }
            return Msal.await(client.acquireToken(parameters.build()));
        });
    }

    private IAuthenticationResult deviceCode(PublicClientApplication client, Task task, Prompter prompter)
            throws InterruptedException, ExecutionException {
        DeviceCodeFlowParameters.DeviceCodeFlowParametersBuilder parameters = DeviceCodeFlowParameters.builder(
                Set.of(task.graph().scope()), code -> prompter.showDeviceCode(prompt(code)));
        if (!task.claims().isEmpty()) {
            parameters.claims(ClaimsRequest.formatAsClaimsRequest(task.claims()));
        }
        CompletableFuture<IAuthenticationResult> work = client.acquireToken(parameters.build());
        try {
            return Msal.await(work);
        } finally {
            prompter.endDeviceCode();
        }
    }

    private Prompter.DeviceCodePrompt prompt(DeviceCode code) {
        Optional<URI> address = page(code.verificationUri());
        if (address.isEmpty()) {
            throw new Refusals.Unusable(Refusals.plain(
                    Need.DENIED,
                    "The page for the code is none of Microsoft's, and was not shown. Check the network."));
        }
        return new Prompter.DeviceCodePrompt(
                code.userCode(), address.get(), clock.instant().plusSeconds(code.expiresIn()));
    }

    /** The address if it is https on a host of Microsoft's. */
    private static Optional<URI> page(String address) {
        try {
            URI uri = URI.create(address);
            String host = uri.getHost() == null ? "" : uri.getHost().toLowerCase(Locale.ROOT);
            boolean known = DEVICE_HOSTS.stream().anyMatch(ours -> host.equals(ours) || host.endsWith("." + ours));
            return known && "https".equals(uri.getScheme()) && uri.getUserInfo() == null && uri.getPort() < 0
                    ? Optional.of(uri)
                    : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private IAuthenticationResult browser(PublicClientApplication client, Task task, Prompter prompter)
            throws InterruptedException, ExecutionException {
        String state = random(32);
        String verifier = random(48);
        Set<String> scopes = Set.of(task.graph().scope());
        LoopbackListener.Answer answer;
        URI redirect;
        try (LoopbackListener listener = new LoopbackListener(state, executor)) {
            redirect = listener.address();
            AuthorizationRequestUrlParameters.Builder request = AuthorizationRequestUrlParameters.builder(
                            redirect.toString(), scopes)
                    .state(state)
                    .codeChallenge(challenge(verifier))
                    .codeChallengeMethod("S256")
                    .prompt(Prompt.SELECT_ACCOUNT);
            if (!task.claims().isEmpty()) {
                request.claims(ClaimsRequest.formatAsClaimsRequest(task.claims()));
            }
            URI address = URI.create(
                    client.getAuthorizationRequestUrl(request.build()).toString());
            if (!prompter.openAddress(address)) {
                throw new Refusals.Unusable(Refusals.plain(
                        Need.SIGN_IN, "No browser can be opened that leads back here. Sign in with a device code."));
            }
            answer = listener.await(browserPatience)
                    .orElseThrow(
                            () -> new Refusals.Unusable(
                                    Refusals.plain(
                                            Need.SIGN_IN,
                                            "The browser did not come back within two minutes. Sign in again, or with a device code.")));
        } catch (IOException e) {
            throw new Refusals.Unusable(Refusals.plain(
                    Need.SIGN_IN, "No port could be opened for the browser's answer. Sign in with a device code."));
        }
        if (answer.code().isEmpty()) {
            EntraErrors.Meaning meaning = EntraErrors.of(400, answer.error(), "", answer.description());
            throw new Refusals.Unusable(new TokenAnswer.Needs(
                    meaning.need(), meaning.sentence(), Refusals.detail(answer.description()), Duration.ZERO, ""));
        }
        AuthorizationCodeParameters.AuthorizationCodeParametersBuilder redeemed = AuthorizationCodeParameters.builder(
                        answer.code().reveal(), redirect)
                .scopes(scopes)
                .codeVerifier(verifier);
        if (!task.claims().isEmpty()) {
            redeemed.claims(ClaimsRequest.formatAsClaimsRequest(task.claims()));
        }
        return Msal.await(client.acquireToken(redeemed.build()));
    }

    private String random(int bytes) {
        byte[] noise = new byte[bytes];
        random.nextBytes(noise);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(noise);
    }

    private static String challenge(String verifier) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.US_ASCII));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
