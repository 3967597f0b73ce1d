package vn.sogoc.issuance.prints;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import vn.sogoc.document.Printing;
import vn.sogoc.kernel.Digest;
import vn.sogoc.kernel.PublicId;
import vn.sogoc.platform.jobs.JobView;

/**
 * A print as the staff of its institution sees it.
 *
 * @param id {@code prn_...}
 * @param setting how it is put onto blanks; empty where whole pages are printed
 * @param part of a batch that is printed in several, from 1
 * @param firstRow row of the batch, from 1
 * @param rows how many rows of the batch it has
 * @param leftOut how many of them are not in it, because they were taken back or replaced
 * @param file what was made; empty until it was
 * @param expires until when it is kept
 * @param job that makes it
 */
public record PrintView(
    PublicId id,
    PublicId batch,
    PrintForm form,
    Optional<Setting> setting,
    int part,
    int firstRow,
    int rows,
    int leftOut,
    String askedBy,
    Instant askedAt,
    Optional<File> file,
    Instant expires,
    @Nullable JobView job) {
  /** The file itself, by the hash it is kept under. */
  public record File(Digest digest, long size) {}

  /**
   * A printer as it was kept when the file was asked for.
   *
   * @param printer its name; null where none was named
   */
  public record Setting(@Nullable String printer, Printing printing) {}

  static PrintView of(PrintEntity row, @Nullable JobView job) {
    byte[] digest = row.digest;
    Long size = row.size;
    return new PrintView(
        row.publicId(),
        PublicId.of("bat", row.batchId),
        row.printForm(),
        Optional.ofNullable(row.onto()).map(onto -> new Setting(row.printer, onto)),
        row.part,
        row.firstRow + 1,
        row.rowCount,
        row.leftOut,
        row.askedName,
        row.askedAt,
        digest == null || size == null
            ? Optional.empty()
            : Optional.of(new File(Digest.of(digest), size)),
        row.expiresAt,
        job);
  }

  /** The name under which it is saved. */
  public String fileName() {
    String what = form == PrintForm.OVERPRINT ? "-" + form.code() : "";
    return "sogoc-%s-%d%s.%s"
        .formatted(batch.toString().substring(0, 12), part, what, form.ending());
  }
}
