package vn.sogoc.institution;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vn.sogoc.kernel.Bytes;
import vn.sogoc.kernel.LegalDay;
import vn.sogoc.kernel.PublicId;
import vn.sogoc.kernel.Refusal;
import vn.sogoc.platform.trail.Deed;
import vn.sogoc.platform.trail.Doer;
import vn.sogoc.platform.trail.Trail;

/**
 * Who may sign for an institution. A mandate is checked on the day of signing, not on the day it
 * was given.
 */
@ApplicationScoped
public class Mandates {
  private static final String ID_KIND = "man";

  private final MandateRepository mandates;
  private final InstitutionRepository institutions;
  private final Trail trail;

  Mandates(MandateRepository mandates, InstitutionRepository institutions, Trail trail) {
    this.mandates = mandates;
    this.institutions = institutions;
    this.trail = trail;
  }

  /**
   * Waits for whoever changes a mandate of the institution, and is alone with them until the end.
   */
  @Transactional
  public void alone(int institution) {
    institutions.lock(institution);
  }

  /** All mandates of an institution, past ones too. */
  @Transactional
  public List<Mandate> of(int institution) {
    return mandates.of(institution);
  }

  /**
   * The mandates under which a person may sign a kind at an instant; the day is that of Viet Nam.
   *
   * @throws Refusal where there is none
   */
  @Transactional
  public List<Mandate> require(UUID person, int institution, String kind, Instant at) {
    LocalDate day = LegalDay.of(at);
    List<Mandate> held =
        mandates.of(institution).stream()
            .filter(m -> m.personId().equals(person) && m.covers(kind, day))
            .toList();
    if (held.isEmpty()) {
      throw new Refusal(
          InstitutionProblem.NO_MANDATE,
          "You hold no mandate to sign " + kind + " on " + day + ".");
    }
    return held;
  }

  /** Writes down a mandate with the decision it rests on. */
  @Transactional
  public void grant(Mandate mandate) {
    MandateEntity row = new MandateEntity();
    row.id = mandate.id();
    row.institutionId = mandate.institutionId();
    row.personId = mandate.personId();
    row.personName = mandate.personName();
    row.titleVi = mandate.titleVi();
    row.titleEn = mandate.titleEn();
    row.kinds = String.join(" ", mandate.kinds().stream().sorted().toList());
    row.validFrom = mandate.from();
    row.validUntil = mandate.until();
    row.decisionNumber = mandate.decisionNumber();
    row.decisionDate = mandate.decisionDate();
    row.signsAs = mandate.signsAs();
    row.keyId = mandate.key().map(key -> key.value().toArray()).orElse(null);
    mandates.seal(row);
    mandates.persist(row);
    tell("mandate.grant", row);
  }

  /** Lets a mandate end on a day, its last. */
  @Transactional
  public void end(UUID mandate, LocalDate last) {
    MandateEntity row =
        mandates.findByIdOptional(mandate).filter(mandates::isGenuine).orElseThrow();
    row.validUntil = last;
    mandates.seal(row);
    tell("mandate.end", row);
  }

  /**
   * The mandate with this id, where it covers a kind at an instant: asked once more when what was
   * signed is recorded.
   *
   * @throws Refusal where it does not
   */
  @Transactional
  public Mandate covering(UUID mandate, int institution, String kind, Instant at) {
    LocalDate day = LegalDay.of(at);
    return mandates.of(institution).stream()
        .filter(m -> m.id().equals(mandate) && m.covers(kind, day))
        .findFirst()
        .orElseThrow(
            () ->
                new Refusal(
                    InstitutionProblem.NO_MANDATE,
                    "The mandate of the signer does not cover " + kind + " on " + day + "."));
  }

  private static @Nullable String hex(byte @Nullable [] key) {
    return key == null ? null : Bytes.of(key).hex();
  }

  /** By a command of the operator; the person and the words of the mandate are not told. */
  private void tell(String action, MandateEntity row) {
    trail.tell(
        new Deed(
            Doer.REGISTRY,
            action,
            row.institutionId,
            PublicId.of(ID_KIND, row.id).toString(),
            Deed.hash(row.kinds, row.validFrom, row.validUntil, hex(row.keyId))));
  }
}
