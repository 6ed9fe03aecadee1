@NullMarked
package m365ls.log;

import org.jspecify.annotations.NullMarked;
