package vn.sogoc.holder;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import vn.sogoc.credential.Catalogue;
import vn.sogoc.credential.CredentialRecord;
import vn.sogoc.credential.MalformedRecord;
import vn.sogoc.credential.RecordCodec;
import vn.sogoc.crypto.cose.CoseSign1;
import vn.sogoc.crypto.cose.MalformedCose;
import vn.sogoc.document.IssuerNames;
import vn.sogoc.document.template.Documents;
import vn.sogoc.institution.TrustRegister;
import vn.sogoc.issuance.supplement.SupplementFiles;
import vn.sogoc.kernel.Bytes;
import vn.sogoc.kernel.Digest;
import vn.sogoc.kernel.PublicId;
import vn.sogoc.kernel.Refusal;
import vn.sogoc.person.Guardians;
import vn.sogoc.person.Guardianship;
import vn.sogoc.platform.PlatformConfig;
import vn.sogoc.platform.access.Actor;
import vn.sogoc.platform.access.Role;
import vn.sogoc.publication.IssuanceLists;
import vn.sogoc.publication.PublicationAnswer;
import vn.sogoc.register.Register;
import vn.sogoc.register.RegisterEvidence;
import vn.sogoc.register.RegisterProblem;
import vn.sogoc.register.supplement.SupplementProblem;
import vn.sogoc.register.supplement.Supplements;
import vn.sogoc.status.CountedEvents;
import vn.sogoc.status.CredentialStatus;
import vn.sogoc.verification.VerificationConfig;
import vn.sogoc.verification.incidents.Incidents;

/** The door of a holder's own credentials. */
@ApplicationScoped
public class Holdings {
  private static final ZoneId ZONE = ZoneId.of("Asia/Ho_Chi_Minh");

  private final Register register;
  private final TrustRegister trust;
  private final Guardians guardians;
  private final IssuanceLists lists;
  private final Documents documents;
  private final Supplements supplements;
  private final SupplementFiles files;
  private final RecordCodec codec;
  private final CountedEvents counted;
  private final Incidents incidents;
  private final Clock clock;
  private final String address;
  private final boolean testData;

  Holdings(
      Register register,
      TrustRegister trust,
      Guardians guardians,
      IssuanceLists lists,
      Documents documents,
      Supplements supplements,
      SupplementFiles files,
      Catalogue catalogue,
      CountedEvents counted,
      Incidents incidents,
      Clock clock,
      PlatformConfig platform,
      VerificationConfig verification) {
    this.register = register;
    this.trust = trust;
    this.guardians = guardians;
    this.lists = lists;
    this.documents = documents;
    this.supplements = supplements;
    this.files = files;
    this.codec = new RecordCodec(catalogue);
    this.counted = counted;
    this.incidents = incidents;
    this.clock = clock;
    this.address = platform.address().toString();
    this.testData = verification.testData();
  }

  /**
   * What was issued to the actor and to those the actor acts for today; the actor's own first. What
   * is recorded and not published yet is not issued: its code does not leave.
   */
  @Transactional
  public List<Holding> of(Actor actor) {
    List<Holding> all = recorded(actor);
    Map<Digest, PublicationAnswer> listed =
        lists.evidence(
            all.stream().map(Holdings::digest).collect(Collectors.toSet()), clock.instant());
    return all.stream()
        .filter(holding -> listed.get(digest(holding)) instanceof PublicationAnswer.Published)
        .toList();
  }

  private static Digest digest(Holding holding) {
    return Digest.sha256(holding.cose());
  }

  private List<Holding> recorded(Actor actor) {
    UUID self = actor.personId();
    LocalDate today = LocalDate.ofInstant(clock.instant(), ZONE);
    List<UUID> persons =
        Stream.concat(
                Stream.of(self), guardians.wardsOf(self, today).stream().map(Guardianship::ward))
            .distinct()
            .toList();
    List<Holding> found = new ArrayList<>();
    for (UUID person : persons) {
      for (RegisterEvidence evidence : register.ofPerson(person)) {
        // an altered row is left out here; whoever verifies it is told
        if (evidence instanceof RegisterEvidence.Recorded entry) {
          found.add(holding(entry, person.equals(self)));
        }
      }
    }
    return found;
  }

  /**
   * One of them.
   *
   * @throws Refusal {@code credential-unknown} where it is not theirs, {@code
   *     credential-not-published} where it stands in no published list yet
   */
  @Transactional
  public Holding one(Actor actor, PublicId id) {
    Holding found =
        recorded(actor).stream()
            .filter(holding -> holding.record().id().equals(id))
            .findFirst()
            .orElseThrow(
                () ->
                    new Refusal(
                        RegisterProblem.CREDENTIAL_UNKNOWN, "No credential of yours has this id."));
    lists.requirePublished(digest(found), clock.instant());
    return found;
  }

  /**
   * Says that one of them is not what it seems: its holder did not study there, or is somebody
   * else. Said again it is the same.
   */
  public void dispute(Actor actor, PublicId id) {
    Holding holding = one(actor, id);
    try {
      incidents.dispute(
          actor,
          holding.record().claims().institution(),
          digest(holding),
          CoseSign1.parse(holding.cose()).kid());
    } catch (MalformedCose e) {
      throw new IllegalStateException("a checked entry holds a record", e);
    }
  }

  /** Whether somebody said so of it. */
  public boolean isDisputed(Holding holding) {
    return incidents.isDisputed(digest(holding));
  }

  /** Whether a supplement of it counts, as the store has it. */
  public boolean hasSupplement(Holding holding) {
    return supplements.standing(holding.record().id().key()).isPresent();
  }

  /**
   * The supplement of one of them that counts; drawn outside any transaction.
   *
   * @throws Refusal where it is not theirs, or has none
   */
  public SupplementFiles.File supplement(Actor actor, PublicId id) {
    Holding holding = one(actor, id);
    return supplements
        .standing(holding.record().id().key())
        .map(found -> files.pdf(actor.as(Role.HOLDER), found.id()))
        .orElseThrow(
            () -> new Refusal(SupplementProblem.UNKNOWN, "this diploma of yours has none"));
  }

  /** The page of one of them as PDF; drawn outside any transaction. */
  public Bytes pdf(Holding holding) {
    return documents.pdf(
        holding.record(),
        new IssuerNames(holding.issuer().nameVi(), holding.issuer().nameEn()),
        holding.cose(),
        address,
        testData);
  }

  private Holding holding(RegisterEvidence.Recorded entry, boolean own) {
    try {
      CredentialRecord record = codec.decode(CoseSign1.parse(entry.cose()).payload());
      return new Holding(
          record,
          trust.statement(entry.institution()).facts(),
          entry.cose(),
          entry.person(),
          own,
          counted
              .of(entry)
              .map(CredentialStatus::of)
              .orElse(new CredentialStatus.Contradictory("the log says nothing now")));
    } catch (MalformedCose | MalformedRecord e) {
      throw new IllegalStateException("a checked entry holds a record", e);
    }
  }
}
