package m365ls.protocol;

import java.util.List;

/**
 * A word of command names.
 *
 * @param word the word
 * @param name all words up to this one
 * @param effect of the command that is called {@code name}: {@code read}, {@code write} or {@code destroy}; empty if
 *     there is none
 * @param children the words that may follow, in alphabetical order
 */
public record CatalogNode(String word, String name, String effect, List<CatalogNode> children) {}
