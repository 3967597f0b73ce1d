package vn.sogoc.register;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import org.eclipse.microprofile.config.Config;
import org.hamcrest.Matchers;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import vn.sogoc.demo.DemoSchools;
import vn.sogoc.demo.IssuedCredentials;
import vn.sogoc.kernel.Refusal;

/** Issuer, keeper and signer are three relations. */
@QuarkusTest
@Tag("service")
class CustodyDbTest {
  private static final LocalDate MERGED = LocalDate.of(2026, 3, 1);
  private static final Instant BEFORE = Instant.parse("2026-02-28T16:59:59Z");
  private static final Instant SINCE = Instant.parse("2026-02-28T17:00:00Z");

  @Inject Custody custody;
  @Inject DemoSchools schools;
  @Inject IssuedCredentials issued;
  @Inject Config config;

  private int issuer;
  private int keeper;

  @BeforeEach
  void hand_back() throws SQLException {
    issuer = schools.school();
    keeper = schools.university();
    asOwner(
        "alter table register_custody disable trigger refuse_update_delete",
        "delete from register_custody",
        "alter table register_custody enable always trigger refuse_update_delete");
  }

  @Test
  void the_issuer_keeps_its_register_until_a_decision_hands_it_over_and_back() {
    assertThat(custody.keeper(issuer, BEFORE.minusSeconds(100))).isEqualTo(new Keeper.TheIssuer());
    custody.entrust(issuer, keeper, MERGED, "QĐ 12/QĐ-UBND");
    assertThat(custody.keeper(issuer, BEFORE)).isEqualTo(new Keeper.TheIssuer());
    custody.entrust(issuer, issuer, LocalDate.of(2026, 9, 1), "QĐ 99/QĐ-UBND");
    Instant later = Instant.parse("2026-08-31T17:00:00Z");
    assertThat(custody.keeper(issuer, SINCE.plusSeconds(10)))
        .isEqualTo(new Keeper.Another(keeper, MERGED, "QĐ 12/QĐ-UBND"));
    assertThat(custody.keeper(issuer, later)).isEqualTo(new Keeper.TheIssuer());
    assertThat(custody.keeper(keeper, later)).isEqualTo(new Keeper.TheIssuer());
  }

  @Test
  void what_does_not_stand_is_refused() {
    refused(() -> custody.entrust(issuer, issuer, MERGED, "QĐ 12"));
    refused(() -> custody.entrust(issuer, 999_999_998, MERGED, "QĐ 12"));
    refused(() -> custody.entrust(999_999_998, keeper, MERGED, "QĐ 12"));
    refused(() -> custody.entrust(issuer, keeper, MERGED, "  "));
    custody.entrust(issuer, keeper, MERGED, "QĐ 12");
    refused(() -> custody.entrust(issuer, keeper, MERGED, "QĐ 13"));
    refused(() -> custody.entrust(issuer, issuer, MERGED.minusDays(1), "QĐ 13"));
  }

  @Test
  void a_decision_changed_added_or_removed_by_hand_names_nobody() throws SQLException {
    custody.entrust(issuer, keeper, MERGED, "QĐ 12");
    custody.entrust(issuer, issuer, MERGED.plusDays(1), "QĐ 13");
    custody.entrust(issuer, keeper, MERGED.plusDays(2), "QĐ 14");
    Instant now = Instant.parse("2027-01-01T00:00:00Z");
    int asked = 0;
    for (String[] change :
        new String[][] {
          {
            "update register_custody set keeper_id = institution_id where version = 3",
            "update register_custody set keeper_id = " + keeper + " where version = 3"
          },
          {
            "update register_custody set valid_from = valid_from + 1 where version = 1",
            "update register_custody set valid_from = valid_from - 1 where version = 1"
          },
          {
            "insert into register_custody select institution_id, 4, institution_id, valid_from + 9, 'QĐ 15', recorded_at, seal"
                + " from register_custody where version = 3",
            "delete from register_custody where version = 4"
          },
          {"delete from register_custody where version = 2", "select 1"},
        }) {
      byHand(change[0]);
      asked++;
      assertThat(custody.keeper(issuer, now.plusSeconds(60L * asked)))
          .as(change[0])
          .isEqualTo(new Keeper.Altered());
      byHand(change[1]);
    }
  }

  @Test
  void a_verification_names_issuer_and_keeper_apart() {
    IssuedCredentials.Issued one = issued.bachelors("Trần Thị Giữ Sổ").getFirst();
    verify(one).body("document.issuer", Matchers.not(Matchers.hasKey("keeper")));
    custody.entrust(keeper, issuer, MERGED, "QĐ 12/QĐ-BGDĐT");
    verify(one)
        .body("verdict", Matchers.equalTo("valid"))
        .body("document.issuer.id", Matchers.equalTo("iss_" + keeper))
        .body("document.issuer.keeper.id", Matchers.equalTo("iss_" + issuer))
        .body("document.issuer.keeper.since", Matchers.equalTo("2026-03-01"));
  }

  private static io.restassured.response.ValidatableResponse verify(IssuedCredentials.Issued one) {
    return RestAssured.given()
        .contentType("application/json")
        .body(Map.of("qr", one.qr()))
        .post("/api/v1/verifications")
        .then()
        .statusCode(200);
  }

  private static void refused(org.assertj.core.api.ThrowableAssert.ThrowingCallable asked) {
    assertThatThrownBy(asked)
        .isInstanceOfSatisfying(
            Refusal.class, r -> assertThat(r.type()).isEqualTo(RegisterProblem.CUSTODY_REFUSED));
  }

  private void byHand(String sql) throws SQLException {
    asOwner(
        "alter table register_custody disable trigger refuse_update_delete",
        sql,
        "alter table register_custody enable always trigger refuse_update_delete");
  }

  private void asOwner(String... statements) throws SQLException {
    try (Connection connection =
            DriverManager.getConnection(
                config.getValue("quarkus.datasource.jdbc.url", String.class),
                config.getValue("quarkus.flyway.username", String.class),
                config.getValue("quarkus.flyway.password", String.class));
        Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }
}
