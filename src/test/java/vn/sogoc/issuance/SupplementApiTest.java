package vn.sogoc.issuance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import vn.sogoc.credential.supplement.Supplement;
import vn.sogoc.crypto.cose.CoseSign1;
import vn.sogoc.demo.DemoSchools;
import vn.sogoc.issuance.supplement.CrashingSupplementSteps;
import vn.sogoc.kernel.Bytes;
import vn.sogoc.platform.access.Role;

/** From a list of courses to signed supplements, and what is refused on the way. */
@QuarkusTest
@Tag("service")
@SuppressWarnings("NullAway.Init") // set by the test framework
class SupplementApiTest {
  @Inject DemoSchools schools;
  @Inject OwnerSql owner;
  @Inject CrashingSupplementSteps steps;

  @Test
  void a_list_that_two_persons_stand_for_becomes_signed_supplements() throws Exception {
    SupplementScene scene = SupplementScene.open(schools, 2);
    Response made = scene.upload(scene.preparer(), scene.list());
    made.then()
        .statusCode(201)
        .body("state", equalTo("waiting"))
        .body("persons", equalTo(2))
        .body("courses", equalTo(8))
        .body("warnings", equalTo(0));
    String sheet = made.path("id");
    String hash = made.path("contentHash");
    Response rows =
        BatchClient.as(scene.signer()).get("/api/v1/supplement-lists/" + sheet + "/rows?limit=1");
    rows.then()
        .statusCode(200)
        .body("data[0].revision", equalTo(1))
        .body("data[0].content.average", equalTo("8.05"))
        .body("data[0].content.totalCredits", equalTo("10"))
        .body("data[0].content.level", equalTo(6))
        .body("data[0].content.courses.size()", equalTo(4))
        .body("data[0].content.courses[2].elsewhere", equalTo("Trường Đại học Mẫu Hai"))
        .body("data[0].content.courses[3].counted", equalTo(false))
        .body("page.hasMore", equalTo(true));
    refused(scene.approve(scene.preparer(), sheet, hash, true), 403, "forbidden");
    DemoSchools.Person both = schools.person(schools.university(), Role.PREPARE, Role.SIGN);
    refused(
        scene.approve(scene.signer(), sheet, "0".repeat(64), true), 409, "approval_other_content");
    refused(scene.upload(scene.preparer(), scene.list()), 409, "supplement_state");
    Response ended = scene.signed(sheet);
    assertThat(ended.<String>path("state")).as(ended.asString()).isEqualTo("done");
    BatchClient.as(both.key())
        .get("/api/v1/supplement-lists/" + sheet)
        .then()
        .body("state", equalTo("recorded"));
    assertThat(
            owner.text(
                "select count(*) from supplement_draft where sheet_id = '"
                    + SupplementScene.uuid(sheet)
                    + "'"))
        .isEqualTo("0");
    Response signed =
        BatchClient.as(scene.preparer()).get("/api/v1/supplement-lists/" + sheet + "/supplements");
    signed.then().statusCode(200).body("data.size()", equalTo(2));
    Supplement said =
        Supplement.decode(
            CoseSign1.parse(Bytes.of(scene.cose(signed.path("data[0].id")))).payload());
    assertThat(said.diploma().hex()).isEqualTo(scene.graduates().getFirst().digest());
    assertThat(said.serialNumber()).isEqualTo(scene.graduates().getFirst().serial());
    assertThat(said.approved().hex()).isEqualTo(hash);
    assertThat(said.revision()).isEqualTo(1);
    assertThat(said.signerTitle()).isNotEmpty();
    Map<String, String> ministry =
        BatchClient.as(scene.preparer())
            .get("/api/v1/batches/" + scene.batch() + "/ministry-export?limit=1")
            .path("data[0].fields");
    assertThat(ministry)
        .containsEntry("ma_nguoi_hoc", "SV0")
        .containsEntry("ngay_nhap_hoc", "05/09/2022")
        .containsEntry("ngon_ngu_dao_tao", "Tiếng Việt")
        .containsEntry("thoi_gian_dao_tao", "4 năm")
        .containsEntry("tong_so_tin_chi", "10")
        .containsEntry("bac_trinh_do_theo_khung_quoc_gia", "6")
        .containsEntry("attachment_content_base64", "");
    // The same answer again once it is signed, and nothing is signed a second time.
    assertThat(scene.approve(scene.signer(), sheet, hash, true).statusCode()).isEqualTo(202);
    assertThat(
            owner.text(
                "select count(*) from supplement where sheet_id = '"
                    + SupplementScene.uuid(sheet)
                    + "'"))
        .isEqualTo("2");
    refused(
        BatchClient.as(scene.preparer()).post("/api/v1/supplement-lists/" + sheet + "/discard"),
        409,
        "supplement_state");
  }

  @Test
  void whoever_uploads_a_list_cannot_approve_it_and_discarding_deletes_its_marks()
      throws Exception {
    SupplementScene scene = SupplementScene.open(schools, 1);
    DemoSchools.Person both = schools.person(schools.university(), Role.PREPARE, Role.SIGN);
    Response made = scene.upload(both.key(), scene.list());
    String sheet = made.path("id");
    refused(
        scene.approve(both.key(), sheet, made.path("contentHash"), true),
        403,
        "approval_same_person");
    BatchClient.as(scene.preparer())
        .post("/api/v1/supplement-lists/" + sheet + "/discard")
        .then()
        .statusCode(200)
        .body("state", equalTo("discarded"));
    assertThat(
            owner.text(
                "select count(*) from supplement_draft where sheet_id = '"
                    + SupplementScene.uuid(sheet)
                    + "'"))
        .isEqualTo("0");
    refused(
        scene.approve(scene.signer(), sheet, made.path("contentHash"), true),
        409,
        "supplement_state");
    assertThat(scene.issued()).hasSize(1);
  }

  @Test
  void every_fault_is_told_with_its_row_and_nothing_is_stored() throws Exception {
    SupplementScene scene = SupplementScene.open(schools, 1);
    SupplementScene.Graduate one = scene.graduates().getFirst();
    String good = SupplementScene.rows(one, "SV1", "8,05", "10");
    fault(scene, good.replace(";IT012;", ";MA003;"), "supplement_course_repeated", 4);
    fault(scene, SupplementScene.rows(one, "SV1", "8,05", "12"), "supplement_credits", 2);
    fault(scene, good.replace("8,25", "10,5"), "supplement_value", 4);
    fault(scene, good.replace("8,25", "8,255"), "supplement_value", 4);
    fault(scene, good.replace(one.name(), "Người Khác"), "supplement_name_differs", 2);
    fault(scene, good.replace(one.serial(), "KHONG-CO-1"), "supplement_person_unknown", 2);
    fault(scene, good.replace(";MA003;Đại số", ";;Đại số"), "supplement_value_missing", 3);
    fault(
        scene,
        good.replace("3;" + key(one, "SV1"), "3;" + key(one, "SV2")),
        "supplement_head_differs",
        4);
    fault(scene, good.replace("05/09/2022", "05/09/2032"), "supplement_value", 2);
    fault(scene, good.replace("Đạt;;x", "Đạt;;không"), "supplement_value", 5);
    Response column =
        scene.upload(scene.preparer(), SupplementScene.HEADER.replace("STT", "Lớp") + good);
    assertThat(column.<List<String>>path("errors.code")).contains("supplement_column_unknown");
    Response missing =
        scene.upload(scene.preparer(), SupplementScene.HEADER.replace("Mã sinh viên", "TT") + good);
    assertThat(missing.<List<String>>path("errors.code")).contains("supplement_column_missing");
    assertThat(
            BatchClient.as(scene.preparer())
                .get("/api/v1/batches/" + scene.batch() + "/supplement-lists")
                .<List<Object>>path("data"))
        .isEmpty();
    // An average that is not the recomputed one has to be looked at, and can be right.
    String sheet =
        scene.uploaded(SupplementScene.HEADER + SupplementScene.rows(one, "SV1", "8,3", "10"));
    Response look = BatchClient.as(scene.signer()).get("/api/v1/supplement-lists/" + sheet);
    look.then().body("warnings", equalTo(1));
    refused(
        scene.approve(scene.signer(), sheet, look.path("contentHash"), false),
        409,
        "supplement_warnings");
    assertThat(scene.signed(sheet).<String>path("state")).isEqualTo("done");
  }

  @Test
  void a_job_that_dies_at_any_point_goes_on_and_records_the_list_once() throws Exception {
    SupplementScene scene = SupplementScene.open(schools, 2);
    String sheet = scene.uploaded(scene.list());
    steps.crashEverywhere(sheet);
    Response ended = scene.signed(sheet);
    assertThat(ended.<String>path("state")).as(ended.asString()).isEqualTo("done");
    assertThat(steps.hasCrashedEverywhere(sheet)).isTrue();
    assertThat(
            owner.text(
                "select count(*) from supplement where sheet_id = '"
                    + SupplementScene.uuid(sheet)
                    + "'"))
        .isEqualTo("2");
  }

  @Test
  void a_later_supplement_has_the_next_number_and_a_withdrawn_one_gives_way() throws Exception {
    SupplementScene scene = SupplementScene.open(schools, 1);
    String first = scene.issued().getFirst();
    String second =
        scene
            .issued(
                SupplementScene.HEADER
                    + SupplementScene.rows(scene.graduates().getFirst(), "SV0", "8,05", "10")
                        .replace("Đại số tuyến tính", "Đại số"))
            .getFirst();
    standing(scene, first, 1, false);
    standing(scene, second, 2, true);
    String at = "/api/v1/supplements/" + second + "/withdrawal";
    refused(
        SupplementScene.post(scene.preparer(), at, Map.of("reason", "sai")),
        422,
        "supplement_request_refused");
    DemoSchools.Person stranger = schools.person(schools.school(), Role.PREPARE, Role.SIGN);
    SupplementScene.post(stranger.key(), at, Map.of("reason", "không phải của họ"))
        .then()
        .statusCode(404);
    scene.withdraw(second);
    standing(scene, second, 2, false);
    standing(scene, first, 1, true);
    refused(
        SupplementScene.post(scene.preparer(), at, Map.of("reason", "lần nữa, không được")),
        409,
        "supplement_state");
    Response all =
        BatchClient.as(scene.preparer())
            .get(
                "/api/v1/credentials/"
                    + scene.graduates().getFirst().credential()
                    + "/supplements");
    assertThat(all.<List<Integer>>path("data.revision")).isEqualTo(List.of(2, 1));
  }

  @Test
  void lists_and_supplements_are_the_institution_s_own_and_of_issued_diplomas_in_force()
      throws Exception {
    SupplementScene scene = SupplementScene.open(schools, 2);
    DemoSchools.Person stranger = schools.person(schools.school(), Role.PREPARE, Role.SIGN);
    assertThat(scene.upload(stranger.key(), scene.list()).statusCode()).isEqualTo(404);
    String supplement =
        scene
            .issued(
                SupplementScene.HEADER
                    + SupplementScene.rows(scene.graduates().getFirst(), "SV0", "8,05", "10"))
            .getFirst();
    String sheet = scene.uploaded(scene.list());
    for (String path :
        List.of(
            "/api/v1/batches/" + scene.batch() + "/supplement-lists",
            "/api/v1/supplement-lists/" + sheet,
            "/api/v1/supplement-lists/" + sheet + "/rows",
            "/api/v1/supplement-lists/" + sheet + "/supplements",
            "/api/v1/supplements/" + supplement,
            "/api/v1/supplements/" + supplement + "/file.cose")) {
      BatchClient.as(stranger.key()).get(path).then().statusCode(404);
    }
    BatchClient.as(stranger.key())
        .get("/api/v1/credentials/" + scene.graduates().getFirst().credential() + "/supplements")
        .then()
        .statusCode(200)
        .body("data.size()", equalTo(0));
    scene.revoke(scene.graduates().get(1));
    Response ended = scene.signed(sheet); // the diploma was taken back between approval and signing
    assertThat(ended.<String>path("state")).as(ended.asString()).isEqualTo("failed");
    BatchClient.as(scene.preparer()).post("/api/v1/supplement-lists/" + sheet + "/discard");
    fault(
        scene,
        SupplementScene.rows(scene.graduates().get(1), "SV1", "8,05", "10"),
        "supplement_not_in_force",
        2);
    Staff staff = scene.staff();
    String draft = staff.prepared(BatchClient.list(1));
    refused(
        new SupplementScene(staff, draft, scene.graduates()).upload(scene.preparer(), scene.list()),
        409,
        "supplement_state");
  }

  @Test
  void a_holder_takes_the_supplement_that_counts_and_nobody_else_s() throws Exception {
    SupplementScene scene = SupplementScene.open(schools, 1);
    String credential = scene.graduates().getFirst().credential();
    UUID person =
        UUID.fromString(
            owner.text(
                "select person_id from register_entry where id = '"
                    + SupplementScene.uuid(credential)
                    + "'"));
    DemoSchools.Person holder = schools.account(person, schools.university(), Role.HOLDER);
    String at = "/api/v1/me/credentials/" + credential + "/supplement.pdf";
    refused(BatchClient.as(holder.key()).get(at), 404, "supplement_unknown");
    String supplement = scene.issued().getFirst();
    Response pdf = BatchClient.as(holder.key()).get(at);
    pdf.then().statusCode(200);
    assertThat(pdf.asByteArray()).startsWith('%', 'P', 'D', 'F');
    assertThat(
            BatchClient.as(holder.key())
                .get("/api/v1/me/credentials")
                .<String>path("data[0].supplement"))
        .isEqualTo(at);
    assertThat(
            owner.text(
                "select count(*) from trail_line where action = 'supplement.read' and object = '"
                    + supplement
                    + "'"))
        .isEqualTo("1");
    DemoSchools.Person other =
        schools.account(schools.somebody(schools.university()), schools.university(), Role.HOLDER);
    BatchClient.as(other.key()).get(at).then().statusCode(404);
    scene.withdraw(supplement);
    refused(BatchClient.as(holder.key()).get(at), 404, "supplement_unknown");
  }

  @Test
  void the_template_is_a_list_that_is_understood() {
    Staff staff = Staff.of(schools);
    String csv =
        BatchClient.as(staff.preparer().key())
            .get("/api/v1/supplement-lists/template.csv")
            .asString();
    assertThat(csv).contains("Số hiệu văn bằng", "Mã học phần", "Điểm trung bình tích lũy");
    assertThat(
            BatchClient.as(staff.preparer().key())
                .get("/api/v1/supplement-lists/template.xlsx")
                .asByteArray())
        .startsWith('P', 'K');
  }

  private static String key(SupplementScene.Graduate one, String student) {
    return one.serial() + ";" + student + ";";
  }

  private static void standing(
      SupplementScene scene, String supplement, int revision, boolean standing) {
    BatchClient.as(scene.preparer())
        .get("/api/v1/supplements/" + supplement)
        .then()
        .statusCode(200)
        .body("revision", equalTo(revision))
        .body("standing", equalTo(standing));
  }

  private static void fault(SupplementScene scene, String rows, String code, int row) {
    Response answer = scene.upload(scene.preparer(), SupplementScene.HEADER + rows);
    refused(answer, 422, "supplement_list_refused");
    assertThat(answer.<List<Map<String, Object>>>path("errors"))
        .as(answer.asString())
        .anySatisfy(
            error -> {
              assertThat(error.get("code")).isEqualTo(code);
              assertThat(error.get("row")).isEqualTo(row);
              assertThat(String.valueOf(error.get("message"))).isNotBlank();
            });
  }

  private static void refused(Response response, int status, String code) {
    assertThat(response.statusCode()).as(response.asString()).isEqualTo(status);
    assertThat(response.<String>path("code")).as(response.asString()).isEqualTo(code);
  }
}
