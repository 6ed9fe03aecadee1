package m365ls.feature;

import m365ls.catalog.Catalog;
import m365ls.script.Call;
import m365ls.script.Invocation;
import m365ls.script.PowerShell;
import m365ls.script.WindowsPowerShell;

/**
 * Reads the calls of a script, of which the program that runs it decides what the command line tool receives.
 *
 * @param catalog what they are read against
 * @param windowsPowerShell whether Windows PowerShell 5.1 runs the script
 */
public record Calls(Catalog catalog, boolean windowsPowerShell) {

    /** How the calls of {@code snapshot} are read: Windows PowerShell runs a script that says so, or all as a setting. */
    public static Calls of(Snapshot snapshot) {
        boolean windows = snapshot.script().dialect() instanceof PowerShell
                && (snapshot.settings().windowsPowerShell() || WindowsPowerShell.requiredBy(snapshot.script()));
        return new Calls(snapshot.catalog(), windows);
    }

    /** {@code invocation} as the tool reads it. */
    public Call read(Invocation invocation) {
        return Call.read(windowsPowerShell ? WindowsPowerShell.passed(invocation) : invocation, catalog);
    }
}
