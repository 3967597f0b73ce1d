package vn.sogoc.institution;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import vn.sogoc.crypto.keys.KeyId;
import vn.sogoc.crypto.keys.KeyUnavailable;
import vn.sogoc.crypto.keys.Purpose;
import vn.sogoc.crypto.keys.Signer;
import vn.sogoc.kernel.Refusal;

/**
 * Hands out the institution's signers, each for its one purpose. A key is used only while the
 * newest statement calls it active, and not in its last day, so that a record's signature time, its
 * recording and its publication all lie inside the key's interval.
 */
@ApplicationScoped
public class Signing {
  private static final Duration LAST_DAY = Duration.ofDays(1);

  private final TrustRegister trust;
  private final KeyStores stores;

  Signing(TrustRegister trust, KeyStores stores) {
    this.trust = trust;
    this.stores = stores;
  }

  /** The signer of records. */
  public Signer<Purpose.Record> records(int institution, Instant now) {
    return signer(institution, Purpose.RECORD, now);
  }

  /** The signer of issuance lists. */
  public Signer<Purpose.IssuanceList> lists(int institution, Instant now) {
    return signer(institution, Purpose.ISSUANCE_LIST, now);
  }

  /** The signer of status lists; the registry has such a key. */
  public Signer<Purpose.Status> statusLists(int institution, Instant now) {
    return signer(institution, Purpose.STATUS, now);
  }

  /**
   * Whether the institution may issue a kind with an issue date, by its newest statement.
   *
   * @throws Refusal where it may not
   */
  public void requireAccredited(int institution, String kind, LocalDate issueDate) {
    boolean covered =
        trust.statement(institution).accreditations().stream()
            .anyMatch(a -> a.covers(kind, issueDate));
    if (!covered) {
      throw new Refusal(
          InstitutionProblem.NOT_ACCREDITED,
          "The institution has no right to issue " + kind + " dated " + issueDate + ".");
    }
  }

  /**
   * That records under a key may be recorded now: it is active by the newest statement, and was
   * valid at their time of issue and is now. The statement stays the newest until the caller's
   * transaction ends, so nothing is recorded under a key that was suspended a moment ago.
   *
   * @param iat time of issue in the records
   * @throws Refusal where it may not
   */
  @Transactional(TxType.MANDATORY)
  public void requireRecordable(int institution, KeyId id, Instant iat, Instant now) {
    requireUsable(institution, id, Purpose.RECORD, iat, now);
  }

  /** The same for what a key of any purpose signed at a time. */
  @Transactional(TxType.MANDATORY)
  public void requireUsable(
      int institution, KeyId id, Purpose purpose, Instant signedAt, Instant now) {
    trust.hold(institution);
    boolean usable =
        trust.statement(institution).key(id).stream()
            .filter(key -> key.purpose().equals(purpose.code()))
            .filter(key -> key.state() == KeyState.ACTIVE && !trust.isFrozen(institution, id))
            .anyMatch(key -> key.validAt(signedAt) && key.validAt(now));
    if (!usable) {
      throw new Refusal(
          InstitutionProblem.KEY_NOT_USABLE, "Nothing may be recorded under key " + id + " now.");
    }
  }

  /** Keeps an institution's statement the newest until the caller's transaction ends. */
  @Transactional(TxType.MANDATORY)
  public void hold(int institution) {
    trust.hold(institution);
  }

  private <P extends Purpose> Signer<P> signer(int institution, P purpose, Instant now) {
    return open(choose(institution, purpose, now));
  }

  /** A key that may sign, and where it lives; not opened yet. */
  public record Chosen<P extends Purpose>(InstitutionKey key, String store, P purpose) {}

  /** Opens a key that was chosen; outside of any transaction, since it may be far away. */
  public <P extends Purpose> Signer<P> open(Chosen<P> chosen) {
    return signer(chosen.key(), chosen.store(), chosen.purpose());
  }

  /**
   * The key of an institution that signs for a purpose now. What is read is read in the caller's
   * transaction where there is one.
   *
   * @throws Refusal where it has none that lives here
   */
  public <P extends Purpose> Chosen<P> choose(int institution, P purpose, Instant now) {
    List<InstitutionKey> usable =
        trust.statement(institution).keys().stream()
            .filter(k -> k.purpose().equals(purpose.code()))
            .filter(k -> k.state() == KeyState.ACTIVE)
            .filter(k -> k.validAt(now) && k.validAt(now.plus(LAST_DAY)))
            .filter(k -> !trust.isFrozen(institution, k.id()))
            .sorted(Comparator.comparing(InstitutionKey::from).reversed())
            .toList();
    if (usable.isEmpty()) {
      throw new Refusal(
          InstitutionProblem.KEY_NOT_USABLE,
          "The institution has no active key for "
              + purpose.code()
              + " with more than a day left.");
    }
    // the newest that lives here: of two that overlap, the older one ends sooner
    for (InstitutionKey key : usable) {
      Optional<String> store = trust.storeOf(institution, key.id());
      if (store.isPresent()) {
        return new Chosen<>(key, store.get(), purpose);
      }
    }
    throw new Refusal(
        InstitutionProblem.KEY_STORE_UNAVAILABLE,
        "The registry does not host key " + usable.getFirst().id() + ".");
  }

  /** The signer at a place, which must hold just this key. */
  <P extends Purpose> Signer<P> signer(InstitutionKey key, String store, P purpose) {
    try {
      Signer<P> signer = stores.signer(store, purpose);
      if (!signer.keyId().equals(key.id())) {
        throw new Refusal(
            InstitutionProblem.KEY_STORE_UNAVAILABLE,
            "The key store holds key " + signer.keyId() + ", expected " + key.id() + ".");
      }
      return signer;
    } catch (KeyUnavailable e) {
      throw new Refusal(
          InstitutionProblem.KEY_STORE_UNAVAILABLE, "The key store did not give the key.");
    }
  }
}
