package m365ls.installation;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import m365ls.catalog.Catalog;
import m365ls.catalog.CatalogFile;
import m365ls.installation.CatalogChoice.BuiltIn;
import m365ls.installation.CatalogChoice.Missing;
import m365ls.installation.CatalogChoice.Ready;
import m365ls.installation.CatalogChoice.ToMake;
import m365ls.installation.CliInstallation.Origin;

/** Decides which version of the CLI counts. Reads small files; runs nothing. */
public final class CatalogChooser {

    /** Versions before this are built another way, so that their catalogue cannot be made. */
    private static final int OLDEST = 10;

    private final Catalog builtIn;
    private final Machine machine;
    private final CatalogCache cache;

    public CatalogChooser(CatalogFile builtIn, Machine machine) {
        this.builtIn = builtIn.catalog();
        this.machine = machine;
        this.cache = new CatalogCache(machine, builtIn.stamp());
    }

    /**
     * The version to use: that of the named installation, else of a trusted workspace folder's own, else of the global
     * one, else the built-in one.
     */
    public CatalogChoice decide(Wishes wishes) {
        Installations installations = new Installations(machine, wishes);
        if (wishes.installation().isPresent()) {
            Path named = wishes.installation().get();
            Optional<CliInstallation> found = installations.at(named, Origin.NAMED);
            if (found.isEmpty()) {
                return new BuiltIn("No CLI for Microsoft 365 is installed in " + named + ". " + usingBuiltIn(), true);
            }
            if (wishes.mustNotRun(found.get().root())) {
                return new BuiltIn(
                        "The CLI for Microsoft 365 in " + named
                                + " belongs to a workspace folder that is not trusted by name. " + usingBuiltIn(),
                        true);
            }
            return of(found.get());
        }
        return installations
                .inTrustedFolder()
                .filter(own -> !wishes.mustNotRun(own.root()))
                .or(installations::global)
                .map(this::of)
                .orElseGet(() -> new BuiltIn("No CLI for Microsoft 365 was found. " + usingBuiltIn(), false));
    }

    /** The version {@code text}, wherever it can be had from. */
    public CatalogChoice forVersion(String text, Wishes wishes) {
        Optional<Version> parsed = Version.of(text);
        if (parsed.isEmpty()) {
            return new Missing("\"" + text + "\" is no version of CLI for Microsoft 365. Write it like "
                    + builtIn.version() + ".");
        }
        Version version = parsed.get();
        if (version.text().equals(builtIn.version())) {
            return new BuiltIn(usingBuiltIn(), false);
        }
        if (version.major() < OLDEST) {
            return new Missing("Version " + version + " of CLI for Microsoft 365 is older than " + OLDEST
                    + ".0, the oldest that can be checked against.");
        }
        Optional<Catalog> made = cache.find(version);
        if (made.isPresent()) {
            return new Ready(made.get(), "Using the commands of CLI for Microsoft 365 " + version + ".");
        }
        Installations installations = new Installations(machine, wishes);
        Optional<CliInstallation> named = wishes.installation().flatMap(path -> installations.at(path, Origin.NAMED));
        return List.of(named, installations.inTrustedFolder(), installations.global()).stream()
                .flatMap(Optional::stream)
                .filter(installed -> installed.version().text().equals(version.text()))
                .filter(installed -> !wishes.mustNotRun(installed.root()))
                .findFirst()
                .<CatalogChoice>map(installed -> new ToMake(installed, reading(installed)))
                .orElseGet(() -> new Missing("The commands of CLI for Microsoft 365 " + version
                        + " are not known here. Install that version in a folder of your choice"
                        + " (npm install --prefix FOLDER @pnp/cli-microsoft365@" + version
                        + ") and run: m365ls catalogue --from FOLDER"));
    }

    /** The installation at {@code place}, which the user has named to have its catalogue made. */
    public CatalogChoice at(Path place) {
        Wishes wishes = new Wishes(Optional.of(place), Optional.empty(), List.of(), Set.of());
        return new Installations(machine, wishes)
                .at(place, Origin.NAMED)
                .map(this::of)
                .orElseGet(() -> new Missing("No CLI for Microsoft 365 is installed in " + place + "."));
    }

    private CatalogChoice of(CliInstallation installed) {
        Version version = installed.version();
        if (version.text().equals(builtIn.version())) {
            return new BuiltIn(
                    "Using the built-in commands of CLI for Microsoft 365 " + version + ", the version installed in "
                            + installed.root() + ".",
                    false);
        }
        if (version.major() < OLDEST) {
            return new BuiltIn(
                    "CLI for Microsoft 365 " + version + " in " + installed.root() + " is older than " + OLDEST
                            + ".0, the oldest whose commands can be read. " + usingBuiltIn(),
                    true);
        }
        return cache.find(version)
                .<CatalogChoice>map(made -> new Ready(
                        made,
                        "Using the commands of CLI for Microsoft 365 " + version + ", the version installed in "
                                + installed.root() + "."))
                .orElseGet(() -> new ToMake(installed, reading(installed)));
    }

    private static String reading(CliInstallation installed) {
        return "Reading the commands of CLI for Microsoft 365 " + installed.version() + " in " + installed.root() + ".";
    }

    private String usingBuiltIn() {
        return "Using the built-in commands of CLI for Microsoft 365 " + builtIn.version() + ".";
    }
}
