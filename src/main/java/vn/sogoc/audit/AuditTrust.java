package vn.sogoc.audit;

import java.util.List;
import java.util.Optional;
import vn.sogoc.credential.Catalogue;
import vn.sogoc.crypto.bundle.BundleRoots;
import vn.sogoc.crypto.note.WitnessPolicy;
import vn.sogoc.crypto.tsp.TsaCertificate;
import vn.sogoc.institution.TrustAnchor;
import vn.sogoc.platform.secrets.Secrets;

/**
 * What an audit believes from the beginning; none of it comes from the store.
 *
 * @param policy keys of the log and of its witnesses, and their quorum
 * @param anchor the pinned root and the trust-list key under it
 * @param catalogue kinds, regimes and code tables
 * @param bundleRoots root keys of the trust bundle when its first version, or a later one, was
 *     made; without, the signatures of bundles are not checked
 * @param authorities whose time stamps are believed; none where nobody stamps
 * @param secrets of the installation, for whoever has them: without, keyed seals are not checked
 */
public record AuditTrust(
    WitnessPolicy policy,
    TrustAnchor anchor,
    Catalogue catalogue,
    Optional<BundleRoots> bundleRoots,
    List<TsaCertificate> authorities,
    Optional<Secrets> secrets) {
  public AuditTrust {
    authorities = List.copyOf(authorities);
  }
}
