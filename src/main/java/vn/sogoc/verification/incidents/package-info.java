/**
 * Floor 8, inside verification. What is raised to an institution when a good signature by its key
 * turns out not to be in its register ({@link vn.sogoc.verification.incidents.Incidents} is the
 * door).
 *
 * <p>Promises: an answer never waits for an incident and never fails with one; a record is one
 * incident however often it is shown; what the record says is not kept, only its digest, the key
 * and the time. An incident that could not be written is counted, turns health red, and is raised
 * again when the record is shown again.
 *
 * <p>State: one thread and its bounded queue. A crash loses what waits in it; the receipts of those
 * answers stay.
 */
@NullMarked
package vn.sogoc.verification.incidents;

import org.jspecify.annotations.NullMarked;
