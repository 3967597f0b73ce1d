package vn.sogoc.crypto.note;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.regex.Pattern;
import vn.sogoc.kernel.Bytes;
import vn.sogoc.kernel.Digest;

/** The small words all formats are made of. Each is read in its one form only. */
final class Grammar {
  /** What an ML-DSA cosignature can name (tlog-cosignature: {@code opaque<1..2^8-1>}). */
  static final int LONGEST_NAME = 255;

  /** No tree of fewer than 2^63 leaves needs more hashes in a proof. */
  static final int MOST_HASHES = 63;

  private static final Pattern DECIMAL = Pattern.compile("0|[1-9][0-9]{0,18}");
  private static final int SHOWN = 60;

  private Grammar() {}

  /** ASCII decimal without leading zeros, less than 2^63. */
  static long decimal(String what, String text) throws MalformedNote {
    if (DECIMAL.matcher(text).matches()) {
      try {
        return Long.parseLong(text);
      } catch (NumberFormatException tooLarge) {
        // 19 digits above 2^63 - 1: told below
      }
    }
    throw new MalformedNote(what + " as a decimal number below 2^63, found " + shown(text));
  }

  /**
   * RFC 4648 section 4 with its padding and without stray bits in the last character: the JDK's
   * decoder takes both leniently, so the text is compared with what encoding gives.
   */
  static Bytes base64(String what, String text) throws MalformedNote {
    try {
      byte[] content = Base64.getDecoder().decode(text);
      if (Base64.getEncoder().encodeToString(content).equals(text)) {
        return Bytes.of(content);
      }
    } catch (IllegalArgumentException notBase64) {
      // told below
    }
    throw new MalformedNote(what + " in canonical base64, found " + shown(text));
  }

  static Digest hash(String what, String text) throws MalformedNote {
    Bytes content = base64(what, text);
    if (content.size() != Digest.SIZE) {
      throw new MalformedNote(
          what + " of " + Digest.SIZE + " bytes, found " + content.size() + " bytes");
    }
    return new Digest(content);
  }

  static String base64(Bytes content) {
    return Base64.getEncoder().encodeToString(content.toArray());
  }

  static String utf8(Bytes content) throws MalformedNote {
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .decode(ByteBuffer.wrap(content.toArray()))
          .toString();
    } catch (CharacterCodingException e) {
      throw new MalformedNote("UTF-8, found bytes that are none");
    }
  }

  static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  static Bytes joined(String head, Bytes tail) {
    byte[] first = utf8(head);
    return Bytes.of(
        ByteBuffer.allocate(first.length + tail.size()).put(first).put(tail.toArray()).array());
  }

  /** Whether a text can be in a note: no ASCII control but the line feed, no half character. */
  static boolean isPlain(String text) {
    return text.codePoints()
        .noneMatch(
            p -> (p < 0x20 && p != '\n') || Character.getType(p) == (int) Character.SURROGATE);
  }

  /** Signed-note: "non-empty and MUST NOT contain any Unicode spaces or plus characters". */
  static boolean isKeyName(String name) {
    return !name.isEmpty()
        && isPlain(name)
        && name.codePoints()
            .noneMatch(
                p ->
                    p == '+'
                        || p == 0x85 // White_Space in Unicode, a control character in Java
                        || Character.isWhitespace(p)
                        || Character.isSpaceChar(p));
  }

  /** What of a hostile text an error message repeats. */
  static String shown(String text) {
    String piece = text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "...";
    return '"' + piece.replace("\n", "\\n") + '"';
  }
}
