package vn.sogoc.status;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import vn.sogoc.credential.CredentialRecord;
import vn.sogoc.kernel.PublicId;
import vn.sogoc.kernel.Refusal;
import vn.sogoc.kernel.StatusSlot;
import vn.sogoc.register.Register;
import vn.sogoc.register.RegisterEvidence;
import vn.sogoc.register.RegisterProblem;
import vn.sogoc.tlog.LogEntry;

/**
 * What happened to a credential, for everybody who has its identifier: 128 random bits that stand
 * in the signed record and nowhere else.
 */
@ApplicationScoped
public class Lineages {
  private static final CredentialStatus UNKNOWN =
      new CredentialStatus.Contradictory("the log says nothing now");

  private final Register register;
  private final DecisionRepository repository;
  private final DecisionReader reader;
  private final DecisionRules rules;
  private final CountedEvents counted;
  private final Provisionals provisionals;
  private final Clock clock;

  Lineages(
      Register register,
      DecisionRepository repository,
      DecisionReader reader,
      DecisionRules rules,
      CountedEvents counted,
      Provisionals provisionals,
      Clock clock) {
    this.register = register;
    this.repository = repository;
    this.reader = reader;
    this.rules = rules;
    this.counted = counted;
    this.provisionals = provisionals;
    this.clock = clock;
  }

  /**
   * The lineage of a credential.
   *
   * @throws Refusal {@code credential-unknown}, or {@code entry-altered} where the stored row was
   *     changed
   */
  @Transactional
  public Lineage of(PublicId credential) {
    Instant now = clock.instant();
    RegisterEvidence.Recorded entry = recorded(credential);
    List<Decision> decisions =
        reader.about(entry, now).stream().filter(d -> d.state().isApproved()).toList();
    Optional<List<LogEntry>> events = counted.of(entry);
    return new Lineage(
        credential,
        entry.institution(),
        rules.claims(entry).kind().code(),
        events.map(CredentialStatus::of).orElse(UNKNOWN),
        events.orElse(entry.events()).stream()
            .map(event -> event(entry, event, decisions))
            .toList(),
        predecessor(entry, now).or(() -> provisionals.predecessor(entry.id())),
        decisions.stream()
            .flatMap(d -> d.successor().stream())
            .findFirst()
            .or(() -> provisionals.successor(entry.id())));
  }

  /**
   * How a credential stood.
   *
   * @param status empty before it was recorded
   * @param slot its place in the status lists
   */
  record At(Optional<CredentialStatus> status, StatusSlot slot) {}

  /** How a credential stood at a time, by the events that count and were recorded until then. */
  @Transactional
  At at(PublicId credential, Instant when) {
    RegisterEvidence.Recorded entry = recorded(credential);
    StatusSlot slot = entry.events().getFirst().slot().orElseThrow();
    return counted
        .of(entry)
        .map(events -> events.stream().filter(e -> !e.time().isAfter(when)).toList())
        .map(
            until ->
                until.isEmpty()
                    ? Optional.<CredentialStatus>empty()
                    : Optional.of(CredentialStatus.of(until)))
        .map(status -> new At(status, slot))
        .orElse(new At(Optional.of(UNKNOWN), slot));
  }

  private Optional<PublicId> predecessor(RegisterEvidence.Recorded entry, Instant now) {
    for (DecisionEntity row : repository.ofSuccessor(entry.id())) {
      PublicId before = PublicId.of(CredentialRecord.ID_KIND, row.entryId);
      if (register.byId(before).orElse(null) instanceof RegisterEvidence.Recorded replaced
          && reader.read(row, replaced, now).filter(d -> d.state().isApproved()).isPresent()) {
        return Optional.of(before);
      }
    }
    return Optional.empty();
  }

  private Lineage.Event event(
      RegisterEvidence.Recorded entry, LogEntry event, List<Decision> decisions) {
    return new Lineage.Event(
        event.type().code(),
        event.time(),
        decisions.stream()
            .filter(d -> d.event().filter(event::equals).isPresent())
            .findFirst()
            .map(d -> new Lineage.Basis(d.number(), d.date()))
            .or(
                () ->
                    provisionals
                        .behind(entry, event)
                        .map(end -> new Lineage.Basis(end.number(), end.date()))));
  }

  private RegisterEvidence.Recorded recorded(PublicId credential) {
    return unaltered(
        register
            .byId(credential)
            .orElseThrow(
                () ->
                    new Refusal(
                        RegisterProblem.CREDENTIAL_UNKNOWN, "no credential has this identifier")));
  }

  static RegisterEvidence.Recorded unaltered(RegisterEvidence evidence) {
    return switch (evidence) {
      case RegisterEvidence.Recorded recorded -> recorded;
      case RegisterEvidence.Altered ignored ->
          throw new Refusal(
              RegisterProblem.ENTRY_ALTERED,
              "the stored row was changed after it was written; nothing is said about it");
    };
  }
}
