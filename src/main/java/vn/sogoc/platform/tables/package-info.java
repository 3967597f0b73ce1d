/**
 * Floor 2. Uploaded tables become rows, and rows become downloadable tables.
 *
 * <p>What comes in is hostile: bounded in bytes, rows, columns, line and cell size before anything
 * is kept; UTF-8 or refused with help, never guessed; a formula is text. A table is whole or
 * refused: nothing is dropped but rows in which every cell is blank. What goes out is UTF-8 with a
 * byte order mark, and no cell of it starts a formula (ASVS 1.2.10). No state, no clock.
 */
@NullMarked
package vn.sogoc.platform.tables;

import org.jspecify.annotations.NullMarked;
