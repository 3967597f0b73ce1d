package vn.sogoc.status;

import jakarta.enterprise.context.ApplicationScoped;
import java.security.SecureRandom;
import java.text.Normalizer;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import vn.sogoc.credential.Catalogue;
import vn.sogoc.credential.Claims;
import vn.sogoc.credential.CredentialRecord;
import vn.sogoc.credential.DecisionKey;
import vn.sogoc.credential.MalformedRecord;
import vn.sogoc.credential.RecordCodec;
import vn.sogoc.crypto.cose.CoseSign1;
import vn.sogoc.crypto.cose.MalformedCose;
import vn.sogoc.kernel.Bytes;
import vn.sogoc.kernel.LegalDay;
import vn.sogoc.kernel.PublicId;
import vn.sogoc.kernel.Refusal;
import vn.sogoc.kernel.Refusal.Fault;
import vn.sogoc.register.Register;
import vn.sogoc.register.RegisterEvidence;
import vn.sogoc.register.RegisterProblem;

/** What must hold for a decision to be asked for, and again when it is approved. */
@ApplicationScoped
class DecisionRules {
  private static final int LONGEST_NUMBER = 50;
  private static final int SALT_SIZE = 16;

  private final Grounds grounds;
  private final Catalogue catalogue;
  private final Register register;
  private final DecisionRepository repository;
  private final DecisionReader reader;
  private final ProvisionalRepository provisional;
  private final SecureRandom random;

  DecisionRules(
      Grounds grounds,
      Catalogue catalogue,
      Register register,
      DecisionRepository repository,
      DecisionReader reader,
      ProvisionalRepository provisional,
      SecureRandom random) {
    this.grounds = grounds;
    this.catalogue = catalogue;
    this.register = register;
    this.repository = repository;
    this.reader = reader;
    this.provisional = provisional;
    this.random = random;
  }

  /**
   * The parts of a decision that stand.
   *
   * @param number in the form in which it is kept
   */
  record Checked(
      DecisionType type,
      Ground ground,
      String legalBasis,
      String number,
      Optional<RegisterEvidence.Recorded> successor,
      List<FieldChange> changes) {}

  /**
   * Checks what is asked against the credential as it stands.
   *
   * @param earlier all decisions about it
   * @throws Refusal with the present state where nothing like this can be decided now, else with
   *     every fault of what was typed
   */
  Checked check(
      AskDecision asked, RegisterEvidence.Recorded about, List<Decision> earlier, Instant now) {
    DecisionType type =
        DecisionType.ofCode(asked.type())
            .orElseThrow(
                () ->
                    refused(
                        new Fault(
                            "value_format",
                            0,
                            "type",
                            "correction, supersession, revocation, suspension or reinstatement",
                            asked.type())));
    CredentialStatus present = CredentialStatus.of(about.events());
    requireState(type, present);
    requireNotEnded(type, about, present);
    Ground ground =
        grounds
            .find(type, asked.reason())
            .orElseThrow(
                () ->
                    refused(
                        new Fault(
                            "ground_unknown",
                            0,
                            "reason",
                            String.join(", ", grounds.codes(type)),
                            asked.reason())));
    if (!ground.mayFollow(present)) {
      throw state(type, present);
    }
    requireNoneOpen(earlier);
    String number = Normalizer.normalize(asked.number(), Normalizer.Form.NFC).strip();
    requireNew(type, number, earlier);
    Claims claims = claims(about);
    List<Fault> faults = new ArrayList<>(faultsOf(asked, number, claims, LegalDay.of(now)));
    Optional<String> basis = grounds.basis(ground, claims.kind(), asked.date());
    if (basis.isEmpty()) {
      faults.add(new Fault("ground_not_in_force", 0, "reason", "", ground.code()));
    }
    List<FieldChange> changes = changes(asked, ground, claims, earlier, faults);
    if (type != DecisionType.SUPERSESSION && asked.successor() != null) {
      faults.add(new Fault("field_forbidden", 0, "successor", "", ""));
    }
    if (!faults.isEmpty()) {
      throw new Refusal(
          StatusProblem.DECISION_REFUSED, "the particulars of the decision do not stand", faults);
    }
    Optional<RegisterEvidence.Recorded> successor =
        type == DecisionType.SUPERSESSION
            ? Optional.of(successor(asked.successor() == null ? "" : asked.successor(), about, now))
            : Optional.empty();
    return new Checked(type, ground, basis.orElseThrow(), number, successor, changes);
  }

  /** That a decision, asked for a while ago, still fits the credential as it stands now. */
  void checkAgain(
      Decision decision, RegisterEvidence.Recorded about, List<Decision> all, Instant now) {
    CredentialStatus present = CredentialStatus.of(about.events());
    requireState(decision.type(), present);
    requireNotEnded(decision.type(), about, present);
    if (grounds
        .find(decision.type(), decision.reason())
        .filter(g -> g.mayFollow(present))
        .isEmpty()) {
      throw state(decision.type(), present);
    }
    Map<CorrectableField, String> values = values(claims(about), all);
    boolean asBefore =
        decision.changes().stream()
            .allMatch(
                c ->
                    CorrectableField.ofKey(c.field())
                        .filter(f -> c.oldValue().equals(values.get(f)))
                        .isPresent());
    if (!asBefore) {
      throw state(decision.type(), present);
    }
    decision.successor().ifPresent(id -> successor(id.toString(), about, now));
  }

  static void requireState(DecisionType type, CredentialStatus present) {
    if (!type.mayFollow(present)) {
      throw state(type, present);
    }
  }

  /** What the diploma took the place of is not in force again, whatever else is taken back. */
  private void requireNotEnded(
      DecisionType type, RegisterEvidence.Recorded about, CredentialStatus present) {
    if (type == DecisionType.REINSTATEMENT && provisional.of(about.id()).isPresent()) {
      throw state(type, present);
    }
  }

  /** What a record says. */
  Claims claims(RegisterEvidence.Recorded entry) {
    try {
      return new RecordCodec(catalogue).decode(CoseSign1.parse(entry.cose()).payload()).claims();
    } catch (MalformedCose | MalformedRecord e) {
      throw new Refusal(
          RegisterProblem.ENTRY_ALTERED,
          "the stored row was changed after it was written; nothing is decided about it");
    }
  }

  Bytes salt() {
    byte[] salt = new byte[SALT_SIZE];
    random.nextBytes(salt);
    return Bytes.of(salt);
  }

  /**
   * The correctable fields as they hold today: the record's, and the corrections in their order.
   */
  private static Map<CorrectableField, String> values(Claims claims, List<Decision> decisions) {
    Map<CorrectableField, String> values = new EnumMap<>(CorrectableField.class);
    for (CorrectableField field : CorrectableField.values()) {
      field.in(claims).ifPresent(value -> values.put(field, value));
    }
    for (Decision decision : decisions) {
      if (decision.state().isApproved()) {
        for (FieldChange change : decision.changes()) {
          CorrectableField.ofKey(change.field()).ifPresent(f -> values.put(f, change.newValue()));
        }
      }
    }
    return values;
  }

  private List<FieldChange> changes(
      AskDecision asked, Ground ground, Claims claims, List<Decision> earlier, List<Fault> faults) {
    List<FieldChange> changes = new ArrayList<>();
    if (ground.type() != DecisionType.CORRECTION) {
      if (!asked.changes().isEmpty()) {
        faults.add(new Fault("field_forbidden", 0, "changes", "", ""));
      }
      return changes;
    }
    if (asked.changes().isEmpty()) {
      faults.add(new Fault("field_missing", 0, "changes", "at least one field", ""));
    }
    Map<CorrectableField, String> values = values(claims, earlier);
    Set<CorrectableField> seen = EnumSet.noneOf(CorrectableField.class);
    for (AskDecision.Change change : asked.changes()) {
      Optional<CorrectableField> field =
          CorrectableField.ofKey(change.field()).filter(f -> ground.fields().contains(f.key()));
      if (field.isEmpty() || !values.containsKey(field.get())) {
        faults.add(
            new Fault(
                "field_not_correctable",
                0,
                change.field(),
                String.join(", ", ground.fields().stream().sorted().toList()),
                ""));
      } else if (!seen.add(field.get())) {
        faults.add(new Fault("field_twice", 0, change.field(), "", ""));
      } else {
        change(field.get(), change, values, faults).ifPresent(changes::add);
      }
    }
    return changes;
  }

  /** A single change; values are personal, so no fault repeats them. */
  private Optional<FieldChange> change(
      CorrectableField field,
      AskDecision.Change asked,
      Map<CorrectableField, String> values,
      List<Fault> faults) {
    Optional<String> before = field.read(asked.oldValue(), catalogue);
    Optional<String> after = field.read(asked.newValue(), catalogue);
    if (after.isEmpty()) {
      faults.add(new Fault("new_value_format", 0, field.key(), "", ""));
    } else if (before.isEmpty() || !before.get().equals(values.get(field))) {
      faults.add(new Fault("old_value_differs", 0, field.key(), "", ""));
    } else if (before.equals(after)) {
      faults.add(new Fault("new_value_same", 0, field.key(), "", ""));
    } else {
      return Optional.of(new FieldChange(field.key(), before.get(), after.get(), salt()));
    }
    return Optional.empty();
  }

  private static List<Fault> faultsOf(
      AskDecision asked, String number, Claims claims, LocalDate today) {
    List<Fault> faults = new ArrayList<>();
    if (number.isEmpty()
        || number.codePointCount(0, number.length()) > LONGEST_NUMBER
        || number.matches("(?s).*[\\p{C}\\p{Zl}\\p{Zp}].*")) {
      faults.add(
          new Fault("decision_number", 0, "decisionNumber", "1 to 50 characters on one line", ""));
    }
    if (asked.date().isAfter(today)) {
      faults.add(
          new Fault("decision_ahead", 0, "decisionDate", "" + today, asked.date().toString()));
    }
    if (asked.date().isBefore(claims.issueDate())) {
      faults.add(
          new Fault(
              "decision_before_issue",
              0,
              "decisionDate",
              claims.issueDate().toString(),
              asked.date().toString()));
    }
    return faults;
  }

  private RegisterEvidence.Recorded successor(
      String typed, RegisterEvidence.Recorded about, Instant now) {
    PublicId id =
        PublicId.parse(CredentialRecord.ID_KIND, typed)
            .orElseThrow(() -> successorRefused("successor_unknown"));
    if (!(register.byId(id).orElse(null) instanceof RegisterEvidence.Recorded successor)
        || successor.institution() != about.institution()) {
      throw successorRefused("successor_unknown");
    }
    if (!successor.person().equals(about.person())) {
      throw successorRefused("successor_other_person");
    }
    if (!claims(successor).kind().equals(claims(about).kind())) {
      throw successorRefused("successor_other_kind");
    }
    if (!successor.recordedAt().isAfter(about.recordedAt())) {
      throw successorRefused("successor_not_later");
    }
    boolean holds =
        switch (CredentialStatus.of(successor.events())) {
          case CredentialStatus.InForce ignored -> true;
          case CredentialStatus.Corrected ignored -> true;
          case CredentialStatus.Superseded ignored -> false;
          case CredentialStatus.Revoked ignored -> false;
          case CredentialStatus.Suspended ignored -> false;
          case CredentialStatus.Contradictory ignored -> false;
        };
    if (!holds) {
      throw successorRefused("successor_not_in_force");
    }
    if (replacesAnother(successor, about, now)) {
      throw successorRefused("successor_taken");
    }
    return successor;
  }

  /** One replacement takes the place of one credential. */
  private boolean replacesAnother(
      RegisterEvidence.Recorded successor, RegisterEvidence.Recorded about, Instant now) {
    return repository.ofSuccessor(successor.id()).stream()
        .filter(row -> !row.entryId.equals(about.id()))
        .anyMatch(
            row ->
                register.byId(PublicId.of(CredentialRecord.ID_KIND, row.entryId)).orElse(null)
                        instanceof RegisterEvidence.Recorded other
                    && reader
                        .read(row, other, now)
                        .filter(d -> d.state().isApproved())
                        .isPresent());
  }

  private static void requireNoneOpen(List<Decision> earlier) {
    for (Decision decision : earlier) {
      if (decision.state() == Decision.State.ASKED) {
        throw new Refusal(
            StatusProblem.DECISION_OPEN,
            "decision " + decision.id() + " about this credential waits for its second person");
      }
    }
  }

  private static void requireNew(DecisionType type, String number, List<Decision> earlier) {
    String key = DecisionKey.of(number);
    for (Decision decision : earlier) {
      if (decision.state().isApproved()
          && decision.type() == type
          && DecisionKey.of(decision.number()).equals(key)) {
        throw new Refusal(
            StatusProblem.DECISION_TWICE,
            "decision " + decision.id() + " with this number is recorded already");
      }
    }
  }

  private static Refusal state(DecisionType type, CredentialStatus present) {
    return new Refusal(
        StatusProblem.CREDENTIAL_STATE,
        "the credential is "
            + present.code()
            + present.effective().map(at -> " since " + at).orElse("")
            + "; no "
            + type.code()
            + " like this follows",
        List.of(new Fault("present_state", 0, "status", "", present.code())));
  }

  private static Refusal refused(Fault fault) {
    return new Refusal(
        StatusProblem.DECISION_REFUSED,
        "the particulars of the decision do not stand",
        List.of(fault));
  }

  private static Refusal successorRefused(String code) {
    return new Refusal(
        StatusProblem.SUCCESSOR_REFUSED,
        "what should take the place of the credential cannot",
        List.of(new Fault(code, 0, "successor", "", "")));
  }
}
