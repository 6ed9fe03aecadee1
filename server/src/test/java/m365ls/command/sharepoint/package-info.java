/**
 * Tests of commands on SharePoint, where the real CLI cannot be the measure: large files, long operations.
 *
 * <p>Never: a request that leaves the process.
 */
@NullMarked
package m365ls.command.sharepoint;

import org.jspecify.annotations.NullMarked;
