package vn.sogoc.register.legacy;

import vn.sogoc.kernel.Bytes;

/** Looks at pictures from outside; the package that opens hostile files does it. */
public interface PageImages {
  /**
   * Decodes a picture to its end and throws the pixels away.
   *
   * @return its media type: {@code image/png} or {@code image/jpeg}
   * @throws vn.sogoc.kernel.Refusal where it is neither, damaged, or larger than is decoded
   */
  String check(Bytes content);
}
