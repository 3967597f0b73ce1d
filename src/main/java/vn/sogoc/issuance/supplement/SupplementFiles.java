package vn.sogoc.issuance.supplement;

import jakarta.enterprise.context.ApplicationScoped;
import vn.sogoc.credential.supplement.MalformedSupplement;
import vn.sogoc.credential.supplement.Supplement;
import vn.sogoc.crypto.cose.CoseSign1;
import vn.sogoc.crypto.cose.MalformedCose;
import vn.sogoc.document.IssuerNames;
import vn.sogoc.document.SupplementPages;
import vn.sogoc.institution.InstitutionFacts;
import vn.sogoc.institution.TrustRegister;
import vn.sogoc.issuance.IssuanceConfig;
import vn.sogoc.kernel.Bytes;
import vn.sogoc.kernel.PublicId;
import vn.sogoc.platform.PlatformConfig;
import vn.sogoc.platform.access.Actor;
import vn.sogoc.platform.access.Role;
import vn.sogoc.platform.trail.Doer;
import vn.sogoc.register.supplement.SupplementWithdrawals;

/**
 * Supplements as files. They hold marks, so each download leaves a line in the trail; and none
 * leaves the house before its entry is under a cosigned head.
 */
@ApplicationScoped
public class SupplementFiles {
  private final SupplementWithdrawals supplements;
  private final SupplementReads reads;
  private final Sheets sheets;
  private final TrustRegister trust;
  private final SupplementPages pages;
  private final String address;
  private final boolean testData;

  SupplementFiles(
      SupplementWithdrawals supplements,
      SupplementReads reads,
      Sheets sheets,
      TrustRegister trust,
      SupplementPages pages,
      PlatformConfig platform,
      IssuanceConfig config) {
    this.supplements = supplements;
    this.reads = reads;
    this.sheets = sheets;
    this.trust = trust;
    this.pages = pages;
    this.address = platform.address().toString();
    this.testData = config.testData();
  }

  /** A file with its name, which says nothing of the holder. */
  public record File(String name, Bytes content) {}

  /** The signed bytes, for the staff of its institution. */
  public File cose(Actor actor, PublicId id) {
    return new File(id + ".cose", read(actor, id).cose());
  }

  /** The pages with the signed bytes attached, for the staff of its institution. */
  public File pdf(Actor actor, PublicId id) {
    return pdf(id, read(actor, id));
  }

  /** The pages for somebody whose right to see them the caller has looked at. */
  public File pdf(Doer doer, PublicId id) {
    return pdf(id, reads.read(doer, id));
  }

  /** How the pages of a person will look: marked across, and with nothing attached. */
  public File preview(Actor actor, PublicId sheet, int line) {
    SupplementReads.Draft draft = reads.draft(sheets.find(actor, sheet), line);
    InstitutionFacts issuer = trust.statement(draft.said().institution()).facts();
    return new File(
        sheet + "-" + line + ".pdf",
        pages.preview(
            draft.said(),
            new IssuerNames(issuer.nameVi(), issuer.nameEn()),
            draft.diploma(),
            address));
  }

  private File pdf(PublicId id, SupplementReads.Found found) {
    InstitutionFacts issuer = trust.statement(found.institution()).facts();
    try {
      Supplement said = Supplement.decode(CoseSign1.parse(found.cose()).payload());
      return new File(
          id + ".pdf",
          pages.pdf(
              said,
              found.cose(),
              new IssuerNames(issuer.nameVi(), issuer.nameEn()),
              found.diploma(),
              address,
              testData));
    } catch (MalformedCose | MalformedSupplement e) {
      throw SheetStore.altered();
    }
  }

  private SupplementReads.Found read(Actor actor, PublicId id) {
    supplements.get(actor, id); // whether it is theirs to see
    return reads.read(actor.as(Role.PREPARE, Role.APPROVE, Role.SIGN), id);
  }
}
