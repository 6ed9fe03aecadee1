package m365ls.lsp;

import m365ls.session.Session;

/**
 * The session, and where its sign-ins are kept.
 *
 * @param session over them
 * @param storage {@code encrypted} or {@code memory}
 * @param reason why there, in sentences for the user
 */
record OpenSession(Session session, String storage, String reason) {}
