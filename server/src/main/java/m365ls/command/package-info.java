/**
 * What commands in Java are made of: options as the CLI's code reads them, requests and their answers, lists that come in
 * pages, errors in the CLI's wording.
 *
 * <p>Never: a request but through {@link m365ls.gateway.Gateway}; a write that the permit does not cover; an endless list.
 */
@NullMarked
package m365ls.command;

import org.jspecify.annotations.NullMarked;
