package vn.sogoc.platform.access;

import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;

/**
 * Turns for work that is slow on purpose. As many at once as there are processors, a few more wait,
 * and whoever comes then is told so at once: a flood of sign-ins takes neither every thread nor
 * every processor from the rest of the service.
 */
class SignInTurns {
  private final Semaphore admitted;
  private final Semaphore working;

  /**
   * @param atOnce works done at once
   * @param waiting further ones that may wait
   */
  SignInTurns(int atOnce, int waiting) {
    this.admitted = new Semaphore(atOnce + waiting);
    this.working = new Semaphore(atOnce, true);
  }

  /** How many wait for their turn. */
  int waiting() {
    return working.getQueueLength();
  }

  /** Does the work in its turn; empty where too many wait already. */
  <T> Optional<T> take(Supplier<T> work) {
    if (!admitted.tryAcquire()) {
      return Optional.empty();
    }
    try {
      working.acquireUninterruptibly();
      try {
        return Optional.of(work.get());
      } finally {
        working.release();
      }
    } finally {
      admitted.release();
    }
  }
}
