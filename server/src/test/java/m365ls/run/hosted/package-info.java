@NullMarked
package m365ls.run.hosted;

import org.jspecify.annotations.NullMarked;
