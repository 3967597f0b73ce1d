package vn.sogoc.issuance.delivery;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import vn.sogoc.credential.CredentialRecord;
import vn.sogoc.kernel.Bytes;
import vn.sogoc.kernel.PublicId;
import vn.sogoc.kernel.Refusal;
import vn.sogoc.platform.secrets.RowSeal;
import vn.sogoc.platform.secrets.Sealing;
import vn.sogoc.platform.secrets.Secrets;

/** Rows of {@code delivery_event}, each believed by its seal. */
@ApplicationScoped
class DeliveryRepository implements PanacheRepositoryBase<DeliveryEventEntity, UUID> {
  private static final String BETWEEN = "\n";

  private final RowSeal seal;
  private final Sealing persons;

  DeliveryRepository(Secrets secrets, SecureRandom random) {
    this.seal = new RowSeal(secrets, "delivery-event");
    this.persons = new Sealing(secrets, "delivery-person", random);
  }

  /** Lets one transaction at a time write about a credential; held until it ends. */
  void oneAtATime(UUID credential) {
    getEntityManager()
        .createNativeQuery("select cast(pg_advisory_xact_lock(:key) as text)")
        .setParameter("key", ~credential.getMostSignificantBits())
        .getSingleResult();
  }

  /** Seals and adds an event. */
  void add(DeliveryEventEntity row) {
    row.seal = seal.of(row.columns());
    persistAndFlush(row);
  }

  /** Whoever received it in the holder's place, for this row alone. */
  Bytes sealed(UUID id, Receiver.Proxy proxy) {
    String text = proxy.name() + BETWEEN + proxy.number();
    return persons.seal(Bytes.of(text.getBytes(StandardCharsets.UTF_8)), id.toString());
  }

  /** The newest event of each of some credentials. */
  Map<UUID, Delivery> newest(Collection<UUID> credentials) {
    if (credentials.isEmpty()) {
      return Map.of();
    }
    Map<UUID, Delivery> found = new HashMap<>();
    for (DeliveryEventEntity row :
        list(
            """
            from DeliveryEventEntity d where d.credentialId in ?1 and d.version = (
              select max(l.version) from DeliveryEventEntity l where l.credentialId = d.credentialId)""",
            List.copyOf(credentials))) {
      found.put(row.credentialId, read(row));
    }
    return found;
  }

  /** All events of a credential, in their order. */
  List<Delivery> of(int institution, UUID credential) {
    return list(
            "from DeliveryEventEntity where institutionId = ?1 and credentialId = ?2 order by version",
            institution,
            credential)
        .stream()
        .map(this::read)
        .toList();
  }

  /** A credential that nobody came for, and where it stands in the order of the list. */
  record Unclaimed(UUID credential, UUID batch, int row, Instant issued) {}

  /**
   * Credentials that were issued before a time and are with nobody: the oldest batch first, its
   * rows in order.
   *
   * @param after the last one of the page before; empty for the first page
   */
  List<Unclaimed> unclaimed(int institution, Instant before, Optional<Unclaimed> after, int limit) {
    String from =
        after.isPresent() ? "and (b.done_at, b.id, e.batch_row) > (:done, :batch, :row)" : "";
    var query =
        getEntityManager()
            .createNativeQuery(
                """
                select e.id, b.id as batch, e.batch_row, b.done_at
                from batch b join register_entry e on e.batch_id = b.id
                where b.institution_id = :institution and b.state = 'done' and b.done_at < :before
                  and (select d.type from delivery_event d where d.credential_id = e.id
                    order by d.version desc limit 1) is distinct from 'delivered'
                  and coalesce((select v.type from register_event v where v.entry_id = e.id
                    and v.type in ('revoked', 'superseded', 'reinstated')
                    order by v.recorded_at desc limit 1), '') not in ('revoked', 'superseded')
                """
                    + from
                    + " order by b.done_at, b.id, e.batch_row limit :limit",
                Object[].class)
            .setParameter("institution", institution)
            .setParameter("before", before)
            .setParameter("limit", limit);
    if (after.isPresent()) {
      query.setParameter("done", after.get().issued());
      query.setParameter("batch", after.get().batch());
      query.setParameter("row", after.get().row());
    }
    List<Unclaimed> found = new ArrayList<>();
    for (Object row : query.getResultList()) {
      Object[] cells = (Object[]) row;
      found.add(
          new Unclaimed((UUID) cells[0], (UUID) cells[1], (Integer) cells[2], (Instant) cells[3]));
    }
    return found;
  }

  private Delivery read(DeliveryEventEntity row) {
    if (!seal.fits(row.seal, row.columns())) {
      throw new Refusal(
          DeliveryProblem.ALTERED, "an event of a delivery was changed after it was written");
    }
    return new Delivery(
        row.id,
        PublicId.of(CredentialRecord.ID_KIND, row.credentialId),
        row.version,
        Optional.ofNullable(row.receiver).map(code -> receiver(row, code)),
        row.recordedAccount,
        row.recordedName,
        row.recordedAt);
  }

  private Receiver receiver(DeliveryEventEntity row, String code) {
    return switch (code) {
      case "holder" -> new Receiver.Holder();
      case "link" -> new Receiver.Link();
      case "proxy" -> proxy(row);
      default -> throw new IllegalStateException("no receiver is called " + code);
    };
  }

  private Receiver proxy(DeliveryEventEntity row) {
    byte[] sealed = row.personSealed;
    String text =
        Optional.ofNullable(sealed)
            .flatMap(bytes -> persons.open(Bytes.of(bytes), row.id.toString()))
            .map(bytes -> new String(bytes.toArray(), StandardCharsets.UTF_8))
            .orElse(BETWEEN);
    int end = text.indexOf(BETWEEN);
    return new Receiver.Proxy(
        Receiver.Paper.ofCode(String.valueOf(row.paper)).orElseThrow(),
        text.substring(0, end),
        text.substring(end + 1));
  }
}
