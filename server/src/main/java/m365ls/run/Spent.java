package m365ls.run;

import java.time.Duration;

/**
 * What a run cost.
 *
 * @param time from its start to its end, questions to the user included
 * @param requests that were sent
 * @param library {@code native} or {@code hosted}; empty if nothing ran
 */
public record Spent(Duration time, int requests, String library) {}
