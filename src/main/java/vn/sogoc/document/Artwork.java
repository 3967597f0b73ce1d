package vn.sogoc.document;

import java.util.Map;
import java.util.Objects;
import vn.sogoc.kernel.Digest;

/**
 * A design with the pictures that it names.
 *
 * @param pictures all of them, by digest
 */
public record Artwork(Design design, Map<Digest, Picture> pictures) {
  public Artwork {
    pictures = Map.copyOf(pictures);
    for (Digest named : design.pictures()) {
      if (!pictures.containsKey(named)) {
        throw new IllegalArgumentException("a picture is missing: " + named.hex());
      }
    }
  }

  Picture picture(Digest digest) {
    return Objects.requireNonNull(pictures.get(digest));
  }
}
