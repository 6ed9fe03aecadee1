/**
 * Reports on the use of services, which Microsoft Graph gives as CSV.
 *
 * <p>Never: another service than Graph.
 */
@NullMarked
package m365ls.command.report;

import org.jspecify.annotations.NullMarked;
