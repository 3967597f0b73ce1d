package vn.sogoc.crypto.note;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import vn.sogoc.kernel.Digest;

/** The bytes under a signature line, C2SP signed-note and tlog-cosignature. */
final class SignedMessage {
  private static final byte[] SUBTREE = "subtree/v1\n\0".getBytes(StandardCharsets.US_ASCII);

  private SignedMessage() {}

  /**
   * What a key of this name and type signs.
   *
   * @param seconds since 1970; a plain signature has none
   * @throws MalformedNote where the type signs checkpoints only and the text is none
   */
  static byte[] of(NoteKeyType type, String name, String text, long seconds) throws MalformedNote {
    return switch (type) {
      case ED25519 -> Grammar.utf8(text);
      case COSIGNATURE_ED25519 ->
          Grammar.utf8("cosignature/v1\ntime " + Long.toUnsignedString(seconds) + '\n' + text);
      case ML_DSA_44 -> subtree(name, Checkpoint.parse(text), seconds);
    };
  }

  /** The {@code cosigned_message} of the whole tree: from leaf 0 to its size. */
  private static byte[] subtree(String name, Checkpoint checkpoint, long seconds) {
    byte[] cosigner = Grammar.utf8(name);
    byte[] origin = Grammar.utf8(checkpoint.origin());
    return ByteBuffer.allocate(
            SUBTREE.length + 1 + cosigner.length + 8 + 1 + origin.length + 8 + 8 + Digest.SIZE)
        .put(SUBTREE)
        .put((byte) cosigner.length)
        .put(cosigner)
        .putLong(seconds)
        .put((byte) origin.length)
        .put(origin)
        .putLong(0)
        .putLong(checkpoint.size())
        .put(checkpoint.root().toArray())
        .array();
  }
}
