/**
 * Tests of the session, against the stand-in tenant.
 *
 * <p>Never: a real service, a clock waited for.
 */
@NullMarked
package m365ls.session;

import org.jspecify.annotations.NullMarked;
