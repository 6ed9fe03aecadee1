package m365ls.run;

import java.time.Duration;

/**
 * What a run cost.
 *
 * @param time from its start to its end, questions to the user included
 * @param requests that were sent
 * @param library {@code own}, {@code native} or {@code hosted}; empty if nothing ran
 * @param connection name of the connection whose tokens were used; empty if there was none
 */
public record Spent(Duration time, int requests, String library, String connection) {}
