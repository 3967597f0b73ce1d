package vn.sogoc.demo;

import jakarta.enterprise.context.ApplicationScoped;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.UnaryOperator;
import vn.sogoc.credential.PartialDate;
import vn.sogoc.credential.PersonName;
import vn.sogoc.crypto.keys.Certificate;
import vn.sogoc.crypto.keys.Certificates;
import vn.sogoc.crypto.keys.KeyId;
import vn.sogoc.crypto.keys.KeyUnavailable;
import vn.sogoc.crypto.keys.MalformedCertificate;
import vn.sogoc.crypto.keys.SigningFailed;
import vn.sogoc.institution.InstitutionKey;
import vn.sogoc.institution.KeyState;
import vn.sogoc.institution.Mandate;
import vn.sogoc.institution.Mandates;
import vn.sogoc.institution.TrustConfig;
import vn.sogoc.institution.TrustRegister;
import vn.sogoc.person.Persons;
import vn.sogoc.platform.PublicIds;
import vn.sogoc.platform.access.Accounts;
import vn.sogoc.platform.access.NewAccount;
import vn.sogoc.platform.access.NewApiKey;
import vn.sogoc.platform.access.Role;

/** Gives tests institutions of the demo and people who work there, each with an API key. */
@ApplicationScoped
public class DemoSchools {
  private final TrustRegister trust;
  private final Mandates mandates;
  private final Accounts accounts;
  private final Persons persons;
  private final PublicIds ids;
  private final Clock clock;
  private final Path keys;

  DemoSchools(
      TrustRegister trust,
      Mandates mandates,
      Accounts accounts,
      Persons persons,
      PublicIds ids,
      Clock clock,
      TrustConfig config) {
    this.trust = trust;
    this.mandates = mandates;
    this.accounts = accounts;
    this.persons = persons;
    this.ids = ids;
    this.clock = clock;
    this.keys = config.keys();
  }

  /** Somebody with an account; {@code key} is the secret of an API key with all their roles. */
  public record Person(UUID person, UUID account, String name, String key) {}

  /** The university's number; it is admitted where it was not yet. */
  public int university() {
    return admit(DemoInstitution.UNIVERSITY);
  }

  /** Another institution's number. */
  public int school() {
    return admit(DemoInstitution.SCHOOL);
  }

  /** The number of the institution that issues to nobody. */
  public int canary() {
    return admit(DemoInstitution.CANARY);
  }

  /** The registry's number, which has the key of status lists. */
  public int registry() {
    return admit(DemoInstitution.REGISTRY);
  }

  /** A new person with an account and a key. */
  public Person person(int institution, Role... roles) {
    return account(somebody(institution), institution, roles);
  }

  /** A new person who acts for the whole registry. */
  public Person official(Role... roles) {
    UUID person = somebody(university());
    String username = "o" + ids.nextUuid();
    String name = "Cán Bộ " + username.substring(1, 7);
    Set<Role> all = Set.of(roles);
    UUID account = accounts.create(new NewAccount(username, name, null, person, null, all));
    String key = accounts.createKey(new NewApiKey(account, null, "test", all, null, null)).secret();
    return new Person(person, account, name, key);
  }

  /** A new person without an account. */
  public UUID somebody(int institution) {
    return persons
        .findOrCreate(
            institution, PersonName.parse("Nhân Viên"), PartialDate.parse("1980"), Optional.empty())
        .id();
  }

  /** Another account of a person. */
  public Person account(UUID person, int institution, Role... roles) {
    String username = "u" + ids.nextUuid();
    String name = "Người " + username.substring(1, 7);
    Set<Role> all = Set.of(roles);
    UUID account = accounts.create(new NewAccount(username, name, null, person, institution, all));
    String key =
        accounts.createKey(new NewApiKey(account, institution, "test", all, null, null)).secret();
    return new Person(person, account, name, key);
  }

  /** Gives somebody a mandate for a kind, from 2020 on; its id. */
  public UUID mandate(int institution, UUID person, String name, String kind) {
    UUID id = ids.nextUuid();
    mandates.grant(
        new Mandate(
            id,
            institution,
            person,
            name,
            "Hiệu trưởng",
            "Rector",
            Set.of(kind),
            LocalDate.of(2020, 1, 1),
            null,
            "QĐ mẫu 1",
            LocalDate.of(2019, 12, 1),
            "",
            personalKey(institution)));
    return id;
  }

  /** The key of an institution's head. */
  public Optional<KeyId> personalKey(int institution) {
    return DemoTrust.personalKey(trust, institution);
  }

  /** Gives somebody a mandate with these particulars; its id. */
  public UUID mandate(Mandate like) {
    mandates.grant(like);
    return like.id();
  }

  /** States something else about the university's record key; {@link #restoreKey} undoes it. */
  public void changeKey(UnaryOperator<InstitutionKey> change) {
    try {
      new DemoTrust(keys, trust)
          .changeRecordKey(DemoInstitution.UNIVERSITY, change, clock.instant());
    } catch (KeyUnavailable | SigningFailed e) {
      throw new IllegalStateException(e);
    }
  }

  /** The university's record key as the demo has it. */
  public void restoreKey() {
    changeKey(
        key -> {
          try {
            Certificate certificate = Certificates.parse(key.certificate());
            return new InstitutionKey(
                key.id(),
                key.purpose(),
                key.certificate(),
                certificate.validity().from(),
                certificate.validity().until(),
                KeyState.ACTIVE,
                null);
          } catch (MalformedCertificate e) {
            throw new IllegalStateException(e);
          }
        });
  }

  private int admit(DemoInstitution institution) {
    synchronized (DemoSchools.class) {
      if (trust.institution(institution.facts().id()).isEmpty()) {
        try {
          new DemoTrust(keys, trust).admit(institution, clock.instant());
        } catch (KeyUnavailable | SigningFailed e) {
          throw new IllegalStateException(e);
        }
      }
    }
    return institution.facts().id();
  }
}
