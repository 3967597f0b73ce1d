package vn.sogoc.crypto.cbor;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Bytewise order of encoded keys (RFC 8949 section 4.2.1), found without encoding integers. */
final class KeyOrder {
  private KeyOrder() {}

  static int compare(Cbor.Key left, Cbor.Key right) {
    return switch (left) {
      case Cbor.Int l ->
          switch (right) {
            case Cbor.Int r -> compareIntegers(l.value(), r.value());
            case Cbor.Text ignored -> -1; // heads of integers (0x00-0x3b) are below those of texts
          };
      case Cbor.Text l ->
          switch (right) {
            case Cbor.Int ignored -> 1;
            case Cbor.Text r -> compareTexts(l.value(), r.value());
          };
    };
  }

  /** 0, 1, 2 … come first and then -1, -2 …: the order of major type and argument. */
  private static int compareIntegers(long left, long right) {
    if (left >= 0 && right >= 0) {
      return Long.compare(left, right);
    }
    return left < 0 && right < 0 ? Long.compare(right, left) : (left >= 0 ? -1 : 1);
  }

  /** The head holds the length in UTF-8, so a shorter text comes first. */
  private static int compareTexts(String left, String right) {
    byte[] l = left.getBytes(StandardCharsets.UTF_8);
    byte[] r = right.getBytes(StandardCharsets.UTF_8);
    return l.length == r.length ? Arrays.compareUnsigned(l, r) : l.length - r.length;
  }
}
