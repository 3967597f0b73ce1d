package vn.sogoc.platform.idempotency;

import jakarta.enterprise.context.RequestScoped;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Whether the request was begun before under the same key and ended without an answer that is
 * known: its effect may be there already. What changes the state only once looks for it then,
 * instead of refusing its own repetition.
 */
@RequestScoped
public class Repetition {
  private @Nullable Instant since;

  /** Whether an earlier run of this very request may have had its effect. */
  public boolean isResumed() {
    return since != null;
  }

  /** When the first run began, where there was one: what it did is no older. */
  public Optional<Instant> since() {
    return Optional.ofNullable(since);
  }

  void resume(Instant begun) {
    since = begun;
  }
}
