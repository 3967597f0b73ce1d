package vn.sogoc.person;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import vn.sogoc.credential.PartialDate;
import vn.sogoc.credential.PersonName;
import vn.sogoc.credential.PersonalNumber;
import vn.sogoc.kernel.Bytes;
import vn.sogoc.kernel.Refusal;
import vn.sogoc.platform.PublicIds;
import vn.sogoc.platform.store.FreshPlans;

/**
 * The persons of the registry. Methods join the caller's transaction; the first to write a number
 * down makes its person, and whoever comes at the same time waits and finds that person.
 */
@ApplicationScoped
public class Persons {
  private static final int MANY = 500;

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
   * The person with this number, or a new one, with what is known of them now. Without a number it
   * is always a new person: nobody is merged by name and birth date.
   *
   * @param institution who says so
   */
  @Transactional
  public Registered findOrCreate(
      int institution, PersonName name, PartialDate birth, Optional<PersonalNumber> number) {
    UUID id = identifyAll(institution, List.of(number)).getFirst();
    Optional<Person> known = find(id);
    registerAll(institution, List.of(new Person(id, name, birth)));
    return new Registered(
        id,
        known.isEmpty(),
        known.filter(person -> !person.name().equals(name)).isPresent(),
        known.filter(person -> !person.birth().agreesWith(birth)).isPresent());
  }

  /**
   * Who the people of a list are, in its order: whoever has the number, otherwise somebody new of
   * whom nothing is known before {@link #registerAll}. A draft identifies; only what becomes final
   * registers.
   */
  @Transactional
  public List<UUID> identifyAll(int institution, List<Optional<PersonalNumber>> list) {
    Map<PersonalNumber, Bytes> lookups = lookups(list.stream().flatMap(Optional::stream).toList());
    Map<Bytes, UUID> owners = numbers.owners(lookups.values());
    List<PersonNumberEntity> fresh = new ArrayList<>();
    Instant now = clock.instant();
    lookups.forEach(
        (number, lookup) -> {
          if (!owners.containsKey(lookup)) {
            PersonVersion first = PersonVersion.first(ids.nextUuid());
            fresh.add(row(institution, first, number, lookup, "first registration", now));
          }
        });
    List<UUID> made = new ArrayList<>();
    if (!fresh.isEmpty()) {
      numbers.keep(fresh);
      owners.putAll(numbers.owners(fresh.stream().map(row -> Bytes.of(row.lookup)).toList()));
      fresh.stream()
          .filter(row -> row.id.personId().equals(owners.get(Bytes.of(row.lookup))))
          .forEach(row -> made.add(row.id.personId()));
    }
    List<UUID> identified = new ArrayList<>(list.size());
    for (Optional<PersonalNumber> number : list) {
      UUID owner = number.map(lookups::get).map(owners::get).orElse(null);
      if (owner == null) {
        owner = ids.nextUuid();
        made.add(owner);
      }
      identified.add(owner);
    }
    persons.insert(institution, made, now);
    refresh(made.size());
    return identified;
  }

  /**
   * Keeps what an institution says for good of people it identified: a name or a date of birth that
   * differs from the current one becomes the next version.
   */
  @Transactional
  public void registerAll(int institution, List<Person> people) {
    Map<UUID, Person> latest = new TreeMap<>(); // two lists never wait for each other in a circle
    people.forEach(person -> latest.put(person.id(), person));
    Map<UUID, PersonNameEntity> current = names.current(latest.keySet());
    Instant now = clock.instant();
    List<PersonNameEntity> next = new ArrayList<>();
    latest.forEach(
        (id, person) -> {
          PersonNameEntity before = current.get(id);
          Person after = before == null ? person : person.after(before.person());
          if (before == null || !before.person().equals(after)) {
            PersonNameEntity row = new PersonNameEntity();
            row.id = before == null ? PersonVersion.first(id) : before.id.next();
            row.institutionId = institution;
            row.fullName = after.name().value();
            row.birthDate = after.birth().toString();
            row.recordedAt = now;
            next.add(row);
          }
        });
    refresh(next.size());
    names.write(next);
  }

  /** The person, with the current name; empty too where nothing was registered of them yet. */
  @Transactional
  public Optional<Person> find(UUID id) {
    return names.of(id).stream().findFirst().map(PersonNameEntity::person);
  }

  /** As {@link #find}, for many. */
  @Transactional
  public Map<UUID, Person> findAll(Collection<UUID> ids) {
    Map<UUID, Person> found = new HashMap<>();
    names.current(ids).forEach((id, name) -> found.put(id, name.person()));
    return found;
  }

  /**
   * The keyed hash under which a number is found: equal for equal numbers, and nothing to somebody
   * without the key. For lists that are too long to compare the numbers themselves.
   */
  public Bytes lookup(PersonalNumber number) {
    return seal.lookup(number);
  }

  /** The person who has or ever had this number. */
  @Transactional
  public Optional<UUID> withNumber(PersonalNumber number) {
    return Optional.ofNullable(withNumbers(List.of(number)).get(number));
  }

  /** As {@link #withNumber}, for many; numbers of nobody are left out. */
  @Transactional
  public Map<PersonalNumber, UUID> withNumbers(Collection<PersonalNumber> list) {
    Map<PersonalNumber, Bytes> lookups = lookups(list);
    Map<Bytes, UUID> owners = numbers.owners(lookups.values());
    Map<PersonalNumber, UUID> found = new HashMap<>();
    lookups.forEach(
        (number, lookup) -> {
          UUID owner = owners.get(lookup);
          if (owner != null) {
            found.put(number, owner);
          }
        });
    return found;
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
    return names.of(person).stream().map(row -> new PersonName(row.fullName)).distinct().toList();
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
    if (withNumber(number).isEmpty()) {
      PersonVersion version =
          numbers.of(person).stream()
              .findFirst()
              .map(current -> current.id.next())
              .orElseGet(() -> PersonVersion.first(person));
      numbers.keep(
          List.of(row(institution, version, number, seal.lookup(number), reason, clock.instant())));
    }
    if (withNumber(number).filter(person::equals).isEmpty()) {
      throw new Refusal(
          PersonProblem.NUMBER_OF_SOMEBODY_ELSE, "another person has or had this number");
    }
  }

  /** Before so many rows are checked against persons of whom a moment ago there were few. */
  private void refresh(int rows) {
    if (rows >= MANY) {
      FreshPlans.of(persons.getEntityManager());
    }
  }

  private Map<PersonalNumber, Bytes> lookups(Collection<PersonalNumber> list) {
    Map<PersonalNumber, Bytes> lookups = new LinkedHashMap<>();
    list.forEach(number -> lookups.computeIfAbsent(number, seal::lookup));
    return lookups;
  }

  private PersonNumberEntity row(
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
    return row;
  }
}
