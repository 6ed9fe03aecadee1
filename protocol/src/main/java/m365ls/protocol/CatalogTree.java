package m365ls.protocol;

import java.util.List;

/**
 * All commands, by the words of their names.
 *
 * @param version of the command line tool whose commands these are
 * @param nodes the first words, in alphabetical order
 */
public record CatalogTree(String version, List<CatalogNode> nodes) {}
