package m365ls.feature;

import java.util.List;

/**
 * Something that can be written at a place.
 *
 * @param kind what it is
 * @param label what the list shows
 * @param detail a few words beside the label; may be empty
 * @param filterText what the editor compares with what is typed
 * @param sortText what the editor sorts by
 * @param edit the change; replaces the whole word under the cursor
 * @param snippet whether {@code edit}'s text has the protocol's snippet syntax ({@code ${1:name}}); its plain form is
 *     then {@code plainText}
 * @param plainText what to insert where snippets are not supported; empty unless {@code snippet}
 * @param additional further edits that do not overlap {@code edit}
 * @param key for {@link Completions#explain}: names what to document; empty if there is nothing to say
 */
public record Suggestion(
        Kind kind,
        String label,
        String detail,
        String filterText,
        String sortText,
        Edit edit,
        boolean snippet,
        String plainText,
        List<Edit> additional,
        String key) {

    public Suggestion {
        additional = List.copyOf(additional);
    }

    /** What a suggestion is. */
    public enum Kind {
        /** A word that leads to commands. */
        GROUP,
        /** A command. */
        COMMAND,
        /** A command with placeholders for what it needs. */
        SNIPPET,
        /** An option. */
        OPTION,
        /** One of an option's allowed values. */
        VALUE,
        /** A value that the file already uses for the same option. */
        USED_VALUE
    }
}
