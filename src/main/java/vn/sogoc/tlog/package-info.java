/**
 * Floor 3. The transparency log of opaque entries. Here: the one byte form of an entry. An entry
 * carries no personal data and no secret; whoever holds a credential can recompute its entry with
 * {@code sha256sum} and a text editor.
 */
@NullMarked
package vn.sogoc.tlog;

import org.jspecify.annotations.NullMarked;
