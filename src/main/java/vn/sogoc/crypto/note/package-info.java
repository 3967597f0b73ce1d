/**
 * Floor 1. What a transparency log signs and what shows that it did: the text formats of C2SP
 * signed-note, tlog-checkpoint, tlog-cosignature, tlog-proof, tlog-policy and tlog-witness. Every
 * format has one byte form; anything else is a {@link vn.sogoc.crypto.note.MalformedNote}. Pure: no
 * file, no clock.
 */
@NullMarked
package vn.sogoc.crypto.note;

import org.jspecify.annotations.NullMarked;
