package m365ls.feature;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import m365ls.catalog.Catalog;
import m365ls.catalog.CatalogFile;
import m365ls.catalog.CommandSpec;
import m365ls.catalog.FormerNames;
import m365ls.catalog.FormerNames.FormerCommand;
import m365ls.catalog.FormerNames.FormerOption;
import org.junit.jupiter.api.Test;

/** What is said of each former name: what it is called now, since when if that is known, and what else to do. */
class FormerNamesAreToldTest {

    private static final Catalog CATALOG = CatalogFile.builtIn().catalog();
    private static final FormerNames FORMER = FormerNames.builtIn();

    @Test
    void tellsOfEveryFormerCommand() {
        int withoutVersion = 0;
        for (FormerCommand former : FORMER.commands()) {
            withoutVersion += former.since().isEmpty() ? 1 : 0;
            tells(List.of(former.name().split(" ")), former.current(), former.since(), former.note());
        }
        assertTrue(withoutVersion > 0);
    }

    @Test
    void tellsOfEveryFormerOption() {
        int withoutVersion = 0;
        for (CommandSpec command : CATALOG.commands()) {
            for (FormerOption former : FORMER.options(command.name())) {
                withoutVersion += former.since().isEmpty() ? 1 : 0;
                List<String> line = new ArrayList<>(List.of(command.name().split(" ")));
                line.add((former.name().length() == 1 ? "-" : "--") + former.name());
                line.add("x");
                tells(line, former.current(), former.since(), former.note());
            }
        }
        assertTrue(withoutVersion > 0);
    }

    private static void tells(List<String> line, String current, String since, String note) {
        Optional<String> said = Findings.of(Given.snapshot(CATALOG, FORMER, line)).stream()
                .filter(finding -> finding.rule().equals("former-name"))
                .map(Finding::message)
                .findFirst();
        assertTrue(said.isPresent(), line.toString());
        String message = said.get();
        assertTrue(note.isEmpty() || message.contains(". " + note), message);
        String first = message.replace(note.isEmpty() ? "\n" : note, "");
        assertEquals(!since.isEmpty(), first.contains("version"), message);
        assertTrue(since.isEmpty() || first.contains(" version " + since + "."), message);
        assertTrue(first.contains(current.isEmpty() ? " was removed" : current), message);
        assertFalse(message.contains("  ") || message.contains(" ."), message);
    }
}
