/**
 * Where connections are kept: encrypted, a file each, in a folder that only its owner can read; and where the key to
 * them comes from.
 *
 * <p>Never: a secret in clear on a disk or in a command's arguments, a file changed in place, a signed-out connection
 * written back, an exception for a damaged file.
 */
@NullMarked
package m365ls.session.storage;

import org.jspecify.annotations.NullMarked;
