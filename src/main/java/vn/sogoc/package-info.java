/**
 * The roof: what starts the program. {@link vn.sogoc.Main} chooses by the first word what to do;
 * only {@code run} and {@code demo} start the service, everything else is plain Java without
 * Quarkus. Nothing imports this package.
 */
@NullMarked
package vn.sogoc;

import org.jspecify.annotations.NullMarked;
