package vn.sogoc.register.legacy;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Optional;
import vn.sogoc.credential.PersonName;
import vn.sogoc.kernel.Bytes;
import vn.sogoc.kernel.Digest;
import vn.sogoc.kernel.PublicId;
import vn.sogoc.tlog.LogEntry;

/** Finds recorded copies, for whoever verifies them. */
@ApplicationScoped
public class Copies {
  /** Two persons of one name with one number are rare; more than these are not looked at. */
  private static final int MOST = 5;

  private final CopyStore store;

  Copies(CopyStore store) {
    this.store = store;
  }

  /** Copies whose serial or register number is this one, with this name. */
  @Transactional
  public List<CopyEvidence> byNumberAndName(String number, PersonName name) {
    return store.byNumberAndName(number, name, MOST).stream().map(this::evidence).toList();
  }

  /** The copy with this digest. */
  @Transactional
  public Optional<CopyEvidence> byDigest(Digest digest) {
    return store.byDigest(digest).map(this::evidence);
  }

  /** The copy with this identifier. */
  @Transactional
  public Optional<CopyEvidence> byId(PublicId id) {
    return store.findByIdOptional(id.key()).map(this::evidence);
  }

  private CopyEvidence evidence(CopyEntity row) {
    Digest digest = Digest.sha256(row.cose);
    LogEntry entry = LogEntry.registerCopy(row.recordedAt, row.institutionId, digest);
    boolean holds =
        store.isGenuine(row)
            && digest.equals(Digest.of(row.digest))
            && entry.encode().equals(Bytes.of(row.entry));
    return holds
        ? new CopyEvidence.Recorded(row.institutionId, Bytes.of(row.cose), entry, row.recordedAt)
        : new CopyEvidence.Altered(PublicId.of(RegisterCopy.ID_KIND, row.id).toString());
  }
}
