package vn.sogoc.issuance;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.not;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import vn.sogoc.demo.DemoSchools;
import vn.sogoc.institution.InstitutionKey;
import vn.sogoc.institution.KeyState;
import vn.sogoc.institution.Mandate;
import vn.sogoc.kernel.LegalDay;

/** Who may sign, with which key, on which day. */
@QuarkusTest
@Tag("service")
class SigningRightsApiTest {
  @Inject DemoSchools schools;
  @Inject CrashingSteps steps;
  @Inject OwnerSql owner;
  @Inject Clock clock;

  private Staff staff;

  @BeforeEach
  void people() {
    staff = Staff.of(schools);
  }

  @Test
  void the_record_carries_title_and_signing_form_of_the_mandate() throws Exception {
    Staff deputy = staff.with(mandate(today().minusDays(9), today(), "BCN", "KT."));
    String id = deputy.approved(BatchClient.list(1));
    BatchClient.batch(deputy.approver().key(), id)
        .then()
        .body("signer.titleVi", equalTo("Phó Hiệu trưởng"))
        .body("signer.signsAs", equalTo("KT."));
    deputy.signed(id).then().body("state", equalTo("done"));
    String credential = credential(deputy, id);
    BatchClient.as(deputy.preparer().key())
        .get("/api/v1/credentials/" + credential)
        .then()
        .body("signerTitle", equalTo("Vice Rector"));
    BatchClient.as(deputy.preparer().key())
        .queryParam("lang", "vi")
        .get("/api/v1/credentials/" + credential)
        .then()
        .body("signerName", equalTo("TS. Phan Thị Ngọc Hạ"))
        .body("signerTitle", equalTo("Phó Hiệu trưởng"))
        .body("signsAs", equalTo("KT."));
    byte[] pdf =
        BatchClient.as(deputy.preparer().key())
            .get("/api/v1/credentials/" + credential + "/document.pdf")
            .asByteArray();
    given()
        .multiPart("file", "bằng.pdf", pdf, "application/pdf")
        .post("/api/v1/verifications")
        .then()
        .statusCode(200)
        .body("verdict", equalTo("valid"))
        .body("document.signerName", equalTo("TS. Phan Thị Ngọc Hạ"))
        .body("document.signerTitle.en", equalTo("Vice Rector"))
        .body("document.signsAs.vi", equalTo("KT."));
  }

  @Test
  void the_first_and_the_last_day_of_a_mandate_count_and_the_days_beside_them_do_not() {
    Staff last = staff.with(mandate(today().minusDays(9), today(), "BCN", ""));
    String id = last.approved(BatchClient.list(1));
    owner.endMandate(last.mandate(), today().minusDays(1));
    BatchClient.sign(last.signer().key(), id)
        .then()
        .statusCode(403)
        .body("code", equalTo("other_signer"));
    owner.endMandate(last.mandate(), today());
    BatchClient.sign(last.signer().key(), id).then().statusCode(202);
    for (UUID mandate :
        new UUID[] {
          mandate(today().plusDays(1), null, "BCN", ""),
          mandate(today().minusDays(9), today().minusDays(1), "BCN", ""),
          mandate(today().minusDays(9), null, "BThS", "")
        }) {
      BatchClient.prepare(
              staff.preparer().key(), BatchClient.list(1), staff.decision(), mandate, Map.of())
          .then()
          .statusCode(403)
          .body("code", equalTo("no_mandate"));
    }
  }

  @Test
  void somebody_with_two_mandates_signs_under_the_one_that_the_batch_names() throws Exception {
    Staff deputy = staff.with(mandate(today(), null, "BCN", "TUQ."));
    deputy.signed(deputy.approved(BatchClient.list(1))).then().body("state", equalTo("done"));
  }

  @Test
  void a_mandate_that_ends_before_the_time_of_issue_records_nothing() throws Exception {
    String id = staff.approved(BatchClient.list(1));
    steps.doOnce(
        id,
        SigningSteps.Point.BEFORE_RECORD,
        () -> owner.endMandate(staff.mandate(), today().minusDays(1)));
    staff
        .signed(id)
        .then()
        .body("state", equalTo("failed"))
        .body("failure.code", equalTo("no_mandate"));
    assertThat(owner.numbers("select count(*) from register_entry where batch_id = ?", id))
        .containsExactly(0L);
  }

  @Test
  void in_a_small_school_the_head_approves_and_signs() throws Exception {
    String id = staff.approvedBy(staff.signer(), staff.prepared(BatchClient.list(2)));
    staff.signed(id).then().body("state", equalTo("done"));
    BatchClient.batch(staff.preparer().key(), id)
        .then()
        .body("approved.name", equalTo(staff.signer().name()))
        .body("signed.name", equalTo(staff.signer().name()));
  }

  @Test
  void a_key_with_less_than_a_day_left_signs_nothing() throws Exception {
    String id = staff.approved(BatchClient.list(2));
    schools.changeKey(key -> endsIn(key, Duration.ofHours(23)));
    try {
      staff
          .signed(id)
          .then()
          .body("state", equalTo("failed"))
          .body("failure.code", equalTo("key_not_usable"));
      assertThat(owner.numbers("select count(*) from staged_record where batch_id = ?", id))
          .containsExactly(0L);
      schools.changeKey(key -> endsIn(key, Duration.ofHours(25)));
      staff.signed(id).then().body("state", equalTo("done"));
    } finally {
      schools.restoreKey();
    }
    BatchClient.numbers(staff.preparer().key())
        .then()
        .body("faults", org.hamcrest.Matchers.empty());
  }

  @Test
  void a_suspension_waits_for_the_transaction_that_records_and_never_goes_across_it()
      throws Exception {
    String id = staff.approved(BatchClient.list(2));
    CompletableFuture<?>[] suspension = new CompletableFuture<?>[1];
    boolean[] waited = new boolean[1];
    steps.doOnce(
        id,
        SigningSteps.Point.INSIDE_RECORD,
        () -> {
          suspension[0] =
              CompletableFuture.runAsync(() -> schools.changeKey(SigningRightsApiTest::suspended));
          while (!suspension[0].isDone() && !waited[0]) {
            waited[0] = owner.somebodyWaits();
          }
        });
    try {
      staff.signed(id).then().body("state", equalTo("done"));
    } finally {
      suspension[0].get(30, TimeUnit.SECONDS);
      schools.restoreKey();
    }
    assertThat(waited[0]).as("the suspension waited for the recording").isTrue();
  }

  private static InstitutionKey suspended(InstitutionKey key) {
    return new InstitutionKey(
        key.id(),
        key.purpose(),
        key.certificate(),
        key.from(),
        key.until(),
        KeyState.SUSPENDED,
        java.time.Instant.parse("2026-01-01T00:00:00Z"));
  }

  private InstitutionKey endsIn(InstitutionKey key, Duration left) {
    return new InstitutionKey(
        key.id(),
        key.purpose(),
        key.certificate(),
        key.from(),
        clock.instant().truncatedTo(java.time.temporal.ChronoUnit.SECONDS).plus(left),
        KeyState.ACTIVE,
        null);
  }

  private UUID mandate(
      LocalDate from, @org.jspecify.annotations.Nullable LocalDate until, String kind, String as) {
    return schools.mandate(
        new Mandate(
            UUID.randomUUID(),
            schools.university(),
            staff.signer().person(),
            "TS. Phan Thị Ngọc Hạ",
            "Phó Hiệu trưởng",
            "Vice Rector",
            Set.of(kind),
            from,
            until,
            "QĐ mẫu 3",
            LocalDate.of(2019, 12, 1),
            as,
            schools.personalKey(schools.university())));
  }

  private LocalDate today() {
    return LegalDay.of(clock.instant());
  }

  private static String credential(Staff staff, String batch) {
    Response rows =
        BatchClient.as(staff.preparer().key()).get("/api/v1/batches/" + batch + "/rows");
    rows.then().body("data[0]", hasKey("credential")).body("page", not(hasKey("next")));
    return rows.path("data[0].credential");
  }
}
