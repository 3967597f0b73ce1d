package vn.sogoc.verification.incidents;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.util.Optional;
import vn.sogoc.kernel.LegalDay;
import vn.sogoc.platform.PublicIds;

/** Writes what is raised, each in one transaction of its own. */
@ApplicationScoped
class IncidentStore {
  private static final Duration DAY = Duration.ofDays(1);

  private final IncidentRepository incidents;
  private final PublicIds ids;
  private final IncidentsConfig config;

  IncidentStore(IncidentRepository incidents, PublicIds ids, IncidentsConfig config) {
    this.incidents = incidents;
    this.ids = ids;
    this.config = config;
  }

  /** What became of it. */
  enum Written {
    NEW,
    SEEN_BEFORE,
    /** The institution has had as many as it may within a day. */
    TOO_MANY
  }

  @Transactional(Transactional.TxType.REQUIRES_NEW)
  Written write(Raised raised) {
    IncidentEntity incident = new IncidentEntity();
    incident.id = ids.nextUuid();
    incident.institutionId = raised.institution();
    incident.digest = raised.digest().toArray();
    incident.keyId = raised.key().value().toArray();
    incident.reason = raised.reason();
    incident.firstSeen = raised.at();
    boolean isNew = incidents.add(incident, raised.at().minus(DAY), config.perDay()) == 1;
    Optional<IncidentEntity> kept = incidents.of(incident.digest, incident.reason);
    kept.ifPresent(i -> incidents.seen(i, LegalDay.of(raised.at()), config.days()));
    return isNew ? Written.NEW : kept.isPresent() ? Written.SEEN_BEFORE : Written.TOO_MANY;
  }
}
