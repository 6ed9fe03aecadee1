package m365ls.feature.rule;

import m365ls.feature.Severity;

/**
 * What users are told of a rule.
 *
 * @param id see {@link Rule#id}
 * @param severity see {@link Rule#severity}
 * @param text see {@link Rule#summary}
 */
public record RuleSummary(String id, Severity severity, String text) {}
