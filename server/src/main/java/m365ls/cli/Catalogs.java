package m365ls.cli;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import m365ls.catalog.Catalog;
import m365ls.catalog.CatalogFile;
import m365ls.installation.CatalogChoice;
import m365ls.installation.CatalogChooser;
import m365ls.installation.CatalogMaker;
import m365ls.installation.Machine;
import m365ls.installation.Wishes;

/** Gives the command line the catalogue of a version of the command line tool, made first if need be. */
public final class Catalogs {

    private final CatalogFile builtIn;
    private final Machine machine;
    private final Console console;
    private final Map<String, Catalog> known = new HashMap<>();

    /** @param console told when making a catalogue begins, since that takes seconds */
    public Catalogs(CatalogFile builtIn, Machine machine, Console console) {
        this.builtIn = builtIn;
        this.machine = machine;
        this.console = console;
    }

    /** There is no catalogue of a version. */
    static final class UnknownVersion extends Exception {
        private static final long serialVersionUID = 1;

        private final String advice;

        UnknownVersion(String advice) {
            super(advice);
            this.advice = advice;
        }

        /** What is the matter, and how to get that version. */
        String advice() {
            return advice;
        }
    }

    /**
     * The catalogue of a version.
     *
     * @param version such as {@code 11.11.0}; empty for the one that counts where nobody says: the global
     *     installation's, else the built-in one
     * @throws UnknownVersion if there is none of that version
     */
    Catalog of(String version) throws UnknownVersion {
        Catalog catalog = known.get(version);
        if (catalog == null) {
            CatalogChooser chooser = new CatalogChooser(builtIn, machine);
            catalog = take(version.isEmpty() ? chooser.decide(Wishes.NONE) : chooser.forVersion(version, Wishes.NONE));
            known.put(version, catalog);
        }
        return catalog;
    }

    /** The catalogue that counts where nobody says; empty if there is none, of which the user is told why. */
    public Optional<Catalog> usual() {
        try {
            return Optional.of(of(""));
        } catch (UnknownVersion e) {
            console.tell(e.advice());
            return Optional.empty();
        }
    }

    /**
     * The catalogue of the installation at {@code place}.
     *
     * @throws UnknownVersion if there is none
     */
    Catalog at(Path place) throws UnknownVersion {
        return take(new CatalogChooser(builtIn, machine).at(place));
    }

    private Catalog take(CatalogChoice choice) throws UnknownVersion {
        if (choice instanceof CatalogChoice.BuiltIn own) {
            if (own.notable()) {
                console.tell(own.message());
            }
            return builtIn.catalog();
        }
        if (choice instanceof CatalogChoice.Ready ready) {
            return ready.catalog();
        }
        if (choice instanceof CatalogChoice.ToMake missing) {
            console.tell(missing.message());
            return make(missing);
        }
        throw new UnknownVersion(choice.message());
    }

    private Catalog make(CatalogChoice.ToMake missing) throws UnknownVersion {
        try {
            CatalogMaker.Result result = new CatalogMaker(builtIn, machine, Wishes.NONE).make(missing.installation());
            if (result instanceof CatalogMaker.Result.Made made) {
                return made.catalog();
            }
            if (result instanceof CatalogMaker.Result.Failed failed) {
                throw new UnknownVersion(failed.message());
            }
            throw new AssertionError(result);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UnknownVersion("Interrupted.");
        }
    }
}
