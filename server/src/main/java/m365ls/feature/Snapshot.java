package m365ls.feature;

import m365ls.catalog.Catalog;
import m365ls.catalog.FormerNames;
import m365ls.script.Script;

/**
 * All that a feature looks at, frozen.
 *
 * @param script one version of a document
 * @param catalog the commands of the version that counts
 * @param former names of earlier versions
 * @param settings what the user has chosen
 * @param contextFile what may supply options beside the script
 */
public record Snapshot(Script script, Catalog catalog, FormerNames former, Settings settings, ContextFile contextFile) {

    /** The same for another script. */
    public Snapshot with(Script other) {
        return new Snapshot(other, catalog, former, settings, contextFile);
    }
}
