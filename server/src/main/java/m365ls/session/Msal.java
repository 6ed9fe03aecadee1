package m365ls.session;

import com.microsoft.aad.msal4j.ClaimsRequest;
import com.microsoft.aad.msal4j.ClientCredentialParameters;
import com.microsoft.aad.msal4j.ConfidentialClientApplication;
import com.microsoft.aad.msal4j.IAccount;
import com.microsoft.aad.msal4j.IAuthenticationResult;
import com.microsoft.aad.msal4j.IClientCredential;
import com.microsoft.aad.msal4j.ITokenCacheAccessAspect;
import com.microsoft.aad.msal4j.ITokenCacheAccessContext;
import com.microsoft.aad.msal4j.PublicClientApplication;
import com.microsoft.aad.msal4j.SilentParameters;
import java.io.IOException;
import java.net.MalformedURLException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import m365ls.http.Http;

/**
 * Application objects of MSAL4J, made for one use each, and what they fetch in our terms.
 *
 * <p>Instance discovery is off: all clouds are known, and its failure would end a sign-in.
 */
final class Msal {
    private static final ITokenCacheAccessAspect IN_MEMORY = new ITokenCacheAccessAspect() {
        @Override
        public void beforeCacheAccess(ITokenCacheAccessContext context) {}

        @Override
        public void afterCacheAccess(ITokenCacheAccessContext context) {}
    };

    private final Http http;
    private final ConnectionStore store;
    private final ExecutorService executor;
    private final MsalHttp.Pause pause;

    Msal(Http http, ConnectionStore store, ExecutorService executor, MsalHttp.Pause pause) {
        this.http = http;
        this.store = store;
        this.executor = executor;
        this.pause = pause;
    }

    /** For a sign-in, whose cache is taken from it afterwards. */
    PublicClientApplication publicClient(Application application) {
        return publicClient(application, IN_MEMORY);
    }

    private PublicClientApplication publicClient(Application application, ITokenCacheAccessAspect cache) {
        try {
            return PublicClientApplication.builder(application.clientId())
                    .authority(authority(application))
                    .instanceDiscovery(false)
                    .clientCapabilities(Set.of(Claims.CAPABILITY))
                    .httpClient(new MsalHttp(http, pause))
                    .executorService(executor)
                    .setTokenCacheAccessAspect(cache)
                    .build();
        } catch (MalformedURLException e) {
            throw new IllegalArgumentException("not a tenant's name", e);
        }
    }

    /** For a sign-in, whose cache is taken from it afterwards. */
    ConfidentialClientApplication confidentialClient(Application application, IClientCredential credential) {
        return confidentialClient(application, credential, IN_MEMORY);
    }

    private ConfidentialClientApplication confidentialClient(
            Application application, IClientCredential credential, ITokenCacheAccessAspect cache) {
        try {
            return ConfidentialClientApplication.builder(application.clientId(), credential)
                    .authority(authority(application))
                    .instanceDiscovery(false)
                    .clientCapabilities(Set.of(Claims.CAPABILITY))
                    .httpClient(new MsalHttp(http, pause))
                    .executorService(executor)
                    .setTokenCacheAccessAspect(cache)
                    .build();
        } catch (MalformedURLException e) {
            throw new IllegalArgumentException("not a tenant's name", e);
        }
    }

    private static String authority(Application application) {
        return "https://" + application.cloud().loginHost() + "/" + application.tenant() + "/";
    }

    /** Tokens of a user who has signed in to the connection {@code id}. */
    TokenSource user(String id, Content content) {
        return (resource, how) -> {
            try {
                // Where refresh tokens are good for one use, two who use the same one would lose the sign-in.
                return store.alone(id, () -> upToDate(id, content, resource, how));
            } catch (IOException e) {
                return TokenSource.Fetched.needs(Refusals.of(new Refusals.StoreFailed(e)));
            }
        };
    }

    private TokenSource.Fetched upToDate(String id, Content content, Resource resource, TokenSource.How how)
            throws InterruptedException {
        StoredCache cache = new StoredCache(store, id);
        TokenSource.Fetched fetched = silently(cache, content, resource, how);
        // A process that waits for nobody may have used the refresh token up, and stored the one that it got for it.
        boolean again = fetched.answer() instanceof TokenAnswer.Needs needs
                && needs.need() == Need.SIGN_IN
                && cache.isOutdated();
        return again ? silently(new StoredCache(store, id), content, resource, how) : fetched;
    }

    @SuppressWarnings("deprecation")
    private TokenSource.Fetched silently(StoredCache cache, Content content, Resource resource, TokenSource.How how)
            throws InterruptedException {
        try {
            PublicClientApplication client = publicClient(content.application(), cache);
            Optional<IAccount> account = await(client.getAccounts()).stream()
                    .filter(known -> known.homeAccountId().equals(content.account()))
                    .findFirst();
            if (account.isEmpty()) {
                return TokenSource.Fetched.needs(Refusals.signedOut());
            }
            boolean challenged = !how.claims().isEmpty();
            SilentParameters.SilentParametersBuilder silent = SilentParameters.builder(
                            Set.of(resource.scope()), account.get())
                    .forceRefresh(how.force() || challenged);
            if (challenged) {
                // MSAL4J 1.26.0 drops the claims of a silent request; parameters beside them take the place of its own.
                silent.extraQueryParameters(Map.of("claims", Claims.withCapability(how.claims())));
            }
            return fetched(await(client.acquireTokenSilently(silent.build())), resource);
        } catch (ExecutionException | MalformedURLException e) {
            return TokenSource.Fetched.needs(Refusals.of(e));
        }
    }

    /** Tokens of an application that has signed in to the connection {@code id}. */
    TokenSource application(String id, Content content, IClientCredential credential) {
        return (resource, how) -> {
            ConfidentialClientApplication client =
                    confidentialClient(content.application(), credential, new StoredCache(store, id));
            return applicationToken(client, resource, how);
        };
    }

    /** A token of the application itself. */
    static TokenSource.Fetched applicationToken(
            ConfidentialClientApplication client, Resource resource, TokenSource.How how) throws InterruptedException {
        ClientCredentialParameters.ClientCredentialParametersBuilder parameters = ClientCredentialParameters.builder(
                        Set.of(resource.scope()))
                .skipCache(how.force() || !how.claims().isEmpty());
        if (!how.claims().isEmpty()) {
            parameters.claims(ClaimsRequest.formatAsClaimsRequest(how.claims()));
        }
        try {
            return fetched(await(client.acquireToken(parameters.build())), resource);
        } catch (ExecutionException e) {
            return TokenSource.Fetched.needs(Refusals.of(e));
        }
    }

    /** A result of MSAL4J in our terms. */
    static TokenSource.Fetched fetched(IAuthenticationResult result, Resource resource) {
        Secret secret = Secret.of(result.accessToken());
        Instant expires = result.expiresOnDate().toInstant();
        Long refresh = result.metadata() == null ? null : result.metadata().refreshOn();
        return new TokenSource.Fetched(
                new TokenAnswer.Token(new AccessToken(secret, resource, expires, Claims.identity(secret, expires))),
                refresh == null || refresh == 0 ? Instant.MAX : Instant.ofEpochSecond(refresh));
    }

    /** Waits; an interrupt gives the work up. */
    static <T> T await(CompletableFuture<T> work) throws InterruptedException, ExecutionException {
        try {
            return work.get();
        } catch (InterruptedException e) {
            work.cancel(true);
            throw e;
        }
    }
}
