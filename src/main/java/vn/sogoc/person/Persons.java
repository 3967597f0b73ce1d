package vn.sogoc.person;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import vn.sogoc.credential.PartialDate;
import vn.sogoc.credential.PersonName;
import vn.sogoc.credential.PersonalNumber;
import vn.sogoc.kernel.Bytes;
import vn.sogoc.kernel.Refusal;
import vn.sogoc.platform.PublicIds;

/**
 * The persons of the registry. Methods join the caller's transaction; a number is locked until it
 * ends, so two registrations of one number give one person.
 */
@ApplicationScoped
public class Persons {
  private final PersonRepository persons;
  private final PersonNameRepository names;
  private final PersonNumberRepository numbers;
  private final NumberSeal seal;
  private final PublicIds ids;
  private final Clock clock;

  Persons(
      PersonRepository persons,
      PersonNameRepository names,
      PersonNumberRepository numbers,
      NumberSeal seal,
      PublicIds ids,
      Clock clock) {
    this.persons = persons;
    this.names = names;
    this.numbers = numbers;
    this.seal = seal;
    this.ids = ids;
    this.clock = clock;
  }

  /**
   * The person with this number, or a new one. Without a number it is always a new person: nobody
   * is merged by name and birth date.
   *
   * @param institution who says so
   */
  @Transactional
  public Registered findOrCreate(
      int institution, PersonName name, PartialDate birth, Optional<PersonalNumber> number) {
    return findOrCreateAll(institution, List.of(new Newcomer(name, birth, number))).get(0);
  }

  /** As {@link #findOrCreate}, for a whole class list; answers stand in the order of the list. */
  @Transactional
  public List<Registered> findOrCreateAll(int institution, List<Newcomer> newcomers) {
    newcomers.stream()
        .flatMap(newcomer -> newcomer.number().stream())
        .map(seal::lookup)
        .distinct()
        .sorted((a, b) -> a.hex().compareTo(b.hex()))
        .forEach(numbers::lock);
    return newcomers.stream().map(newcomer -> register(institution, newcomer)).toList();
  }

  /** The person, with the current name. */
  @Transactional
  public Optional<Person> find(UUID id) {
    return persons
        .findByIdOptional(id)
        .map(
            person ->
                new Person(
                    id,
                    new PersonName(names.of(id).get(0).fullName),
                    PartialDate.parse(person.birthDate)));
  }

  /** The person who has or ever had this number. */
  @Transactional
  public Optional<UUID> withNumber(PersonalNumber number) {
    return numbers.ownerOf(seal.lookup(number));
  }

  /** Every number of the person, the current one first; for the eyes of the person alone. */
  @Transactional
  public List<PersonalNumber> numbersOf(UUID person) {
    return numbers.of(person).stream()
        .map(row -> new PersonalNumber(seal.open(person, Bytes.of(row.sealed))))
        .toList();
  }

  /** Every name the person was registered under, the current one first. */
  @Transactional
  public List<PersonName> namesOf(UUID person) {
    return names.of(person).stream().map(row -> new PersonName(row.fullName)).toList();
  }

  /**
   * Gives the person another number, as when the authority establishes it anew. The old one stays
   * in the history and still finds the person.
   *
   * @param reason the decision behind it, without personal data
   * @throws Refusal {@code number-of-somebody-else}, {@code person-unknown}
   */
  @Transactional
  public void replaceNumber(int institution, UUID person, PersonalNumber number, String reason) {
    if (persons.findByIdOptional(person).isEmpty()) {
      throw new Refusal(PersonProblem.PERSON_UNKNOWN, "there is no such person");
    }
    Bytes lookup = seal.lookup(number);
    numbers.lock(lookup);
    Optional<UUID> owner = numbers.ownerOf(lookup);
    if (owner.isPresent() && !owner.get().equals(person)) {
      throw new Refusal(
          PersonProblem.NUMBER_OF_SOMEBODY_ELSE, "another person has or had this number");
    }
    if (owner.isEmpty()) {
      PersonVersion version =
          numbers.of(person).stream()
              .findFirst()
              .map(current -> current.id.next())
              .orElseGet(() -> PersonVersion.first(person));
      keepNumber(institution, version, number, lookup, reason, clock.instant());
    }
  }

  private Registered register(int institution, Newcomer newcomer) {
    Optional<Bytes> lookup = newcomer.number().map(seal::lookup);
    Optional<UUID> known = lookup.flatMap(numbers::ownerOf);
    return known.isPresent()
        ? recognise(institution, known.get(), newcomer)
        : create(institution, newcomer, lookup);
  }

  private Registered recognise(int institution, UUID id, Newcomer newcomer) {
    List<PersonNameEntity> known = names.of(id);
    PersonNameEntity current = known.get(0);
    boolean differs = !current.fullName.equals(newcomer.name().value());
    if (differs) {
      keepName(institution, current.id.next(), newcomer.name(), clock.instant());
    }
    PartialDate birth = PartialDate.parse(persons.findById(id).birthDate);
    return new Registered(id, false, differs, !birth.agreesWith(newcomer.birth()));
  }

  private Registered create(int institution, Newcomer newcomer, Optional<Bytes> lookup) {
    Instant now = clock.instant();
    PersonEntity person = new PersonEntity();
    person.id = ids.nextUuid();
    person.institutionId = institution;
    person.birthDate = newcomer.birth().toString();
    person.createdAt = now;
    persons.persist(person);
    keepName(institution, PersonVersion.first(person.id), newcomer.name(), now);
    Stream.of(newcomer.number())
        .flatMap(Optional::stream)
        .forEach(
            number ->
                keepNumber(
                    institution,
                    PersonVersion.first(person.id),
                    number,
                    lookup.orElseThrow(),
                    "first registration",
                    now));
    return new Registered(person.id, true, false, false);
  }

  private void keepName(int institution, PersonVersion version, PersonName name, Instant now) {
    PersonNameEntity row = new PersonNameEntity();
    row.id = version;
    row.institutionId = institution;
    row.fullName = name.value();
    row.recordedAt = now;
    names.persist(row);
  }

  private void keepNumber(
      int institution,
      PersonVersion version,
      PersonalNumber number,
      Bytes lookup,
      String reason,
      Instant now) {
    PersonNumberEntity row = new PersonNumberEntity();
    row.id = version;
    row.institutionId = institution;
    row.lookup = lookup.toArray();
    row.sealed = seal.seal(version.personId(), number).toArray();
    row.reason = reason;
    row.recordedAt = now;
    numbers.persist(row);
  }
}
