package vn.sogoc.verification;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import vn.sogoc.crypto.cose.CoseSign1;
import vn.sogoc.kernel.Digest;
import vn.sogoc.kernel.Refusal;
import vn.sogoc.platform.grouping.GroupedWork;
import vn.sogoc.platform.grouping.NotInTime;

/** Reads the evidence of questions, those that arrive together in one go. */
@ApplicationScoped
class EvidenceReader {
  private static final int MOST_AT_ONCE = 64;

  private final GroupedWork<EvidenceStore.About, Evidence> reading;

  EvidenceReader(EvidenceStore store, VerificationConfig config) {
    this.reading =
        new GroupedWork<>("evidence", MOST_AT_ONCE, config.queue(), config.patience(), store::read);
  }

  void start(@Observes StartupEvent event) {
    reading.start();
  }

  void stop(@Observes ShutdownEvent event) {
    reading.stop();
  }

  /**
   * What the store holds about a signed record now.
   *
   * @throws Refusal {@code too-busy}
   */
  Evidence about(CoseSign1 message) {
    try {
      return reading.ask(new EvidenceStore.About(message.kid(), Digest.sha256(message.bytes())));
    } catch (NotInTime e) {
      throw new Refusal(
          VerificationProblem.TOO_BUSY, "The register did not answer in time; ask again.");
    }
  }
}
