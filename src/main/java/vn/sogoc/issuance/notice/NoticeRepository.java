package vn.sogoc.issuance.notice;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vn.sogoc.credential.CredentialRecord;
import vn.sogoc.kernel.PublicId;

/** Rows of {@code holder_notice}, written for whole batches. */
@ApplicationScoped
class NoticeRepository {
  private static final String INBOX = "inbox";
  private static final String SPOOL = "spool";

  private final EntityManager store;

  NoticeRepository(EntityManager store) {
    this.store = store;
  }

  /** A notice that waits to leave. */
  record Waiting(UUID id, UUID account, UUID credential) {}

  /** Batches whose people were not told, the oldest first; no other node takes them meanwhile. */
  @SuppressWarnings("unchecked") // a native query of one column
  List<UUID> untold(int limit) {
    return store
        .createNativeQuery(
            """
            select id from batch where state = 'done' and noticed_at is null
            order by done_at limit :limit for update skip locked
            """,
            UUID.class)
        .setParameter("limit", limit)
        .getResultList();
  }

  /** Tells whoever has an account: the holders and those who act for them on the day. */
  int tell(List<UUID> batches, boolean spooled, Instant now, LocalDate today) {
    int told = 0;
    for (String channel : spooled ? List.of(INBOX, SPOOL) : List.of(INBOX)) {
      told +=
          insert(
              channel,
              batches,
              now,
              "join account a on a.person_id = e.person_id where a.disabled_at is null",
              null);
      told +=
          insert(
              channel,
              batches,
              now,
              """
              join person_guardian g on g.ward_id = e.person_id
              join account a on a.person_id = g.guardian_id
              where a.disabled_at is null and g.valid_from <= :today
                and (g.valid_until is null or g.valid_until >= :today)
              """,
              today);
    }
    return told;
  }

  private int insert(
      String channel, List<UUID> batches, Instant now, String whom, @Nullable LocalDate today) {
    var statement =
        store
            .createNativeQuery(
                """
                insert into holder_notice (institution_id, credential_id, person_id, account_id,
                  channel, created_at, delivered_at, attempts)
                select e.institution_id, e.id, e.person_id, a.id, :channel, :now,
                  case when :inbox then cast(:now as timestamptz) end, case when :inbox then 1 else 0 end
                from register_entry e %s and e.batch_id in (:batches)
                on conflict do nothing
                """
                    .formatted(whom))
            .setParameter("channel", channel)
            .setParameter("now", now)
            .setParameter("inbox", channel.equals(INBOX))
            .setParameter("batches", batches);
    if (today != null) {
      statement.setParameter("today", today);
    }
    return statement.executeUpdate();
  }

  void mark(List<UUID> batches, Instant now) {
    int marked =
        store
            .createNativeQuery("update batch set noticed_at = :now where id in (:batches)")
            .setParameter("now", now)
            .setParameter("batches", batches)
            .executeUpdate();
    if (marked != batches.size()) {
      throw new IllegalStateException("batches that were locked");
    }
  }

  /** Notices that did not leave yet, the oldest first; no other node takes them meanwhile. */
  List<Waiting> waiting(int limit) {
    List<?> rows =
        store
            .createNativeQuery(
                """
                select id, account_id, credential_id from holder_notice where delivered_at is null
                order by created_at limit :limit for update skip locked
                """)
            .setParameter("limit", limit)
            .getResultList();
    return rows.stream()
        .map(row -> (Object[]) row)
        .map(row -> new Waiting((UUID) row[0], (UUID) row[1], (UUID) row[2]))
        .toList();
  }

  void delivered(List<UUID> notices, Instant now) {
    attempted("delivered_at = :now, attempts = attempts + 1", notices, now);
  }

  void failed(List<UUID> notices) {
    attempted("attempts = attempts + 1", notices, null);
  }

  private void attempted(String what, List<UUID> notices, @Nullable Instant now) {
    if (notices.isEmpty()) {
      return;
    }
    var statement =
        store
            .createNativeQuery("update holder_notice set " + what + " where id in (:notices)")
            .setParameter("notices", notices);
    if (now != null) {
      statement.setParameter("now", now);
    }
    int changed = statement.executeUpdate();
    if (changed != notices.size()) {
      throw new IllegalStateException("notices that were locked");
    }
  }

  /** What an account was told, newest first. */
  List<Notice> of(UUID account, int limit) {
    List<?> rows =
        store
            .createNativeQuery(
                """
                select id, credential_id, institution_id, created_at from holder_notice
                where account_id = :account and channel = 'inbox'
                order by created_at desc, id limit :limit
                """)
            .setParameter("account", account)
            .setParameter("limit", limit)
            .getResultList();
    return rows.stream()
        .map(row -> (Object[]) row)
        .map(
            row ->
                new Notice(
                    PublicId.of(Notices.ID_KIND, (UUID) row[0]),
                    PublicId.of(CredentialRecord.ID_KIND, (UUID) row[1]),
                    (Integer) row[2],
                    (Instant) row[3]))
        .toList();
  }
}
