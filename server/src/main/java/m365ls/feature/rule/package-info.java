/**
 * The rules: each looks at one call of {@code m365}, or at the text around the calls, and says what is wrong with it,
 * together with the changes that answer it. One file a rule, listed in {@link m365ls.feature.rule.Rules}. What the rest
 * of the script tells about a call is its {@link m365ls.feature.rule.Context}.
 *
 * <p>Never: a file, a thread, the clock; an error where the command line tool would run the command; a secret's value in
 * a message.
 */
@NullMarked
package m365ls.feature.rule;

import org.jspecify.annotations.NullMarked;
