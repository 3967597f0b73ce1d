package vn.sogoc.issuance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import vn.sogoc.demo.DemoSchools;
import vn.sogoc.kernel.Refusal;
import vn.sogoc.platform.access.Role;

/** The register book and the figures of a year, as the staff of an institution take them along. */
@QuarkusTest
@Tag("service")
class RegisterBookApiTest {
  private static final String REASON = "Quyết định công nhận tốt nghiệp đã bị hủy";

  @Inject DemoSchools schools;
  @Inject CrashingSteps steps;
  @Inject OwnerSql owner;

  private Staff staff;

  @BeforeEach
  void people() {
    staff = Staff.of(schools);
  }

  private String institution() {
    return "/api/v1/institutions/iss_" + schools.university();
  }

  private String book(String ending) {
    return institution() + "/register-books/BCN/2026/book." + ending;
  }

  private List<String> lines(DemoSchools.Person reader) {
    Response answer = BatchClient.as(reader.key()).get(book("csv"));
    assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(200);
    assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
    return Arrays.asList(answer.asString().split("\r\n"));
  }

  @Test
  void every_number_stands_in_the_book_whatever_became_of_it() throws Exception {
    String name = "Nguyễn Thị Sổ";
    String given =
        BatchClient.HEADER
            + BatchClient.row(1, name, "17/05/2003", BatchClient.number())
            + BatchClient.row(2, "Lê Thị Gốc", "2003", BatchClient.number());
    String kept = staff.approved(given);
    staff.signed(kept).then().body("state", equalTo("done"));
    String voided = staff.approved(BatchClient.list(3));
    steps.doOnce(
        voided,
        SigningSteps.Point.BEFORE_RECORD,
        () -> {
          throw new Refusal(
              vn.sogoc.institution.InstitutionProblem.KEY_NOT_USABLE, "the key is frozen");
        });
    staff.signed(voided).then().body("state", equalTo("failed"));

    List<Long> numbers =
        owner.numbers(
            "select generate_series(first_register, first_register + count - 1)"
                + " from number_reservation where batch_id = ?",
            voided);
    List<String> before = lines(staff.preparer());
    assertThat(before.get(numbers.getFirst().intValue()))
        .startsWith(numbers.getFirst() + ",,,")
        .contains("held by a batch that is being signed");

    String hash =
        BatchClient.askToVoid(staff.preparer().key(), voided, REASON).path("voiding.voidingHash");
    BatchClient.approveVoiding(staff.approver().key(), voided, hash).then().statusCode(200);
    long reads = reads();
    List<String> book = lines(staff.preparer());
    assertThat(reads()).as("each reading is told").isEqualTo(reads + 1);
    assertThat(book.getFirst()).startsWith("\uFEFFNo.,Register number,Serial number,Full name");
    for (int i = 1; i < book.size(); i++) {
      assertThat(book.get(i)).as("no number is missing").startsWith(i + ",");
    }
    for (Long number : numbers) {
      assertThat(book.get(number.intValue()))
          .contains(",void,")
          .contains(REASON)
          .contains(staff.preparer().name())
          .contains(staff.approver().name());
    }
    assertThat(book).anySatisfy(line -> assertThat(line).contains(name).contains("in force"));
    assertThat(book).anySatisfy(line -> assertThat(line).contains("Lê Thị Gốc,2003,"));

    byte[] workbook = BatchClient.as(staff.signer().key()).get(book("xlsx")).asByteArray();
    assertThat(workbook).startsWith('P', 'K');
  }

  private long reads() {
    return Long.parseLong(
        owner.text("select count(*) from trail_line where action = 'register-book.read'"));
  }

  @Test
  void the_figures_are_those_of_the_signed_records() throws Exception {
    String id = staff.approved(BatchClient.list(2));
    staff.signed(id).then().body("state", equalTo("done"));
    int all =
        owner
            .numbers(
                "select count(*) from register_entry where kind = 'BCN' and register_year = 2026"
                    + " and institution_id = "
                    + schools.university(),
                null)
            .getFirst()
            .intValue();
    for (int i = 0; i < 2; i++) { // the second time from what was kept
      Response report = BatchClient.as(staff.preparer().key()).get(institution() + "/reports/2026");
      assertThat(report.statusCode()).as(report.asString()).isEqualTo(200);
      String bcn = "kinds.find { it.kind == 'BCN' }.";
      assertThat(report.<Integer>path(bcn + "issued")).isEqualTo(all);
      assertThat(report.<Integer>path(bcn + "bySex.NU")).isPositive();
      int bySex =
          report.<java.util.Map<String, Integer>>path(bcn + "bySex").values().stream()
              .mapToInt(Integer::intValue)
              .sum();
      assertThat(bySex).isEqualTo(all);
    }
    String more = staff.approved(BatchClient.list(1));
    staff.signed(more).then().body("state", equalTo("done"));
    BatchClient.as(staff.preparer().key())
        .get(institution() + "/reports/2026")
        .then()
        .body("kinds.find { it.kind == 'BCN' }.issued", equalTo(all + 1));
    String table =
        BatchClient.as(staff.preparer().key())
            .get(institution() + "/reports/2026/table.csv")
            .asString();
    assertThat(table).contains("Kind,Issued,Male,Female,Sex not stated");
    assertThat(
            BatchClient.as(staff.preparer().key())
                .get(institution() + "/reports/2026/table.xlsx")
                .asByteArray())
        .startsWith('P', 'K');
  }

  @Test
  void an_altered_row_shows_nothing_of_itself() throws Exception {
    String name = "Đặng Thị Nguyên";
    String id =
        staff.approved(
            BatchClient.HEADER + BatchClient.row(1, name, "17/05/2003", BatchClient.number()));
    staff.signed(id).then().body("state", equalTo("done"));
    int number =
        owner
            .numbers("select register_seq from register_entry where batch_id = ?", id)
            .getFirst()
            .intValue();
    String where = " where batch_id = '" + OwnerSql.uuid(id) + "'";
    owner.alterEntries("update register_entry set full_name = 'Đặng Thị Khác'" + where);
    try {
      assertThat(lines(staff.preparer()).get(number)).contains("altered").doesNotContain("Đặng");
    } finally {
      owner.alterEntries("update register_entry set full_name = '" + name + "'" + where);
    }
    assertThat(lines(staff.preparer()).get(number)).contains(name);
  }

  private int issued() {
    Response report = BatchClient.as(staff.preparer().key()).get(institution() + "/reports/2026");
    assertThat(report.statusCode()).as(report.asString()).isEqualTo(200);
    Integer issued = report.path("kinds.find { it.kind == 'BCN' }.issued");
    return issued == null || !report.<Boolean>path("complete") ? -1 : issued;
  }

  private int awaitIssued() throws InterruptedException {
    int issued = issued();
    for (int i = 0; i < 600 && issued < 0; i++) {
      Thread.sleep(50);
      issued = issued();
    }
    return issued;
  }

  @Test
  void many_rows_are_counted_in_the_background_and_no_number_is_passed_over() throws Exception {
    staff.signed(staff.approved(BatchClient.list(1))).then().body("state", equalTo("done"));
    int before = awaitIssued();
    String waits = staff.approved(BatchClient.list(2));
    steps.doOnce(
        waits,
        SigningSteps.Point.BEFORE_RECORD,
        () -> {
          throw new Refusal(
              vn.sogoc.institution.InstitutionProblem.KEY_NOT_USABLE, "the key is frozen");
        });
    staff.signed(waits).then().body("state", equalTo("failed"));
    staff.signed(staff.approved(BatchClient.list(1_300))).then().body("state", equalTo("done"));

    Response first = BatchClient.as(staff.preparer().key()).get(institution() + "/reports/2026");
    assertThat(first.<Boolean>path("complete")).as(first.asString()).isFalse();
    assertThat(first.<Integer>path("counted")).isLessThan(first.<Integer>path("numbers"));
    assertThat(awaitIssued()).isEqualTo(before + 1_300);

    staff.signed(waits).then().body("state", equalTo("done"));
    assertThat(awaitIssued()).as("earlier numbers, later used").isEqualTo(before + 1_302);

    owner.asSuperuser("update year_tally set content = replace(content, '1', '2')");
    assertThat(awaitIssued()).as("a count that was altered").isEqualTo(before + 1_302);
  }

  @Test
  void an_altered_row_is_counted_again_when_it_is_repaired() throws Exception {
    String id = staff.approved(BatchClient.list(2));
    staff.signed(id).then().body("state", equalTo("done"));
    String where = " where batch_id = '" + OwnerSql.uuid(id) + "' and register_seq % 2 = 0";
    owner.alterEntries("update register_entry set full_name = full_name || ' Sai'" + where);
    int without;
    try {
      without = awaitIssued();
      BatchClient.as(staff.preparer().key())
          .get(institution() + "/reports/2026")
          .then()
          .body("kinds.find { it.kind == 'BCN' }.altered", equalTo(1));
    } finally {
      owner.alterEntries(
          "update register_entry set full_name = replace(full_name, ' Sai', '')" + where);
    }
    assertThat(awaitIssued()).isEqualTo(without + 1);
  }

  @Test
  void only_the_institutions_own_people_read_it() {
    DemoSchools.Person stranger = schools.person(schools.school(), Role.PREPARE, Role.SIGN);
    for (String path : List.of(book("csv"), book("xlsx"), institution() + "/reports/2026")) {
      BatchClient.as(stranger.key()).get(path).then().statusCode(403);
    }
    BatchClient.as(staff.preparer().key())
        .get(institution() + "/register-books/XX/2026/book.csv")
        .then()
        .statusCode(404);
    BatchClient.as(staff.preparer().key())
        .get(institution() + "/register-books/BCN/26/book.csv")
        .then()
        .statusCode(404);
    BatchClient.as(staff.preparer().key())
        .get("/api/v1/institutions/101/reports/2026")
        .then()
        .statusCode(404);
  }
}
