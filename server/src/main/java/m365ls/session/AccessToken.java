package m365ls.session;

import java.time.Instant;

/**
 * A token for a resource.
 *
 * @param secret what the service is sent behind {@code Bearer}
 * @param resource what it is for
 * @param expires when it ends, by this machine's clock
 * @param identity whom it speaks for
 */
public record AccessToken(Secret secret, Resource resource, Instant expires, Identity identity) {}
