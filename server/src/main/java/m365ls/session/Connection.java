package m365ls.session;

/**
 * A signed-in account or application.
 *
 * @param id never given twice; letters, digits and hyphens, fit to be a file's name
 * @param name the user's word for it, one of its own
 * @param authType how it signed in, as {@link SignIn#authType()}
 * @param application that signed in
 * @param identity whom its tokens speak for, as the last one told
 */
public record Connection(String id, String name, String authType, Application application, Identity identity) {}
