package vn.sogoc.issuance.imports;

import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import vn.sogoc.credential.DecisionKey;
import vn.sogoc.issuance.DraftBatches;
import vn.sogoc.issuance.PrepareBatch;
import vn.sogoc.issuance.intake.Frame;
import vn.sogoc.kernel.Digest;
import vn.sogoc.platform.access.Actor;

/** What is written of an import when its file comes, and never changed. */
final class NewImport {
  private NewImport() {}

  /** Whether an import was made with these particulars. */
  static boolean isSame(ImportEntity list, DraftBatches.Agreed agreed) {
    Frame frame = agreed.frame();
    return list.decisionDate.equals(frame.decisionDate())
        && list.issueDate.equals(frame.issueDate())
        && Objects.equals(list.graduationYear, frame.graduationYear())
        && Objects.equals(list.decisionTotal, frame.decisionTotal())
        && list.place == frame.place().code()
        && list.mandateId.equals(agreed.mandateId());
  }

  /** An import of a file, which nobody said yet how to read. */
  static ImportEntity of(
      UUID id,
      Actor actor,
      DraftBatches.Agreed agreed,
      UploadList upload,
      Digest file,
      Instant now) {
    Frame frame = agreed.frame();
    PrepareBatch asked = upload.particulars();
    ImportEntity list = new ImportEntity();
    list.id = id;
    list.institutionId = frame.institution();
    list.kind = frame.kind().code();
    list.regime = frame.regime().code();
    list.decisionNumber = frame.decisionNumber();
    list.decisionKey = DecisionKey.of(frame.decisionNumber());
    list.decisionDate = frame.decisionDate();
    list.issueDate = frame.issueDate();
    list.graduationYear = frame.graduationYear();
    list.decisionTotal = frame.decisionTotal();
    list.place = frame.place().code();
    list.mandateId = agreed.mandateId();
    list.signerName = frame.signerName();
    list.signerTitleVi = frame.signerTitle().vi();
    list.signerTitleEn = frame.signerTitle().en();
    list.signsAs = agreed.signsAs();
    list.fileDigest = file.toArray();
    list.fileName = asked.fileName();
    list.fileSize = upload.size();
    list.uploadedAccount = actor.accountId();
    list.uploadedName = actor.displayName();
    list.uploadedAt = now;
    list.moveTo(ImportState.UPLOADED);
    return list;
  }
}
