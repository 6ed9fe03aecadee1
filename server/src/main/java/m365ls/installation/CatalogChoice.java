package m365ls.installation;

import m365ls.catalog.Catalog;

/** Which catalogue counts, and a sentence for the user why. */
public sealed interface CatalogChoice {

    /** Which version counts and why, as one or two sentences. */
    String message();

    /**
     * The built-in one.
     *
     * @param notable whether the user should be told, since it is not what was asked for
     */
    record BuiltIn(String message, boolean notable) implements CatalogChoice {}

    /** One that was made before. */
    record Ready(Catalog catalog, String message) implements CatalogChoice {}

    /** One that {@link CatalogMaker#make} can make. Until then the built-in one counts. */
    record ToMake(CliInstallation installation, String message) implements CatalogChoice {}

    /** None: the version that was asked for cannot be had. */
    record Missing(String message) implements CatalogChoice {}
}
