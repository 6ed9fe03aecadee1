@NullMarked
package m365ls.http;

import org.jspecify.annotations.NullMarked;
