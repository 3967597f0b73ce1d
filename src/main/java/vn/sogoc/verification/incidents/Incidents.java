package vn.sogoc.verification.incidents;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.text.Normalizer;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import vn.sogoc.crypto.keys.KeyId;
import vn.sogoc.kernel.Bytes;
import vn.sogoc.kernel.Digest;
import vn.sogoc.kernel.PublicId;
import vn.sogoc.kernel.Refusal;
import vn.sogoc.platform.PublicIds;
import vn.sogoc.platform.access.Actor;
import vn.sogoc.platform.access.Role;
import vn.sogoc.platform.http.HttpProblem;
import vn.sogoc.platform.trail.Deed;
import vn.sogoc.platform.trail.Trail;

/** The door of the incidents. */
@ApplicationScoped
public class Incidents {
  static final String KIND = "inc";

  /** The holder did not study there, or is somebody else. */
  private static final String DISPUTED = "holder.disputed";

  private static final int SHORTEST_NOTE = 3;
  private static final int LONGEST_NOTE = 500;

  private final IncidentRepository incidents;
  private final IncidentWriter writer;
  private final PublicIds ids;
  private final Trail trail;
  private final Clock clock;

  Incidents(
      IncidentRepository incidents,
      IncidentWriter writer,
      PublicIds ids,
      Trail trail,
      Clock clock) {
    this.incidents = incidents;
    this.writer = writer;
    this.ids = ids;
    this.trail = trail;
    this.clock = clock;
  }

  /** Tells the institution; returns at once, whatever becomes of it. */
  public void raise(Raised incident) {
    writer.raise(incident);
  }

  /**
   * How many wait for somebody of the actor's institution, or, for the registry, disputes of
   * holders anywhere; 0 for whoever may not see them.
   */
  @Transactional
  public long open(Actor actor) {
    Integer institution = actor.institutionId();
    if (institution == null) {
      return actor.has(Role.OPERATE) ? incidents.open(DISPUTED) : 0;
    }
    return isOfficer(actor, institution) ? incidents.open(institution) : 0;
  }

  /**
   * Incidents of an institution, newest first.
   *
   * @param after the last one of the page before, or null
   */
  @Transactional
  List<Incident> page(Actor actor, int institution, @Nullable PublicId after, int limit) {
    boolean auditor = actor.hasAt(Role.AUDIT, institution);
    if (!auditor && !isOfficer(actor, institution)) {
      throw new Refusal(HttpProblem.FORBIDDEN, "you see the incidents of your institution only");
    }
    @Nullable IncidentEntity last = null;
    if (after != null) {
      last =
          incidents
              .findByIdOptional(after.key())
              .filter(i -> i.institutionId == institution)
              .orElseThrow(
                  () -> new Refusal(HttpProblem.CURSOR_INVALID, "no incident has this identifier"));
    }
    return incidents.page(institution, last, limit).stream().map(this::view).toList();
  }

  /** Says that somebody looked into it, and what came of that; once, and never edited. */
  @Transactional
  Incident acknowledge(Actor actor, PublicId id, @Nullable String note) {
    IncidentEntity incident =
        incidents
            .findByIdOptional(id.key())
            .filter(i -> isOfficer(actor, i.institutionId))
            .orElseThrow(Incidents::unknown);
    if (incident.reason.equals(DISPUTED) && !actor.hasAt(Role.OPERATE, incident.institutionId)) {
      throw new Refusal(
          HttpProblem.FORBIDDEN, "what a holder disputes is for the registry to look into");
    }
    if (incidents.acknowledgement(incident.id).isPresent()) {
      throw new Refusal(IncidentProblem.SETTLED, "somebody has acknowledged this incident");
    }
    IncidentAcknowledgementEntity row = new IncidentAcknowledgementEntity();
    row.incidentId = incident.id;
    row.institutionId = incident.institutionId;
    row.personId = actor.personId();
    row.personName = actor.displayName();
    row.note = note(note);
    row.at = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    incidents.add(row);
    trail.tell(
        new Deed(
            actor.as(Role.APPROVE, Role.SIGN, Role.OPERATE),
            "incident.acknowledge",
            incident.institutionId,
            id.toString(),
            Digest.of(incident.digest)));
    return view(incident);
  }

  /**
   * A holder says that a credential in their name is not theirs: raised to the institution and to
   * the registry, once for each credential.
   *
   * @param digest SHA-256 of the signed record
   */
  @Transactional
  public void dispute(Actor actor, int institution, Digest digest, KeyId key) {
    IncidentEntity incident = new IncidentEntity();
    incident.id = ids.nextUuid();
    incident.institutionId = institution;
    incident.digest = digest.toArray();
    incident.keyId = key.value().toArray();
    incident.reason = DISPUTED;
    incident.firstSeen = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    if (incidents.add(incident, incident.firstSeen, Integer.MAX_VALUE) == 1) {
      trail.tell(
          new Deed(
              actor.as(Role.HOLDER),
              "incident.dispute",
              institution,
              PublicId.of(KIND, incident.id).toString(),
              digest));
    }
  }

  /** Whether a holder disputed the record with this digest. */
  @Transactional
  public boolean isDisputed(Digest digest) {
    return incidents.of(digest.toArray(), DISPUTED).isPresent();
  }

  static Refusal unknown() {
    return new Refusal(IncidentProblem.UNKNOWN, "no such incident in your institution");
  }

  private static String note(@Nullable String typed) {
    String note = Normalizer.normalize(typed == null ? "" : typed, Normalizer.Form.NFC).strip();
    int length = note.codePointCount(0, note.length());
    if (length < SHORTEST_NOTE
        || length > LONGEST_NOTE
        || note.matches("(?s).*[\\p{Cntrl}\\p{Cf}].*")) {
      throw new Refusal(
          IncidentProblem.NOTE_REFUSED,
          "an acknowledgement has a note of 3 to 500 characters on one line",
          List.of(new Refusal.Fault("text_form", 0, "note", "3 to 500 characters", "")));
    }
    return note;
  }

  private static boolean isOfficer(Actor actor, int institution) {
    boolean operator = actor.hasAt(Role.OPERATE, institution);
    return operator
        || ((actor.has(Role.APPROVE) || actor.has(Role.SIGN)) && actor.actsFor(institution));
  }

  private Incident view(IncidentEntity incident) {
    Optional<Incident.Acknowledged> acknowledged =
        incidents
            .acknowledgement(incident.id)
            .map(a -> new Incident.Acknowledged(a.personName, a.at, a.note));
    return new Incident(
        PublicId.of(KIND, incident.id),
        incident.institutionId,
        Digest.of(incident.digest),
        new KeyId(Bytes.of(incident.keyId)),
        incident.reason,
        incident.firstSeen,
        incidents.days(incident.id),
        acknowledged);
  }
}
