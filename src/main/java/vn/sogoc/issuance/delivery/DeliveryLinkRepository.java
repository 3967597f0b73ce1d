package vn.sogoc.issuance.delivery;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import vn.sogoc.kernel.Base32;
import vn.sogoc.kernel.Bytes;
import vn.sogoc.platform.secrets.Sealing;
import vn.sogoc.platform.secrets.Secrets;

/**
 * Rows of {@code delivery_link}. The keyed hash of a secret is one with the credential it is of, so
 * a row that is made to name another credential answers to no secret.
 */
@ApplicationScoped
class DeliveryLinkRepository implements PanacheRepositoryBase<DeliveryLinkEntity, UUID> {
  /** 160 bits: nobody finds a link by trying. */
  private static final int SECRET = 20;

  private final Secrets.Keyed links;
  private final Sealing messages;
  private final SecureRandom random;

  DeliveryLinkRepository(Secrets secrets, SecureRandom random) {
    this.links = secrets.keyed("delivery-link");
    this.messages = new Sealing(secrets, "delivery-message", random);
    this.random = random;
  }

  /** Lets one transaction at a time send a link to a document; held until it ends. */
  void oneAtATime(UUID credential) {
    getEntityManager()
        .createNativeQuery("select cast(pg_advisory_xact_lock(:key) as text)")
        .setParameter("key", ~credential.getMostSignificantBits())
        .getSingleResult();
  }

  /** Ends what is over, which forgets its message; how many. */
  int expire(Instant now) {
    return update(
        "ended = 'expired', endedAt = ?1, messageSealed = null where ended is null and expiresAt <= ?1",
        now);
  }

  String newSecret() {
    byte[] secret = new byte[SECRET];
    random.nextBytes(secret);
    return Base32.encode(secret).toLowerCase(Locale.ROOT);
  }

  /** The secret in a link or alone; empty where the text holds none. */
  static Optional<Bytes> secret(String typed) {
    String text = typed.strip();
    return Base32.decode(text.substring(text.indexOf('#') + 1).toUpperCase(Locale.ROOT))
        .filter(bytes -> bytes.size() == SECRET);
  }

  Bytes digest(String secret, UUID credential) {
    return links.hash(
        (credential + "/" + secret.toUpperCase(Locale.ROOT)).getBytes(StandardCharsets.US_ASCII));
  }

  /** Finds a row by the half of a secret that is its public name, and compares the rest. */
  Optional<DeliveryLinkEntity> linked(Bytes secret, Instant now) {
    String text = Base32.encode(secret.toArray());
    UUID id = name(secret);
    return find("from DeliveryLinkEntity where id = ?1", id)
        .withLock(LockModeType.PESSIMISTIC_WRITE)
        .firstResultOptional()
        .filter(
            row ->
                java.security.MessageDigest.isEqual(
                    row.secretDigest, digest(text, row.credentialId).toArray()))
        .filter(row -> row.isOpen(now));
  }

  /** The row's id follows from the secret, keyed, so that one look at the index finds it. */
  UUID name(Bytes secret) {
    java.nio.ByteBuffer hash =
        java.nio.ByteBuffer.wrap(
            links.hash(("name/" + secret.hex()).getBytes(StandardCharsets.US_ASCII)).toArray());
    return new UUID(hash.getLong(), hash.getLong());
  }

  List<DeliveryLinkEntity> of(UUID credential, Instant since) {
    return list(
        "from DeliveryLinkEntity where credentialId = ?1 and createdAt > ?2 order by createdAt",
        credential,
        since);
  }

  /** Messages that wait, the oldest first; no other node takes them meanwhile. */
  List<DeliveryLinkEntity> waiting(int limit) {
    List<DeliveryLinkEntity> found = new ArrayList<>();
    for (Object row :
        getEntityManager()
            .createNativeQuery(
                """
            select * from delivery_link where message_sealed is not null
            order by created_at limit :limit for update skip locked""",
                DeliveryLinkEntity.class)
            .setParameter("limit", limit)
            .getResultList()) {
      found.add((DeliveryLinkEntity) row);
    }
    return found;
  }

  Bytes seal(UUID id, String message) {
    return messages.seal(Bytes.of(message.getBytes(StandardCharsets.UTF_8)), id.toString());
  }

  Optional<String> open(DeliveryLinkEntity row) {
    byte[] sealed = row.messageSealed;
    return sealed == null
        ? Optional.empty()
        : messages
            .open(Bytes.of(sealed), row.id.toString())
            .map(bytes -> new String(bytes.toArray(), StandardCharsets.UTF_8));
  }
}
