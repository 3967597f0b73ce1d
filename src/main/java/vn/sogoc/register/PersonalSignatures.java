package vn.sogoc.register;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import vn.sogoc.kernel.Bytes;

/**
 * What competent persons signed, one signature for all rows of a batch, written once. A row is no
 * reason to believe it: whoever reads one verifies it.
 */
@ApplicationScoped
public class PersonalSignatures {
  private final EntityManager store;

  PersonalSignatures(EntityManager store) {
    this.store = store;
  }

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
    List<?> found =
        store
            .createNativeQuery(
                "select cose from personal_signature where subject = :subject", byte[].class)
            .setParameter("subject", subject)
            .getResultList();
    return found.stream().findFirst().map(cose -> Bytes.of((byte[]) cose));
  }
}
