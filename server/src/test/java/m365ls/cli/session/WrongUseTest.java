package m365ls.cli.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import m365ls.cli.session.Shell.Run;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class WrongUseTest {

    @TempDir
    Path folder;

    private Run run(String line) {
        Run run = new Shell(folder).run(line.split(" "));
        assertEquals("", run.out());
        return run;
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "login --authType magic                        | --authType is one of deviceCode, browser",
                "login -t                                      | --authType",
                "login --cloud Mars                            | --cloud is one of Public",
                "login -t password                             | --userName",
                "login -t password -u anna                     | --password -",
                "login -t password -u anna --password=         | --password -",
                "login -t certificate                          | --certificateFile or --certificateBase64Encoded",
                "login -t certificate -c none.pfx              | no file none.pfx",
                "login -c none.pfx                             | no file none.pfx",
                "login -t certificate --certificateBase64Encoded - -p - | Only one",
                "login -t secret                               | --secret -",
                "login -t secret -s a -s b                     | only once",
                "login -t editor                               | within the editor only",
                "login                                         | m365ls setup",
                "login --ensure perhaps                        | belongs to no option",
                "login --output xml                            | --output",
                "login extra                                   | belongs to no option",
                "login --nonsense                              | no option --nonsense",
                "login -t password -p --usrName=anna           | no option --usrName",
                "logout --connection a --all                   | mutually exclusive",
                "logout --connection                           | --connection",
                "status now                                    | belongs to no option",
                "connections                                   | list, use, rename, remove or import",
                "connections use                               | --name",
                "connections rename -n a                       | --newName",
                "connections remove                            | --name",
                "connections list it                           | belongs to no option",
                "connections nonsense                          | belongs to no option",
                "setup                                         | --force",
                "setup --permissions some                      | --permissions",
            })
    void isToldInOneSentenceAndEndsWithTwo(String line, String part) {
        Run run = run(line);
        assertEquals(2, run.exitCode(), run.err());
        assertTrue(run.err().contains(part), run.err());
        assertFalse(run.err().contains("Exception"), run.err());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "login -t password -u anna -p my swordfish",
                "login -t secret --secret my swordfish",
                "login -t secret --sceret=swordfish",
                "login -t secret -Sswordfish",
                "login -t secret -s a -s swordfish",
                "login swordfish",
                "login -t secret --secret swordfish --nonsense",
                "connections use swordfish",
            })
    void isToldWithoutWhatMayBeASecret(String line) {
        Run run = run(line);
        assertEquals(2, run.exitCode(), run.err());
        assertFalse(run.err().contains("swordfish"), run.err());
    }

    @ParameterizedTest
    @ValueSource(strings = {"login", "logout", "status", "connections", "connections import", "setup"})
    void helpIsThereForEveryCommand(String command) {
        Run run = new Shell(folder).run((command + " --help").split(" ")).succeeds();
        assertTrue(run.out().startsWith("Usage: m365ls " + command), run.out());
    }
}
