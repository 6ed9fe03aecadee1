@NullMarked
package m365ls;

import org.jspecify.annotations.NullMarked;
