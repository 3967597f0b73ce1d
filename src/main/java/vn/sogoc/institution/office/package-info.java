/**
 * Floor 4, inside institution. The institution's office: who works there, how they come in, what
 * they may do.
 *
 * <p>Whoever holds the role operate at an institution runs its office; so does whoever holds it at
 * the institution that supervises it (a department), or for the whole registry ({@link
 * vn.sogoc.institution.office.Offices}). Everything that gives somebody a right takes two persons
 * of these, neither of whom it is for: an invitation, a role, a new password, a supervisor.
 *
 * <p>Somebody comes in by two halves: a link that only the person who invited is shown, and a code
 * that only the person who approved is shown; each is shown when asked for, ends the one before,
 * and is kept as a keyed hash. Neither of the two can accept alone. The link's secret stands in the
 * fragment of an address, which no browser sends to anybody.
 *
 * <p>This package owns the tables {@code invitation} and {@code supervision}. Rows are sealed; one
 * that the service did not write counts as not there. A crash leaves an invitation accepted with
 * its account, or neither.
 */
@NullMarked
package vn.sogoc.institution.office;

import org.jspecify.annotations.NullMarked;
