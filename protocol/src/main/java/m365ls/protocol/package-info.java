/**
 * The requests and notifications of this server's own, under {@code m365/}: their names and what they carry. {@code
 * docs/protocol.md} is the client's view of them.
 *
 * <p>Never: logic, a constructor that throws (a request whose parameters cannot be made would stay unanswered), an
 * enumeration (it would be sent as a number).
 */
@NullMarked
package m365ls.protocol;

import org.jspecify.annotations.NullMarked;
