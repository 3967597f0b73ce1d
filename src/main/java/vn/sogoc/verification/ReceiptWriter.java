package vn.sogoc.verification;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import vn.sogoc.kernel.Refusal;
import vn.sogoc.platform.grouping.GroupedWork;
import vn.sogoc.platform.grouping.NotInTime;

/**
 * Commits receipts, those that wait together in one transaction. An answer is given only after its
 * receipt is committed; a crash before that loses a receipt nobody was given.
 */
@ApplicationScoped
class ReceiptWriter {
  private static final int MOST_AT_ONCE = 400;

  private final GroupedWork<ReceiptEntity, Boolean> writing;

  ReceiptWriter(ReceiptStore store, VerificationConfig config) {
    this.writing =
        new GroupedWork<>(
            "receipts", MOST_AT_ONCE, config.queue(), config.patience(), store::write);
  }

  void start(@Observes StartupEvent event) {
    writing.start();
  }

  void stop(@Observes ShutdownEvent event) {
    writing.stop();
  }

  /**
   * Writes a receipt and waits for its commit.
   *
   * @throws Refusal {@code too-busy} where it was not committed in time; the asker gets no answer
   */
  void write(ReceiptEntity receipt) {
    try {
      if (!writing.ask(receipt)) {
        throw new IllegalStateException("a written receipt is answered with true");
      }
    } catch (NotInTime e) {
      throw new Refusal(VerificationProblem.TOO_BUSY, "The receipt was not written; ask again.");
    }
  }
}
