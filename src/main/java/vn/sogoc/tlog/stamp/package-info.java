/**
 * Floor 3. The outside clock of the log: once a day an authority of RFC 3161 stamps a published
 * head, and with it every entry before it.
 *
 * <p>The log never waits for it. A stamp is kept with the bytes it is over, because a head takes in
 * newer cosignatures later, and of a size there is one. {@code src/docs/log.md} says how others
 * check it.
 */
@NullMarked
package vn.sogoc.tlog.stamp;

import org.jspecify.annotations.NullMarked;
