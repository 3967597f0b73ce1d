package vn.sogoc.status;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import vn.sogoc.credential.Catalogue;
import vn.sogoc.credential.Claims;
import vn.sogoc.credential.CredentialRecord;
import vn.sogoc.credential.DecisionKey;
import vn.sogoc.credential.Kind;
import vn.sogoc.credential.ProvisionalLaw;
import vn.sogoc.kernel.Bytes;
import vn.sogoc.kernel.Digest;
import vn.sogoc.kernel.PublicId;
import vn.sogoc.kernel.Refusal;
import vn.sogoc.register.Register;
import vn.sogoc.register.RegisterEvidence;
import vn.sogoc.register.RegisterProblem;
import vn.sogoc.tlog.EntryType;
import vn.sogoc.tlog.LogEntry;

/**
 * The door of temporary certificates: they end when the diploma of the same person and decision is
 * issued, by an event that the job which issues it records. Done again it changes nothing.
 */
@ApplicationScoped
public class Provisionals {
  private final ProvisionalRepository repository;
  private final Register register;
  private final DecisionRules rules;
  private final Catalogue catalogue;
  private final ProvisionalLaw law;
  private final EntityManager store;

  Provisionals(
      ProvisionalRepository repository,
      Register register,
      DecisionRules rules,
      Catalogue catalogue,
      EntityManager store) {
    this.repository = repository;
    this.register = register;
    this.rules = rules;
    this.catalogue = catalogue;
    this.law = ProvisionalLaw.of(catalogue);
    this.store = store;
  }

  /** What an event rests on that nobody decided. */
  public record Basis(String number, LocalDate date) {}

  /**
   * Ends temporary certificates of the persons whose diplomas a batch recorded, at most so many.
   *
   * @param kind of the batch
   * @return how many ended; fewer than asked for where none is left
   * @throws Refusal where a row of the register was altered
   */
  @Transactional(TxType.MANDATORY)
  public int end(UUID batch, String kind, int most, Instant now) {
    if (!endsAny(kind)) {
      return 0;
    }
    List<ProvisionalRepository.Due> due = repository.due(batch, law.kinds(), most);
    due.forEach(one -> end(recorded(one.entry()), recorded(one.successor()), now));
    return due.size();
  }

  private void end(
      RegisterEvidence.Recorded about, RegisterEvidence.Recorded diploma, Instant now) {
    Claims of = rules.claims(diploma);
    Claims meanwhile = rules.claims(about);
    if (!isOver(about, meanwhile, diploma, of)) {
      throw altered();
    }
    String basis =
        law.basis(meanwhile.kind().code(), of.regime().code()).orElseThrow(Provisionals::altered);
    Digest subject = issued(about);
    Digest successor = issued(diploma);
    Bytes salt = rules.salt();
    Bytes content =
        ProvisionalEnd.content(
            basis,
            of.decisionNumber(),
            of.decisionDate(),
            about.institution(),
            subject,
            successor,
            salt);
    LogEntry event = register.recordEvent(about, EntryType.SUPERSEDED, Digest.sha256(content), now);
    repository.add(
        new ProvisionalEnd(
            about.id(),
            about.institution(),
            subject,
            diploma.id(),
            successor,
            basis,
            of.decisionNumber(),
            of.decisionDate(),
            salt,
            Digest.sha256(event.encode()),
            event.time()));
  }

  /** By the signed records, not by the columns beside them. */
  private boolean isOver(
      RegisterEvidence.Recorded about,
      Claims meanwhile,
      RegisterEvidence.Recorded diploma,
      Claims of) {
    return law.isProvisional(meanwhile.kind())
        && law.ends(of.kind())
        && about.person().equals(diploma.person())
        && about.institution() == diploma.institution()
        && DecisionKey.of(meanwhile.decisionNumber()).equals(DecisionKey.of(of.decisionNumber()))
        && meanwhile.decisionDate().getYear() == of.decisionDate().getYear();
  }

  /**
   * Holds a decision while diplomas under it, or temporary certificates, are recorded: of both at
   * once the second one sees the first. Diplomas do not wait for each other.
   */
  @Transactional(TxType.MANDATORY)
  public void hold(int institution, String kind, String decision, LocalDate date) {
    hold(List.of(new Decided(institution, kind, decision, date)));
  }

  /** A decision of an institution, and the kind of what is recorded under it. */
  public record Decided(int institution, String kind, String number, LocalDate date) {
    private String key() {
      return "provisional/" + institution + "/" + date.getYear() + "/" + DecisionKey.of(number);
    }
  }

  /** The same for several, in the order of their names, which is everybody's. */
  @Transactional(TxType.MANDATORY)
  public void hold(List<Decided> several) {
    List<Decided> ordered =
        several.stream()
            .filter(one -> isMeanwhile(one.kind()) || endsAny(one.kind()))
            .sorted(Comparator.comparing(Decided::key))
            .toList();
    for (int from = 0, until; from < ordered.size(); from = until) {
      boolean isMeanwhile = isMeanwhile(ordered.get(from).kind());
      until = from + 1;
      while (until < ordered.size() && isMeanwhile(ordered.get(until).kind()) == isMeanwhile) {
        until++;
      }
      store
          .createNativeQuery(
              """
              select cast(pg_advisory_xact_lock%s(hashtextextended(k, 0)) as text)
              from unnest(:keys) with ordinality as t (k, n) order by n"""
                  .formatted(isMeanwhile ? "" : "_shared"),
              String.class)
          .setParameter(
              "keys",
              ordered.subList(from, until).stream().map(Decided::key).toArray(String[]::new))
          .getResultList();
    }
  }

  /** Whether credentials of a kind are issued meanwhile, until there is another. */
  public boolean isMeanwhile(String kind) {
    return catalogue.kind(kind).filter(law::isProvisional).isPresent();
  }

  /**
   * That a batch of temporary certificates does not come after the diplomas.
   *
   * @throws Refusal {@code provisional-late} where somebody has the diploma already
   */
  @Transactional(TxType.MANDATORY)
  public void requireInTime(
      UUID batch, int institution, String kind, String decision, LocalDate date) {
    if (catalogue.kind(kind).filter(law::isProvisional).isEmpty()) {
      return;
    }
    long late = repository.late(batch, institution, DecisionKey.of(decision), date, diplomas());
    if (late > 0) {
      throw new Refusal(
          StatusProblem.PROVISIONAL_LATE,
          late + " persons of this batch have their diploma already");
    }
  }

  /** Whether credentials of a kind may be issued meanwhile. */
  public boolean endsAny(String kind) {
    return catalogue.kind(kind).filter(law::ends).isPresent();
  }

  /** The code of the kind that is issued meanwhile. */
  public String meanwhile() {
    return law.meanwhile();
  }

  /** What an event rests on; empty where it is not the end of a temporary certificate. */
  @Transactional
  public Optional<Basis> behind(RegisterEvidence.Recorded about, LogEntry event) {
    return repository
        .of(about.id())
        .filter(end -> end.event().equals(Digest.sha256(event.encode())))
        .map(end -> new Basis(end.number(), end.date()));
  }

  /** The diploma that took the place of a temporary certificate. */
  Optional<PublicId> successor(UUID entry) {
    return repository.of(entry).map(end -> PublicId.of(CredentialRecord.ID_KIND, end.successor()));
  }

  /** The temporary certificate whose place a diploma took. */
  Optional<PublicId> predecessor(UUID diploma) {
    return repository.by(diploma).map(end -> PublicId.of(CredentialRecord.ID_KIND, end.entry()));
  }

  private Set<String> diplomas() {
    return catalogue.kinds().stream()
        .filter(law::ends)
        .map(Kind::code)
        .collect(Collectors.toUnmodifiableSet());
  }

  private RegisterEvidence.Recorded recorded(UUID id) {
    return Lineages.unaltered(
        register
            .byId(PublicId.of(CredentialRecord.ID_KIND, id))
            .orElseThrow(Provisionals::altered));
  }

  private static Digest issued(RegisterEvidence.Recorded entry) {
    return Digest.sha256(entry.events().getFirst().encode());
  }

  private static Refusal altered() {
    return new Refusal(
        RegisterProblem.ENTRY_ALTERED,
        "a temporary certificate or its diploma was changed after it was written");
  }
}
