package m365ls.session;

import com.microsoft.aad.msal4j.ITokenCacheAccessAspect;
import com.microsoft.aad.msal4j.ITokenCacheAccessContext;
import java.io.IOException;

/**
 * Lends the stored cache of one connection to one application object of MSAL4J, for one fetch: so nothing that another
 * process wrote is missed, and nothing that was signed out comes back out of memory.
 */
final class StoredCache implements ITokenCacheAccessAspect {
    private final ConnectionStore store;
    private final String id;
    private String seen = "";
    private boolean loaded;

    StoredCache(ConnectionStore store, String id) {
        this.store = store;
        this.id = id;
    }

    @Override
    public synchronized void beforeCacheAccess(ITokenCacheAccessContext context) {
        if (loaded) {
            return;
        }
        try {
            seen = store.read(id)
                    .flatMap(stored -> Content.of(stored.content()))
                    .orElseThrow(Refusals.SignedOut::new)
                    .cache();
        } catch (IOException e) {
            throw new Refusals.StoreFailed(e);
        }
        if (!seen.isEmpty()) {
            context.tokenCache().deserialize(seen);
        }
        loaded = true;
    }

    @Override
    public synchronized void afterCacheAccess(ITokenCacheAccessContext context) {
        if (!context.hasCacheChanged()) {
            return;
        }
        String mine = context.tokenCache().serialize();
        try {
            if (store.update(id, stored -> withTokens(stored, mine)).isEmpty()) {
                throw new Refusals.SignedOut();
            }
        } catch (IOException e) {
            throw new Refusals.StoreFailed(e);
        }
    }

    private static StoredConnection withTokens(StoredConnection stored, String mine) {
        return Content.of(stored.content())
                .map(now -> new StoredConnection(
                        stored.id(),
                        stored.name(),
                        now.withCache(CacheText.merged(now.cache(), mine)).toSecret()))
                .orElse(stored);
    }

    /** Whether somebody has written another cache since this one was read. */
    synchronized boolean isOutdated() {
        try {
            return store.read(id)
                    .flatMap(stored -> Content.of(stored.content()))
                    .filter(now -> !now.cache().equals(seen))
                    .isPresent();
        } catch (IOException e) {
            return false;
        }
    }
}
