package vn.sogoc.issuance;

import jakarta.enterprise.context.ApplicationScoped;
import vn.sogoc.credential.CredentialRecord;
import vn.sogoc.kernel.PublicId;
import vn.sogoc.register.RegisterEvidence;
import vn.sogoc.status.CredentialStatus;
import vn.sogoc.status.Lineages;

/** Whether a document may leave the house: one that was taken back or replaced stays. */
@ApplicationScoped
public class InForce {
  private final Lineages lineages;

  InForce(Lineages lineages) {
    this.lineages = lineages;
  }

  /**
   * Whether the credential was taken back or replaced for good, or nobody can tell: no list has it
   * among what stands, while one that is suspended stays there.
   */
  public boolean isOver(RegisterEvidence.Recorded entry) {
    if (entry.events().size() == 1) {
      return false;
    }
    return switch (lineages.of(PublicId.of(CredentialRecord.ID_KIND, entry.id())).status()) {
      case CredentialStatus.Revoked ignored -> true;
      case CredentialStatus.Superseded ignored -> true;
      case CredentialStatus.InForce ignored -> false;
      case CredentialStatus.Corrected ignored -> false;
      case CredentialStatus.Suspended ignored -> false;
      case CredentialStatus.Contradictory ignored -> true;
    };
  }

  /** Whether the credential stands, as it was issued or corrected. */
  public boolean is(RegisterEvidence.Recorded entry) {
    if (entry.events().size() == 1) {
      return true;
    }
    return switch (lineages.of(PublicId.of(CredentialRecord.ID_KIND, entry.id())).status()) {
      case CredentialStatus.InForce ignored -> true;
      case CredentialStatus.Corrected ignored -> true;
      case CredentialStatus.Revoked ignored -> false;
      case CredentialStatus.Superseded ignored -> false;
      case CredentialStatus.Suspended ignored -> false;
      case CredentialStatus.Contradictory ignored -> false;
    };
  }
}
