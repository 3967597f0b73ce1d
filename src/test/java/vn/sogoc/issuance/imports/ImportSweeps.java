package vn.sogoc.issuance.imports;

import jakarta.inject.Singleton;
import java.time.Instant;

/** Lets the clock of imports tick. */
@Singleton
public class ImportSweeps {
  private final ImportClock clock;

  ImportSweeps(ImportClock clock) {
    this.clock = clock;
  }

  /** Gives up what nobody touches, as it would be done at a time. */
  public void giveUp(Instant now) {
    clock.giveUp(now);
  }
}
