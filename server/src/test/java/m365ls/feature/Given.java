package m365ls.feature;

import java.util.List;
import java.util.Map;
import m365ls.catalog.Catalog;
import m365ls.catalog.FormerNames;
import m365ls.script.Dialect;
import m365ls.script.Quoting;
import m365ls.script.Script;
import m365ls.script.Shell;

/** One call of which only the arguments count, not how a script writes them. */
final class Given {

    private static final Dialect SHELL = new Shell();

    private Given() {}

    /** A script that is just this call. */
    static Snapshot snapshot(Catalog catalog, FormerNames former, List<String> arguments) {
        StringBuilder text = new StringBuilder("m365");
        for (String argument : arguments) {
            text.append(' ').append(SHELL.quote(argument, Quoting.NONE));
        }
        Script script = Script.parse(SHELL, text.toString());
        return new Snapshot(script, catalog, former, Settings.DEFAULT, ContextFile.NONE);
    }

    static FormerNames noFormerNames() {
        return new FormerNames(Map.of(), Map.of());
    }
}
