package vn.sogoc.demo;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import vn.sogoc.credential.AuthenticRecord;
import vn.sogoc.credential.Catalogue;
import vn.sogoc.credential.Claims;
import vn.sogoc.credential.CredentialRecord;
import vn.sogoc.credential.Kind;
import vn.sogoc.credential.MalformedRecord;
import vn.sogoc.credential.PartialDate;
import vn.sogoc.credential.PersonName;
import vn.sogoc.credential.QrText;
import vn.sogoc.credential.RecordCodec;
import vn.sogoc.credential.Regime;
import vn.sogoc.crypto.cose.CoseSign1;
import vn.sogoc.crypto.keys.KeyUnavailable;
import vn.sogoc.crypto.keys.Purpose;
import vn.sogoc.crypto.keys.Signer;
import vn.sogoc.crypto.keys.SigningFailed;
import vn.sogoc.document.DocumentRenderer;
import vn.sogoc.document.IssuerNames;
import vn.sogoc.institution.InstitutionKey;
import vn.sogoc.institution.KeyState;
import vn.sogoc.institution.Signing;
import vn.sogoc.institution.TrustConfig;
import vn.sogoc.institution.TrustRegister;
import vn.sogoc.kernel.Bytes;
import vn.sogoc.kernel.Digest;
import vn.sogoc.platform.PlatformConfig;
import vn.sogoc.platform.PublicIds;
import vn.sogoc.publication.IssuanceLists;
import vn.sogoc.publication.PublishedList;
import vn.sogoc.register.NewEntry;
import vn.sogoc.register.Recording;
import vn.sogoc.register.Register;
import vn.sogoc.register.ReservedNumbers;
import vn.sogoc.register.VoidMinutes;

/**
 * Gives tests credentials that were signed, registered and published by the same doors that issuing
 * uses, without the paper work before them.
 */
@ApplicationScoped
public class IssuedCredentials {
  /** A credential and what a test needs to ask about it. */
  public record Issued(CredentialRecord record, Bytes cose, UUID batch, UUID person) {
    /** The text of its QR code. */
    public String qr() {
      return QrText.fragment(cose);
    }
  }

  private final TrustRegister trust;
  private final Signing signing;
  private final Register register;
  private final IssuanceLists lists;
  private final Catalogue catalogue;
  private final PublicIds ids;
  private final Clock clock;
  private final DocumentRenderer renderer;
  private final PlatformConfig platform;
  private final Path keys;

  IssuedCredentials(
      TrustRegister trust,
      Signing signing,
      Register register,
      IssuanceLists lists,
      Catalogue catalogue,
      PublicIds ids,
      Clock clock,
      DocumentRenderer renderer,
      PlatformConfig platform,
      TrustConfig config) {
    this.trust = trust;
    this.signing = signing;
    this.register = register;
    this.lists = lists;
    this.catalogue = catalogue;
    this.ids = ids;
    this.clock = clock;
    this.renderer = renderer;
    this.platform = platform;
    this.keys = config.keys();
  }

  /** Bachelors of the sample university: recorded and published. */
  public List<Issued> bachelors(String... names) {
    return issue(true, names);
  }

  /** A bachelor who is a registered person. */
  public Issued bachelor(UUID person, String name) {
    return issue(DemoInstitution.UNIVERSITY, true, List.of(person), name).getFirst();
  }

  /** The page of one of the university's. */
  public Bytes pdf(Issued issued) {
    var facts = DemoInstitution.UNIVERSITY.facts();
    return renderer.pdf(
        issued.record(),
        new IssuerNames(facts.nameVi(), facts.nameEn()),
        issued.cose(),
        platform.address().toString(),
        true);
  }

  /** Bachelors whose list is not published yet. */
  public List<Issued> unpublished(String... names) {
    return issue(false, names);
  }

  /** A bachelor who is a registered person and whose list is not published yet. */
  public Issued unpublished(UUID person, String name) {
    return issue(DemoInstitution.UNIVERSITY, false, List.of(person), name).getFirst();
  }

  /** A record that a thief signed with the university's key and that nobody registered. */
  public Issued signedByThief(String name) {
    admit(DemoInstitution.UNIVERSITY);
    try {
      Signer<Purpose.Record> stolen = new DemoTrust(keys, trust).stolen(DemoInstitution.UNIVERSITY);
      UUID batch = ids.nextUuid();
      ReservedNumbers numbers = register.reserve(batch, 101, "BCN", 2026, 1, clock.instant());
      register.voidNumbers(
          batch,
          new VoidMinutes(
              "used by a test only",
              Digest.sha256(),
              ids.nextUuid(),
              "Một",
              clock.instant(),
              ids.nextUuid(),
              "Hai",
              clock.instant()));
      CredentialRecord record = record(claims(name, batch), numbers, 0, clock.instant());
      return new Issued(record, sign(stolen, record).cose(), batch, ids.nextUuid());
    } catch (KeyUnavailable e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * Freezes the record key of the institution that the demo freezes, and issues one before that.
   */
  public Issued issuedThenFrozen(String name) {
    try {
      if (trust.institution(DemoInstitution.FROZEN.facts().id()).isPresent()) {
        // another test froze it
        new DemoTrust(keys, trust)
            .changeRecordKey(
                DemoInstitution.FROZEN,
                key ->
                    new InstitutionKey(
                        key.id(),
                        key.purpose(),
                        key.certificate(),
                        key.from(),
                        key.until(),
                        KeyState.ACTIVE,
                        null),
                clock.instant());
      }
    } catch (KeyUnavailable | SigningFailed e) {
      throw new IllegalStateException(e);
    }
    Issued issued = issue(DemoInstitution.FROZEN, true, name).getFirst();
    try {
      new DemoTrust(keys, trust).suspendRecordKey(DemoInstitution.FROZEN, clock.instant());
    } catch (KeyUnavailable | SigningFailed e) {
      throw new IllegalStateException(e);
    }
    return issued;
  }

  private List<Issued> issue(boolean publish, String... names) {
    return issue(DemoInstitution.UNIVERSITY, publish, names);
  }

  private List<Issued> issue(DemoInstitution by, boolean publish, String... names) {
    return issue(by, publish, Stream.generate(ids::nextUuid).limit(names.length).toList(), names);
  }

  private List<Issued> issue(
      DemoInstitution by, boolean publish, List<UUID> persons, String... names) {
    admit(by);
    Instant now = clock.instant();
    Signer<Purpose.Record> signer = signing.records(by.facts().id(), now);
    return issue(by, signer, now, publish, persons, names);
  }

  /** The signer that issuing takes. */
  Signer<Purpose.Record> signerOf(DemoInstitution by) {
    return signing.records(by.facts().id(), clock.instant());
  }

  /** Whoever signs, and whatever time it says. */
  List<Issued> issue(
      DemoInstitution by,
      Signer<Purpose.Record> signer,
      Instant now,
      boolean publish,
      List<UUID> persons,
      String... names) {
    UUID batch = ids.nextUuid();
    int institution = by.facts().id();
    ReservedNumbers numbers = register.reserve(batch, institution, "BCN", 2026, names.length, now);
    List<NewEntry> entries = new ArrayList<>();
    List<Issued> issued = new ArrayList<>();
    for (int i = 0; i < names.length; i++) {
      CredentialRecord record = record(claims(by, names[i], batch), numbers, i, now);
      AuthenticRecord signed = sign(signer, record);
      UUID person = persons.get(i);
      entries.add(new NewEntry(signed, person));
      issued.add(new Issued(record, signed.cose(), batch, person));
    }
    record(batch, entries, now);
    if (publish) {
      PublishedList list =
          lists.publish(batch, entries.stream().map(NewEntry::record).toList(), clock.instant());
      awaitLogged(list);
    }
    return issued;
  }

  private void record(UUID batch, List<NewEntry> entries, Instant now) {
    QuarkusTransaction.requiringNew()
        .run(
            () -> {
              Recording recording = register.begin(batch, now);
              List<Recording.Seated> seated = new ArrayList<>();
              for (int i = 0; i < entries.size(); i++) {
                seated.add(recording.seat(i, entries.get(i)));
              }
              recording.write(seated);
              recording.end();
            });
  }

  /** Issued means logged under a cosigned head. */
  private void awaitLogged(PublishedList list) {
    for (int i = 0; !lists.isLogged(list); i++) {
      if (i == 1500) {
        throw new IllegalStateException("the log has no head over the list after half a minute");
      }
      LockSupport.parkNanos(20_000_000);
    }
  }

  private void admit(DemoInstitution institution) {
    if (trust.institution(institution.facts().id()).isEmpty()) {
      try {
        new DemoTrust(keys, trust).admit(institution, clock.instant());
      } catch (KeyUnavailable | SigningFailed e) {
        throw new IllegalStateException(e);
      }
    }
  }

  private Claims claims(String name, UUID batch) {
    return claims(DemoInstitution.UNIVERSITY, name, batch);
  }

  private Claims claims(DemoInstitution by, String name, UUID batch) {
    LocalDate decided = LocalDate.of(2026, 6, 12);
    LocalDate issued = LocalDate.of(2026, 6, 15);
    Kind kind = catalogue.kind("BCN").orElseThrow();
    Regime regime = catalogue.regime(kind, issued).orElseThrow();
    return catalogue
        .claims(by.facts().id(), kind, regime)
        .holder(PersonName.parse(name), PartialDate.parse("2003-02-28"))
        .programme(catalogue.programme("7480201").orElseThrow())
        .ranking(kind.rankings(regime).getFirst())
        .graduationYear(2026)
        .decision("QĐ-" + batch.toString().substring(0, 8), decided)
        .issued(catalogue.province(by.facts().place(), issued).orElseThrow(), issued)
        .signer(by.headName(), catalogue.title(by.headVi(), by.headEn()), null)
        .build();
  }

  private CredentialRecord record(
      Claims claims, ReservedNumbers numbers, int position, Instant now) {
    return CredentialRecord.of(
        claims,
        ids.next(CredentialRecord.ID_KIND),
        now.truncatedTo(ChronoUnit.SECONDS),
        numbers.serialNumber(
            claims.kind(),
            trust.institution(claims.institution()).orElseThrow().serialPrefix(),
            position),
        numbers.registerNumber(claims.kind(), position),
        numbers.slot(position));
  }

  private AuthenticRecord sign(Signer<Purpose.Record> signer, CredentialRecord record) {
    try {
      CoseSign1 signed =
          CoseSign1.sign(signer, AuthenticRecord.AAD, new RecordCodec(catalogue).encode(record));
      return AuthenticRecord.verify(signed, keyOf(signed), catalogue).orElseThrow();
    } catch (SigningFailed | MalformedRecord e) {
      throw new IllegalStateException(e);
    }
  }

  private vn.sogoc.crypto.keys.VerificationKey<Purpose.Record> keyOf(CoseSign1 signed) {
    if (trust.key(signed.kid()) instanceof vn.sogoc.institution.TrustAnswer.Known known) {
      return known.key().verifier(Purpose.RECORD).orElseThrow();
    }
    throw new IllegalStateException("the demo's key is not in the trust register");
  }
}
