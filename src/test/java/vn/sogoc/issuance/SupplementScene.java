package vn.sogoc.issuance;

import static org.assertj.core.api.Assertions.assertThat;

import io.restassured.response.Response;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import vn.sogoc.demo.DemoSchools;
import vn.sogoc.kernel.PublicId;

/** An issued batch of bachelors, and what its people do with supplements, through the API. */
public record SupplementScene(Staff staff, String batch, List<Graduate> graduates) {
  /** The header of a list. */
  public static final String HEADER =
      "STT;Số hiệu văn bằng;Mã sinh viên;Họ và tên;Ngày nhập học;Ngôn ngữ đào tạo;Thời gian đào tạo;"
          + "Tổng số tín chỉ;Điểm trung bình tích lũy;Mã học phần;Tên học phần;"
          + "Tên học phần (tiếng Anh);Số tín chỉ;Điểm;Điểm chữ;Cơ sở đào tạo khác;Không tính\n";

  /** Somebody of the batch. */
  public record Graduate(String credential, String serial, String name, String digest) {}

  /** Issues a batch of so many. */
  public static SupplementScene open(DemoSchools schools, int rows) throws InterruptedException {
    Staff staff = Staff.of(schools);
    String batch = staff.approved(BatchClient.list(rows));
    Response job = staff.signed(batch);
    assertThat(job.<String>path("state")).as(job.asString()).isEqualTo("done");
    List<String> credentials =
        BatchClient.as(staff.preparer().key())
            .get("/api/v1/batches/" + batch + "/rows")
            .path("data.credential");
    List<Graduate> graduates = new ArrayList<>();
    for (String credential : credentials) {
      Response one =
          BatchClient.as(staff.preparer().key()).get("/api/v1/credentials/" + credential);
      graduates.add(
          new Graduate(
              credential, one.path("serialNumber"), one.path("fullName"), one.path("digest")));
    }
    return new SupplementScene(staff, batch, graduates);
  }

  /**
   * For other packages: two lists that were signed, of which the second replaced a supplement that
   * was taken back, one that was discarded, and one that waits.
   */
  public static SupplementScene play(DemoSchools schools) throws InterruptedException {
    SupplementScene scene = open(schools, 2);
    scene.issued();
    Graduate one = scene.graduates().getFirst();
    String again = HEADER + rows(one, "SV0", "8,05", "10");
    scene.withdraw(scene.issued(again).getFirst());
    String given = scene.uploaded(again);
    Response discarded =
        BatchClient.as(scene.preparer()).post("/api/v1/supplement-lists/" + given + "/discard");
    assertThat(discarded.statusCode()).isEqualTo(200);
    scene.uploaded(scene.list());
    return scene;
  }

  /** The key of a row that an identifier names. */
  public static UUID uuid(String id) {
    return PublicId.parse(id.substring(0, 3), id).orElseThrow().key();
  }

  public String preparer() {
    return staff.preparer().key();
  }

  public String signer() {
    return staff.signer().key();
  }

  /**
   * A list of all graduates: two courses that count, one of another institution, one that does not.
   */
  public String list() {
    StringBuilder text = new StringBuilder(HEADER);
    for (int i = 0; i < graduates.size(); i++) {
      text.append(rows(graduates.get(i), "SV" + i, "8,05", "10"));
    }
    return text.toString();
  }

  /** The rows of one. */
  public static String rows(Graduate one, String student, String average, String credits) {
    String key = ";" + one.serial() + ";" + student + ";" + one.name() + ";";
    String head = "05/09/2022;Tiếng Việt;4 năm;" + credits + ";" + average + ";";
    String none = ";;;;;";
    return "1"
        + key
        + head
        + "IT001;Nhập môn lập trình;Introduction to Programming;4;8,5;A;;\n"
        + "2"
        + key
        + none
        + "MA003;Đại số tuyến tính;Linear Algebra;3;7.25;B;;\n"
        + "3"
        + key
        + none
        + "IT012;Kiến trúc máy tính;;3;8,25;;Trường Đại học Mẫu Hai;\n"
        + "4"
        + key
        + none
        + "PE001;Giáo dục thể chất;Physical Education;2;;Đạt;;x\n";
  }

  /** Uploads a list. */
  public Response upload(String key, String text) {
    return BatchClient.as(key)
        .multiPart("file", "phuluc.csv", text.getBytes(StandardCharsets.UTF_8), "text/csv")
        .post("/api/v1/batches/" + batch + "/supplement-lists");
  }

  /** Uploads a list that stands; its identifier. */
  public String uploaded(String text) {
    Response made = upload(preparer(), text);
    assertThat(made.statusCode()).as(made.asString()).isEqualTo(201);
    return made.path("id");
  }

  public Response approve(String key, String sheet, String hash, boolean seen) {
    return BatchClient.as(key)
        .contentType("application/json")
        .body(Map.of("contentHash", hash, "warningsSeen", seen))
        .post("/api/v1/supplement-lists/" + sheet + "/approval");
  }

  /** Has a list approved and signed; how the job ended. */
  public Response signed(String sheet) throws InterruptedException {
    String hash =
        BatchClient.as(signer()).get("/api/v1/supplement-lists/" + sheet).path("contentHash");
    Response accepted = approve(signer(), sheet, hash, true);
    assertThat(accepted.statusCode()).as(accepted.asString()).isEqualTo(202);
    return BatchClient.ended(signer(), accepted.path("job"));
  }

  /** The signed supplements of all graduates, in their order. */
  public List<String> issued() throws InterruptedException {
    return issued(list());
  }

  /** The signed supplements of a list, in its order. */
  public List<String> issued(String text) throws InterruptedException {
    String sheet = uploaded(text);
    Response ended = signed(sheet);
    assertThat(ended.<String>path("state")).as(ended.asString()).isEqualTo("done");
    return BatchClient.as(preparer())
        .get("/api/v1/supplement-lists/" + sheet + "/supplements")
        .path("data.id");
  }

  /** The signed bytes of a supplement. */
  public byte[] cose(String supplement) {
    Response file =
        BatchClient.as(preparer()).get("/api/v1/supplements/" + supplement + "/file.cose");
    assertThat(file.statusCode()).as(file.asString()).isEqualTo(200);
    return file.asByteArray();
  }

  /** Has two persons take a supplement back. */
  public void withdraw(String supplement) {
    String at = "/api/v1/supplements/" + supplement + "/withdrawal";
    Response asked =
        post(preparer(), at, Map.of("reason", "điểm học phần MA003 nhập sai, đã có biên bản"));
    assertThat(asked.statusCode()).as(asked.asString()).isEqualTo(200);
    Response done =
        post(signer(), at + "/approval", Map.of("contentHash", asked.<String>path("contentHash")));
    assertThat(done.statusCode()).as(done.asString()).isEqualTo(200);
  }

  public static Response post(String key, String path, Map<String, ?> body) {
    return BatchClient.as(key).contentType("application/json").body(body).post(path);
  }

  /** Has two persons revoke the diploma of a graduate. */
  public void revoke(Graduate one) {
    BatchClient.revoke(preparer(), staff.approver().key(), one.credential());
  }
}
