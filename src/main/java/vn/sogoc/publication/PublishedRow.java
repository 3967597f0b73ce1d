package vn.sogoc.publication;

import java.util.Map;
import java.util.Optional;
import vn.sogoc.kernel.Bytes;
import vn.sogoc.kernel.Digest;

/**
 * A row of a list as the public sees it.
 *
 * @param position from 0
 * @param leaf the row's leaf in the list's tree
 * @param opening what recomputes the leaf, where the row is shown
 */
public record PublishedRow(int position, Digest leaf, Optional<Opening> opening) {
  /**
   * What recomputes a leaf: {@code SHA-256(0x00 || CBOR [salt, credential, fields])}.
   *
   * @param salt 32 bytes
   * @param credential SHA-256 of the signed record
   * @param fields the encoded fields
   * @param shown the same by name
   */
  public record Opening(Bytes salt, Digest credential, Bytes fields, Map<String, String> shown) {
    public Opening {
      shown = java.util.Collections.unmodifiableMap(new java.util.LinkedHashMap<>(shown));
    }
  }
}
