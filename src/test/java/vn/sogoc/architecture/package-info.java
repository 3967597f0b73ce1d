/** The house rules, held by tests: floors, fences, forbidden calls, endpoints, sources. */
@NullMarked
package vn.sogoc.architecture;

import org.jspecify.annotations.NullMarked;
