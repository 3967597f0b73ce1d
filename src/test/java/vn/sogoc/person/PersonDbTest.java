package vn.sogoc.person;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import vn.sogoc.credential.PartialDate;
import vn.sogoc.credential.PersonName;
import vn.sogoc.credential.PersonalNumber;
import vn.sogoc.kernel.Bytes;
import vn.sogoc.kernel.Refusal;
import vn.sogoc.support.TestPeople;

@QuarkusTest
@Tag("service")
class PersonDbTest {
  private static final int SCHOOL = TestPeople.INSTITUTION;
  private static final PersonName LAN = PersonName.parse("Nguyễn Thị Lan");
  private static final PartialDate BORN = PartialDate.parse("2001-05-17");

  @Inject Persons persons;
  @Inject Guardians guardians;
  @Inject Identities identities;
  @Inject NumberSeal seal;
  @Inject TestPeople people;
  @Inject DataSource database;

  @BeforeEach
  void make_the_institution() {
    people.ensureInstitution();
  }

  @Test
  void the_same_number_is_the_same_person() {
    PersonalNumber number = number();
    Registered first = persons.findOrCreate(SCHOOL, LAN, BORN, Optional.of(number));
    Registered again = persons.findOrCreate(SCHOOL, LAN, BORN, Optional.of(number));
    assertThat(first.isNew()).isTrue();
    assertThat(again).isEqualTo(new Registered(first.id(), false, false, false));
    assertThat(persons.withNumber(number)).contains(first.id());
    assertThat(persons.numbersOf(first.id())).containsExactly(number);
  }

  @Test
  void without_a_number_nobody_is_ever_merged() {
    Registered first = persons.findOrCreate(SCHOOL, LAN, BORN, Optional.empty());
    Registered second = persons.findOrCreate(SCHOOL, LAN, BORN, Optional.empty());
    Registered third = persons.findOrCreate(SCHOOL, LAN, BORN, Optional.of(number()));
    assertThat(List.of(first.id(), second.id(), third.id())).doesNotHaveDuplicates();
    assertThat(persons.numbersOf(first.id())).isEmpty();
  }

  @Test
  void another_name_under_the_same_number_is_kept_beside_the_old_one_and_said() {
    PersonalNumber number = number();
    PersonName married = PersonName.parse("Nguyễn Thị Lan Anh");
    UUID id = persons.findOrCreate(SCHOOL, LAN, BORN, Optional.of(number)).id();
    Registered again =
        persons.findOrCreate(SCHOOL, married, PartialDate.parse("1999"), Optional.of(number));
    assertThat(again).isEqualTo(new Registered(id, false, true, true));
    assertThat(persons.namesOf(id)).containsExactly(married, LAN);
    assertThat(persons.find(id)).contains(new Person(id, married, BORN));
    assertThat(
            persons.findOrCreate(SCHOOL, married, PartialDate.parse("2001"), Optional.of(number)))
        .as("the year alone does not contradict the day")
        .isEqualTo(new Registered(id, false, false, false));
  }

  @Test
  void a_replaced_number_still_finds_its_person_and_is_nobody_elses() {
    PersonalNumber old = number();
    PersonalNumber now = number();
    UUID id = persons.findOrCreate(SCHOOL, LAN, BORN, Optional.of(old)).id();
    UUID other = persons.findOrCreate(SCHOOL, LAN, BORN, Optional.empty()).id();
    persons.replaceNumber(SCHOOL, id, now, "decision 12/QĐ of 2026");
    persons.replaceNumber(SCHOOL, id, now, "the same again is once");
    assertThat(persons.numbersOf(id)).containsExactly(now, old);
    assertThat(persons.withNumber(old)).contains(id);
    assertThat(persons.findOrCreate(SCHOOL, LAN, BORN, Optional.of(old)).id()).isEqualTo(id);
    assertThatThrownBy(() -> persons.replaceNumber(SCHOOL, other, old, "x"))
        .isInstanceOfSatisfying(
            Refusal.class,
            r -> assertThat(r.type()).isEqualTo(PersonProblem.NUMBER_OF_SOMEBODY_ELSE));
    assertThatThrownBy(() -> persons.replaceNumber(SCHOOL, UUID.randomUUID(), number(), "x"))
        .isInstanceOfSatisfying(
            Refusal.class, r -> assertThat(r.type()).isEqualTo(PersonProblem.PERSON_UNKNOWN));
  }

  @Test
  void many_at_once_with_one_number_become_one_person() throws Exception {
    PersonalNumber number = number();
    Callable<UUID> register =
        () -> persons.findOrCreate(SCHOOL, LAN, BORN, Optional.of(number)).id();
    try (ExecutorService pool = Executors.newFixedThreadPool(8)) {
      List<UUID> ids = new ArrayList<>();
      for (Future<UUID> future : pool.invokeAll(java.util.Collections.nCopies(24, register))) {
        ids.add(future.get());
      }
      assertThat(ids).containsOnly(ids.get(0));
    }
  }

  @Test
  void class_lists_that_share_people_in_other_orders_do_not_block_each_other() throws Exception {
    for (int round = 0; round < 5; round++) {
      List<Optional<PersonalNumber>> list = numbers(400);
      List<Optional<PersonalNumber>> backwards = list.reversed();
      try (ExecutorService pool = Executors.newFixedThreadPool(2)) {
        var forward = pool.submit(() -> persons.identifyAll(SCHOOL, list));
        var back = pool.submit(() -> persons.identifyAll(SCHOOL, backwards));
        assertThat(back.get().reversed()).isEqualTo(forward.get()).doesNotHaveDuplicates();
      }
    }
  }

  @Test
  void a_list_of_ten_thousand_takes_no_lock_for_each_number() {
    List<Optional<PersonalNumber>> list = numbers(10_000);
    QuarkusTransaction.requiringNew()
        .run(
            () -> {
              List<UUID> people = persons.identifyAll(SCHOOL, list);
              assertThat(people).hasSize(10_000).doesNotHaveDuplicates();
              assertThat(locksOfThisTransaction())
                  .as("PostgreSQL has room for about 6,400 locks of all transactions together")
                  .isLessThan(50);
            });
    assertThat(persons.withNumber(list.get(9_999).orElseThrow())).isPresent();
  }

  @Test
  void what_a_draft_says_of_a_person_is_not_known_of_them() {
    PersonalNumber number = number();
    UUID id = persons.identifyAll(SCHOOL, List.of(Optional.of(number))).getFirst();
    assertThat(persons.find(id)).isEmpty();
    assertThat(persons.findAll(List.of(id))).isEmpty();
    assertThat(persons.identifyAll(SCHOOL, List.of(Optional.of(number)))).containsExactly(id);
    persons.registerAll(SCHOOL, List.of(new Person(id, LAN, BORN)));
    persons.registerAll(SCHOOL, List.of(new Person(id, LAN, PartialDate.parse("2001"))));
    assertThat(persons.findAll(List.of(id)))
        .as("the year alone takes nothing away")
        .containsExactly(entry(id, new Person(id, LAN, BORN)));
    assertThat(persons.namesOf(id)).containsExactly(LAN);
  }

  @Test
  void a_number_in_two_rows_of_one_list_is_one_person() {
    Optional<PersonalNumber> number = Optional.of(number());
    List<UUID> people =
        persons.identifyAll(SCHOOL, List.of(number, Optional.empty(), number, Optional.empty()));
    assertThat(people.get(0)).isEqualTo(people.get(2));
    assertThat(people.stream().distinct()).hasSize(3);
  }

  @Test
  void the_number_stands_in_no_column_of_the_database() throws Exception {
    PersonalNumber number = number();
    Identity passport = new Identity(Identity.Kind.PASSPORT, "VN", "C" + number.digits());
    UUID id = persons.findOrCreate(SCHOOL, LAN, BORN, Optional.of(number)).id();
    identities.add(SCHOOL, id, passport);
    String digits = number.digits();
    String hex = HexFormat.of().formatHex(digits.getBytes(StandardCharsets.US_ASCII));
    assertThat(columnsThatHold("Nguyễn Thị Lan", "Nguyễn Thị Lan"))
        .as("the search does find what is there")
        .contains("person_name.full_name");
    assertThat(columnsThatHold(digits, hex)).isEmpty();
  }

  @Test
  void a_sealed_number_opens_for_its_own_person_only() {
    PersonalNumber number = number();
    UUID person = UUID.randomUUID();
    Bytes sealed = seal.seal(person, number);
    assertThat(seal.open(person, sealed)).isEqualTo(number.digits());
    assertThat(seal.seal(person, number)).isNotEqualTo(sealed);
    assertThat(seal.lookup(number)).isEqualTo(seal.lookup(number));
    UUID other = UUID.randomUUID();
    assertThatThrownBy(() -> seal.open(other, sealed)).isInstanceOf(IllegalStateException.class);
    for (int i = 0; i < sealed.size(); i++) {
      byte[] changed = sealed.toArray();
      changed[i] ^= 1;
      assertThatThrownBy(() -> seal.open(person, Bytes.of(changed)))
          .isInstanceOf(IllegalStateException.class);
    }
  }

  @Test
  void a_passport_belongs_to_one_person_and_merges_nobody() {
    UUID id = people.somebody();
    UUID other = people.somebody();
    String number = "C" + ThreadLocalRandom.current().nextInt(1_000_000, 9_999_999);
    Identity passport = new Identity(Identity.Kind.PASSPORT, "VN", number);
    identities.add(SCHOOL, id, passport);
    identities.add(SCHOOL, id, passport);
    assertThat(identities.owner(passport)).contains(id);
    assertThat(identities.owner(new Identity(Identity.Kind.PASSPORT, "LA", number))).isEmpty();
    assertThatThrownBy(() -> identities.add(SCHOOL, other, passport)).isInstanceOf(Refusal.class);
    assertThatThrownBy(() -> new Identity(Identity.Kind.OLD_ID_CARD, "VN", "12345"))
        .isInstanceOf(Refusal.class);
    assertThat(passport.toString()).doesNotContain(number);
  }

  @Test
  void a_guardian_acts_from_the_first_to_the_last_day() {
    UUID child = people.somebody();
    UUID mother = people.somebody();
    LocalDate from = LocalDate.of(2020, 9, 5);
    LocalDate last = LocalDate.of(2026, 6, 30);
    Guardianship added = guardians.add(SCHOOL, child, mother, Guardianship.Relation.MOTHER, from);
    assertThat(guardians.guardiansOf(child, from.minusDays(1))).isEmpty();
    assertThat(guardians.guardiansOf(child, from)).containsExactly(added);
    assertThat(guardians.wardsOf(mother, last.plusYears(50))).containsExactly(added);
    guardians.end(added.id(), last);
    assertThat(guardians.guardiansOf(child, last)).hasSize(1);
    assertThat(guardians.guardiansOf(child, last.plusDays(1))).isEmpty();
    assertThatThrownBy(() -> guardians.end(added.id(), last.plusYears(1)))
        .as("an end is not moved")
        .isInstanceOf(Refusal.class);
    assertThatThrownBy(
            () -> guardians.add(SCHOOL, child, child, Guardianship.Relation.GUARDIAN, from))
        .isInstanceOf(Refusal.class);
  }

  @Test
  void the_history_of_persons_is_append_only() {
    UUID id = persons.findOrCreate(SCHOOL, LAN, BORN, Optional.of(number())).id();
    for (String change :
        List.of(
            "update person set created_at = now() where id = '" + id + "'",
            "update person_name set full_name = 'X' where person_id = '" + id + "'",
            "delete from person_number where person_id = '" + id + "'",
            "truncate person_identity")) {
      assertThatThrownBy(() -> QuarkusTransaction.requiringNew().run(() -> execute(change)))
          .as(change)
          .hasStackTraceContaining("permission denied");
    }
  }

  private void execute(String sql) {
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private List<String> columnsThatHold(String text, String hex) throws SQLException {
    List<String> found = new ArrayList<>();
    try (Connection connection = database.getConnection();
        Statement list = connection.createStatement();
        Statement look = connection.createStatement();
        ResultSet columns =
            list.executeQuery(
                "select table_name, column_name from information_schema.columns"
                    + " where table_schema = 'public' and table_name <> 'flyway_schema_history'")) {
      while (columns.next()) {
        String table = columns.getString(1);
        String column = columns.getString(2);
        try (ResultSet hit =
            look.executeQuery(
                "select 1 from \"%s\" where \"%s\"::text like '%%%s%%' or \"%s\"::text like '%%%s%%' limit 1"
                    .formatted(table, column, text, column, hex))) {
          if (hit.next()) {
            found.add(table + "." + column);
          }
        }
      }
    }
    return found;
  }

  private long locksOfThisTransaction() {
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement();
        ResultSet count =
            statement.executeQuery("select count(*) from pg_locks where pid = pg_backend_pid()")) {
      count.next();
      return count.getLong(1);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static List<Optional<PersonalNumber>> numbers(int count) {
    int first = ThreadLocalRandom.current().nextInt(10_000_000, 99_000_000);
    List<Optional<PersonalNumber>> numbers = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      numbers.add(Optional.of(new PersonalNumber("0023" + (first + i))));
    }
    return numbers;
  }

  private static PersonalNumber number() {
    return new PersonalNumber("0013" + ThreadLocalRandom.current().nextInt(10_000_000, 99_999_999));
  }
}
