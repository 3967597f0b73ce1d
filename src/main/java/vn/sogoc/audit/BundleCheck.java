package vn.sogoc.audit;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import vn.sogoc.crypto.bundle.BundleRoots;
import vn.sogoc.crypto.bundle.BundleVerifier;
import vn.sogoc.crypto.bundle.BundleVerifier.Memory;
import vn.sogoc.crypto.bundle.BundleVerifier.Outcome;
import vn.sogoc.crypto.bundle.MalformedBundle;
import vn.sogoc.crypto.bundle.TrustBundle;
import vn.sogoc.crypto.bundle.TrustBundles;
import vn.sogoc.kernel.Bytes;
import vn.sogoc.kernel.Digest;

/**
 * The versions of the trust bundle: a chain without gaps, each in the log, and each signed by
 * enough of the roots that the version before it named. The line begins at the roots that are
 * pinned: where those are the roots of a later version, the earlier ones hold by the hash in the
 * next, and are signed by enough of their own.
 */
final class BundleCheck implements Check {
  private static final String TABLE = "trust_bundle";

  private final List<Integer> beforeThePinned = new ArrayList<>();
  private int version;
  private @Nullable Digest last;
  private @Nullable Memory led;
  private @Nullable Memory earlier;

  @Override
  public void run(Evidence e) throws SQLException {
    e.store().each(5, "select * from trust_bundle order by version", row -> version(e, row));
    if (led == null && e.trust().bundleRoots().isPresent()) {
      beforeThePinned.forEach(
          key ->
              e.findings()
                  .add(TABLE, key, "file", "signatures of enough pinned roots", "UNDER_SIGNED"));
    }
  }

  private void version(Evidence e, Cells row) throws SQLException {
    e.count(TABLE);
    Findings findings = e.findings();
    int key = row.integer("version");
    Bytes file = row.bytes("file");
    Digest digest = Digest.sha256(file);
    findings.same(TABLE, key, "version", ++version, key);
    findings.same(TABLE, key, "digest", digest, Digest.of(row.raw("digest")));
    try {
      TrustBundle bundle = TrustBundles.unverified(file);
      findings.same(TABLE, key, "file", key, bundle.version());
      findings.same(TABLE, key, "file", Optional.ofNullable(last), bundle.prior());
      findings.same(
          TABLE, key, "content", TrustBundles.content(bundle), Digest.of(row.raw("content")));
      findings.same(TABLE, key, "issued_at", bundle.issuedAt(), row.instant("issued_at"));
      findings.same(TABLE, key, "expires_at", bundle.expiresAt(), row.instant("expires_at"));
      if (e.trust().bundleRoots().isPresent()) {
        signed(findings, key, file, bundle, e.trust().bundleRoots().get());
      }
    } catch (MalformedBundle malformed) {
      findings.add(TABLE, key, "file", "a bundle", String.valueOf(malformed.getMessage()));
    }
    last = digest;
    logged(e, key, digest);
  }

  /** Like a verifier who has seen every version, at whatever time. */
  private void signed(
      Findings findings, int key, Bytes file, TrustBundle bundle, BundleRoots pinned)
      throws MalformedBundle {
    Outcome outcome = BundleVerifier.catchUp(List.of(file), led == null ? Memory.of(pinned) : led);
    if (outcome instanceof Outcome.Accepted accepted) {
      led = accepted.next();
    } else if (led != null) {
      refused(findings, key, outcome);
    } else {
      beforeThePinned.add(key);
      Outcome own =
          BundleVerifier.catchUp(
              List.of(file), earlier == null ? Memory.of(bundle.roots()) : earlier);
      if (own instanceof Outcome.Accepted accepted) {
        earlier = accepted.next();
      } else {
        refused(findings, key, own);
      }
    }
  }

  private static void refused(Findings findings, int key, Outcome outcome) {
    String why = outcome instanceof Outcome.Refused refused ? refused.fault().name() : "";
    findings.add(TABLE, key, "file", "signatures of enough roots of the version before", why);
  }

  private static void logged(Evidence e, int key, Digest digest) throws SQLException {
    Findings findings = e.findings();
    Optional<LogIndex.Placed> placed = e.log().byContent(digest);
    if (placed.isPresent()) {
      boolean isOnce = e.log().told(placed.get().position());
      findings.require(isOnce, TABLE, key, "file", "a version once", "another row of it");
    } else {
      findings.require(!e.isFull(), TABLE, key, "file", "its entry in the log", "none");
    }
  }
}
