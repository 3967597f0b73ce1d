/**
 * Floor 8, inside issuance. The documents of an issued batch in one file: a zip with one PDF each,
 * or one PDF for a printer ({@link vn.sogoc.issuance.prints.Prints} is the door).
 *
 * <p>A job draws them chunk by chunk from the signed records; each chunk is sealed and stored in
 * the transaction that moves the job on, so a run that was cut off goes on after the last one. What
 * is drawn is a pure function of the record: the same document has the same bytes whenever it is
 * made. The file is kept for a day under its digest and made anew when it is asked for after that;
 * no more than a chunk of it is in memory at once.
 *
 * <p>This package owns the tables {@code print_run} and {@code print_part}. Nothing rests on them.
 */
@NullMarked
package vn.sogoc.issuance.prints;

import org.jspecify.annotations.NullMarked;
