/**
 * Floor 9. Watches the log from outside for one institution ({@link vn.sogoc.monitor.Monitor} is
 * its door): reads what everybody can read under {@code /log/}, builds the tree again, and compares
 * the entries under the institution's number with what the institution noted itself that it
 * approved.
 *
 * <p>Promises: nothing the registry's database or its API says is believed here; a head counts
 * under the pinned policy only, and only where it continues the one seen last. What could not be
 * seen is never reported as clean. The note of approvals belongs to the institution and is only
 * ever appended to; {@code src/docs/monitor.md} is its form.
 */
@NullMarked
package vn.sogoc.monitor;

import org.jspecify.annotations.NullMarked;
