package m365ls.feature.rule;

import m365ls.feature.Severity;

/**
 * Looks at one call and reports what it has to say of it.
 *
 * <p>A finding is an {@link Severity#ERROR} only if the command line tool, without prompting, would
 * refuse the call whatever the values are that the script does not tell.
 */
public interface Rule {

    /** Its name in kebab case, which users write in settings and comments; {@code docs/rules/} has a page of it. */
    String id();

    /** How grave its findings are, the gravest of them if they differ. Users may set another. */
    Severity severity();

    /** One sentence that tells what it finds, in Markdown. */
    String summary();

    /** Reports the findings in {@code subject}'s call. */
    void check(Subject subject, Report report);
}
