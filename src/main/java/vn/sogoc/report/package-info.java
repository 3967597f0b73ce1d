/**
 * Floor 9. What everyone may know in numbers: how many credentials of a kind each institution
 * issued in a year, beside the ministry's quota ({@link vn.sogoc.report.IssuedCounts} is the door).
 * And what an institution's own staff takes along: its register books and its figures of a year
 * ({@link vn.sogoc.report.YearReports} is the door), from the signed records alone.
 *
 * <p>Public counts are sums of the counts in the published, signed and logged headers of issuance
 * lists, so anybody can add them up again, and a year's sum tells nothing of a person that its
 * lists do not. No names, no days, nothing of a single row.
 */
@NullMarked
package vn.sogoc.report;

import org.jspecify.annotations.NullMarked;
