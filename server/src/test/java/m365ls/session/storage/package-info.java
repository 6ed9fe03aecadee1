@NullMarked
package m365ls.session.storage;

import org.jspecify.annotations.NullMarked;
