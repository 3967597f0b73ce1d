package vn.sogoc.audit;

import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import vn.sogoc.crypto.bundle.MalformedBundle;
import vn.sogoc.crypto.bundle.TrustBundle;
import vn.sogoc.crypto.bundle.TrustBundles;
import vn.sogoc.crypto.cbor.Cbor;
import vn.sogoc.crypto.cbor.MalformedCbor;
import vn.sogoc.crypto.cose.CoseSign;
import vn.sogoc.crypto.cose.MalformedCose;
import vn.sogoc.crypto.keys.KeyId;
import vn.sogoc.kernel.Bytes;

/**
 * The signatures of root keys over trust bundles, published or proposed: asked only whether they
 * give a key away. Whether they are enough is asked elsewhere.
 */
final class BundleNonces implements Check {
  private static final int MOST_ITEMS = 5 + 4 * CoseSign.MOST_SIGNATURES;

  @Override
  public void run(Evidence e) throws SQLException {
    e.store()
        .each(
            5,
            "select version, file from trust_bundle",
            row -> take(e, "trust_bundle", row.integer("version"), row.bytes("file")));
    e.store()
        .each(
            5,
            "select id, file from trust_bundle_proposal",
            row -> take(e, "trust_bundle_proposal", row.uuid("id"), row.bytes("file")));
  }

  private static void take(Evidence e, String table, Object key, Bytes file) {
    try {
      CoseSign message = CoseSign.parse(file, TrustBundle.MAX_SIZE);
      Set<KeyId> good =
          message.signers(TrustBundles.unverified(file).roots().keys(), TrustBundle.AAD);
      List<Bytes> signatures = signatures(file);
      for (int i = 0; i < signatures.size(); i++) {
        KeyId signer = message.kids().get(i);
        if (good.contains(signer)) {
          e.nonces().take(table, key, "file", signer.value(), signatures.get(i).toArray());
        }
      }
    } catch (MalformedCose | MalformedBundle | MalformedCbor malformed) {
      // told by the check of bundles; nobody takes in a proposal that is none
    }
  }

  /** In the order of the key ids that a message, which was parsed, names. */
  private static List<Bytes> signatures(Bytes file) throws MalformedCbor {
    if (Cbor.decode(file, TrustBundle.MAX_SIZE, MOST_ITEMS) instanceof Cbor.Array message
        && message.items().getLast() instanceof Cbor.Array all) {
      return all.items().stream()
          .map(one -> one instanceof Cbor.Array parts ? parts.items().getLast() : one)
          .map(last -> last instanceof Cbor.ByteString raw ? raw.value() : Bytes.of(new byte[0]))
          .toList();
    }
    return List.of();
  }
}
