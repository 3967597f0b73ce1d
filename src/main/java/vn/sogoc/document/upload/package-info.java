/**
 * Reads the QR codes out of a photo or a PDF that a stranger uploads. Nothing of the file is kept,
 * nothing in it is run, no font of it is loaded. What it may cost is bounded before it is spent:
 * bytes, pixels (read from the header before decoding), unpacked size, pages, drawing operators,
 * time, and the number of files read at once.
 */
@NullMarked
package vn.sogoc.document.upload;

import org.jspecify.annotations.NullMarked;
