package vn.sogoc.kernel;

import java.nio.ByteBuffer;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
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

  /** The identifier of a kind whose 128 bits are a row's key. */
  public static PublicId of(String kind, UUID key) {
    byte[] raw =
        ByteBuffer.allocate(SIZE)
            .putLong(key.getMostSignificantBits())
            .putLong(key.getLeastSignificantBits())
            .array();
    return new PublicId(kind, Bytes.of(raw));
  }

  /** The 128 bits as the key of a row. */
  public UUID key() {
    ByteBuffer raw = ByteBuffer.wrap(value.toArray());
    return new UUID(raw.getLong(), raw.getLong());
  }

  @Override
  public String toString() {
    return kind + "_" + Base32.encode(value.toArray()).toLowerCase(Locale.ROOT);
  }
}
