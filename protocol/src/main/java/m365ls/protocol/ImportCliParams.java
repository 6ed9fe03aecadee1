package m365ls.protocol;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Takes over sign-ins of the command line tool.
 *
 * @param signIns ids of those to take over; none, if it is missing or empty: then they are only listed
 */
public record ImportCliParams(@Nullable List<String> signIns) {}
