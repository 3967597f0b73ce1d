package vn.sogoc.issuance.supplement;

import java.nio.file.Path;
import java.util.List;
import org.jboss.resteasy.reactive.multipart.FileUpload;
import org.jspecify.annotations.Nullable;
import vn.sogoc.credential.CredentialRecord;
import vn.sogoc.credential.supplement.Supplement;
import vn.sogoc.issuance.IssuanceProblem;
import vn.sogoc.kernel.Digest;
import vn.sogoc.kernel.PublicId;
import vn.sogoc.kernel.Refusal;
import vn.sogoc.platform.tables.Limits;
import vn.sogoc.platform.tables.TableProblem;
import vn.sogoc.register.supplement.SupplementProblem;

/** Identifiers, hashes and files as callers send them. */
public final class SupplementIds {
  private SupplementIds() {}

  /** A batch. */
  public static PublicId batch(String typed) {
    return PublicId.parse("bat", typed)
        .orElseThrow(() -> new Refusal(IssuanceProblem.BATCH_NOT_FOUND, "no such batch"));
  }

  /** A list. */
  public static PublicId sheet(String typed) {
    return PublicId.parse(SheetEntity.ID_KIND, typed).orElseThrow(Sheets::unknown);
  }

  /** A supplement. */
  public static PublicId supplement(String typed) {
    return PublicId.parse(Supplement.ID_KIND, typed).orElseThrow(SupplementIds::unknown);
  }

  /** A diploma. */
  public static PublicId diploma(String typed) {
    return PublicId.parse(CredentialRecord.ID_KIND, typed).orElseThrow(SupplementIds::unknown);
  }

  /** A hash that somebody approves. */
  public static Digest hash(@Nullable String typed) {
    if (typed == null || !typed.matches("[0-9a-fA-F]{64}")) {
      throw new Refusal(
          SupplementProblem.REQUEST_REFUSED, "contentHash: expected 64 hexadecimal digits");
    }
    return Digest.ofHex(typed);
  }

  /** Where an uploaded list lies, of at most 10 MB. */
  public static Path file(@Nullable FileUpload file) {
    if (file == null) {
      throw new Refusal(
          SupplementProblem.LIST_REFUSED,
          "send one part named file",
          List.of(new Refusal.Fault("field_missing", 0, "file", "a file", "")));
    }
    if (file.size() > Limits.STANDARD.bytes()) {
      throw new Refusal(TableProblem.TOO_LARGE, "a list has at most 10 MB");
    }
    return file.uploadedFile();
  }

  private static Refusal unknown() {
    return new Refusal(SupplementProblem.UNKNOWN, "no such supplement in your institution");
  }
}
