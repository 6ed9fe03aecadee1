package m365ls.query;

/** What a text turned out to be: a {@link Query}, or a {@link Problem} that says why it is none. */
public sealed interface Parsed permits Query, Problem {}
