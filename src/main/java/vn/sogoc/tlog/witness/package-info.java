/**
 * Floor 3. A witness (C2SP tlog-witness): it cosigns heads that only grow, one history per log, and
 * remembers. A program of its own with a store of its own, and the client that asks it.
 */
@NullMarked
package vn.sogoc.tlog.witness;

import org.jspecify.annotations.NullMarked;
