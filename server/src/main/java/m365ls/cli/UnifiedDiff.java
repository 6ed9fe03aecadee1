package m365ls.cli;

import com.github.difflib.DiffUtils;
import com.github.difflib.UnifiedDiffUtils;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** What changes between two texts, in the form that {@code patch} and {@code git apply} read. */
final class UnifiedDiff {

    /** Lines shown around a change. */
    private static final int AROUND = 3;

    private UnifiedDiff() {}

    /**
     * The lines of the difference, line feeds excluded; none if the texts are the same.
     *
     * @param name of the file
     */
    static List<String> of(String name, String before, String after) {
        List<String> old = lines(before);
        String path = name.replace('\\', '/');
        String from = path.startsWith("/") ? path : "a/" + path;
        String to = path.startsWith("/") ? path : "b/" + path;
        List<String> diff =
                UnifiedDiffUtils.generateUnifiedDiff(from, to, old, DiffUtils.diff(old, lines(after)), AROUND);
        return diff.stream().flatMap(line -> Arrays.stream(line.split("\n"))).toList();
    }

    /** The lines with their carriage returns. What has no line feed at the end is marked, as the form wants it. */
    private static List<String> lines(String text) {
        List<String> lines = new ArrayList<>(Arrays.asList(text.split("\n", -1)));
        String last = lines.remove(lines.size() - 1);
        if (!last.isEmpty()) {
            lines.add(last + "\n\\ No newline at end of file");
        }
        return lines;
    }
}
