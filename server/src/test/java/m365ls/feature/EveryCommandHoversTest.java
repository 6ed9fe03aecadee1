package m365ls.feature;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import m365ls.catalog.Catalog;
import m365ls.catalog.CatalogFile;
import m365ls.catalog.CommandSpec;
import m365ls.catalog.OptionSpec;
import m365ls.script.Dialect;
import m365ls.script.PowerShell;
import m365ls.script.Script;
import m365ls.script.Shell;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Hovers every command and every option of the catalogue, in one long script. */
class EveryCommandHoversTest {

    private static final Catalog CATALOG = CatalogFile.builtIn().catalog();

    static List<Dialect> dialects() {
        return List.of(new Shell(), new PowerShell());
    }

    @ParameterizedTest
    @MethodSource("dialects")
    void explainsEveryCommandAndOption(Dialect dialect) {
        StringBuilder text = new StringBuilder();
        List<Place> places = new ArrayList<>();
        for (CommandSpec command : CATALOG.commands()) {
            String title = "**" + Markdown.plain(command.name()) + "**";
            for (String name : names(command)) {
                text.append("m365 ");
                for (String word : name.split(" ")) {
                    places.add(new Place(text.length(), title));
                    text.append(word).append(' ');
                }
                for (OptionSpec option : command.options()) {
                    String start = "**`--" + option.name() + "`";
                    places.add(new Place(text.length() + 1, start));
                    text.append("--").append(option.name()).append(' ');
                    if (!option.shortName().isEmpty()) {
                        places.add(new Place(text.length() + 1, start));
                        text.append('-').append(option.shortName()).append(' ');
                    }
                }
                text.append('\n');
            }
        }
        Snapshot snapshot = new Snapshot(
                Script.parse(dialect, text.toString()),
                CATALOG,
                Given.noFormerNames(),
                Settings.DEFAULT,
                ContextFile.NONE);
        List<String> missing = new ArrayList<>();
        for (Place place : places) {
            Optional<Explanation> explanation = Hovers.at(snapshot, place.offset());
            if (explanation.filter(e -> e.markdown().startsWith(place.start())).isEmpty()) {
                missing.add(place + " gives " + explanation);
            }
        }
        assertEquals(List.of(), missing);
        assertEquals(878, CATALOG.commands().size());
    }

    @Test
    void namesNoCommandAsAnotherNameOfItself() {
        for (CommandSpec command : CATALOG.commands()) {
            String markdown = Hovers.command(CATALOG, command, "shell");
            assertEquals(!command.aliases().isEmpty(), markdown.contains("\n\nAlso called "), command.name());
            assertFalse(command.aliases().contains(command.name()), command.name());
        }
    }

    private static List<String> names(CommandSpec command) {
        List<String> names = new ArrayList<>(command.aliases());
        names.add(command.name());
        return names;
    }

    private record Place(int offset, String start) {}
}
