/**
 * Floor 8, the guarded path from a file to a draft batch: upload → how it is to be read → every row
 * checked by a job → commit. A file of 300 MB and a million rows takes it as one of forty does: the
 * file is kept sealed in parts, rows are read one by one, of those before a row only digests are
 * held, and every transaction of the job keeps some rows with the job's position, so that a run
 * that was cut off goes on behind them.
 *
 * <p>Nothing is guessed: what the header means is suggested, from the catalogue and from what the
 * institution chose before, and somebody confirms it; how dates and old letters are read is chosen
 * for a column, never found. Nothing is taken in part: a list with one fault becomes no batch.
 * Faults are shown by what would repair them, all of them counted, the first ten thousand kept, and
 * every row that has one can be downloaded. No personal number stands in a finding, in an answer or
 * in the clear in a table.
 *
 * <p>What was read is sealed as a whole; a batch is made of it only while the seal fits. When an
 * import ends its file and rows go, and its header with the file's hash stays.
 *
 * <p>This package owns the tables {@code import} and {@code import_*}.
 */
@NullMarked
package vn.sogoc.issuance.imports;

import org.jspecify.annotations.NullMarked;
