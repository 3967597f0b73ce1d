package vn.sogoc.issuance.delivery;

import java.time.LocalDate;
import java.util.Optional;
import vn.sogoc.credential.CredentialRecord;
import vn.sogoc.kernel.PublicId;

/**
 * A line of a delivery list.
 *
 * @param row of the batch, from 1
 * @param record as it was signed
 * @param blank number of the blank that it is on; empty where it is on none
 * @param delivery the newest event; empty where nobody received it ever
 */
public record DeliveryLine(
    PublicId batch,
    int row,
    CredentialRecord record,
    Optional<String> blank,
    Optional<Delivery> delivery) {
  /** Whether the document is with somebody. */
  public boolean isDelivered() {
    return delivery.filter(Delivery::isDelivered).isPresent();
  }

  /** The day on which it was issued. */
  public LocalDate issued() {
    return record.claims().issueDate();
  }
}
