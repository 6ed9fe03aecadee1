package m365ls.run.walk;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * What the table of differences says of an example.
 *
 * @param parts in which the two sides differ; {@link #WAITS} alone for an example that is not run, {@link #ORDER} alone for
 *     one whose requests are sent at a time, and come in any order
 * @param reason why
 */
record Listed(Set<String> parts, String reason) {

    /** Of an example that only waits, for something that does not come or for a person. */
    static final String WAITS = "waits";

    /** Of an example that sends several requests at a time. */
    static final String ORDER = "order";

    boolean inAnyOrder() {
        return parts.equals(Set.of(ORDER));
    }

    boolean waits() {
        return parts.equals(Set.of(WAITS));
    }

    /** The table: a line for each example, with its name, the parts and the reason between tabs. */
    static Map<String, Listed> read(Path table) throws IOException {
        Map<String, Listed> listed = new LinkedHashMap<>();
        for (String line : Files.readAllLines(table)) {
            if (!line.isEmpty() && !line.startsWith("//")) {
                String[] cells = line.split("\t", -1);
                assertEquals(3, cells.length, line);
                Set<String> parts = new TreeSet<>(Arrays.asList(cells[1].split(", ")));
                assertEquals(null, listed.put(cells[0], new Listed(parts, cells[2])), line);
            }
        }
        return listed;
    }
}
