/**
 * Floor 8, inside issuance. How many credentials of a kind an institution may issue in a year, and
 * the releases of batches that are more ({@link vn.sogoc.issuance.quota.Quotas} is the door to what
 * is in force, {@link vn.sogoc.issuance.quota.QuotaDecisions} to deciding it).
 *
 * <p>A school that has lost its way holds genuine keys, so what limits it is not the school's to
 * set: quotas and releases are decided by two persons of the registry, on the ministry's decision.
 * Years are those of the issue date, as the register's own numbers are (design.md section 3), so
 * that anybody can hold the quota against the numbers that were given.
 *
 * <p>Decisions are only added; each is sealed with a key that is not in the database, and the
 * approved quotas of an institution, kind and year are numbered without a gap. Where a row is
 * missing or was altered nothing is signed there.
 *
 * <p>This package owns the tables {@code quota_decision}, {@code quota_outcome} and {@code
 * quota_cell}.
 */
@NullMarked
package vn.sogoc.issuance.quota;

import org.jspecify.annotations.NullMarked;
