/**
 * Floor 6. What people hold: the page of a diploma or certificate as PDF, and the QR code that
 * carries the whole signed record. Both are made from the signed record, the issuer's names and,
 * where an institution has its own page, its design alone, so that two renderings of one record are
 * the same bytes; nothing here reads a clock, a database or a random source. Which design that is,
 * {@link vn.sogoc.document.template} knows.
 *
 * <p>The only importer of ZXing and PDFBox, together with {@link vn.sogoc.document.upload}, which
 * reads such pages back. Why the page is drawn and not laid out from HTML: {@code
 * src/docs/decisions/document-drawing.md}.
 */
@NullMarked
package vn.sogoc.document;

import org.jspecify.annotations.NullMarked;
