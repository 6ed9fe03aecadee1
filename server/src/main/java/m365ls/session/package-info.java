/**
 * The session: who is signed in, and a token for each service of Microsoft 365.
 *
 * <p>MSAL4J is behind it and seen nowhere else.
 *
 * <p>Never: a token of one cloud or account to another, a question that the user did not cause, a secret in a text, a
 * message or an exception, a file.
 */
@NullMarked
package m365ls.session;

import org.jspecify.annotations.NullMarked;
