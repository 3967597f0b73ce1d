package vn.sogoc.issuance.confirmation;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vn.sogoc.kernel.Bytes;
import vn.sogoc.kernel.Digest;
import vn.sogoc.platform.trail.Deed;

/**
 * What a graduate said of a row.
 *
 * @param ordinal its place among the answers of its batch, from 1
 * @param position of the row
 * @param generation of the link
 * @param content SHA-256 of the claims that were shown
 * @param dispute what is wrong; empty of a confirmation
 * @param salt 16 bytes; keeps whoever reads the trail from trying words against it
 */
public record ConfirmationAnswer(
    UUID batch,
    int ordinal,
    int institution,
    int position,
    int generation,
    Digest content,
    Optional<Dispute> dispute,
    Bytes salt,
    Instant at) {
  /** The words of an answer in the store and in the trail. */
  public static final String CONFIRMED = "confirmed";

  public static final String DISPUTED = "disputed";

  /**
   * A dispute.
   *
   * @param field which line of the document
   * @param wanted what it should be, 1 to 300 characters
   */
  public record Dispute(String field, String wanted) {
    @Override
    public String toString() {
      return "Dispute[" + field + "]";
    }
  }

  /** The word for it. */
  public String answer() {
    return dispute.isPresent() ? DISPUTED : CONFIRMED;
  }

  /** What the trail tells of it. */
  public Digest told() {
    return told(
        position,
        generation,
        answer(),
        content.hex(),
        dispute.map(Dispute::field).orElse(null),
        dispute.map(Dispute::wanted).orElse(null),
        salt.hex(),
        at.toEpochMilli());
  }

  /** The same of columns. */
  public static Digest told(
      int position,
      int generation,
      String answer,
      String content,
      @Nullable String field,
      @Nullable String wanted,
      String salt,
      long at) {
    return Deed.hash(
        "sogoc/confirmation/1", position, generation, answer, content, field, wanted, salt, at);
  }

  @Override
  public String toString() {
    return "ConfirmationAnswer[" + ordinal + ", " + answer() + "]";
  }
}
