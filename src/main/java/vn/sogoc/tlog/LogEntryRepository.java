package vn.sogoc.tlog;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.Query;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import vn.sogoc.crypto.merkle.Tile;
import vn.sogoc.kernel.Bytes;
import vn.sogoc.kernel.Digest;

/** Entries waiting and entries with an index; whole groups in one statement each. */
@ApplicationScoped
class LogEntryRepository implements PanacheRepositoryBase<LogEntryEntity, Long> {
  /** An entry that waits for its index. */
  record Waiting(UUID event, int institution, Bytes entry) {}

  /** Puts entries into the outbox in this order; one whose event is known already is left out. */
  void enqueue(List<Submission> submissions) {
    getEntityManager()
        .createNativeQuery(
            """
            insert into log_pending (event_id, institution_id, entry)
            select e, i, b from unnest(:events, :institutions, :entries)
              with ordinality as t (e, i, b, n)
            where not exists (select from log_entry l where l.event_id = e)
            order by n
            on conflict (event_id) do nothing
            """)
        .setParameter("events", column(submissions, Submission::event, new UUID[0]))
        .setParameter(
            "institutions", column(submissions, s -> s.entry().institution(), new Integer[0]))
        .setParameter(
            "entries", column(submissions, s -> s.entry().encode().toArray(), new byte[0][]))
        .executeUpdate();
  }

  /** Puts what a query finds into the outbox, in the order of the events' ids. */
  int enqueueSelected(String select, Map<String, Object> parameters) {
    Query query =
        getEntityManager()
            .createNativeQuery(
                """
                insert into log_pending (event_id, institution_id, entry)
                select event_id, institution_id, entry
                from (%s) as told (event_id, institution_id, entry)
                order by event_id
                """
                    .formatted(select));
    parameters.forEach(query::setParameter);
    return query.executeUpdate();
  }

  /** Whether anything waits. */
  boolean isAnythingWaiting() {
    return !getEntityManager()
        .createNativeQuery("select 1 from log_pending limit 1", Integer.class)
        .getResultList()
        .isEmpty();
  }

  /**
   * Takes the oldest out of the outbox, in order. One that was submitted again while it got its
   * index is taken out and left out.
   *
   * <p>By a bound and not by a list: a plan that was kept from when the outbox was empty would look
   * for each of the list in the whole of it.
   */
  @SuppressWarnings("unchecked") // a native query
  List<Waiting> take(int most) {
    List<Object[]> rows =
        getEntityManager()
            .createNativeQuery(
                """
                with taken as (
                  delete from log_pending
                  where seq <= (
                    select max(seq) from (select seq from log_pending order by seq limit :most) as oldest)
                  returning seq, event_id, institution_id, entry)
                select event_id, institution_id, entry from taken
                where not exists (select from log_entry l where l.event_id = taken.event_id)
                order by seq
                """)
            .setParameter("most", most)
            .getResultList();
    return rows.stream()
        .map(r -> new Waiting((UUID) r[0], ((Number) r[1]).intValue(), Bytes.of((byte[]) r[2])))
        .toList();
  }

  /** Writes entries from an index on. */
  void write(long from, List<Waiting> entries, List<Digest> leaves) {
    int written =
        getEntityManager()
            .createNativeQuery(
                """
                insert into log_entry (idx, event_id, institution_id, leaf, entry)
                select :from + n - 1, e, i, l, b
                from unnest(:events, :institutions, :leaves, :entries)
                  with ordinality as t (e, i, l, b, n)
                """)
            .setParameter("from", from)
            .setParameter("events", column(entries, Waiting::event, new UUID[0]))
            .setParameter("institutions", column(entries, Waiting::institution, new Integer[0]))
            .setParameter("leaves", column(leaves, Digest::toArray, new byte[0][]))
            .setParameter("entries", column(entries, w -> w.entry().toArray(), new byte[0][]))
            .executeUpdate();
    if (written != entries.size()) {
      throw new IllegalStateException(entries.size() + " entries, " + written + " written");
    }
  }

  /** The bytes of entries in order of their indexes, as they are stored. */
  List<byte[]> entries(long from, long until) {
    return getEntityManager()
        .createQuery(
            "select entry from LogEntryEntity where idx >= :from and idx < :until order by idx",
            byte[].class)
        .setParameter("from", from)
        .setParameter("until", until)
        .getResultList();
  }

  /** Where leaves stand; nothing for those that do not. */
  @SuppressWarnings("unchecked") // a native query
  Map<Digest, Long> indexes(Collection<Digest> leaves) {
    Map<Digest, Long> found = new HashMap<>();
    List<Object[]> rows =
        getEntityManager()
            .createNativeQuery("select leaf, idx from log_entry where leaf = any(:leaves)")
            .setParameter("leaves", leaves.stream().map(Digest::toArray).toArray(byte[][]::new))
            .getResultList();
    rows.forEach(
        r -> found.merge(Digest.of((byte[]) r[0]), ((Number) r[1]).longValue(), Math::min));
    return found;
  }

  /** Keeps a tile that is full. */
  void keep(Tile tile, Bytes hashes) {
    getEntityManager()
        .createNativeQuery("insert into log_tile (level, idx, hashes) values (:level, :idx, :all)")
        .setParameter("level", (short) tile.level())
        .setParameter("idx", tile.index())
        .setParameter("all", hashes.toArray())
        .executeUpdate();
  }

  /** A full tile, or nothing. */
  @SuppressWarnings("unchecked") // a native query
  List<byte[]> tile(int level, long index) {
    return getEntityManager()
        .createNativeQuery(
            "select hashes from log_tile where level = :level and idx = :idx", byte[].class)
        .setParameter("level", (short) level)
        .setParameter("idx", index)
        .getResultList();
  }

  private static <S, T> T[] column(List<S> rows, Function<S, T> value, T[] kind) {
    return rows.stream().map(value).toList().toArray(kind);
  }
}
