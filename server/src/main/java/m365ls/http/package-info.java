/**
 * HTTP: one request, one answer, through the proxy and under the trust that the user's network asks for.
 *
 * <p>Never: a token's meaning, a retry, a redirect followed, a check of a certificate left out, a secret in a text that
 * is shown or logged.
 */
@NullMarked
package m365ls.http;

import org.jspecify.annotations.NullMarked;
