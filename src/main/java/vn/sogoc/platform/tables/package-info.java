/**
 * Floor 2. Uploaded tables become rows, and rows become downloadable tables.
 *
 * <p>What comes in is hostile: bounded in bytes, rows, columns, line and cell size before anything
 * is kept. {@link vn.sogoc.platform.tables.TableFile} reads text (comma, semicolon or tab, in any
 * form that Vietnamese was ever written in) and workbooks (.xlsx), one row in memory at a time. How
 * the letters are written is recognised, shown and, where two ways are about as likely, asked for:
 * it is never guessed silently, and a character that has no meaning in the form that was chosen is
 * a fault of its cell. A formula is text, or the result that stands in the file; nothing is
 * computed, and nothing outside of the file is followed.
 *
 * <p>A row that cannot be used carries its faults and is not the end of the file; a file whose rest
 * cannot be read is refused. {@link vn.sogoc.platform.tables.CsvTable} is for a table of one
 * request: UTF-8, whole or refused. Nothing is dropped but rows in which every cell is blank, and
 * blank cells behind the last name of the header.
 *
 * <p>A workbook is a ZIP archive of XML. Both are read by ourselves, with {@code Inflater} and the
 * pull parser of the JDK: libraries that read workbooks keep the shared texts or a whole row
 * without a bound, and take the archive's directory on trust.
 *
 * <p>What goes out is UTF-8 with a byte order mark in which no cell starts a formula (ASVS 1.2.10),
 * or a workbook in which every cell is text. No state, no clock.
 */
@NullMarked
package vn.sogoc.platform.tables;

import org.jspecify.annotations.NullMarked;
