package vn.sogoc.issuance.imports;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.util.Optional;
import vn.sogoc.credential.Catalogue;
import vn.sogoc.credential.Term;
import vn.sogoc.issuance.DraftBatches;
import vn.sogoc.issuance.PrepareBatch;
import vn.sogoc.issuance.intake.Frame;
import vn.sogoc.kernel.Bytes;
import vn.sogoc.kernel.Refusal;

/** What the rows of an import share, as it was when the file came. */
@ApplicationScoped
class ImportFrames {
  private static final Bytes NO_FILE = Bytes.of(new byte[0]);

  private final Catalogue catalogue;
  private final DraftBatches drafts;

  ImportFrames(Catalogue catalogue, DraftBatches drafts) {
    this.catalogue = catalogue;
    this.drafts = drafts;
  }

  /** The frame of an import. */
  Frame of(ImportEntity list) {
    Optional<Term> signsAs =
        list.signsAs.isEmpty()
            ? Optional.empty()
            : Optional.of(catalogue.find(catalogue.signingForms(), list.signsAs).orElseThrow());
    return new Frame(
        list.institutionId,
        catalogue.kind(list.kind).orElseThrow(),
        catalogue.regime(list.regime).orElseThrow(),
        list.decisionNumber,
        list.decisionDate,
        list.issueDate,
        list.graduationYear,
        list.decisionTotal,
        catalogue.province(list.place, list.issueDate).orElseThrow(),
        list.signerName,
        catalogue.title(list.signerTitleVi, list.signerTitleEn),
        signsAs.orElse(null));
  }

  /**
   * That the same particulars give the same frame today: the institution is still accredited, the
   * mandate still stands and names the same person.
   *
   * @throws Refusal where they do not
   */
  void requireStanding(ImportEntity list, LocalDate today) {
    DraftBatches.Agreed agreed =
        drafts.agree(
            list.institutionId,
            new PrepareBatch(
                NO_FILE,
                list.fileName,
                list.kind,
                list.decisionNumber,
                list.decisionDate,
                list.issueDate,
                list.graduationYear,
                list.decisionTotal,
                list.place,
                list.mandateId),
            today);
    if (!agreed.frame().equals(of(list)) || !agreed.signsAs().equals(list.signsAs)) {
      throw new Refusal(
          ImportProblem.FRAME_CHANGED,
          "the mandate or the rules changed since the rows were read; upload the list again");
    }
  }
}
