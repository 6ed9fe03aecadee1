@NullMarked
package m365ls.lsp;

import org.jspecify.annotations.NullMarked;
