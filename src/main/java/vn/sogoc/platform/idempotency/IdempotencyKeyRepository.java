package vn.sogoc.platform.idempotency;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.UUID;
import vn.sogoc.kernel.Digest;

@ApplicationScoped
class IdempotencyKeyRepository implements PanacheRepositoryBase<IdempotencyKeyEntity, RequestKey> {

  /** Whether the row is new; of two at the same moment one waits here and then reads no. */
  boolean insert(
      RequestKey key, Digest body, UUID holder, Instant now, Instant lease, Instant expiry) {
    return getEntityManager()
            .createNativeQuery(
                "insert into idempotency_key"
                    + " (client, path, key, body_digest, holder, lease_until, created_at, expires_at)"
                    + " values (:client, :path, :key, :digest, :holder, :lease, :now, :expiry)"
                    + " on conflict do nothing")
            .setParameter("client", key.client())
            .setParameter("path", key.path())
            .setParameter("key", key.key())
            .setParameter("digest", body.toArray())
            .setParameter("holder", holder)
            .setParameter("lease", lease)
            .setParameter("now", now)
            .setParameter("expiry", expiry)
            .executeUpdate()
        == 1;
  }

  IdempotencyKeyEntity locked(RequestKey key) {
    return findById(key, LockModeType.PESSIMISTIC_WRITE);
  }

  /** Keeps a reply, where this holder still has the key and none was kept. */
  void finishHeld(RequestKey key, UUID holder, Reply reply) {
    update(
        "status = ?1, headers = ?2, body = ?3 where id = ?4 and holder = ?5 and status is null",
        reply.status(),
        reply.headerLines(),
        reply.body().toArray(),
        key,
        holder);
  }

  boolean deleteHeld(RequestKey key, UUID holder) {
    return delete("id = ?1 and holder = ?2 and status is null", key, holder) == 1;
  }

  /** Removes a few replies that nobody may ask for any more; what another node removes is left. */
  void deleteSomeExpired(Instant now) {
    getEntityManager()
        .createNativeQuery(
            "delete from idempotency_key where ctid in (select ctid from idempotency_key"
                + " where expires_at < :now limit 100 for update skip locked)")
        .setParameter("now", now)
        .executeUpdate();
  }
}
