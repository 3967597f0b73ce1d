package vn.sogoc.issuance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import vn.sogoc.demo.DemoSchools;
import vn.sogoc.platform.access.Role;

/** An issued batch in the ministry's format, and back. */
@QuarkusTest
@Tag("service")
class MinistryApiTest {
  private static final String HEADER =
      "phien_ban,thong_tu,ma_dinh_danh_vbcc,ten_vbcc,nganh_dao_tao,ma_nganh_dao_tao,so_hieu_vbcc,so_ddcn,"
          + "ma_nguoi_hoc,ho_va_ten,ngay_sinh,noi_sinh,gioi_tinh,dan_toc,quoc_tich,ten_truong,ma_co_so_dao_tao,"
          + "nam_tot_nghiep,so_quyet_dinh_cong_nhan_tot_nghiep,ngay_quyet_dinh_cong_nhan_tot_nghiep,"
          + "so_quyet_dinh_hoi_dong_danh_gia,so_vao_so,xep_loai,don_vi_cap_bang,ma_don_vi_cap_bang,"
          + "ho_ten_nguoi_ky_vbcc,so_ddcn_nguoi_ky_vbcc,chuc_danh_nguoi_ky_vbcc,ho_ten_nguoi_ky_vbcc_ban_giay,"
          + "chuc_danh_nguoi_ky_vbcc_ban_giay,dia_danh_cap_vbcc,ngay_tao_vbcc,ngay_cap_vbcc,"
          + "chuyen_nganh_dao_tao,ngay_nhap_hoc,ngon_ngu_dao_tao,thoi_gian_dao_tao,tong_so_tin_chi,"
          + "trinh_do_theo_khung_quoc_gia,bac_trinh_do_theo_khung_quoc_gia,hinh_thuc_dao_tao,ghi_chu,"
          + "attachment_name,attachment_content_base64";

  @Inject DemoSchools schools;
  @Inject OwnerSql owner;

  @Test
  void what_goes_out_comes_in_again_as_the_same_rows() throws Exception {
    Staff staff = Staff.of(schools);
    String number = BatchClient.number();
    String list =
        BatchClient.list(3)
            + BatchClient.row(4, "Nguyễn Phước Hoàng Thiên Bảo Đỗ", "2003", number)
            + BatchClient.row(5, "Lê Thị 'Ơ", "03/2003", BatchClient.number());
    list = list.replace("Lê Thị 'Ơ", "Lê Thị Ơ");
    String batch = staff.approved(list);
    staff.signed(batch).then().body("state", equalTo("done"));
    String at = "/api/v1/batches/" + batch + "/ministry-export";
    String csv = BatchClient.as(staff.preparer().key()).get(at + "/table.csv").asString();
    List<String> lines = Arrays.asList(csv.split("\r\n"));
    assertThat(lines.getFirst()).isEqualTo("\uFEFF" + HEADER);
    assertThat(HEADER.split(",")).hasSize(44).doesNotHaveDuplicates();
    assertThat(lines).hasSize(6);
    assertThat(csv).doesNotContain(number);
    assertThat(lines.get(1)).contains("17/05/2003", "15/06/2026", "12/06/2026");
    assertThat(BatchClient.as(staff.signer().key()).get(at + "/table.xlsx").asByteArray())
        .startsWith('P', 'K');
    Response page = BatchClient.as(staff.preparer().key()).get(at + "?limit=2");
    page.then().statusCode(200).body("data[0].row", equalTo(1)).body("page.hasMore", equalTo(true));
    assertThat(page.<Map<String, String>>path("data[0].fields"))
        .hasSize(44)
        .containsEntry("so_ddcn", "");
    assertThat(page.<List<Object>>path("data[0].errors")).isEmpty();

    Response again =
        BatchClient.prepare(
            staff.preparer().key(), csv, BatchClient.decision(), staff.mandate(), Map.of());
    assertThat(again.statusCode()).as(again.asString()).isEqualTo(201);
    assertThat(again.<String>path("state")).as(again.asString()).isEqualTo("draft");
    for (String field :
        List.of("fullName", "dateOfBirth", "programmeCode", "programme", "ranking")) {
      assertThat(rows(staff, again.path("id"), field))
          .as(field)
          .isEqualTo(rows(staff, batch, field));
    }
    assertThat(
            owner.text(
                "select count(*) from trail_line where action = 'ministry-export.read' and object = '"
                    + batch
                    + "'"))
        .isEqualTo("3");
    DemoSchools.Person stranger = schools.person(schools.school(), Role.PREPARE);
    BatchClient.as(stranger.key()).get(at).then().statusCode(404);
    BatchClient.as(stranger.key()).get(at + "/table.csv").then().statusCode(404);
    String draft = staff.prepared(BatchClient.list(1));
    BatchClient.as(staff.preparer().key())
        .get("/api/v1/batches/" + draft + "/ministry-export")
        .then()
        .statusCode(409);
  }

  @Test
  void what_was_taken_back_is_left_out_of_the_file_and_counted() throws Exception {
    Staff staff = Staff.of(schools);
    String batch = staff.approved(BatchClient.list(3));
    staff.signed(batch).then().body("state", equalTo("done"));
    String at = "/api/v1/batches/" + batch + "/ministry-export";
    Response whole = BatchClient.as(staff.preparer().key()).get(at + "/table.csv");
    assertThat(whole.header("Sogoc-Left-Out")).isEqualTo("0");
    List<String> before = Arrays.asList(whole.asString().split("\r\n"));
    List<String> credentials =
        BatchClient.as(staff.preparer().key())
            .get("/api/v1/batches/" + batch + "/rows")
            .path("data.credential");
    BatchClient.revoke(staff.preparer().key(), staff.approver().key(), credentials.get(1));
    Response file = BatchClient.as(staff.preparer().key()).get(at + "/table.csv");
    assertThat(file.header("Sogoc-Left-Out")).isEqualTo("1");
    assertThat(file.asString().split("\r\n"))
        .containsExactly(before.get(0), before.get(1), before.get(3));
    BatchClient.as(staff.preparer().key())
        .get(at)
        .then()
        .body("data.row", equalTo(List.of(1, 2, 3)))
        .body("data.leftOut", equalTo(List.of(false, true, false)));
  }

  private static List<Object> rows(Staff staff, String batch, String field) {
    return BatchClient.as(staff.preparer().key())
        .get("/api/v1/batches/" + batch + "/rows")
        .path("data." + field);
  }
}
