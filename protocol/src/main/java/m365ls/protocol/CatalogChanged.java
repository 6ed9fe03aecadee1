package m365ls.protocol;

/**
 * Another version's commands count from now on.
 *
 * @param version of the command line tool
 */
public record CatalogChanged(String version) {}
