/**
 * Scripts: the {@code m365} calls in the text of a shell or PowerShell script, word by word.
 *
 * <p>Parsing never fails, never recurses, and takes time linear in the length of the text, whatever the text is.
 *
 * <p>Never: a catalogue of the command line tool's texts, a file, a thread, the Language Server Protocol.
 */
@NullMarked
package m365ls.script;

import org.jspecify.annotations.NullMarked;
