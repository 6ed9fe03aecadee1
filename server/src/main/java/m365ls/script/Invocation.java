package m365ls.script;

import java.util.List;
import m365ls.text.Span;

/**
 * One call of {@code m365} in a script.
 *
 * @param span from the program's word to the end of its last word
 * @param reach the places where a word typed would belong to this call: from the program's word up to where the
 *     command ends, blanks and continued lines behind the last word included
 * @param program the word that names the program ({@code m365}, {@code ./node_modules/.bin/m365}, {@code npx})
 * @param words the words behind the program (behind {@code npx}'s own and the package's name), as written
 * @param arguments what the program receives; see {@link Argument}
 * @param surroundings what stands around the call
 */
public record Invocation(
        Span span, Span reach, Word program, List<Word> words, List<Argument> arguments, Surroundings surroundings) {

    public Invocation {
        words = List.copyOf(words);
        arguments = List.copyOf(arguments);
    }
}
