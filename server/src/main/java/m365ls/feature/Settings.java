package m365ls.feature;

import java.util.Map;

/**
 * What the user has chosen for a document.
 *
 * @param severities rule id to the severity it is reported with; rules that are not named keep their own
 * @param windowsPowerShell whether PowerShell scripts are run by Windows PowerShell 5.1, which drops embedded double
 *     quotes from arguments
 */
public record Settings(Map<String, Severity> severities, boolean windowsPowerShell) {

    /** Nothing chosen. */
    public static final Settings DEFAULT = new Settings(Map.of(), false);

    public Settings {
        severities = Map.copyOf(severities);
    }
}
