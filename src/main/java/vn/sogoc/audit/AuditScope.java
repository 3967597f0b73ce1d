package vn.sogoc.audit;

import java.time.Instant;

/** Which entries of the log, with the rows behind them, are read. */
public sealed interface AuditScope {
  /** All. */
  record Full() implements AuditScope {}

  /**
   * Those after an index: from the largest cosigned head that does not cover it on.
   *
   * @param index 0 for the first entry
   */
  record SinceIndex(long index) implements AuditScope {
    public SinceIndex {
      if (index < 0) {
        throw new IllegalArgumentException("an index is 0 or more, found " + index);
      }
    }
  }

  /** Those after a time: from the largest head that its witnesses cosigned before it on. */
  record SinceTime(Instant time) implements AuditScope {}
}
