package vn.sogoc.issuance.imports;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vn.sogoc.kernel.Bytes;
import vn.sogoc.platform.secrets.RowSeal;
import vn.sogoc.platform.secrets.Secrets;

/**
 * Keyed seals over an import that is being read, or was: what its rows share, how the file is read,
 * every row and finding that is kept, and the counters.
 */
@ApplicationScoped
class ReadingSeal {
  private final RowSeal seal;

  ReadingSeal(Secrets secrets) {
    this.seal = new RowSeal(secrets, "import-rows");
  }

  /** Says where the reading goes on. */
  byte[] ofProgress(ImportEntity list, RowChain rows, FindingChain findings) {
    return seal.of(columns("progress", list, rows, findings));
  }

  boolean fitsProgress(ImportEntity list, RowChain rows, FindingChain findings) {
    return seal.fits(list.progressSeal, columns("progress", list, rows, findings));
  }

  /** Says what was read, once all of it was. */
  byte[] ofWhole(ImportEntity list, RowChain rows, FindingChain findings) {
    return seal.of(columns("whole", list, rows, findings));
  }

  boolean fitsWhole(ImportEntity list, RowChain rows, FindingChain findings) {
    return seal.fits(list.rowsSeal, columns("whole", list, rows, findings));
  }

  /** Says who asked that a batch is made of what was read. */
  byte[] ofCommit(ImportEntity list, UUID account) {
    return seal.of(commit(list, account));
  }

  boolean fitsCommit(ImportEntity list, UUID account) {
    return seal.fits(list.commitSeal, commit(list, account));
  }

  private static @Nullable Object[] commit(ImportEntity list, UUID account) {
    byte[] rows = list.rowsSeal;
    return new @Nullable Object[] {
      "commit",
      list.id,
      list.reading,
      list.institutionId,
      account,
      rows == null ? null : Bytes.of(rows).hex()
    };
  }

  private static @Nullable Object[] columns(
      String use, ImportEntity list, RowChain rows, FindingChain findings) {
    return new @Nullable Object[] {
      use,
      list.id,
      list.reading,
      list.institutionId,
      list.kind,
      list.regime,
      list.decisionNumber,
      list.decisionDate,
      list.issueDate,
      list.graduationYear,
      list.decisionTotal,
      list.place,
      list.mandateId,
      list.signerName,
      list.signerTitleVi,
      list.signerTitleEn,
      list.signsAs,
      list.file().bytes().hex(),
      list.layout,
      list.rowsRead,
      list.rowsValid,
      list.rowsFaulty,
      list.faults,
      list.warnings,
      list.findings,
      rows.count(),
      rows.digest().bytes().hex(),
      findings.digest().bytes().hex()
    };
  }
}
