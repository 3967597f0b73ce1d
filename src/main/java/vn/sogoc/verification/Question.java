package vn.sogoc.verification;

import java.util.Optional;
import java.util.function.Supplier;
import vn.sogoc.credential.PartialDate;
import vn.sogoc.credential.PersonName;
import vn.sogoc.kernel.Bytes;

/** What is asked to be verified. */
public sealed interface Question {
  /**
   * The text of a QR code, with what the asker typed beside it.
   *
   * @param text an address of ours with the record in its fragment, or the bare {@code A...}
   * @param claimed compared with the record
   */
  record ByCode(String text, Claimed claimed) implements Question {}

  /**
   * Number and name as printed.
   *
   * @param serialNumber số hiệu
   * @param fullName holder's name
   * @param dateOfBirth where the asker gives it, compared with the record
   */
  record ByNumber(String serialNumber, PersonName fullName, Optional<PartialDate> dateOfBirth)
      implements Question {}

  /**
   * A photo or a PDF that shows a QR code.
   *
   * @param content at most 10 MB; read when its turn has come, so that files that wait are not in
   *     memory
   */
  record ByFile(Supplier<Bytes> content) implements Question {}

  /** How it was asked, as the receipt notes it. */
  default String kind() {
    return switch (this) {
      case ByCode ignored -> "qr";
      case ByNumber ignored -> "number";
      case ByFile ignored -> "file";
    };
  }
}
