/**
 * Floor 8, inside issuance. The stock of numbered blanks (phôi): received, allocated to a batch,
 * used for a credential, misprinted, spoiled, lost, destroyed, and reconciled each year (Circular
 * 21/2019, articles 9 to 12).
 *
 * <p>A million blanks are one row: ranges move, and where a number stands follows from the
 * movements of its series in their order ({@link vn.sogoc.issuance.blanks.Stock}). Only a used
 * blank has a row, whose key keeps it from being used twice. Everything about a series happens
 * under its lock. Nothing is edited, and no signed byte changes: that a diploma was printed on a
 * blank is an event beside it.
 *
 * <p>What is spoiled, lost or destroyed is agreed to by two persons, with minutes; a misprint is
 * set aside at once by whoever stands at the printer, and waits for its minutes. Each movement has
 * a line of the audit trail; the audit compares both ways, and each use with the hash its movement
 * has.
 */
@NullMarked
package vn.sogoc.issuance.blanks;

import org.jspecify.annotations.NullMarked;
