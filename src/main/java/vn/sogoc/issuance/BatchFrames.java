package vn.sogoc.issuance;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import vn.sogoc.credential.Catalogue;
import vn.sogoc.credential.Kind;
import vn.sogoc.credential.Province;
import vn.sogoc.credential.Regime;
import vn.sogoc.credential.Term;
import vn.sogoc.institution.InstitutionFacts;
import vn.sogoc.institution.InstitutionProblem;
import vn.sogoc.institution.Mandate;
import vn.sogoc.institution.Mandates;
import vn.sogoc.institution.Signing;
import vn.sogoc.institution.TrustRegister;
import vn.sogoc.issuance.intake.Frame;
import vn.sogoc.kernel.Refusal;
import vn.sogoc.kernel.Refusal.Fault;

/** Checks what all rows of a batch share before any row is looked at. */
@ApplicationScoped
class BatchFrames {
  /** Lists are prepared before the ceremony, but not for another season. */
  private static final int DAYS_AHEAD = 60;

  private static final int LONGEST_NUMBER = 50;
  private static final int FIRST_YEAR = 1945;

  private final Catalogue catalogue;
  private final TrustRegister trust;
  private final Signing signing;
  private final Mandates mandates;

  BatchFrames(Catalogue catalogue, TrustRegister trust, Signing signing, Mandates mandates) {
    this.catalogue = catalogue;
    this.trust = trust;
    this.signing = signing;
    this.mandates = mandates;
  }

  /** A frame and the mandate whose holder it names as signer. */
  record Framed(Frame frame, Mandate mandate) {}

  /**
   * The frame that a preparer asks for.
   *
   * @param today in the country's time
   * @throws Refusal naming every particular that does not fit
   */
  Framed of(int institution, PrepareBatch asked, LocalDate today) {
    List<Fault> faults = new ArrayList<>();
    checkParticulars(asked, today, faults);
    Optional<Kind> kind = catalogue.kind(asked.kind());
    Optional<Regime> regime = kind.flatMap(k -> catalogue.regime(k, asked.issueDate()));
    if (kind.isEmpty()) {
      faults.add(fault("kind_unknown", "kind", "a code of the catalogue", asked.kind()));
    } else if (regime.isEmpty()) {
      faults.add(
          fault(
              "kind_not_issued",
              "issueDate",
              "a day on which the kind is issued",
              asked.issueDate().toString()));
    }
    InstitutionFacts facts = trust.statement(institution).facts();
    int placeCode = asked.place() == null ? facts.place() : asked.place();
    Optional<Province> place = catalogue.province(placeCode, asked.issueDate());
    if (place.isEmpty()) {
      faults.add(
          fault(
              "place_not_in_force",
              "place",
              "the code of a province of the issue date",
              "" + placeCode));
    }
    if (!faults.isEmpty()) {
      throw refused(faults);
    }
    signing.requireAccredited(institution, kind.orElseThrow().code(), asked.issueDate());
    Mandate mandate = mandate(institution, asked, today);
    Frame frame =
        new Frame(
            institution,
            kind.orElseThrow(),
            regime.orElseThrow(),
            asked.decisionNumber(),
            asked.decisionDate(),
            asked.issueDate(),
            asked.graduationYear(),
            asked.decisionTotal(),
            place.orElseThrow(),
            mandate.personName(),
            catalogue.title(mandate.titleVi(), mandate.titleEn()),
            signsAs(mandate).orElse(null));
    return new Framed(frame, mandate);
  }

  private static void checkParticulars(PrepareBatch asked, LocalDate today, List<Fault> faults) {
    String number = asked.decisionNumber();
    if (number.isEmpty()
        || number.length() > LONGEST_NUMBER
        || !number.matches("[\\p{L}\\p{N} ./_&(),:-]+")) {
      faults.add(
          fault("text_form", "decisionNumber", "1 to 50 letters, digits and common signs", number));
    }
    if (asked.decisionDate().isAfter(asked.issueDate())
        || asked.decisionDate().getYear() < FIRST_YEAR) {
      faults.add(
          fault(
              "day_order",
              "decisionDate",
              "not after the issue date",
              asked.decisionDate().toString()));
    }
    if (asked.issueDate().isAfter(today.plusDays(DAYS_AHEAD))) {
      faults.add(
          fault(
              "issue_date_ahead",
              "issueDate",
              "at most " + DAYS_AHEAD + " days ahead",
              asked.issueDate().toString()));
    }
    Integer total = asked.decisionTotal();
    if (total != null && total < 1) {
      faults.add(
          fault(
              "decision_total",
              "decisionTotal",
              "how many graduates the decision names",
              total.toString()));
    }
    Integer year = asked.graduationYear();
    if (year != null && (year < FIRST_YEAR || year > asked.issueDate().getYear())) {
      faults.add(
          fault(
              "graduation_year",
              "graduationYear",
              "a year not after the issue date",
              year.toString()));
    }
  }

  /** The mandate that was named, or the only one that covers the kind today. */
  private Mandate mandate(int institution, PrepareBatch asked, LocalDate today) {
    List<Mandate> covering =
        mandates.of(institution).stream()
            .filter(m -> m.covers(asked.kind(), today))
            .filter(m -> asked.mandateId() == null || m.id().equals(asked.mandateId()))
            .toList();
    if (covering.isEmpty()) {
      throw new Refusal(
          InstitutionProblem.NO_MANDATE,
          "nobody holds a mandate of that description to sign this kind today");
    }
    if (covering.size() > 1) {
      String choice =
          String.join(
              "; ",
              covering.stream()
                  .map(m -> m.id() + " " + m.personName() + ", " + m.titleVi())
                  .toList());
      throw refused(List.of(fault("mandate_ambiguous", "mandateId", choice, "")));
    }
    return covering.getFirst();
  }

  private Optional<Term> signsAs(Mandate mandate) {
    return mandate.signsAs().isEmpty()
        ? Optional.empty()
        : Optional.of(
            catalogue
                .find(catalogue.signingForms(), mandate.signsAs())
                .orElseThrow(
                    () ->
                        new IllegalStateException(
                            "no signing form " + mandate.signsAs() + " in the catalogue")));
  }

  private static Refusal refused(List<Fault> faults) {
    return new Refusal(
        IssuanceProblem.BATCH_REFUSED, "the particulars of the batch do not fit together", faults);
  }

  private static Fault fault(String code, String field, String expected, String found) {
    return new Fault(code, 0, field, expected, found);
  }
}
