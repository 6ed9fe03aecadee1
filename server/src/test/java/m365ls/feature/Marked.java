package m365ls.feature;

import java.util.Map;
import m365ls.catalog.Catalog;
import m365ls.catalog.FormerNames;
import m365ls.script.Dialect;
import m365ls.script.Script;

/**
 * A script with the place of a cursor, written {@code <|>}, since {@code |} is a pipe and {@code $0} a variable here.
 *
 * @param snapshot the script without the mark
 * @param offset where the mark was
 */
record Marked(Snapshot snapshot, int offset) {

    static Marked of(Dialect dialect, Catalog catalog, String marked) {
        return of(dialect, catalog, ContextFile.NONE, marked);
    }

    static Marked of(Dialect dialect, Catalog catalog, ContextFile contextFile, String marked) {
        int offset = marked.indexOf("<|>");
        if (offset < 0) {
            throw new IllegalArgumentException("No <|> in " + marked);
        }
        String text = marked.substring(0, offset) + marked.substring(offset + 3);
        FormerNames former = new FormerNames(Map.of(), Map.of());
        Script script = Script.parse(dialect, text);
        return new Marked(new Snapshot(script, catalog, former, Settings.DEFAULT, contextFile), offset);
    }
}
