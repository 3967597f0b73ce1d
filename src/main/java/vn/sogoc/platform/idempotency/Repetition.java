package vn.sogoc.platform.idempotency;

import jakarta.enterprise.context.RequestScoped;

/**
 * Whether the request was begun before under the same key and ended without an answer that is
 * known: its effect may be there already. What changes the state only once looks for it then,
 * instead of refusing its own repetition.
 */
@RequestScoped
public class Repetition {
  private boolean resumed;

  /** Whether an earlier run of this very request may have had its effect. */
  public boolean isResumed() {
    return resumed;
  }

  void resume() {
    resumed = true;
  }
}
