package m365ls.cli.session;

import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;
import m365ls.catalog.Catalog;
import m365ls.installation.Wishes;
import m365ls.run.LibraryMaker;

/**
 * Where commands of the CLI are run.
 *
 * @param folder the current one; absolute
 * @param catalog the commands that count; empty if they cannot be had, of which the user is told
 * @param wishes which installation of the CLI may be run
 * @param libraries makes what runs them
 */
public record RunSite(Path folder, Supplier<Optional<Catalog>> catalog, Wishes wishes, LibraryMaker libraries) {}
