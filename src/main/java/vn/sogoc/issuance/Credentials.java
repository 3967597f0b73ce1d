package vn.sogoc.issuance;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import vn.sogoc.credential.CredentialRecord;
import vn.sogoc.credential.MalformedRecord;
import vn.sogoc.credential.RecordCodec;
import vn.sogoc.crypto.cose.CoseSign1;
import vn.sogoc.crypto.cose.MalformedCose;
import vn.sogoc.kernel.Bytes;
import vn.sogoc.kernel.PublicId;
import vn.sogoc.kernel.Refusal;
import vn.sogoc.platform.access.Actor;
import vn.sogoc.publication.IssuanceLists;
import vn.sogoc.register.Register;
import vn.sogoc.register.RegisterEvidence;
import vn.sogoc.register.RegisterProblem;

/**
 * What an institution issued, for its own staff. It reads; whether a credential is true is a
 * question for verification.
 */
@ApplicationScoped
public class Credentials {
  private final Register register;
  private final RecordCodec codec;
  private final IssuanceLists lists;
  private final Clock clock;

  Credentials(Register register, RecordCodec codec, IssuanceLists lists, Clock clock) {
    this.register = register;
    this.codec = codec;
    this.lists = lists;
    this.clock = clock;
  }

  /** A credential as it was signed, and what was recorded about it. */
  public record Issued(CredentialRecord record, RegisterEvidence.Recorded evidence) {}

  /**
   * A credential of the actor's institution.
   *
   * @throws Refusal {@code credential-unknown} where there is none, {@code entry-altered} where the
   *     stored row was changed
   */
  public Issued get(Actor actor, PublicId id) {
    return switch (register.byId(id).orElseThrow(Credentials::unknown)) {
      case RegisterEvidence.Recorded recorded -> {
        if (!actor.actsFor(recorded.institution())) {
          throw unknown();
        }
        yield new Issued(read(recorded.cose()), recorded);
      }
      case RegisterEvidence.Altered ignored -> throw altered();
    };
  }

  /**
   * A credential that may leave the house as a page or a code.
   *
   * @throws Refusal as {@link #get}, and {@code credential-not-published} where it stands in no
   *     published list yet
   */
  public Issued published(Actor actor, PublicId id) {
    Issued issued = get(actor, id);
    lists.requirePublished(issued.evidence().digest(), clock.instant());
    return issued;
  }

  private CredentialRecord read(Bytes cose) {
    try {
      return codec.decode(CoseSign1.parse(cose).payload());
    } catch (MalformedCose | MalformedRecord e) {
      throw altered();
    }
  }

  private static Refusal unknown() {
    return new Refusal(
        RegisterProblem.CREDENTIAL_UNKNOWN, "no such credential in your institution");
  }

  private static Refusal altered() {
    return new Refusal(
        RegisterProblem.ENTRY_ALTERED,
        "the stored row was changed after it was written; nothing is said about it");
  }
}
