package vn.sogoc.institution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import vn.sogoc.kernel.Refusal;
import vn.sogoc.support.TestPeople;

@QuarkusTest
@Tag("service")
class MandatesDbTest {
  private static final int SCHOOL = TestPeople.INSTITUTION;
  private static final Instant LAST_SECOND = Instant.parse("2026-06-30T16:59:59Z");
  private static final Instant FIRST_SECOND = Instant.parse("2025-12-31T17:00:00Z");

  @Inject Mandates mandates;
  @Inject TestPeople people;

  @ConfigProperty(name = "sogoc.db.url")
  String url;

  @ConfigProperty(name = "sogoc.db.superuser.password")
  String superuserPassword;

  @BeforeEach
  void make_the_institution() {
    people.ensureInstitution();
  }

  @Test
  void a_mandate_lasts_to_the_end_of_its_last_day_in_viet_nam() {
    UUID person = people.somebody();
    Mandate mandate = half(person);
    mandates.grant(mandate);
    for (Instant inside : new Instant[] {FIRST_SECOND, LAST_SECOND}) {
      assertThat(mandates.require(person, SCHOOL, "BCN", inside)).containsExactly(mandate);
      mandates.covering(mandate.id(), SCHOOL, "BCN", inside);
    }
    for (Instant outside :
        new Instant[] {FIRST_SECOND.minusSeconds(1), LAST_SECOND.plusSeconds(1)}) {
      refused(() -> mandates.require(person, SCHOOL, "BCN", outside));
      refused(() -> mandates.covering(mandate.id(), SCHOOL, "BCN", outside));
    }
  }

  @Test
  void a_mandate_is_one_persons_for_one_institution_and_its_kinds() {
    UUID person = people.somebody();
    Mandate mandate = half(person);
    mandates.grant(mandate);
    refused(() -> mandates.require(people.somebody(), SCHOOL, "BCN", LAST_SECOND));
    refused(() -> mandates.require(person, SCHOOL + 1, "BCN", LAST_SECOND));
    refused(() -> mandates.require(person, SCHOOL, "BTS", LAST_SECOND));
    refused(() -> mandates.covering(mandate.id(), SCHOOL, "BTS", LAST_SECOND));
    refused(() -> mandates.covering(UUID.randomUUID(), SCHOOL, "BCN", LAST_SECOND));
  }

  @Test
  void a_mandate_that_was_changed_or_made_by_hand_counts_as_not_there() throws SQLException {
    UUID thief = people.somebody();
    Mandate mandate = half(people.somebody());
    mandates.grant(mandate);
    byHand("update mandate set person_id = '" + thief + "' where id = '" + mandate.id() + "'");
    assertThat(mandates.of(SCHOOL)).extracting(Mandate::id).doesNotContain(mandate.id());
    refused(() -> mandates.require(thief, SCHOOL, "BCN", LAST_SECOND));
    refused(() -> mandates.covering(mandate.id(), SCHOOL, "BCN", LAST_SECOND));
    Mandate genuine = half(people.somebody());
    mandates.grant(genuine);
    UUID copy = UUID.randomUUID();
    byHand(
        "insert into mandate select '"
            + copy
            + "', institution_id, '"
            + thief
            + "', person_name, title_vi, title_en, kinds, valid_from, valid_until,"
            + " decision_number, decision_date, signs_as, seal from mandate where id = '"
            + genuine.id()
            + "'");
    refused(() -> mandates.require(thief, SCHOOL, "BCN", LAST_SECOND));
    mandates.covering(genuine.id(), SCHOOL, "BCN", LAST_SECOND);
  }

  @Test
  void a_mandate_that_was_ended_is_still_a_genuine_one() {
    Mandate mandate = half(people.somebody());
    mandates.grant(mandate);
    mandates.end(mandate.id(), LocalDate.of(2026, 2, 1));
    assertThat(mandates.of(SCHOOL))
        .filteredOn(held -> held.id().equals(mandate.id()))
        .extracting(Mandate::until)
        .containsExactly(LocalDate.of(2026, 2, 1));
  }

  private void byHand(String change) throws SQLException {
    try (Connection hand = DriverManager.getConnection(url, "postgres", superuserPassword)) {
      hand.createStatement().execute(change);
    }
  }

  private static void refused(org.assertj.core.api.ThrowableAssert.ThrowingCallable asked) {
    assertThatThrownBy(asked)
        .isInstanceOfSatisfying(
            Refusal.class, r -> assertThat(r.type()).isEqualTo(InstitutionProblem.NO_MANDATE));
  }

  private static Mandate half(UUID person) {
    return new Mandate(
        UUID.randomUUID(),
        SCHOOL,
        person,
        "TS. Nguyễn Văn Thử",
        "Hiệu trưởng",
        "Rector",
        Set.of("BCN", "BThS"),
        LocalDate.of(2026, 1, 1),
        LocalDate.of(2026, 6, 30),
        "QĐ 1",
        LocalDate.of(2025, 12, 1),
        "TM.",
        Optional.empty());
  }
}
