package vn.sogoc.issuance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import vn.sogoc.demo.DemoSchools;
import vn.sogoc.issuance.prints.CrashingPrints;
import vn.sogoc.kernel.Bytes;
import vn.sogoc.kernel.Digest;
import vn.sogoc.platform.access.Role;

/** The documents of an issued batch in one file. */
@QuarkusTest
@Tag("service")
class PrintApiTest {
  private static final int ROWS = 60;

  @Inject DemoSchools schools;
  @Inject CrashingPrints crashes;
  @Inject OwnerSql owner;

  private Staff staff;

  @BeforeEach
  void people() {
    staff = Staff.of(schools);
  }

  private String issued(String list) throws InterruptedException {
    String batch = staff.approved(list);
    staff.signed(batch).then().body("state", equalTo("done"));
    return batch;
  }

  private Response ask(DemoSchools.Person who, String batch, Map<String, Object> body) {
    return BatchClient.as(who.key())
        .contentType("application/json")
        .body(body)
        .post("/api/v1/batches/" + batch + "/prints");
  }

  /** A print that is ready. */
  private Response ready(Response asked) throws InterruptedException {
    asked.then().statusCode(202);
    BatchClient.ended(staff.preparer().key(), asked.path("job"))
        .then()
        .body("state", equalTo("done"));
    Response ready =
        BatchClient.as(staff.preparer().key()).get("/api/v1/prints/" + asked.path("id"));
    ready.then().statusCode(200).body("state", equalTo("ready"));
    return ready;
  }

  private byte[] content(Response print) {
    Response file = BatchClient.as(staff.preparer().key()).get(print.<String>path("content"));
    file.then().statusCode(200);
    byte[] bytes = file.asByteArray();
    assertThat(Digest.sha256(Bytes.of(bytes)).hex()).isEqualTo(print.<String>path("digest"));
    assertThat(bytes.length).isEqualTo(print.<Integer>path("size"));
    assertThat(file.header("Cache-Control")).isEqualTo("no-store");
    return bytes;
  }

  private static Map<String, byte[]> unzipped(byte[] zip) throws IOException {
    Map<String, byte[]> files = new LinkedHashMap<>();
    try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(zip))) {
      for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
        files.put(entry.getName(), in.readAllBytes());
      }
    }
    return files;
  }

  @Test
  void a_zip_holds_each_document_as_it_is_alone_and_a_crash_costs_a_chunk() throws Exception {
    String number = BatchClient.number();
    String list =
        BatchClient.list(ROWS) + BatchClient.row(ROWS + 1, "Nguyễn Thị D'Arc", "2003", number);
    String batch = issued(list);
    crashes.crashAfterChunk(1);
    Response asked = ask(staff.preparer(), batch, Map.of("form", "zip"));
    Response print = ready(asked);
    assertThat(crashes.chunks(print.path("id")))
        .as("61 rows in chunks of 25, none of which was drawn twice")
        .isEqualTo(3);
    byte[] zip = content(print);
    Map<String, byte[]> files = unzipped(zip);
    assertThat(files).hasSize(ROWS + 2);
    List<String> names = new ArrayList<>(files.keySet());
    names.removeLast();
    assertThat(names).isSorted();
    assertThat(files.keySet()).allMatch(name -> name.matches("[0-9]{6}-[a-z0-9-]+\\.(pdf|csv)"));
    String index = new String(files.get("000000-danh-sach.csv"), StandardCharsets.UTF_8);
    assertThat(index).contains("Nguyễn Thị D'Arc").doesNotContain(number);
    List<String> credentials =
        BatchClient.as(staff.preparer().key())
            .get("/api/v1/batches/" + batch + "/rows?limit=50")
            .path("data.credential");
    byte[] alone =
        BatchClient.as(staff.preparer().key())
            .get("/api/v1/credentials/" + credentials.getFirst() + "/document.pdf")
            .asByteArray();
    assertThat(files.get(names.getFirst())).as("the same bytes").isEqualTo(alone);

    Response again = ask(staff.approver(), batch, Map.of("form", "zip"));
    assertThat(again.<String>path("id")).as("kept").isEqualTo(print.path("id"));
    assertThat(content(again.path("content") == null ? print : again)).isEqualTo(zip);
    crashes.sweep(Instant.now().plus(2, ChronoUnit.DAYS));
    BatchClient.as(staff.preparer().key())
        .get("/api/v1/prints/" + print.path("id"))
        .then()
        .statusCode(404);
    assertThat(
            owner.numbers(
                "select count(*) from print_part p where not exists"
                    + " (select from print_run r where r.id = p.print_id)",
                null))
        .containsExactly(0L);
    Response anew = ready(ask(staff.preparer(), batch, Map.of("form", "zip")));
    assertThat(anew.<String>path("id")).isNotEqualTo(print.<String>path("id"));
    assertThat(anew.<String>path("digest"))
        .as("made anew it is the same")
        .isEqualTo(print.path("digest"));
  }

  @Test
  void a_file_for_a_printer_has_every_page_in_order() throws Exception {
    String batch = issued(BatchClient.list(ROWS));
    crashes.crashInsideChunk(2);
    crashes.crashBeforeEnd();
    Response print = ready(ask(staff.signer(), batch, Map.of("form", "pdf")));
    byte[] pdf = content(print);
    if (System.getProperty("print.api") != null) {
      Files.write(Path.of(System.getProperty("print.api")), pdf);
    }
    List<String> names =
        BatchClient.as(staff.preparer().key())
            .get("/api/v1/batches/" + batch + "/deliveries?limit=60")
            .path("data.fullName");
    try (PDDocument read = Loader.loadPDF(pdf)) {
      assertThat(read.getNumberOfPages()).isEqualTo(ROWS);
      PDFTextStripper text = new PDFTextStripper();
      for (int page : new int[] {1, 2, 49, 50}) {
        text.setStartPage(page);
        text.setEndPage(page);
        assertThat(text.getText(read)).contains(names.get(page - 1));
      }
    }
    assertThat(
            owner.numbers(
                "select count(*) from print_part p join print_run r on r.id = p.print_id"
                    + " where r.batch_id = ? and p.section = 'chunk'",
                batch))
        .as("chunks go once the file is bound")
        .containsExactly(0L);
  }

  @Test
  void only_the_institutions_people_and_only_what_is_issued() throws Exception {
    String draft = staff.approved(BatchClient.list(1));
    ask(staff.preparer(), draft, Map.of("form", "zip"))
        .then()
        .statusCode(409)
        .body("code", equalTo("print_not_issued"));
    String batch = issued(BatchClient.list(2));
    ask(staff.preparer(), batch, Map.of("form", "exe")).then().statusCode(422);
    ask(staff.preparer(), batch, Map.of("form", "pdf", "part", 2)).then().statusCode(422);
    DemoSchools.Person stranger = schools.person(schools.school(), Role.PREPARE, Role.SIGN);
    ask(stranger, batch, Map.of("form", "zip")).then().statusCode(404);
    Response print = ready(ask(staff.preparer(), batch, Map.of("form", "zip")));
    String at = "/api/v1/prints/" + print.path("id");
    BatchClient.as(stranger.key()).get(at).then().statusCode(404);
    BatchClient.as(stranger.key()).get(at + "/content").then().statusCode(404);
    BatchClient.as(stranger.key()).get("/api/v1/jobs/" + print.path("job")).then().statusCode(404);
    String told =
        "select count(*) from trail_line where action = 'print.download' and object = '"
            + print.path("id")
            + "'";
    content(print);
    BatchClient.as(staff.preparer().key()).head(at + "/content").then().statusCode(405);
    assertThat(owner.text(told)).isEqualTo("1");
    owner.asSuperuser(
        "update print_part set content = overlay(content placing '\\x00'::bytea from 40)"
            + " where print_id = (select id from print_run where batch_id = '"
            + OwnerSql.uuid(batch)
            + "')");
    boolean isWhole;
    try {
      Response altered = BatchClient.as(staff.preparer().key()).get(at + "/content");
      isWhole = altered.asByteArray().length == print.<Integer>path("size");
    } catch (Exception e) {
      isWhole = false;
    }
    assertThat(isWhole).as("what was altered is not given out").isFalse();
  }

  @Test
  void what_was_taken_back_since_leaves_in_no_file() throws Exception {
    String batch = issued(BatchClient.list(3));
    Response print = ready(ask(staff.preparer(), batch, Map.of("form", "pdf")));
    List<String> credentials =
        BatchClient.as(staff.preparer().key())
            .get("/api/v1/batches/" + batch + "/rows")
            .path("data.credential");
    BatchClient.revoke(staff.preparer().key(), staff.approver().key(), credentials.get(1));
    BatchClient.as(staff.preparer().key())
        .get("/api/v1/prints/" + print.path("id") + "/content")
        .then()
        .statusCode(409)
        .body("code", equalTo("print_stale"));
    Response anew = ready(ask(staff.preparer(), batch, Map.of("form", "pdf")));
    assertThat(anew.<String>path("id")).isNotEqualTo(print.<String>path("id"));
    assertThat(anew.<Integer>path("leftOut")).isEqualTo(1);
    try (PDDocument read = Loader.loadPDF(content(anew))) {
      assertThat(read.getNumberOfPages()).isEqualTo(2);
    }
  }

  @Test
  void files_take_no_more_room_than_there_is() throws Exception {
    String batch = issued(BatchClient.list(2));
    String kept = ready(ask(staff.preparer(), batch, Map.of("form", "zip"))).path("id");
    String of = "update print_run set size = %s where batch_id = '" + OwnerSql.uuid(batch) + "'";
    owner.asSuperuser(of.formatted("2000000000"));
    ask(staff.preparer(), batch, Map.of("form", "pdf"))
        .then()
        .statusCode(409)
        .body("code", equalTo("prints_full"));
    owner.asSuperuser(of.formatted("1000"));
    ask(staff.preparer(), batch, Map.of("form", "pdf")).then().statusCode(202);
    assertThat(kept).isNotEmpty();
  }
}
