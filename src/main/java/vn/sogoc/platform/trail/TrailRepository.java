package vn.sogoc.platform.trail;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import vn.sogoc.kernel.Digest;
import vn.sogoc.platform.secrets.RowSeal;
import vn.sogoc.platform.secrets.Secrets;

/** Rows of {@code trail_line} and the one of {@code trail_head}. */
@ApplicationScoped
class TrailRepository {
  /** What the seals of lines are for. */
  static final String SEAL = "trail-line";

  private final EntityManager store;
  private final RowSeal seal;

  TrailRepository(EntityManager store, Secrets secrets) {
    this.store = store;
    this.seal = new RowSeal(secrets, SEAL);
  }

  /** The store is part of the transaction from here on; at its end it is too late to enter. */
  void join() {
    store.joinTransaction();
  }

  /** What has to be written before the head is locked is written. */
  void flush() {
    store.flush();
  }

  /** The head, kept from everybody else until the transaction ends. */
  TrailHead lock() {
    Object[] row =
        (Object[])
            store
                .createNativeQuery("select seq, hash from trail_head where id = 1 for update")
                .getSingleResult();
    return new TrailHead(((Number) row[0]).longValue(), Digest.of((byte[]) row[1]));
  }

  /** Writes lines of one moment behind a head that this transaction holds, and moves it. */
  void append(TrailHead from, List<TrailLine> lines) {
    TrailLine last = lines.getLast();
    int written =
        store
            .createNativeQuery(
                """
                insert into trail_line (seq, at, actor, role, institution_id, action, object,
                  details, previous, hash, seal)
                select :from + n, :at, a, r, i, c, o, d, p, h, z
                from unnest(:actors, :roles, :institutions, :actions, :objects, :details, :previous,
                    :hashes, :seals) with ordinality as l (a, r, i, c, o, d, p, h, z, n)
                order by n
                """)
            .setParameter("from", from.seq())
            .setParameter("at", at(last.time()))
            .setParameter("actors", column(lines, l -> l.deed().doer().id(), new String[0]))
            .setParameter("roles", column(lines, l -> l.deed().doer().role(), new String[0]))
            .setParameter(
                "institutions", column(lines, l -> l.deed().institution(), new Integer[0]))
            .setParameter("actions", column(lines, l -> l.deed().action(), new String[0]))
            .setParameter("objects", column(lines, l -> l.deed().object(), new String[0]))
            .setParameter(
                "details", column(lines, l -> l.deed().details().toArray(), new byte[0][]))
            .setParameter("previous", column(lines, l -> l.previous().toArray(), new byte[0][]))
            .setParameter("hashes", column(lines, l -> l.hash().toArray(), new byte[0][]))
            .setParameter("seals", column(lines, l -> seal.of(l.hash().hex()), new byte[0][]))
            .executeUpdate();
    int moved =
        store
            .createNativeQuery(
                "update trail_head set seq = :seq, hash = :hash where id = 1 and seq = :from")
            .setParameter("seq", last.seq())
            .setParameter("hash", last.hash().toArray())
            .setParameter("from", from.seq())
            .executeUpdate();
    if (written != lines.size() || moved != 1) {
      throw new IllegalStateException(lines.size() + " lines, " + written + " written");
    }
  }

  /**
   * The head, under its lock, where lines came after the one that was last told and that one is
   * older than an instant. From now on it counts as told.
   */
  Optional<TrailHead> take(Instant before, Instant now) {
    List<?> rows =
        store
            .createNativeQuery(
                """
                update trail_head set logged_seq = seq, logged_at = :now
                where id = 1 and seq > logged_seq and (logged_at is null or logged_at <= :before)
                returning seq, hash
                """,
                Object[].class)
            .setParameter("now", at(now))
            .setParameter("before", at(before))
            .getResultList();
    return rows.stream()
        .map(Object[].class::cast)
        .map(r -> new TrailHead(((Number) r[0]).longValue(), Digest.of((byte[]) r[1])))
        .findFirst();
  }

  private static OffsetDateTime at(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }

  private static <T> T[] column(List<TrailLine> lines, Function<TrailLine, T> value, T[] kind) {
    return lines.stream().map(value).toList().toArray(kind);
  }
}
