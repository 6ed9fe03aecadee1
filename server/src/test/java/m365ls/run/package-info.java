/** Tests of {@link m365ls.run}, with libraries and answers made up by the tests. */
@NullMarked
package m365ls.run;

import org.jspecify.annotations.NullMarked;
