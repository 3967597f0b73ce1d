package vn.sogoc.web;

import java.util.List;

/**
 * What one field finds.
 *
 * @param asked what was typed; empty before
 * @param credentials found under a number
 * @param batches found under a decision
 */
public record FindScreen(String asked, List<Found> credentials, List<BatchesScreen.Line> batches) {

  /**
   * A credential of the institution.
   *
   * @param batch path of the page of its batch
   * @param lineage path of the page of what happened to it since
   */
  public record Found(
      String name,
      String kind,
      String serialNumber,
      String registerNumber,
      String issued,
      String batch,
      String lineage,
      String pdf) {}

  public FindScreen {
    credentials = List.copyOf(credentials);
    batches = List.copyOf(batches);
  }

  /** Whether something was asked and nothing found. */
  public boolean nothing() {
    return !asked.isEmpty() && credentials.isEmpty() && batches.isEmpty();
  }
}
