package vn.sogoc.institution.office;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vn.sogoc.crypto.keys.KeyId;
import vn.sogoc.institution.InstitutionStatement;
import vn.sogoc.institution.Mandate;
import vn.sogoc.institution.Mandates;
import vn.sogoc.institution.PersonalSignature;
import vn.sogoc.institution.TrustRegister;
import vn.sogoc.kernel.Bytes;
import vn.sogoc.kernel.Digest;
import vn.sogoc.kernel.LegalDay;
import vn.sogoc.kernel.PublicId;
import vn.sogoc.kernel.Refusal;
import vn.sogoc.platform.access.Actor;
import vn.sogoc.platform.access.Members;
import vn.sogoc.platform.proposals.Proposal;
import vn.sogoc.platform.proposals.Proposals;
import vn.sogoc.platform.proposals.Typed;

/**
 * Who may sign for an institution, and on which days: a mandate begins and ends by two persons,
 * neither of whom it is for, with the decision it rests on.
 */
@ApplicationScoped
public class MandateOffice {
  static final String ADD = "mandate";
  static final String END = "mandate-end";

  private static final Set<String> FORMS = Set.of("", "KT.", "TM.", "TUQ.", "Q.");

  private final Mandates mandates;
  private final MandateDocuments documents;
  private final People people;
  private final Offices offices;
  private final Proposals proposals;
  private final TrustRegister trust;
  private final Clock clock;

  MandateOffice(
      Mandates mandates,
      MandateDocuments documents,
      People people,
      Offices offices,
      Proposals proposals,
      TrustRegister trust,
      Clock clock) {
    this.mandates = mandates;
    this.documents = documents;
    this.people = people;
    this.offices = offices;
    this.proposals = proposals;
    this.trust = trust;
    this.clock = clock;
  }

  /** A key, and whose it is by its certificate. */
  public record PersonalKey(KeyId id, String name) {}

  /** A decision as it was uploaded. */
  public record Document(String mediaType, Bytes content) {}

  /** All mandates of an institution, past ones too, in the order of their first days. */
  @Transactional
  public List<Mandate> of(Actor actor, int institution) {
    offices.requireSees(actor, institution);
    return mandates.of(institution);
  }

  /** Asks for a mandate; another person approves it. */
  @Transactional
  public Proposal ask(Actor actor, int institution, MandateAsked asked) {
    offices.requireRuns(actor, institution);
    Members.Member member = people.get(actor, institution, asked.account());
    Offices.requireOther(actor, member.person());
    if (member.isDisabled()) {
      throw People.ended();
    }
    InstitutionStatement statement = trust.statement(institution);
    Set<String> accredited =
        Set.copyOf(statement.accreditations().stream().map(a -> a.kind()).toList());
    if (asked.kinds().isEmpty() || !accredited.containsAll(asked.kinds())) {
      throw Proposals.refused("kinds", "kinds that the institution may issue");
    }
    String signsAs = asked.signsAs() == null ? "" : asked.signsAs().strip();
    if (!FORMS.contains(signsAs)) {
      throw Proposals.refused("signsAs", "KT., TM., TUQ., Q. or nothing");
    }
    Mandate wanted =
        new Mandate(
            new UUID(0, 0),
            institution,
            member.person(),
            member.displayName(),
            Typed.line(asked.titleVi(), "titleVi", 2, 100),
            Typed.line(asked.titleEn(), "titleEn", 2, 100),
            asked.kinds(),
            Typed.day(asked.from(), "from"),
            blank(asked.until()) ? null : Typed.day(asked.until(), "until"),
            Typed.line(asked.decisionNumber(), "decisionNumber", 1, 50),
            Typed.day(asked.decisionDate(), "decisionDate"),
            signsAs,
            asked.key());
    require(wanted, asked.replaces());
    Digest document = documents.keep(institution, asked.document(), clock.instant());
    return proposals.ask(
        actor,
        ADD,
        institution,
        asked.account().toString(),
        MandateTerms.of(wanted, member, asked.replaces(), document));
  }

  /** Asks for a mandate to end on a day, its last. */
  @Transactional
  public Proposal askEnd(Actor actor, int institution, PublicId mandate, @Nullable String last) {
    offices.requireRuns(actor, institution);
    Mandate found = find(institution, mandate.key());
    Offices.requireOther(actor, found.personId());
    LocalDate day = Typed.day(last, "last");
    requireEnd(found, day);
    TreeMap<String, String> terms = new TreeMap<>();
    terms.put("name", found.personName());
    terms.put(MandateTerms.LAST, day.toString());
    return proposals.ask(actor, END, institution, mandate.toString(), terms);
  }

  /** A decision that a mandate rests on. */
  @Transactional
  public Document document(Actor actor, int institution, Digest digest) {
    offices.requireSees(actor, institution);
    return documents
        .find(institution, digest)
        .map(row -> new Document(row.mediaType, Bytes.of(row.content)))
        .orElseThrow(
            () -> new Refusal(OfficeProblem.MANDATE_UNKNOWN, "no such document of a mandate"));
  }

  /** The mandate of an institution with this key. */
  Mandate find(int institution, UUID id) {
    return mandates.of(institution).stream()
        .filter(m -> m.id().equals(id))
        .findFirst()
        .orElseThrow(() -> new Refusal(OfficeProblem.MANDATE_UNKNOWN, "no such mandate"));
  }

  /** Personal keys that a new mandate could name, each with the name in its certificate. */
  @Transactional
  public List<PersonalKey> keys(Actor actor, int institution) {
    offices.requireSees(actor, institution);
    return MandateKeys.usable(trust.statement(institution), clock.instant())
        .map(key -> new PersonalKey(key.id(), PersonalSignature.nameOf(key)))
        .toList();
  }

  /** What a mandate must keep to, when it is asked for and when it is carried out. */
  void require(Mandate wanted, @Nullable UUID replaces) {
    int institution = wanted.institutionId();
    List<Mandate> all = mandates.of(institution);
    MandateRules.require(wanted, all, replaces, today());
    MandateKeys.require(wanted, trust.statement(institution), all, clock.instant());
  }

  /** What was signed on a day that has passed was signed within the mandate. */
  void requireEnd(Mandate mandate, LocalDate last) {
    LocalDate until = mandate.until();
    if (last.isBefore(today())
        || last.isBefore(mandate.from())
        || (until != null && until.isBefore(last))) {
      throw new Refusal(
          OfficeProblem.MANDATE_DAYS,
          "a mandate ends on one of its days, today or later, and no later than it does");
    }
  }

  LocalDate today() {
    return LegalDay.of(clock.instant());
  }

  private static boolean blank(@Nullable String text) {
    return text == null || text.isBlank();
  }
}
