@NullMarked
package m365ls.command.library;

import org.jspecify.annotations.NullMarked;
