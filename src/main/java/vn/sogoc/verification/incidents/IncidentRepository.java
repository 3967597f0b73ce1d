package vn.sogoc.verification.incidents;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vn.sogoc.platform.secrets.RowSeal;
import vn.sogoc.platform.secrets.Secrets;

@ApplicationScoped
class IncidentRepository implements PanacheRepositoryBase<IncidentEntity, UUID> {
  private final RowSeal seal;

  IncidentRepository(Secrets secrets) {
    this.seal = new RowSeal(secrets, "incident-acknowledgement");
  }

  /**
   * Writes an incident where its record has none, and where the institution has not had too many.
   *
   * @return how many rows were written, 0 or 1
   */
  int add(IncidentEntity incident, Instant since, int most) {
    return getEntityManager()
        .createNativeQuery(
            """
            insert into incident (id, institution_id, digest, key_id, reason, first_seen)
            select :id, :institution, :digest, :key, :reason, :seen
            where (select count(*) from (select from incident i where i.institution_id = :institution
                and i.first_seen > :since limit :most) recent) < :most
            on conflict (digest, reason) do nothing
            """)
        .setParameter("id", incident.id)
        .setParameter("institution", incident.institutionId)
        .setParameter("digest", incident.digest)
        .setParameter("key", incident.keyId)
        .setParameter("reason", incident.reason)
        .setParameter("seen", incident.firstSeen)
        .setParameter("since", since)
        .setParameter("most", most)
        .executeUpdate();
  }

  Optional<IncidentEntity> of(byte[] digest, String reason) {
    return find("from IncidentEntity i where i.digest = ?1 and i.reason = ?2", digest, reason)
        .firstResultOptional();
  }

  /** Notes the day of a sighting, once a day and so many days at most. */
  void seen(IncidentEntity incident, LocalDate day, int mostDays) {
    getEntityManager()
        .createNativeQuery(
            """
            insert into incident_sighting (incident_id, institution_id, day)
            select :id, :institution, :day
            where (select count(*) from incident_sighting s where s.incident_id = :id) < :most
            on conflict do nothing
            """)
        .setParameter("id", incident.id)
        .setParameter("institution", incident.institutionId)
        .setParameter("day", day)
        .setParameter("most", mostDays)
        .executeUpdate();
  }

  /** Newest first, a page at a time. */
  List<IncidentEntity> page(int institution, @Nullable IncidentEntity after, int limit) {
    String query =
        "select i from IncidentEntity i where i.institutionId = :institution"
            + (after == null
                ? ""
                : " and (i.firstSeen < :at or (i.firstSeen = :at and i.id < :id))")
            + " order by i.firstSeen desc, i.id desc";
    var typed =
        getEntityManager()
            .createQuery(query, IncidentEntity.class)
            .setParameter("institution", institution);
    if (after != null) {
      typed.setParameter("at", after.firstSeen).setParameter("id", after.id);
    }
    return typed.setMaxResults(limit).getResultList();
  }

  /** On how many days it was shown, at most so many as are kept, and the last of them. */
  @SuppressWarnings("unchecked") // a native query of one column
  List<LocalDate> days(UUID incident) {
    return getEntityManager()
        .createNativeQuery(
            "select day from incident_sighting where incident_id = :id order by day",
            LocalDate.class)
        .setParameter("id", incident)
        .getResultList();
  }

  /** Incidents of an institution that nobody has acknowledged; a forged acknowledgement is none. */
  long open(int institution) {
    long all = count("institutionId = ?1", institution);
    long acknowledged =
        getEntityManager()
            .createQuery(
                "from IncidentAcknowledgementEntity a where a.institutionId = :institution",
                IncidentAcknowledgementEntity.class)
            .setParameter("institution", institution)
            .getResultStream()
            .filter(this::isGenuine)
            .count();
    return all - acknowledged;
  }

  /** The same of one reason at all institutions. */
  long open(String reason) {
    return find("from IncidentEntity i where i.reason = ?1", reason).stream()
        .filter(incident -> acknowledgement(incident.id).isEmpty())
        .count();
  }

  /** What a person said about it; nothing where nobody did, or the row is not ours. */
  Optional<IncidentAcknowledgementEntity> acknowledgement(UUID incident) {
    return Optional.ofNullable(
            getEntityManager().find(IncidentAcknowledgementEntity.class, incident))
        .filter(this::isGenuine);
  }

  void add(IncidentAcknowledgementEntity row) {
    row.seal = seal.of(columns(row));
    getEntityManager().persist(row);
    flush();
  }

  private boolean isGenuine(IncidentAcknowledgementEntity row) {
    return seal.fits(row.seal, columns(row));
  }

  private static Object[] columns(IncidentAcknowledgementEntity row) {
    return new Object[] {
      row.incidentId,
      row.institutionId,
      row.personId,
      row.personName,
      row.note,
      row.at.toEpochMilli()
    };
  }
}
