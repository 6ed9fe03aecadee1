@NullMarked
package m365ls.gateway;

import org.jspecify.annotations.NullMarked;
