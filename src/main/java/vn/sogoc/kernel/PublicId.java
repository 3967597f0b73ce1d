package vn.sogoc.kernel;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * An opaque public identifier: a kind prefix of three letters and 128 bits, written {@code crd_<26
 * characters of lower-case base32>}. It is never a database number and says nothing about order or
 * count.
 *
 * @param kind three lower-case letters, such as {@code crd}, {@code job}, {@code bat}, {@code ver}
 * @param value exactly 16 bytes
 */
public record PublicId(String kind, Bytes value) {
  private static final Pattern KIND = Pattern.compile("[a-z]{3}");
  private static final int SIZE = 16;

  public PublicId {
    if (!KIND.matcher(kind).matches()) {
      throw new IllegalArgumentException("a kind is three lower-case letters, found " + kind);
    }
    if (value.size() != SIZE) {
      throw new IllegalArgumentException("a value has 16 bytes, found " + value.size());
    }
  }

  /** Reads an identifier of the expected kind; empty where the text is anything else. */
  public static Optional<PublicId> parse(String expectedKind, String text) {
    if (text.length() != 30 || !text.startsWith(expectedKind + "_")) {
      return Optional.empty();
    }
    String body = text.substring(4);
    String upper = body.toUpperCase(Locale.ROOT);
    if (!body.equals(upper.toLowerCase(Locale.ROOT))) {
      return Optional.empty();
    }
    return Base32.decode(upper).map(value -> new PublicId(expectedKind, value));
  }

  @Override
  public String toString() {
    return kind + "_" + Base32.encode(value.toArray()).toLowerCase(Locale.ROOT);
  }
}
