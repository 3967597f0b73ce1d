package vn.sogoc.document.upload;

import vn.sogoc.kernel.Bytes;

/**
 * Bytes that a file carries; what they are and who signed them is not asked here.
 *
 * @param isAlone whether they are the whole of the file, and not attached to pages
 */
public record Carried(Bytes content, boolean isAlone) {}
