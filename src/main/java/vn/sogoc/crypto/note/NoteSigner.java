package vn.sogoc.crypto.note;

import java.time.Instant;
import vn.sogoc.crypto.keys.SigningFailed;

/** Whoever can sign notes with one key. */
public interface NoteSigner {
  /** The key that verifies what this signs. */
  NoteKey key();

  /**
   * Signs the text of a note.
   *
   * @param text ends with a line feed; for a cosignature the three lines of a checkpoint
   * @param time stands in cosignatures to the second; a plain signature has none
   * @throws SigningFailed where the key cannot be reached
   */
  SignatureLine sign(String text, Instant time) throws SigningFailed;
}
