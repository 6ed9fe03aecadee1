/**
 * The rules: each looks at one call of {@code m365} and says what is wrong with it, together with the changes that
 * answer it. One file a rule, listed in {@link m365ls.feature.rule.Rules}.
 *
 * <p>Never: a whole script at once, a file, a thread, the clock; an error where the command line tool would run the
 * command.
 */
@NullMarked
package m365ls.feature.rule;

import org.jspecify.annotations.NullMarked;
