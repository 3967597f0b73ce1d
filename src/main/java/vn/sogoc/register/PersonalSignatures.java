package vn.sogoc.register;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import vn.sogoc.kernel.Bytes;
import vn.sogoc.platform.store.ReadOnce;

/**
 * What competent persons signed, one signature for all rows of a batch, written once. A row is no
 * reason to believe it: whoever reads one verifies it.
 */
@ApplicationScoped
public class PersonalSignatures {
  private final EntityManager store;
  private final ReadOnce readOnce;

  PersonalSignatures(EntityManager store, ReadOnce readOnce) {
    this.store = store;
    this.readOnce = readOnce;
  }

  private record Find(UUID subject) {}

  /** Keeps a signature that was verified, in the caller's transaction. */
  @Transactional(TxType.MANDATORY)
  public void keep(UUID subject, int institution, Bytes signed) {
    store
        .createNativeQuery(
            "insert into personal_signature (subject, institution_id, cose)"
                + " values (:subject, :institution, :cose)")
        .setParameter("subject", subject)
        .setParameter("institution", institution)
        .setParameter("cose", signed.toArray())
        .executeUpdate();
  }

  /** The COSE bytes of a subject's signature, as stored. */
  @Transactional
  public Optional<Bytes> find(UUID subject) {
    return readOnce.once(
        new Find(subject), () -> Optional.ofNullable(read(List.of(subject)).get(subject)));
  }

  /**
   * Reads several at once in a transaction that reads the same only once; each is then found by
   * itself.
   */
  @Transactional(TxType.MANDATORY)
  public void readAll(Collection<UUID> subjects) {
    Map<UUID, Bytes> found = read(subjects);
    subjects.forEach(
        subject -> readOnce.known(new Find(subject), Optional.ofNullable(found.get(subject))));
  }

  private Map<UUID, Bytes> read(Collection<UUID> subjects) {
    List<?> rows =
        store
            .createNativeQuery(
                "select subject, cose from personal_signature where subject = any(:subjects)",
                Object[].class)
            .setParameter("subjects", subjects.toArray(UUID[]::new))
            .getResultList();
    Map<UUID, Bytes> found = new HashMap<>();
    for (Object each : rows) {
      Object[] row = (Object[]) each;
      found.put((UUID) row[0], Bytes.of((byte[]) row[1]));
    }
    return found;
  }
}
