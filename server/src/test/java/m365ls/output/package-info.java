@NullMarked
package m365ls.output;

import org.jspecify.annotations.NullMarked;
