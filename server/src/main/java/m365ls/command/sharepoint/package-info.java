/**
 * Commands on SharePoint.
 *
 * <p>Never: XML of the object model put together from texts that were not encoded; a digest of one site for another.
 */
@NullMarked
package m365ls.command.sharepoint;

import org.jspecify.annotations.NullMarked;
