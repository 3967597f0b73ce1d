package vn.sogoc.kernel;

import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;

/**
 * An immutable run of bytes with value equality: copied in, copied out. What crosses a package
 * border is this, never a {@code byte[]}.
 */
public final class Bytes {
  private static final HexFormat HEX = HexFormat.of();

  private final byte[] content;

  private Bytes(byte[] content) {
    this.content = content;
  }

  /** A copy of the given bytes. */
  public static Bytes of(byte[] content) {
    return new Bytes(content.clone());
  }

  /** From hexadecimal digits of either case, no separators. */
  public static Bytes ofHex(String hex) {
    return new Bytes(HEX.parseHex(hex));
  }

  /** The bytes in a new array. */
  public byte[] toArray() {
    return content.clone();
  }

  /** Number of bytes. */
  public int size() {
    return content.length;
  }

  /** The byte at an index, 0 to 255. */
  public int at(int index) {
    return content[index] & 0xff;
  }

  /** The part from {@code from} (inclusive) to {@code to} (exclusive). */
  public Bytes slice(int from, int to) {
    return new Bytes(Arrays.copyOfRange(content, from, to));
  }

  /** Lower-case hexadecimal. */
  public String hex() {
    return HEX.formatHex(content);
  }

  /** Base64url without padding (RFC 4648 section 5). */
  public String base64Url() {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(content);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Bytes b && Arrays.equals(content, b.content);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(content);
  }

  /** The length and a prefix only, so that no secret reaches a log by accident. */
  @Override
  public String toString() {
    return "Bytes[" + content.length + "]";
  }
}
