package vn.sogoc.issuance;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.io.ByteArrayOutputStream;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vn.sogoc.demo.DemoSchools;
import vn.sogoc.issuance.imports.CrashingImports;
import vn.sogoc.issuance.imports.ImportSweeps;
import vn.sogoc.kernel.PublicId;
import vn.sogoc.platform.access.Role;
import vn.sogoc.platform.tables.XlsxText;

@QuarkusTest
@Tag("service")
class ImportApiTest {
  private static final List<String> TABLES =
      List.of(
          "import",
          "import_part",
          "import_row",
          "import_finding",
          "import_group",
          "import_bad_row",
          "import_mapping");

  @Inject DemoSchools schools;
  @Inject CrashingImports steps;
  @Inject ImportSweeps sweeps;
  @Inject OwnerSql owner;

  private Staff staff;

  @BeforeEach
  void people() {
    staff = Staff.of(schools);
  }

  @Test
  void a_file_becomes_a_batch_that_is_approved_signed_and_issued() throws Exception {
    String id = ImportClient.uploaded(staff, BatchClient.list(120));
    ImportClient.get(staff, id)
        .then()
        .body("kindLabel", equalTo("The Degree of Bachelor"))
        .body("file.separator", equalTo(";"))
        .body("file.headerLine", equalTo(1))
        .body("file.sample[1].cells[1]", equalTo("Nguyễn Thị A"))
        .body("columns[1].field", equalTo("fullName"))
        .body("missing", hasSize(0));
    Response ready = ImportClient.checked(staff, id);
    ready
        .then()
        .body("state", equalTo("ready"))
        .body("counts.rows", equalTo(120))
        .body("counts.valid", equalTo(120))
        .body("counts.faulty", equalTo(0));
    BatchClient.as(staff.preparer().key())
        .get("/api/v1/jobs/" + ready.<String>path("job"))
        .then()
        .body("kind", equalTo("issuance.read"))
        .body("done", equalTo(120))
        .body("total", equalTo(120));
    Response made = ImportClient.commit(staff, id);
    assertThat(made.statusCode()).as(made.asString()).isEqualTo(201);
    String batch = made.path("batch");
    ImportClient.commit(staff, id).then().statusCode(200).body("batch", equalTo(batch));
    ImportClient.get(staff, id)
        .then()
        .body("state", equalTo("committed"))
        .body("batch", equalTo(batch))
        .body("counts.rows", equalTo(120));
    assertThat(left(id)).isZero();
    BatchClient.batch(staff.approver().key(), batch)
        .then()
        .body("state", equalTo("draft"))
        .body("rows", equalTo(120))
        .body("fileName", equalTo("lop.csv"));
    BatchClient.as(staff.approver().key())
        .get("/api/v1/batches/" + batch + "/rows?limit=2")
        .then()
        .body("data[0].fullName", equalTo("Nguyễn Thị A"))
        .body("data[0].row", equalTo(2))
        .body("data[1].row", equalTo(3));
    owner.expireApproval(batch);
    assertThat(
            BatchClient.approve(
                    staff.approver().key(),
                    batch,
                    BatchClient.batch(staff.approver().key(), batch).path("approvedHash"),
                    120,
                    true)
                .statusCode())
        .isEqualTo(409);
    ImportClient.commit(staff, id).then().statusCode(200);
    staff.approvedBy(staff.approver(), batch);
    Response signed = staff.signed(batch);
    assertThat(signed.<String>path("state")).as(signed.asString()).isEqualTo("done");
    assertThat(owner.gaps(batch)).isZero();
  }

  @Test
  void rows_with_faults_are_grouped_shown_and_downloaded_and_nothing_of_the_list_is_taken()
      throws Exception {
    String repeated = BatchClient.number();
    StringBuilder text = new StringBuilder(BatchClient.HEADER);
    for (int i = 0; i < 100; i++) {
      boolean isBad = i % 20 == 7;
      text.append(
          BatchClient.row(
              i + 1,
              i == 50
                  ? "=HYPERLINK(1)"
                  : "Trần Văn " + (char) ('A' + i % 26) + (char) ('a' + i / 26),
              isBad ? "31/02/2003" : "17/05/2003",
              i == 60 || i == 61 ? repeated : BatchClient.number()));
    }
    String id = ImportClient.uploaded(staff, text.toString());
    ImportClient.checked(staff, id)
        .then()
        .body("state", equalTo("faulty"))
        .body("counts.rows", equalTo(100))
        .body("counts.faulty", equalTo(7))
        .body("counts.valid", equalTo(93));
    Response errors = ImportClient.errors(staff, id);
    errors
        .then()
        .body("data.code", hasItem("date_format"))
        .body("data.find { it.code == 'date_format' }.count", equalTo(5))
        .body("data.find { it.code == 'date_format' }.column", equalTo("Ngày sinh"))
        .body("data.find { it.code == 'date_format' }.severity", equalTo("fault"))
        .body("data.find { it.code == 'date_format' }.action", startsWith("Write the dates"))
        .body("data.find { it.code == 'date_format' }.examples", hasSize(5))
        .body("data.find { it.code == 'date_format' }.examples[0].row", equalTo(9))
        .body("data.find { it.code == 'date_format' }.examples[0].found", equalTo("31/02/2003"))
        .body("data.find { it.code == 'same_person_twice' }.examples[0].row", equalTo(63))
        .body("data.find { it.code == 'same_person_twice' }.examples[0].found", equalTo("62"));
    assertThat(errors.asString()).doesNotContain(repeated);
    Response bad = ImportClient.errorRows(staff, id);
    assertThat(bad.contentType()).isEqualToIgnoringCase("text/csv;charset=UTF-8");
    List<String> lines = new String(bad.asByteArray(), UTF_8).lines().toList();
    assertThat(lines).hasSize(8);
    assertThat(lines.getFirst()).startsWith("\uFEFFSTT,Họ và tên,Ngày sinh").endsWith(",Reason");
    assertThat(lines.get(1))
        .startsWith("8,Trần Văn Ha,31/02/2003,Nữ,7480201,Giỏi,")
        .contains("found \"\"31/02/2003\"\"");
    assertThat(lines)
        .anyMatch(l -> l.startsWith("51,'=HYPERLINK(1),"))
        .anyMatch(l -> l.startsWith("62,") && l.contains("as row 62"));
    ImportClient.commit(staff, id)
        .then()
        .statusCode(409)
        .body("code", equalTo("import_has_faults"));
    assertThat(
            owner.numbers(
                "select count(*) from batch where decision_number = '%s'"
                    .formatted(staff.decision()),
                null))
        .containsExactly(0L);
  }

  /** Every second list is a workbook; what is wrong goes round. */
  @Test
  void one_bad_row_is_found_at_every_position() throws Exception {
    int size = 12;
    for (int bad = 0; bad < size; bad++) {
      List<List<String>> rows = new ArrayList<>();
      for (int i = 0; i < size; i++) {
        rows.add(
            new ArrayList<>(
                List.of(
                    "Lê Thị " + (char) ('A' + i),
                    "17/05/2003",
                    "7480201",
                    "Giỏi",
                    BatchClient.number())));
      }
      String column =
          switch (bad % 4) {
            case 0 -> spoilt(rows.get(bad), 1, "31/02/2003", "Ngày sinh");
            case 1 -> spoilt(rows.get(bad), 0, "", "Họ và tên");
            case 2 -> spoilt(rows.get(bad), 3, "Tốt lắm", "Xếp loại");
            default -> spoilt(rows.get(bad), 4, rows.getFirst().get(4), "Số CCCD");
          };
      Response made = ImportClient.upload(staff, bad % 2 == 0 ? csv(rows) : xlsx(rows), Map.of());
      assertThat(made.statusCode()).as(made.asString()).isEqualTo(201);
      String id = made.path("id");
      ImportClient.checked(staff, id).then().body("counts.faulty", equalTo(1));
      ImportClient.errors(staff, id)
          .then()
          .body("data.findAll { it.severity == 'fault' }", hasSize(1))
          .body("data.find { it.severity == 'fault' }.column", equalTo(column))
          .body("data.find { it.severity == 'fault' }.count", equalTo(1))
          .body("data.find { it.severity == 'fault' }.examples[0].row", equalTo(bad + 2));
      ImportClient.discard(staff, id).then().statusCode(204);
    }
  }

  private static final List<String> COLUMNS =
      List.of("Họ và tên", "Ngày sinh", "Mã ngành", "Xếp loại", "Số CCCD");

  private static String spoilt(List<String> row, int cell, String text, String column) {
    row.set(cell, text);
    return column;
  }

  private static byte[] csv(List<List<String>> rows) {
    StringBuilder text = new StringBuilder(String.join(";", COLUMNS) + "\n");
    rows.forEach(row -> text.append(String.join(";", row)).append('\n'));
    return text.toString().getBytes(UTF_8);
  }

  private static byte[] xlsx(List<List<String>> rows) throws Exception {
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    XlsxText.write(file, COLUMNS, rows.iterator());
    return file.toByteArray();
  }

  @Test
  void the_same_file_is_the_same_import_however_often_and_at_once() throws Exception {
    String text = BatchClient.list(30);
    Set<String> ids;
    List<Integer> codes = new ArrayList<>();
    try (ExecutorService clients = Executors.newFixedThreadPool(8)) {
      List<Future<Response>> answers = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        answers.add(clients.submit(() -> ImportClient.upload(staff, text)));
      }
      List<String> found = new ArrayList<>();
      for (Future<Response> answer : answers) {
        codes.add(answer.get().statusCode());
        found.add(answer.get().path("id"));
      }
      ids = Set.copyOf(found);
    }
    assertThat(ids).hasSize(1);
    assertThat(codes).containsOnly(200, 201).containsOnlyOnce(201);
    String id = ids.iterator().next();
    ImportClient.upload(staff, text.getBytes(UTF_8), Map.of("issueDate", "2026-06-16"))
        .then()
        .statusCode(409)
        .body("code", equalTo("import_exists"));
    ImportClient.checked(staff, id);
    List<String> batches = new ArrayList<>();
    try (ExecutorService clients = Executors.newFixedThreadPool(6)) {
      List<Future<Response>> answers = new ArrayList<>();
      for (int i = 0; i < 6; i++) {
        answers.add(clients.submit(() -> ImportClient.commit(staff, id)));
      }
      for (Future<Response> answer : answers) {
        assertThat(answer.get().statusCode()).as(answer.get().asString()).isIn(200, 201);
        batches.add(answer.get().path("batch"));
      }
    }
    assertThat(Set.copyOf(batches)).hasSize(1);
    ImportClient.upload(staff, text).then().statusCode(200).body("id", equalTo(id));
    BatchClient.as(staff.preparer().key())
        .delete("/api/v1/batches/" + batches.getFirst())
        .then()
        .statusCode(204);
    ImportClient.upload(staff, text).then().statusCode(201).body("id", not(equalTo(id)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"INSIDE_CHUNK", "AFTER_CHUNK", "BEFORE_END", "INSIDE_END", "AFTER_END"})
  void a_reading_that_was_cut_off_goes_on_where_it_was(String point) throws Exception {
    String number = BatchClient.number();
    StringBuilder text = new StringBuilder(BatchClient.HEADER);
    for (int i = 0; i < 230; i++) {
      text.append(
          BatchClient.row(
              i + 1,
              i == 5 || i == 200 ? "Nguyễn Trùng Tên" : "Lý Văn " + letters(i),
              i == 7 || i == 190 ? "0/0/2003" : "17/05/2003",
              i == 3 || i == 220 ? number : BatchClient.number()));
    }
    String id = ImportClient.uploaded(staff, text.toString());
    steps.crashNext(point);
    ImportClient.checked(staff, id)
        .then()
        .body("state", equalTo("faulty"))
        .body("counts.rows", equalTo(230))
        .body("counts.faulty", equalTo(3))
        .body("counts.valid", equalTo(227))
        .body("counts.faults", equalTo(3));
    assertThat(steps.crashes(id)).isEqualTo(1);
    ImportClient.errors(staff, id)
        .then()
        .body("data.find { it.code == 'date_format' }.examples.row", equalTo(List.of(9, 192)))
        .body("data.find { it.code == 'same_person_twice' }.examples[0].row", equalTo(222))
        .body("data.find { it.code == 'same_person_twice' }.examples[0].found", equalTo("5"))
        .body("data.find { it.code == 'same_name_and_birth' }.examples[0].row", equalTo(202))
        .body("data.find { it.code == 'same_name_and_birth' }.examples[0].found", equalTo("7"));
    assertThat(
            owner.numbers(
                "select count(*) from import_row where import_id = '" + uuid(id) + "'", null))
        .containsExactly(227L);
  }

  @Test
  void a_reading_that_was_cut_off_and_has_no_fault_becomes_the_same_batch() throws Exception {
    String id = ImportClient.uploaded(staff, BatchClient.list(180));
    steps.crashNext("AFTER_CHUNK");
    ImportClient.checked(staff, id).then().body("state", equalTo("ready"));
    assertThat(steps.crashes(id)).isEqualTo(1);
    Response made = ImportClient.commit(staff, id);
    assertThat(made.statusCode()).as(made.asString()).isEqualTo(201);
    BatchClient.batch(staff.approver().key(), made.path("batch")).then().body("rows", equalTo(180));
  }

  @Test
  void what_is_no_table_is_refused_and_nothing_is_stored() {
    long before = all();
    byte[] zip = new byte[4000];
    zip[0] = 'P';
    zip[1] = 'K';
    zip[2] = 3;
    zip[3] = 4;
    Map<String, byte[]> hostile =
        Map.of(
            "a PDF",
            "%PDF-1.7 and so on".getBytes(UTF_8),
            "a broken workbook",
            zip,
            "binary",
            new byte[] {0, 1, 2, 3, 0, 0, 0, 9, 8, 7, 0, 0, 0, 0},
            "a million columns",
            "a;".repeat(500_000).getBytes(UTF_8),
            "an old workbook",
            new byte[] {(byte) 0xD0, (byte) 0xCF, 0x11, (byte) 0xE0, 0, 0, 0, 0, 1});
    hostile.forEach(
        (what, file) -> {
          Response answer = ImportClient.upload(staff, file, Map.of());
          assertThat(answer.statusCode()).as(what + answer.asString()).isBetween(400, 499);
          assertThat(answer.<String>path("code")).as(what).startsWith("table_");
        });
    ImportClient.upload(staff, "a;b\n".getBytes(UTF_8), Map.of("kind", "QQQ"))
        .then()
        .statusCode(422)
        .body("code", equalTo("batch_refused"));
    ImportClient.upload(staff, new byte[0], Map.of()).then().statusCode(422);
    assertThat(all()).isEqualTo(before);
  }

  @Test
  void what_was_chosen_is_remembered_and_dates_are_read_as_somebody_said() throws Exception {
    String own = staff.decision();
    String text =
        "Tên %s;Sinh %s;Mã ngành;Xếp loại;Số CCCD;Nơi sinh;Cột %s\n".formatted(own, own, own)
            + "Nguyễn Thị Hoa;05/17/2003;7480201;Giỏi;"
            + BatchClient.number()
            + ";Huế;x\n";
    String id = ImportClient.uploaded(staff, text);
    Response list = ImportClient.get(staff, id);
    list.then().body("missing", hasItem("fullName"));
    Map<String, Object> layout = ImportClient.suggested(list);
    ImportClient.read(staff, id, layout)
        .then()
        .statusCode(422)
        .body("code", equalTo("class_list_columns"));
    List<Map<String, Object>> columns =
        List.of(
            Map.of("column", 1, "field", "fullName"),
            Map.of("column", 2, "field", "birthDate", "dates", "month_day_year"),
            Map.of("column", 3, "field", "programmeCode"),
            Map.of("column", 4, "field", "ranking"),
            Map.of("column", 5, "field", "personalNumber"),
            Map.of("column", 6, "field", "birthPlace"),
            Map.of("column", 7, "field", "note"));
    layout.put("columns", columns);
    ImportClient.read(staff, id, layout).then().statusCode(200).body("state", equalTo("reading"));
    ImportClient.ended(staff, id)
        .then()
        .body("state", equalTo("ready"))
        .body("layout.columns[1].dates", equalTo("month_day_year"));
    String batch = ImportClient.commit(staff, id).path("batch");
    BatchClient.as(staff.approver().key())
        .get("/api/v1/batches/" + batch + "/rows")
        .then()
        .body("data[0].dateOfBirth", equalTo("2003-05-17"));
    Staff others = Staff.of(schools);
    String next = ImportClient.uploaded(others, text.replace("Hoa", "Hồng"));
    ImportClient.get(others, next)
        .then()
        .body("columns[0].field", equalTo("fullName"))
        .body("columns[0].remembered", equalTo(true))
        .body("columns[6].field", equalTo("note"))
        .body("missing", hasSize(0));
    ImportClient.read(others, next, Map.of("columns", List.of(Map.of("column", 0))))
        .then()
        .statusCode(422)
        .body("code", equalTo("import_layout_refused"));
  }

  @Test
  void a_corrected_list_may_come_while_the_old_one_is_open_and_is_told_of_it() throws Exception {
    String first = ImportClient.uploaded(staff, BatchClient.list(3));
    String second = ImportClient.uploaded(staff, BatchClient.list(4));
    ImportClient.get(staff, second).then().body("others", equalTo(List.of(first)));
    ImportClient.discard(staff, first).then().statusCode(204);
    ImportClient.discard(staff, first).then().statusCode(204);
    ImportClient.get(staff, first).then().body("state", equalTo("discarded"));
    ImportClient.get(staff, second).then().body("others", hasSize(0));
    assertThat(left(first)).isZero();
    ImportClient.read(staff, first, ImportClient.suggested(ImportClient.get(staff, second)))
        .then()
        .statusCode(409);
    ImportClient.commit(staff, second).then().statusCode(409);
    Response ready = ImportClient.checked(staff, second);
    ready.then().body("state", equalTo("ready"));
    ImportClient.checked(staff, second).then().body("counts.rows", equalTo(4));
    ImportClient.discard(staff, second).then().statusCode(204);
    assertThat(left(second)).isZero();
  }

  @Test
  void a_person_who_was_issued_to_is_found_and_so_is_another_birth_date() throws Exception {
    String number = BatchClient.number();
    String list = BatchClient.HEADER + BatchClient.row(1, "Vũ Thị Nga", "17/05/2003", number);
    staff.signed(staff.approved(list)).then().body("state", equalTo("done"));
    String again =
        ImportClient.uploaded(
            staff, list + BatchClient.row(2, "Vũ Thị Bê", "18/05/2003", BatchClient.number()));
    ImportClient.checked(staff, again).then().body("counts.faulty", equalTo(1));
    ImportClient.errors(staff, again)
        .then()
        .body("data.find { it.code == 'issued_once' }.column", equalTo("Số CCCD"))
        .body("data.find { it.code == 'issued_once' }.examples[0].row", equalTo(2));
    Staff later = Staff.of(schools);
    String other =
        ImportClient.uploaded(
            later, BatchClient.HEADER + BatchClient.row(1, "Vũ Thị Nga", "18/05/2003", number));
    ImportClient.checked(later, other).then().body("state", equalTo("faulty"));
    ImportClient.errors(later, other).then().body("data.code", hasItem("known_with_another_birth"));
  }

  @Test
  void no_personal_number_is_kept_in_the_clear_or_answered() throws Exception {
    String number = BatchClient.number();
    String wrong = number.substring(0, 11);
    String id =
        ImportClient.uploaded(
            staff,
            BatchClient.HEADER
                + BatchClient.row(1, "Sang", "2003", number)
                + BatchClient.row(2, "Lan", "2003", wrong)
                + BatchClient.row(3, "Mai " + number, "2003", number));
    Response checked = ImportClient.checked(staff, id);
    assertThat(checked.asString()).doesNotContain(wrong).contains("•••" + number.substring(9));
    assertThat(ImportClient.errors(staff, id).asString()).doesNotContain(wrong);
    for (String table : TABLES) {
      assertThat(owner.contains(table, wrong)).as(table).isFalse();
    }
  }

  @Test
  void rows_that_somebody_changed_become_no_batch() throws Exception {
    String id = ImportClient.uploaded(staff, BatchClient.list(3));
    ImportClient.checked(staff, id).then().body("state", equalTo("ready"));
    owner.asSuperuser(
        "update import_row r set claims = (select claims from import_row where import_id ="
            + " r.import_id and position = 2) where position = 1 and import_id = '"
            + uuid(id)
            + "'");
    ImportClient.commit(staff, id)
        .then()
        .statusCode(500)
        .body("code", equalTo("import_content_changed"));
    assertThat(
            owner.refusedToTheApplication(
                "delete from import_row where import_id = '" + uuid(id) + "'"))
        .isTrue();
    assertThat(
            owner.refusedToTheApplication(
                "delete from import_part where import_id = '" + uuid(id) + "'"))
        .isTrue();
  }

  @Test
  void imports_of_others_do_not_exist_and_only_preparers_make_them() {
    String id = ImportClient.uploaded(staff, BatchClient.list(2));
    DemoSchools.Person elsewhere = schools.person(schools.school(), Role.PREPARE);
    for (String path : List.of("", "/errors", "/errors/rows")) {
      BatchClient.as(elsewhere.key())
          .get("/api/v1/imports/" + id + path)
          .then()
          .statusCode(404)
          .body("code", equalTo("import_not_found"));
    }
    BatchClient.as(elsewhere.key())
        .post("/api/v1/imports/" + id + "/commit")
        .then()
        .statusCode(404);
    BatchClient.as(elsewhere.key()).delete("/api/v1/imports/" + id).then().statusCode(404);
    BatchClient.as(staff.approver().key()).get("/api/v1/imports/" + id).then().statusCode(403);
    BatchClient.as(staff.preparer().key())
        .get("/api/v1/imports?limit=1")
        .then()
        .body("data[0].id", equalTo(id));
  }

  @Test
  void a_workbook_takes_the_same_path_and_its_faults_come_back_as_one() throws Exception {
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    List<String> header = List.of("Họ và tên", "Ngày sinh", "Mã ngành", "Xếp loại", "Số CCCD");
    List<List<String>> rows =
        List.of(
            List.of("Bùi Thị Xuân", "17/05/2003", "7480201", "Giỏi", BatchClient.number()),
            List.of("Bùi Thị Hạ", "17/05/2003", "7480201", "Tốt lắm", BatchClient.number()));
    XlsxText.write(file, header, rows.iterator());
    Response made = ImportClient.upload(staff, file.toByteArray(), Map.of());
    assertThat(made.statusCode()).as(made.asString()).isEqualTo(201);
    String id = made.path("id");
    ImportClient.checked(staff, id)
        .then()
        .body("state", equalTo("faulty"))
        .body("counts.faulty", equalTo(1));
    byte[] bad =
        BatchClient.as(staff.preparer().key())
            .get("/api/v1/imports/" + id + "/errors/rows.xlsx")
            .asByteArray();
    Response again = ImportClient.upload(Staff.of(schools), bad, Map.of());
    again
        .then()
        .statusCode(201)
        .body("file.header[5]", equalTo("Reason"))
        .body("file.sample[1].cells[0]", equalTo("Bùi Thị Hạ"))
        .body("file.sample[1].cells[5]", startsWith("Column Xếp loại: the value \"Tốt lắm\""));
  }

  @Test
  void the_template_of_a_kind_is_a_list_without_faults() throws Exception {
    Response template =
        BatchClient.as(staff.preparer().key()).get("/api/v1/imports/template?kind=BCN");
    assertThat(template.statusCode()).isEqualTo(200);
    Response made = ImportClient.upload(staff, template.asByteArray(), Map.of());
    assertThat(made.statusCode()).as(made.asString()).isEqualTo(201);
    Response checked = ImportClient.checked(staff, made.path("id"));
    assertThat(checked.<String>path("state"))
        .as(ImportClient.errors(staff, made.path("id")).asString())
        .isEqualTo("ready");
    BatchClient.as(staff.preparer().key())
        .get("/api/v1/imports/template?kind=QQQ")
        .then()
        .statusCode(422);
    byte[] workbook =
        BatchClient.as(staff.preparer().key())
            .get("/api/v1/imports/template.xlsx?kind=BCN")
            .asByteArray();
    ImportClient.upload(Staff.of(schools), workbook, Map.of())
        .then()
        .statusCode(201)
        .body("missing", hasSize(0));
  }

  @Test
  void fifty_thousand_rows_are_checked_and_the_first_faults_are_shown_at_once() throws Exception {
    StringBuilder text = new StringBuilder(BatchClient.HEADER);
    for (int i = 0; i < 50_000; i++) {
      text.append(
          BatchClient.row(
              i + 1,
              "Phan Thị " + letters(i),
              i % 20 == 3 ? "17-05" : "17/05/2003",
              "003303" + String.format("%06d", i)));
    }
    String id = ImportClient.uploaded(staff, text.toString());
    Map<String, Object> layout = ImportClient.suggested(ImportClient.get(staff, id));
    long begun = System.nanoTime();
    ImportClient.read(staff, id, layout).then().statusCode(200);
    while (ImportClient.errors(staff, id).<List<Object>>path("data").isEmpty()) {
      Thread.sleep(20);
    }
    double first = (System.nanoTime() - begun) / 1e9;
    Response checked = ImportClient.ended(staff, id);
    double whole = (System.nanoTime() - begun) / 1e9;
    System.out.printf("50,000 rows: first finding %.2f s, whole %.2f s%n", first, whole);
    checked
        .then()
        .body("counts.rows", equalTo(50_000))
        .body("counts.faulty", equalTo(2_500))
        .body("counts.valid", equalTo(47_500));
    String bad = new String(ImportClient.errorRows(staff, id).asByteArray(), UTF_8);
    assertThat(bad.lines().count()).isEqualTo(2_501);
    ImportClient.discard(staff, id).then().statusCode(204);
    assertThat(left(id)).isZero();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "update import set faults = 0, rows_faulty = 0 where id = '%s'",
        "update import set rows_read = rows_read + 1 where id = '%s'",
        "update import set warnings = warnings + 1 where id = '%s'",
        "update import_finding set found = 'x' where import_id = '%s' and position = 0",
        "update import_group set is_fault = not is_fault where import_id = '%s'",
        "update import_group set count = count + 1 where import_id = '%s'",
        "update import_row set line = line + 1 where import_id = '%s' and position = 3",
        "delete from import_row where import_id = '%s' and position > 20"
      })
  void a_reading_goes_on_from_nothing_but_what_it_kept(String change) throws Exception {
    StringBuilder text = new StringBuilder(BatchClient.HEADER);
    for (int i = 0; i < 120; i++) {
      text.append(
          BatchClient.row(
              i + 1,
              i == 6 ? "Lý Văn a" : "Lý Văn " + letters(i),
              i == 7 ? "0/0/2003" : "17/05/2003",
              BatchClient.number()));
    }
    String id = ImportClient.uploaded(staff, text.toString());
    Map<String, Object> layout = ImportClient.suggested(ImportClient.get(staff, id));
    steps.doNext("AFTER_CHUNK", true, list -> owner.asSuperuser(change.formatted(list.key())));
    Response begun = ImportClient.read(staff, id, layout);
    BatchClient.ended(staff.preparer().key(), begun.path("job"))
        .then()
        .body("state", equalTo("failed"));
    ImportClient.get(staff, id).then().body("state", equalTo("reading"));
    ImportClient.checked(staff, id)
        .then()
        .body("state", equalTo("faulty"))
        .body("counts.rows", equalTo(120))
        .body("counts.faulty", equalTo(1));
  }

  @Test
  void counters_are_believed_at_the_end_of_a_reading_only_where_it_wrote_them() throws Exception {
    String id =
        ImportClient.uploaded(
            staff,
            BatchClient.list(3) + BatchClient.row(4, "Mai", "0/0/2003", BatchClient.number()));
    Map<String, Object> layout = ImportClient.suggested(ImportClient.get(staff, id));
    steps.doNext(
        "BEFORE_END",
        false,
        list ->
            owner.asSuperuser(
                "update import set faults = 0, rows_faulty = 0, rows_read = 3 where id = '"
                    + list.key()
                    + "'"));
    Response begun = ImportClient.read(staff, id, layout);
    BatchClient.ended(staff.preparer().key(), begun.path("job"))
        .then()
        .body("state", equalTo("failed"));
    ImportClient.commit(staff, id).then().statusCode(409);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "update import set warnings = 0 where id = '%s'",
        "update import set decision_date = decision_date - 1 where id = '%s'",
        "update import_finding set found = 'x' where import_id = '%s'",
        "delete from import_finding where import_id = '%s'",
        "update import_row set number_hash = null, number_sealed = null where import_id = '%s' and position = 1",
        "update import_row r set number_sealed = (select number_sealed from import_row where import_id ="
            + " r.import_id and position = 2) where position = 1 and import_id = '%s'",
        "update import_row r set number_sealed = t.number_sealed from earlier_reading t"
            + " where t.position = r.position and r.import_id = '%s'"
      })
  void a_batch_is_made_of_nothing_but_what_was_read(String change) throws Exception {
    String id =
        ImportClient.uploaded(
            staff,
            BatchClient.list(3)
                + BatchClient.row(4, "Trần Thị Mai", "17/05/2003", BatchClient.number())
                + BatchClient.row(5, "Trần Thị Mai", "17/05/2003", BatchClient.number()));
    ImportClient.checked(staff, id).then().body("counts.warnings", not(equalTo(0)));
    owner.asSuperuser(
        "create table earlier_reading as select * from import_row where import_id = '"
            + uuid(id)
            + "'");
    try {
      ImportClient.checked(staff, id).then().body("state", equalTo("ready"));
      owner.asSuperuser(change.formatted(uuid(id)));
      ImportClient.commit(staff, id)
          .then()
          .statusCode(500)
          .body("code", equalTo("import_content_changed"));
    } finally {
      owner.asSuperuser("drop table earlier_reading");
    }
    ImportClient.checked(staff, id);
    ImportClient.discard(staff, id).then().statusCode(204);
  }

  @Test
  void nobody_learns_by_a_list_whose_number_it_is() throws Exception {
    String number = BatchClient.number();
    String list = BatchClient.HEADER + BatchClient.row(1, "Vũ Thị Nga", "19/05/2003", number);
    staff.signed(staff.approved(list)).then().body("state", equalTo("done"));
    int school = schools.school();
    DemoSchools.Person signer = schools.person(school, Role.SIGN, Role.APPROVE);
    Staff elsewhere =
        new Staff(
            schools.person(school, Role.PREPARE),
            schools.person(school, Role.APPROVE),
            signer,
            schools.mandate(school, signer.person(), "Trần Văn Tám", "BTN_THPT"),
            BatchClient.decision());
    Map<String, String> kind = Map.of("kind", "BTN_THPT");
    String template =
        new String(
            BatchClient.as(elsewhere.preparer().key())
                .get("/api/v1/imports/template?kind=BTN_THPT")
                .asByteArray(),
            UTF_8);
    String other = template.replaceFirst("[0-9]{12}", number);
    assertThat(other).contains(number);
    Response made = ImportClient.upload(elsewhere, other.getBytes(UTF_8), kind);
    assertThat(made.statusCode()).as(made.asString()).isEqualTo(201);
    Response checked = ImportClient.checked(elsewhere, made.path("id"));
    Response errors = ImportClient.errors(elsewhere, made.path("id"));
    assertThat(checked.<String>path("state")).as(errors.asString()).isEqualTo("ready");
    assertThat(errors.asString()).doesNotContain("known_");
  }

  @Test
  void only_whoever_prepared_a_batch_asks_for_its_approval_again() throws Exception {
    String id = ImportClient.uploaded(staff, BatchClient.list(3));
    ImportClient.checked(staff, id).then().body("state", equalTo("ready"));
    String batch = ImportClient.commit(staff, id).path("batch");
    owner.expireApproval(batch);
    Staff colleague =
        new Staff(
            schools.person(schools.university(), Role.PREPARE),
            staff.approver(),
            staff.signer(),
            staff.mandate(),
            staff.decision());
    ImportClient.commit(colleague, id).then().statusCode(200).body("batch", equalTo(batch));
    assertThat(
            BatchClient.approve(
                    staff.approver().key(),
                    batch,
                    BatchClient.batch(staff.approver().key(), batch).path("approvedHash"),
                    3,
                    true)
                .statusCode())
        .isEqualTo(409);
    ImportClient.commit(staff, id).then().statusCode(200);
    staff.approvedBy(staff.approver(), batch);
    staff.signed(batch).then().body("state", equalTo("done"));
  }

  @Test
  void an_institution_has_so_many_lists_open_and_so_many_bytes() throws Exception {
    String first = ImportClient.uploaded(staff, BatchClient.list(2));
    String copies =
        "create temp table t as select i.* from import i, generate_series(1, %d)"
            + " where i.id = '"
            + uuid(first)
            + "'";
    String fresh = "update t set id = gen_random_uuid(), file_name = 'many', file_size = %d";
    String digests = "update t set file_digest = sha256(cast(cast(id as text) as bytea))";
    String keep = "insert into import select * from t";
    String gone = "delete from import where file_name = 'many'";
    try {
      owner.asSuperuser(copies.formatted(500), fresh.formatted(1), digests, keep);
      ImportClient.upload(staff, BatchClient.list(2))
          .then()
          .statusCode(409)
          .body("code", equalTo("import_too_many"));
      owner.asSuperuser(gone);
      owner.asSuperuser(copies.formatted(1), fresh.formatted(999_999_900), digests, keep);
      ImportClient.upload(staff, BatchClient.list(2))
          .then()
          .statusCode(409)
          .body("code", equalTo("import_too_many"));
    } finally {
      owner.asSuperuser(gone);
    }
    ImportClient.uploaded(staff, BatchClient.list(2));
  }

  @Test
  void an_import_that_nobody_touches_for_thirty_days_is_given_up() throws Exception {
    String old = ImportClient.uploaded(staff, BatchClient.list(2));
    String touched = ImportClient.uploaded(staff, BatchClient.list(2));
    ImportClient.checked(staff, touched);
    for (String id : List.of(old, touched)) {
      owner.asSuperuser(
          "update import set uploaded_at = uploaded_at - interval '31 days' where id = '"
              + uuid(id)
              + "'");
    }
    sweeps.giveUp(Instant.now());
    ImportClient.get(staff, old).then().body("state", equalTo("discarded"));
    ImportClient.get(staff, touched).then().body("state", equalTo("ready"));
    assertThat(left(old)).isZero();
    assertThat(
            owner.numbers(
                "select count(*) from trail_line where action = 'import.discard' and actor ="
                    + " 'registry' and object = '"
                    + old
                    + "'",
                null))
        .containsExactly(1L);
  }

  @Test
  void bad_rows_are_told_when_they_are_taken_and_leave_nothing_behind() throws Exception {
    String id =
        ImportClient.uploaded(
            staff,
            BatchClient.list(2) + BatchClient.row(3, "Mai", "0/0/2003", BatchClient.number()));
    ImportClient.checked(staff, id).then().body("state", equalTo("faulty"));
    for (String path : List.of("/errors/rows", "/errors/rows.xlsx")) {
      BatchClient.as(staff.preparer().key())
          .head("/api/v1/imports/" + id + path)
          .then()
          .statusCode(405);
    }
    assertThat(downloads(id)).isZero();
    ImportClient.errorRows(staff, id).then().statusCode(200);
    assertThat(downloads(id)).isEqualTo(1);
    Path folder =
        Path.of(
            System.getProperty("java.io.tmpdir"),
            "sogoc-imports-" + System.getProperty("user.name"));
    try (Stream<Path> copies = Files.list(folder)) {
      assertThat(copies).isEmpty();
    }
    assertThat(Files.getPosixFilePermissions(folder))
        .isEqualTo(PosixFilePermissions.fromString("rwx------"));
  }

  @Test
  void a_list_without_header_is_not_remembered_in_the_clear() throws Exception {
    String person = "Nguyễn Thị Duy Nhất " + letters((int) (System.nanoTime() % 100_000));
    String number = BatchClient.number();
    String id =
        ImportClient.uploaded(
            staff,
            person
                + ";17/05/2003;7480201;Giỏi;"
                + number
                + "\nLê Thị Hai;17/05/20033;7480201;Giỏi;"
                + BatchClient.number()
                + "\n");
    Map<String, Object> layout = new HashMap<>();
    layout.put("sheet", 0);
    layout.put("headerLine", 1);
    layout.put("headerLines", 1);
    layout.put(
        "columns",
        List.of(
            Map.of("column", 1, "field", "fullName"),
            Map.of("column", 2, "field", "birthDate"),
            Map.of("column", 3, "field", "programmeCode"),
            Map.of("column", 4, "field", "ranking"),
            Map.of("column", 5, "field", "personalNumber")));
    ImportClient.read(staff, id, layout).then().statusCode(200);
    ImportClient.ended(staff, id).then().body("state", equalTo("faulty"));
    ImportClient.errorRows(staff, id).then().statusCode(200);
    for (String table : TABLES) {
      assertThat(owner.contains(table, number)).as(table).isFalse();
    }
    String folded = person.toLowerCase(java.util.Locale.ROOT);
    assertThat(owner.contains("import_mapping", person)).isFalse();
    assertThat(owner.contains("import_mapping", folded)).isFalse();
    assertThat(owner.contains("import_mapping", "thi duy nhat")).isFalse();
    assertThat(owner.contains("import_mapping", "THI DUY NHAT")).isFalse();
  }

  @Test
  void a_control_character_is_a_fault_of_its_cell() throws Exception {
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    List<String> header = List.of("Họ và tên", "Ngày sinh", "Mã ngành", "Xếp loại", "Số CCCD");
    List<List<String>> rows =
        List.of(
            List.of("Bùi Thị Xuân", "17/05/2003", "7480201", "Giỏi", BatchClient.number()),
            List.of("Bùi\u0000 Thị Hạ", "17/05/2003", "7480201", "Giỏi", BatchClient.number()));
    XlsxText.write(file, header, rows.iterator());
    String id = ImportClient.upload(staff, file.toByteArray(), Map.of()).path("id");
    ImportClient.checked(staff, id)
        .then()
        .body("state", equalTo("faulty"))
        .body("counts.faulty", equalTo(1));
    ImportClient.errors(staff, id)
        .then()
        .body("data.findAll { it.severity == 'fault' }.code", equalTo(List.of("control_character")))
        .body("data[0].examples[0].found", equalTo("Bùi Thị Hạ"));
  }

  @Test
  void a_large_list_of_somebody_who_prepares_nothing_is_refused_unread() throws Exception {
    String head =
        "POST /api/v1/imports HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer "
            + staff.approver().key()
            + "\r\nContent-Type: multipart/form-data; boundary=x\r\nContent-Length: 200000000"
            + "\r\n\r\n";
    try (Socket socket = new Socket("localhost", RestAssured.port)) {
      socket.setSoTimeout(10_000);
      socket.getOutputStream().write(head.getBytes(UTF_8));
      assertThat(new String(socket.getInputStream().readNBytes(12), UTF_8))
          .isEqualTo("HTTP/1.1 403");
    }
  }

  private long downloads(String id) {
    return owner
        .numbers(
            "select count(*) from trail_line where action = 'import.download' and object = '"
                + id
                + "'",
            null)
        .getFirst();
  }

  private long left(String id) {
    return TABLES.stream()
        .filter(t -> !t.equals("import") && !t.equals("import_mapping"))
        .mapToLong(
            t ->
                owner
                    .numbers(
                        "select count(*) from " + t + " where import_id = '" + uuid(id) + "'", null)
                    .getFirst())
        .sum();
  }

  private long all() {
    return TABLES.stream()
        .mapToLong(t -> owner.numbers("select count(*) from " + t, null).getFirst())
        .sum();
  }

  private static java.util.UUID uuid(String id) {
    return PublicId.parse("imp", id).orElseThrow().key();
  }

  private static String letters(int i) {
    return Integer.toString(i, 26)
        .chars()
        .mapToObj(c -> String.valueOf((char) (c <= '9' ? 'a' + c - '0' : c + 10)))
        .collect(Collectors.joining());
  }
}
