package vn.sogoc.audit;

import java.sql.SQLException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import vn.sogoc.crypto.bundle.MalformedBundle;
import vn.sogoc.crypto.bundle.TrustBundle;
import vn.sogoc.crypto.bundle.TrustBundles;
import vn.sogoc.kernel.Bytes;
import vn.sogoc.kernel.Digest;

/**
 * The versions of the trust bundle: a chain without gaps, each in the log. Whether enough roots
 * signed one is for its verifiers, who have the roots they started from.
 */
final class BundleCheck implements Check {
  private static final String TABLE = "trust_bundle";

  private int version;
  private @Nullable Digest last;

  @Override
  public void run(Evidence e) throws SQLException {
    e.store().each(5, "select * from trust_bundle order by version", row -> version(e, row));
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
    } catch (MalformedBundle malformed) {
      findings.add(TABLE, key, "file", "a bundle", String.valueOf(malformed.getMessage()));
    }
    last = digest;
    Optional<LogIndex.Placed> placed = e.log().byContent(digest);
    if (placed.isPresent()) {
      boolean isOnce = e.log().told(placed.get().position());
      findings.require(isOnce, TABLE, key, "file", "a version once", "another row of it");
    } else {
      findings.require(!e.isFull(), TABLE, key, "file", "its entry in the log", "none");
    }
  }
}
