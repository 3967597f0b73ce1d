package vn.sogoc.crypto.note;

import vn.sogoc.kernel.Digest;

/**
 * What a log says its tree is (C2SP tlog-checkpoint). No extension lines: no monitor can audit
 * them, and ML-DSA cosignatures do not cover them.
 *
 * @param origin the log's name, the same for its whole life, at most 255 bytes
 * @param size number of leaves
 * @param root over them
 */
public record Checkpoint(String origin, long size, Digest root) {
  private static final int LINES = 3;

  public Checkpoint {
    if (!isOrigin(origin)) {
      throw new IllegalArgumentException("no origin of a log: " + Grammar.shown(origin));
    }
    if (size < 0) {
      throw new IllegalArgumentException("no tree has " + size + " leaves");
    }
  }

  /** Reads the text of a note: exactly three lines, each ended by a line feed. */
  public static Checkpoint parse(String text) throws MalformedNote {
    String[] lines = text.split("\n", LINES + 2);
    if (lines.length != LINES + 1 || !lines[LINES].isEmpty()) {
      throw new MalformedNote(
          "three lines each ended by a line feed, found " + Grammar.shown(text));
    }
    if (!isOrigin(lines[0])) {
      throw new MalformedNote("an origin of 1 to 255 bytes, found " + Grammar.shown(lines[0]));
    }
    return new Checkpoint(
        lines[0],
        Grammar.decimal("the tree size", lines[1]),
        Grammar.hash("the root hash", lines[2]));
  }

  /** The text to be signed. */
  public String text() {
    return origin + '\n' + size + '\n' + Grammar.base64(root.bytes()) + '\n';
  }

  private static boolean isOrigin(String text) {
    return !text.isEmpty()
        && text.indexOf('\n') < 0
        && Grammar.isPlain(text)
        && Grammar.utf8(text).length <= Grammar.LONGEST_NAME;
  }
}
