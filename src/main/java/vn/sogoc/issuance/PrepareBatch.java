package vn.sogoc.issuance;

import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vn.sogoc.kernel.Bytes;

/**
 * A class list and the decision it falls under.
 *
 * @param file the list as received
 * @param fileName what its sender called it; for people only
 * @param kind code of the kind
 * @param decisionNumber of the decision to recognise graduation
 * @param decisionDate its date
 * @param issueDate on the face of the credentials
 * @param graduationYear for rows that do not say it, or null
 * @param decisionTotal how many graduates the decision names, where it stands in several lists
 * @param place code of the province on the face, or null for the institution's own
 * @param mandateId whose mandate will sign, or null where only one covers the kind
 */
public record PrepareBatch(
    Bytes file,
    String fileName,
    String kind,
    String decisionNumber,
    LocalDate decisionDate,
    LocalDate issueDate,
    @Nullable Integer graduationYear,
    @Nullable Integer decisionTotal,
    @Nullable Integer place,
    @Nullable UUID mandateId) {
  private static final int NAME_SHOWN = 120;

  public PrepareBatch {
    decisionNumber = decisionNumber.strip();
    fileName = fileName.replaceAll("[\\p{Cntrl}\\p{Cf}\\\\/]+", " ").strip();
    fileName = fileName.length() <= NAME_SHOWN ? fileName : fileName.substring(0, NAME_SHOWN);
  }
}
