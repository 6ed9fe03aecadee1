/**
 * Listens to a conversation of a client with the server, and says where the server breaks the protocol: by the protocol's
 * own types, by its order, and by what this client declared it can.
 *
 * <p>Never: takes part in the conversation, or holds the client to anything.
 */
@NullMarked
package m365ls.tap;

import org.jspecify.annotations.NullMarked;
