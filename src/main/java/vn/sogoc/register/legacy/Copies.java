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
  /** More than these are too many to tell which is meant; whoever asks looks at their number. */
  public static final int MOST = 5;

  private final CopyStore store;

  Copies(CopyStore store) {
    this.store = store;
  }

  /**
   * Copies whose number is this one, with this name; one more than {@link #MOST} where there are.
   *
   * @param isBorn whether a date of birth goes with it; without, a register number finds nothing
   */
  @Transactional
  public List<CopyEvidence> byNumberAndName(String number, PersonName name, boolean isBorn) {
    return store.byNumberAndName(number, name, isBorn, MOST + 1).stream()
        .map(this::evidence)
        .toList();
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
        ? new CopyEvidence.Recorded(
            row.institutionId, Bytes.of(row.cose), entry, row.recordedAt, store.withdrawnAt(row.id))
        : new CopyEvidence.Altered(PublicId.of(RegisterCopy.ID_KIND, row.id).toString());
  }
}
