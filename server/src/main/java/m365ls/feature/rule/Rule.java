package m365ls.feature.rule;

/**
 * Looks at one call and reports what it has to say of it.
 *
 * <p>A finding is an {@link m365ls.feature.Severity#ERROR} only if the command line tool, without prompting, would
 * refuse the call whatever the values are that the script does not tell.
 */
public interface Rule {

    /** Its name in kebab case, which users write in settings and comments; {@code docs/rules/} has a page of it. */
    String id();

    /** Reports the findings in {@code subject}'s call. */
    void check(Subject subject, Report report);
}
