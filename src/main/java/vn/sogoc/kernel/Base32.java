package vn.sogoc.kernel;

import java.util.Optional;

/**
 * Base32 of RFC 4648 section 6, upper case, without padding, in its one canonical form: lower case,
 * padding characters, impossible lengths and non-zero pad bits are refused, so that a byte string
 * has exactly one text.
 */
public final class Base32 {
  private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

  private Base32() {}

  /** The text of the bytes: ceil(8n / 5) characters out of A-Z and 2-7. */
  public static String encode(byte[] content) {
    StringBuilder text = new StringBuilder((content.length * 8 + 4) / 5);
    int buffer = 0;
    int bits = 0;
    for (byte b : content) {
      buffer = (buffer << 8) | (b & 0xff);
      bits += 8;
      while (bits >= 5) {
        bits -= 5;
        text.append(ALPHABET.charAt((buffer >>> bits) & 31));
      }
      buffer &= (1 << bits) - 1;
    }
    if (bits > 0) {
      text.append(ALPHABET.charAt((buffer << (5 - bits)) & 31));
    }
    return text.toString();
  }

  /** The bytes of a canonical text, or empty where the text is not canonical. */
  public static Optional<Bytes> decode(String text) {
    int tail = text.length() % 8;
    if (tail == 1 || tail == 3 || tail == 6) {
      return Optional.empty();
    }
    byte[] content = new byte[text.length() * 5 / 8];
    int buffer = 0;
    int bits = 0;
    int filled = 0;
    for (int i = 0; i < text.length(); i++) {
      int value = valueOf(text.charAt(i));
      if (value < 0) {
        return Optional.empty();
      }
      buffer = (buffer << 5) | value;
      bits += 5;
      if (bits >= 8) {
        bits -= 8;
        content[filled++] = (byte) (buffer >>> bits);
        buffer &= (1 << bits) - 1;
      }
    }
    return buffer == 0 ? Optional.of(Bytes.of(content)) : Optional.empty();
  }

  private static int valueOf(char c) {
    if (c >= 'A' && c <= 'Z') {
      return c - 'A';
    }
    return c >= '2' && c <= '7' ? c - '2' + 26 : -1;
  }
}
