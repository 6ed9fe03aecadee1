package m365ls.script;

/**
 * One argument that {@code m365} receives, and the word it comes from. A word gives several arguments where a known
 * list is spread ({@code @options}, {@code "${options[@]}"}), so neighbours may share a word.
 *
 * @param word where it is written
 * @param value what is known of it
 */
public record Argument(Word word, Value value) {}
