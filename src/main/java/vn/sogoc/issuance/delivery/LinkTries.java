package vn.sogoc.issuance.delivery;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import vn.sogoc.credential.CredentialRecord;
import vn.sogoc.credential.MalformedRecord;
import vn.sogoc.credential.RecordCodec;
import vn.sogoc.crypto.cose.CoseSign1;
import vn.sogoc.crypto.cose.MalformedCose;
import vn.sogoc.issuance.InForce;
import vn.sogoc.kernel.Bytes;
import vn.sogoc.kernel.PublicId;
import vn.sogoc.kernel.Refusal;
import vn.sogoc.register.Register;
import vn.sogoc.register.RegisterEvidence;

/**
 * Opens links and counts wrong dates of birth. The count is committed for itself: the refusal that
 * follows does not undo it.
 */
@ApplicationScoped
class LinkTries {
  private final DeliveryLinkRepository links;
  private final Register register;
  private final RecordCodec codec;
  private final InForce inForce;
  private final Clock clock;

  LinkTries(
      DeliveryLinkRepository links,
      Register register,
      RecordCodec codec,
      InForce inForce,
      Clock clock) {
    this.links = links;
    this.register = register;
    this.codec = codec;
    this.inForce = inForce;
    this.clock = clock;
  }

  /** What a link and a date of birth that fit lead to. */
  record Tried(CredentialRecord record, Bytes cose, int institution) {}

  /** The credential of an open link, where the date is its holder's; counts where it is not. */
  @Transactional(TxType.REQUIRES_NEW)
  Optional<Tried> tried(Optional<Bytes> secret, String birth) {
    Instant now = clock.instant();
    Optional<DeliveryLinkEntity> found = secret.flatMap(one -> links.linked(one, now));
    if (found.isEmpty()) {
      return Optional.empty();
    }
    DeliveryLinkEntity row = found.get();
    Optional<Tried> tried = read(row);
    if (tried.isEmpty()) { // taken back since, or altered: the link is of no use any more
      row.end("blocked", now);
      return Optional.empty();
    }
    if (tried
        .filter(one -> one.record().claims().birthDate().toString().equals(birth))
        .isPresent()) {
      return tried;
    }
    row.tries++;
    if (row.tries >= DeliveryLinkEntity.MOST_TRIES) {
      row.end("blocked", now);
    }
    return Optional.empty();
  }

  /** Ends the link with the delivery; of two at once the second finds it ended. */
  @Transactional
  void receive(Bytes secret, Deliveries deliveries) {
    Instant now = clock.instant();
    DeliveryLinkEntity row = links.linked(secret, now).orElseThrow(LinkTries::unknown);
    if (read(row).isEmpty()) { // looked at again: it may be taken back meanwhile
      throw unknown();
    }
    deliveries.received(row.askedAccount, row.askedName, row.institutionId, row.credentialId);
    row.end("received", now);
  }

  private Optional<Tried> read(DeliveryLinkEntity row) {
    if (register.byId(PublicId.of(CredentialRecord.ID_KIND, row.credentialId)).orElse(null)
            instanceof RegisterEvidence.Recorded entry
        && inForce.is(entry)) {
      try {
        return Optional.of(
            new Tried(
                codec.decode(CoseSign1.parse(entry.cose()).payload()),
                entry.cose(),
                entry.institution()));
      } catch (MalformedCose | MalformedRecord e) {
        return Optional.empty(); // whoever audits is told
      }
    }
    return Optional.empty();
  }

  static Refusal unknown() {
    return new Refusal(
        DeliveryProblem.LINK_UNKNOWN, "no open link, or the date of birth is another one");
  }
}
