package vn.sogoc.tlog.stamp;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.Optional;
import vn.sogoc.crypto.tsp.TimeStamp;
import vn.sogoc.kernel.Bytes;

/** Keeps stamps with the bytes that they are over. */
@ApplicationScoped
public class StampStore {
  /**
   * A stored stamp; nobody believes it unread.
   *
   * @param note the checkpoint as it was stamped
   * @param response the authority's answer
   */
  public record Stored(long size, Bytes note, Bytes response, Instant at) {
    private static Stored of(StampEntity e) {
      return new Stored(e.size, Bytes.of(e.note), Bytes.of(e.response), e.stampedAt);
    }
  }

  private final StampRepository stamps;

  StampStore(StampRepository stamps) {
    this.stamps = stamps;
  }

  /** The stamp of a size. */
  @Transactional
  public Optional<Stored> of(long size) {
    return stamps.findByIdOptional(size).map(Stored::of);
  }

  /** The stamp of the largest head. */
  @Transactional
  Optional<Stored> newest() {
    return stamps.newest().map(Stored::of);
  }

  /** Keeps one; false where the size has one. */
  @Transactional
  boolean keep(long size, Bytes note, TimeStamp stamp) {
    StampEntity row = new StampEntity();
    row.size = size;
    row.note = note.toArray();
    row.response = stamp.response().toArray();
    row.stampedAt = stamp.time();
    return stamps.keep(row);
  }
}
