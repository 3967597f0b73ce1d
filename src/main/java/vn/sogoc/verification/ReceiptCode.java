package vn.sogoc.verification;

import java.util.Locale;
import java.util.Optional;
import vn.sogoc.kernel.Bytes;

/**
 * The typed form of a receipt: 60 random bits in twelve letters of Crockford's alphabet, in three
 * groups, as in {@code 9N4K-2PQX-7RT3}. Read without regard to case and hyphens; I and L are taken
 * for 1, O for 0.
 */
public final class ReceiptCode {
  private static final String ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
  private static final int LETTERS = 12;
  private static final int LONGEST_TYPED = 40;

  private ReceiptCode() {}

  /** The code made of the first 60 bits of a receipt's identifier. */
  public static String of(Bytes id) {
    long bits = 0;
    for (int i = 0; i < 8; i++) {
      bits = bits << 8 | id.at(i);
    }
    StringBuilder code = new StringBuilder();
    for (int i = 0; i < LETTERS; i++) {
      if (i > 0 && i % 4 == 0) {
        code.append('-');
      }
      code.append(ALPHABET.charAt((int) (bits >>> (59 - 5 * i)) & 31));
    }
    return code.toString();
  }

  /** The canonical form of a typed code, or empty. */
  static Optional<String> parse(String typed) {
    if (typed.length() > LONGEST_TYPED) {
      return Optional.empty();
    }
    StringBuilder code = new StringBuilder();
    for (char c : typed.toUpperCase(Locale.ROOT).toCharArray()) {
      if (c == '-' || c == ' ') {
        continue;
      }
      char letter = c == 'I' || c == 'L' ? '1' : c == 'O' ? '0' : c;
      if (ALPHABET.indexOf(letter) < 0) {
        return Optional.empty();
      }
      if (code.length() == 4 || code.length() == 9) {
        code.append('-');
      }
      code.append(letter);
    }
    return code.length() == LETTERS + 2 ? Optional.of(code.toString()) : Optional.empty();
  }
}
