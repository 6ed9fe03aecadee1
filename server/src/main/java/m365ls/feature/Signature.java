package m365ls.feature;

import java.util.List;

/**
 * What a command still needs while its options are typed.
 *
 * @param label the command and its options in one line
 * @param markdown more about it
 * @param parameters parts of the label, in order
 * @param active index of the parameter the cursor is at; -1 for none
 */
public record Signature(String label, String markdown, List<Parameter> parameters, int active) {

    public Signature {
        parameters = List.copyOf(parameters);
    }

    /**
     * A part of the label.
     *
     * @param start first UTF-16 unit of it in the label
     * @param end behind its last
     * @param markdown about it
     */
    public record Parameter(int start, int end, String markdown) {}
}
