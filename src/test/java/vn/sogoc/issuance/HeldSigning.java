package vn.sogoc.issuance;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import vn.sogoc.kernel.Refusal;
import vn.sogoc.platform.http.HttpProblem;

/** Lets other packages' tests look at a signing job on its way. */
@ApplicationScoped
public class HeldSigning {
  private static final int LONGEST = 60;

  private final CrashingSteps steps;

  HeldSigning(CrashingSteps steps) {
    this.steps = steps;
  }

  /** The next signing of a batch waits, with its signatures made, until the latch is let go. */
  public CountDownLatch afterSigning(String batch) {
    CountDownLatch latch = new CountDownLatch(1);
    steps.doOnce(batch, SigningSteps.Point.AFTER_CHUNK, () -> await(latch));
    return latch;
  }

  /** The next signing of a batch ends as failed before anything is recorded. */
  public void failOnce(String batch) {
    steps.doOnce(
        batch,
        SigningSteps.Point.BEFORE_RECORD,
        () -> {
          throw new Refusal(HttpProblem.FORBIDDEN, "a test wants it so");
        });
  }

  private static void await(CountDownLatch latch) {
    try {
      if (!latch.await(LONGEST, TimeUnit.SECONDS)) {
        throw new IllegalStateException("nobody let the job go on");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
