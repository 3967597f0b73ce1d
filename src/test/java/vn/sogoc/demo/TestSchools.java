package vn.sogoc.demo;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import vn.sogoc.crypto.cose.CoseSign1;
import vn.sogoc.crypto.keys.Certificate;
import vn.sogoc.crypto.keys.Certificates;
import vn.sogoc.crypto.keys.KeyId;
import vn.sogoc.crypto.keys.KeyUnavailable;
import vn.sogoc.crypto.keys.Pkcs12Builder;
import vn.sogoc.crypto.keys.Pkcs12Vault;
import vn.sogoc.crypto.keys.Purpose;
import vn.sogoc.crypto.keys.Signer;
import vn.sogoc.crypto.keys.SigningFailed;
import vn.sogoc.crypto.keys.SoftwareKey;
import vn.sogoc.demo.IssuedCredentials.Issued;
import vn.sogoc.institution.InstitutionFacts;
import vn.sogoc.institution.InstitutionKey;
import vn.sogoc.institution.InstitutionStatement;
import vn.sogoc.institution.KeyState;
import vn.sogoc.institution.StatementCodec;
import vn.sogoc.institution.TrustConfig;
import vn.sogoc.institution.TrustRegister;
import vn.sogoc.kernel.Bytes;

/** Gives tests institutions of their own, whose keys they may end. */
@ApplicationScoped
public class TestSchools {
  private static final Certificates.Validity VALIDITY =
      new Certificates.Validity(
          Instant.parse("2020-01-01T00:00:00Z"), Instant.parse("2045-12-31T23:59:59Z"));

  private final TrustRegister trust;
  private final IssuedCredentials credentials;
  private final Clock clock;
  private final SecureRandom random;
  private final Path keys;

  TestSchools(
      TrustRegister trust,
      IssuedCredentials credentials,
      Clock clock,
      SecureRandom random,
      TrustConfig config) {
    this.trust = trust;
    this.credentials = credentials;
    this.clock = clock;
    this.random = random;
    this.keys = config.keys();
  }

  /** An institution with a record key and a list key that issues bachelors. */
  public final class School {
    private final DemoInstitution institution;

    School(DemoInstitution institution) {
      this.institution = institution;
    }

    /** Its number. */
    public int number() {
      return institution.facts().id();
    }

    /** The key it was admitted with. */
    public KeyId recordKey() {
      return stolen().keyId();
    }

    /** Its own signer behind the register's back. */
    public Signer<Purpose.Record> stolen() {
      try {
        return vault(institution.keyFile()).signer("record", Purpose.RECORD);
      } catch (KeyUnavailable e) {
        throw new IllegalStateException(e);
      }
    }

    /** Issued as usual, published and logged. */
    public Issued issue(String name) {
      return issue(signer(), clock.instant(), name);
    }

    /** Signed by whomever, at whatever time it says, and logged now. */
    public Issued issue(Signer<Purpose.Record> signer, Instant at, String name) {
      return credentials
          .issue(institution, signer, at, true, List.of(UUID.randomUUID()), name)
          .getFirst();
    }

    /** The signer that issuing takes. */
    public Signer<Purpose.Record> signer() {
      return credentials.signerOf(institution);
    }

    /** The next statement with other keys, signed by the demo's ministry. */
    public Bytes statement(UnaryOperator<List<InstitutionKey>> change) {
      InstitutionStatement before = trust.statement(number());
      return sign(
          before.next(trust.signed(number()), clock.instant(), change.apply(before.keys())));
    }

    /** The next statement in which the record key is withdrawn. */
    public Bytes withdrawing(Instant since) {
      return statement(
          all ->
              all.stream()
                  .map(k -> k.id().equals(recordKey()) ? k.in(KeyState.WITHDRAWN, since) : k)
                  .toList());
    }

    /** A new record key in a file of its own. */
    public InstitutionKey newKey(String file, Instant from) {
      try {
        Pkcs12Builder made = Pkcs12Vault.create();
        Certificate certificate = generate(made, "record", Purpose.RECORD, institution);
        made.save(keys.resolve(file), DevKeys.PASSWORD.toCharArray());
        return new InstitutionKey(
            certificate.keyId(),
            "record",
            certificate.der(),
            from.truncatedTo(ChronoUnit.SECONDS),
            VALIDITY.until(),
            KeyState.ACTIVE,
            null);
      } catch (IOException | KeyUnavailable | SigningFailed e) {
        throw new IllegalStateException(e);
      }
    }

    /** Has a person's key listed that lives elsewhere, under this name. */
    public KeyId personalElsewhere(SoftwareKey key, String name) {
      try {
        Certificate certificate =
            Certificates.issue(
                root(),
                key.verificationKey(Purpose.PERSONAL),
                Certificates.Subject.ofInstitution(name, number()),
                VALIDITY,
                random);
        InstitutionKey listed =
            new InstitutionKey(
                certificate.keyId(),
                "personal",
                certificate.der(),
                VALIDITY.from(),
                VALIDITY.until(),
                KeyState.ACTIVE,
                null);
        accept(statement(all -> Stream.concat(all.stream(), Stream.of(listed)).toList()));
        return listed.id();
      } catch (KeyUnavailable | SigningFailed e) {
        throw new IllegalStateException(e);
      }
    }

    /** Has another head's key listed, which is hosted like the first one's. */
    public void hostedHead(String name) {
      DemoInstitution other =
          new DemoInstitution(
              institution.facts(), institution.kinds(), "Hiệu trưởng", "Rector", name, "x");
      String file = "personal-" + number() + "-2.p12";
      try {
        Pkcs12Builder made = Pkcs12Vault.create();
        Certificate certificate = DevKeys.personal(made, other, root(), VALIDITY, random);
        made.save(keys.resolve(file), DevKeys.PASSWORD.toCharArray());
        InstitutionKey listed =
            new InstitutionKey(
                certificate.keyId(),
                "personal",
                certificate.der(),
                VALIDITY.from(),
                VALIDITY.until(),
                KeyState.ACTIVE,
                null);
        trust.accept(
            statement(all -> Stream.concat(all.stream(), Stream.of(listed)).toList()),
            Map.of(listed.id(), "p12:" + file + "/" + DevKeys.PERSONAL),
            clock.instant());
      } catch (IOException | KeyUnavailable | SigningFailed e) {
        throw new IllegalStateException(e);
      }
    }

    /** States that another key rests. */
    public void suspend(KeyId key) {
      accept(
          statement(
              all ->
                  all.stream()
                      .map(
                          k ->
                              k.id().equals(key)
                                  ? k.in(
                                      KeyState.SUSPENDED,
                                      clock.instant().truncatedTo(ChronoUnit.SECONDS))
                                  : k)
                      .toList()));
    }

    private void accept(Bytes statement) {
      trust.accept(statement, Map.of(), clock.instant());
    }

    /** The key of another institution, certified for this one. */
    public InstitutionKey certified(School other) {
      try {
        Certificate theirs = vault(other.institution.keyFile()).certificate("record").orElseThrow();
        Certificate certificate =
            Certificates.issue(
                root(),
                theirs.verificationKey(Purpose.RECORD),
                Certificates.Subject.ofInstitution(institution.facts().code(), number()),
                VALIDITY,
                random);
        return new InstitutionKey(
            certificate.keyId(),
            "record",
            certificate.der(),
            VALIDITY.from(),
            VALIDITY.until(),
            KeyState.ACTIVE,
            null);
      } catch (KeyUnavailable | SigningFailed e) {
        throw new IllegalStateException(e);
      }
    }
  }

  /** A new one, which issues bachelors. */
  public School school() {
    return school("BCN");
  }

  /** A new one that issues these kinds. */
  public School school(String... kinds) {
    int number = 200_000 + random.nextInt(99_000_000);
    String code = "T" + number;
    DemoInstitution institution =
        new DemoInstitution(
            new InstitutionFacts(
                number,
                code,
                "Trường thử " + number,
                "Test school",
                "thu.example",
                prefix(number),
                1),
            List.of(kinds),
            "Hiệu trưởng",
            "Rector",
            "GS.TS. Phan Thị Ngọc Hạ",
            "t" + number);
    try {
      Pkcs12Builder file = Pkcs12Vault.create();
      generate(file, "record", Purpose.RECORD, institution);
      generate(file, "list", Purpose.ISSUANCE_LIST, institution);
      file.save(keys.resolve(institution.keyFile()), DevKeys.PASSWORD.toCharArray());
      Pkcs12Builder personal = Pkcs12Vault.create();
      DevKeys.personal(personal, institution, root(), VALIDITY, random);
      personal.save(keys.resolve(institution.personalFile()), DevKeys.PASSWORD.toCharArray());
      new DemoTrust(keys, trust).admit(institution, clock.instant());
    } catch (IOException | KeyUnavailable | SigningFailed e) {
      throw new IllegalStateException(e);
    }
    return new School(institution);
  }

  /** Short, so that the serial numbers of every kind have room behind it. */
  private static String prefix(int number) {
    return "T" + Integer.toString(number, 36).toUpperCase(java.util.Locale.ROOT);
  }

  private <P extends Purpose> Certificate generate(
      Pkcs12Builder file, String alias, P purpose, DemoInstitution institution)
      throws KeyUnavailable, SigningFailed {
    return file.generate(
        alias,
        purpose,
        root(),
        Certificates.Subject.ofInstitution(institution.facts().code(), institution.facts().id()),
        VALIDITY,
        random);
  }

  private Certificates.Authority root() throws KeyUnavailable {
    Pkcs12Vault root = vault("root.p12");
    return new Certificates.Authority(
        root.certificate("root").orElseThrow(), root.signer("root", Purpose.ROOT));
  }

  private Pkcs12Vault vault(String file) throws KeyUnavailable {
    return Pkcs12Vault.open(keys.resolve(file), DevKeys.PASSWORD.toCharArray());
  }

  private Bytes sign(InstitutionStatement statement) {
    try {
      return CoseSign1.sign(
              vault("trust-list.p12").signer("trust-list", Purpose.TRUST_LIST),
              InstitutionStatement.AAD,
              StatementCodec.encode(statement))
          .bytes();
    } catch (KeyUnavailable | SigningFailed e) {
      throw new IllegalStateException(e);
    }
  }
}
