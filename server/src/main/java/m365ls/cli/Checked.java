package m365ls.cli;

import java.util.List;
import m365ls.feature.Finding;
import m365ls.text.Lines;

/**
 * A script file and what was found in it.
 *
 * @param name as the user named it, or relative to the folder the user named, with that in front
 * @param text its text
 * @param lines its lines
 * @param findings in the order of their places
 */
record Checked(String name, String text, Lines lines, List<Finding> findings) {

    Checked {
        findings = List.copyOf(findings);
    }
}
