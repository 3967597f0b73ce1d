package vn.sogoc.publication.bundle;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import vn.sogoc.crypto.bundle.MalformedBundle;
import vn.sogoc.crypto.bundle.TrustBundles;
import vn.sogoc.crypto.keys.Purpose;
import vn.sogoc.crypto.keys.Signer;
import vn.sogoc.crypto.keys.SigningFailed;
import vn.sogoc.kernel.Bytes;

/** Signs versions by itself, in a demo that holds root keys; outside any transaction. */
@ApplicationScoped
class OwnBundles {
  private final PublishedBundles bundles;
  private final BundleRootFiles roots;

  OwnBundles(PublishedBundles bundles, BundleRootFiles roots) {
    this.bundles = bundles;
    this.roots = roots;
  }

  /**
   * Publishes the next version where one is due.
   *
   * @return its number; empty where none is due or no key is here
   */
  Optional<Integer> publish() {
    if (roots.own().isEmpty()) {
      return Optional.empty();
    }
    Optional<Bytes> due = bundles.due();
    if (due.isEmpty()) {
      return Optional.empty();
    }
    try {
      Bytes file = due.get();
      for (Signer<Purpose.TrustList> signer : roots.own()) {
        file = TrustBundles.sign(file, signer);
      }
      return Optional.of(bundles.take(file));
    } catch (MalformedBundle | SigningFailed e) {
      throw new IllegalStateException("the bundle could not be signed", e);
    }
  }
}
