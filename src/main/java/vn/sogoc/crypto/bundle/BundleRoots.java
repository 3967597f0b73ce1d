package vn.sogoc.crypto.bundle;

import java.util.List;
import java.util.Set;
import vn.sogoc.crypto.cose.CoseSign;
import vn.sogoc.crypto.keys.KeyId;
import vn.sogoc.crypto.keys.Purpose;
import vn.sogoc.crypto.keys.VerificationKey;

/**
 * The keys under which bundles are believed, and how many of them must have signed.
 *
 * @param threshold 2 or more, and more than half, so that no two halves sign two histories
 * @param keys in rising order of their ids, each once, at most eight
 */
public record BundleRoots(int threshold, List<VerificationKey<Purpose.TrustList>> keys) {
  public BundleRoots {
    keys = List.copyOf(keys);
    if (keys.size() > CoseSign.MOST_SIGNATURES
        || threshold < 2
        || threshold > keys.size()
        || threshold * 2 <= keys.size()) {
      throw new IllegalArgumentException(
          "of at most eight root keys more than half sign, two at least");
    }
    for (int i = 1; i < keys.size(); i++) {
      if (keys.get(i - 1).keyId().toString().compareTo(keys.get(i).keyId().toString()) >= 0) {
        throw new IllegalArgumentException("root keys stand in rising order, each once");
      }
    }
  }

  /** The roots of these keys in whatever order. */
  public static BundleRoots of(int threshold, List<VerificationKey<Purpose.TrustList>> keys) {
    return new BundleRoots(
        threshold,
        keys.stream()
            .sorted((a, b) -> a.keyId().toString().compareTo(b.keyId().toString()))
            .toList());
  }

  /** Whether enough different keys of these signed the file. */
  boolean signed(CoseSign file) {
    Set<KeyId> signers = file.signers(keys, TrustBundle.AAD);
    return signers.size() >= threshold;
  }
}
