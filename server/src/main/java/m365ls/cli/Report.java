package m365ls.cli;

import java.io.PrintWriter;
import java.util.List;

/** A form in which findings are printed. */
interface Report {

    /**
     * Prints what was found.
     *
     * @param files in the order they were checked, those without findings too
     * @param problems what could not be checked, and why
     * @param out where to
     */
    void print(List<Checked> files, List<Problem> problems, PrintWriter out);

    /**
     * Something that could not be checked.
     *
     * @param path the file or folder, as the user named it
     * @param message what is the matter with it, to stand behind the path
     */
    record Problem(String path, String message) {}
}
