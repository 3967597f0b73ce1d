/**
 * Floor 0. Words everyone shares: bytes, digests, identifiers, refusals. JDK only; no state, no
 * clock.
 */
@NullMarked
package vn.sogoc.kernel;

import org.jspecify.annotations.NullMarked;
