package vn.sogoc.issuance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.apache.pdfbox.text.TextPosition;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import vn.sogoc.demo.DemoSchools;
import vn.sogoc.document.PagePicture;
import vn.sogoc.document.template.PlainTemplate;
import vn.sogoc.document.upload.OwnPictures;
import vn.sogoc.issuance.prints.CrashingPrints;
import vn.sogoc.kernel.Bytes;
import vn.sogoc.platform.access.Role;

/** A whole batch onto numbered blanks that have the rest of the page already. */
@QuarkusTest
@Tag("service")
@SuppressWarnings("NullAway.Init") // set by the test framework
class OverprintApiTest {
  private static final int ROWS = 60;
  private static final float MM = 72 / 25.4f;

  @Inject DemoSchools schools;
  @Inject StaffedSchool staffed;
  @Inject CrashingPrints crashes;
  @Inject OwnerSql owner;

  private StaffedSchool.At school;
  private DemoSchools.Person office;
  private String at;

  @BeforeEach
  void a_school() {
    school = staffed.open();
    office = schools.person(school.number(), Role.OPERATE);
    at = "/api/v1/institutions/iss_" + school.number();
  }

  @Test
  void a_batch_is_printed_onto_blanks_as_the_printer_was_set_when_it_was_asked_for()
      throws Exception {
    template();
    String batch = issued(ROWS);
    blanks(batch);
    String printer = keep("HP tầng 2", "-1.2", "3.0", "101.0");
    crashes.crashAfterChunk(1);
    Response asked =
        ask(
            school.preparer(),
            batch,
            Map.of("form", "overprint", "blanks", true, "printer", printer));
    asked
        .then()
        .statusCode(202)
        .body("form", equalTo("overprint"))
        .body("setting.printer", equalTo("HP tầng 2"))
        .body("setting.right", equalTo(-1.2f))
        .body("setting.down", equalTo(3.0f))
        .body("setting.stretch", equalTo(101.0f));
    keep("HP tầng 2", "9.9", "9.9", "99.0");
    byte[] moved = content(ready(asked));
    shoot("overprint-moved", moved);
    ask(school.preparer(), batch, Map.of("form", "overprint"))
        .then()
        .statusCode(202)
        .body("setting.printer", nullValue());
    byte[] exact = content(ready(ask(school.preparer(), batch, Map.of("form", "overprint"))));
    shoot("overprint-exact", exact);
    byte[] whole = content(ready(ask(school.preparer(), batch, Map.of("form", "pdf"))));
    shoot("overprint-whole", whole);

    List<String> names =
        BatchClient.as(school.preparer().key())
            .get("/api/v1/batches/" + batch + "/deliveries?limit=60")
            .path("data.fullName");
    for (int page : new int[] {1, 50, 51, ROWS}) {
      assertThat(text(moved, page))
          .contains(names.get(page - 1))
          .doesNotContain("CỘNG HÒA", "BẰNG CỬ NHÂN");
      assertThat(text(whole, page)).contains(names.get(page - 1), "CỘNG HÒA");
      float[] before = place(exact, page);
      float[] after = place(moved, page);
      assertThat(after[0])
          .as("page " + page)
          .isCloseTo(before[0] * 1.01f - 1.2f * MM, within(0.2f));
      assertThat(after[1]).as("page " + page).isCloseTo(before[1] * 1.01f + 3f * MM, within(0.2f));
    }
    List<String> credentials =
        BatchClient.as(school.preparer().key())
            .get("/api/v1/batches/" + batch + "/rows?limit=50")
            .path("data.credential");
    byte[] alone =
        BatchClient.as(school.preparer().key())
            .get("/api/v1/credentials/" + credentials.getFirst() + "/overprint.pdf")
            .asByteArray();
    assertThat(PagePicture.of(Bytes.of(exact), 800))
        .as("as one alone, with no background")
        .isEqualTo(PagePicture.of(Bytes.of(alone), 800))
        .isNotEqualTo(PagePicture.of(Bytes.of(whole), 800));
    assertThat(
            owner.text(
                "select count(*) from trail_line where action = 'print.ask' and object = '"
                    + asked.path("id")
                    + "'"))
        .isEqualTo("1");
  }

  @Test
  void asked_again_it_is_the_same_and_for_another_setting_made_anew() throws Exception {
    template();
    String batch = issued(2);
    String printer = keep("Canon", "0", "1.0", "100");
    Map<String, Object> wanted = Map.of("form", "overprint", "printer", printer);
    Response first = ready(ask(school.preparer(), batch, wanted));
    assertThat(ask(school.approver(), batch, wanted).<String>path("id"))
        .isEqualTo(first.path("id"));
    keep("Canon", "0", "2.0", "100");
    Response second = ready(ask(school.preparer(), batch, wanted));
    assertThat(second.<String>path("id")).isNotEqualTo(first.path("id"));
    assertThat(second.<Float>path("setting.down")).isEqualTo(2.0f);
    BatchClient.as(school.preparer().key())
        .get("/api/v1/prints/" + first.path("id"))
        .then()
        .statusCode(404);
    BatchClient.as(school.preparer().key())
        .get("/api/v1/batches/" + batch + "/prints")
        .then()
        .body("data.size()", equalTo(1))
        .body("data[0].form", equalTo("overprint"));
  }

  @Test
  void no_blank_without_a_page_of_its_own_and_no_printer_of_others() throws Exception {
    String plain = issued(2);
    blanks(plain);
    ask(school.preparer(), plain, Map.of("form", "overprint", "blanks", true))
        .then()
        .statusCode(409)
        .body("code", equalTo("overprint_without_template"));
    assertThat(
            BatchClient.as(school.preparer().key())
                .get("/api/v1/batches/" + plain + "/deliveries")
                .<List<String>>path("data.blank"))
        .as("and none was taken")
        .containsOnlyNulls();
    String printer = keep("HP", "0", "0", "100");
    ask(school.preparer(), plain, Map.of("form", "pdf", "printer", printer)).then().statusCode(422);
    template();
    String batch = issued(1);
    for (String other : List.of(elsewhere(), "prn_aaaaaaaaaaaaaaaaaaaaaaaaaa", "x")) {
      ask(school.preparer(), batch, Map.of("form", "overprint", "printer", other))
          .then()
          .statusCode(404)
          .body("code", equalTo("printer_unknown"));
    }
    DemoSchools.Person stranger = schools.person(schools.school(), Role.PREPARE);
    ask(stranger, batch, Map.of("form", "overprint")).then().statusCode(404);
  }

  /** A printer of another institution. */
  private String elsewhere() {
    int other = staffed.open().number();
    return BatchClient.as(schools.person(other, Role.OPERATE).key())
        .contentType("application/json")
        .body(Map.of("name", "HP", "right", 0, "down", 0, "stretch", 100))
        .post("/api/v1/institutions/iss_" + other + "/printers")
        .path("id");
  }

  private void template() {
    String picture =
        BatchClient.as(office.key())
            .multiPart("picture", "n.png", OwnPictures.backgroundFile().toArray(), "image/png")
            .post(at + "/templates/images")
            .path("digest");
    Response asked =
        BatchClient.as(office.key())
            .contentType("application/json")
            .body(PlainTemplate.of("BCN", picture))
            .post(at + "/templates");
    BatchClient.as(schools.person(school.number(), Role.OPERATE).key())
        .contentType("application/json")
        .body(Map.of("contentHash", asked.<String>path("contentHash")))
        .post("/api/v1/proposals/" + asked.path("id") + "/approval")
        .then()
        .statusCode(200);
    LockSupport.parkNanos(1_100_000_000L); // records tell whole seconds
  }

  private String issued(int rows) throws InterruptedException {
    String batch = school.approved(rows);
    assertThat(school.signed(batch)).isEqualTo("done");
    return batch;
  }

  private void blanks(String batch) {
    String series =
        BatchClient.as(school.preparer().key())
            .contentType("application/json")
            .body(
                Map.of(
                    "kind",
                    "BCN",
                    "prefix",
                    "O"
                        + UUID.randomUUID().toString().substring(0, 6).toUpperCase(Locale.ROOT)
                        + "X",
                    "digits",
                    6,
                    "first",
                    1,
                    "last",
                    100,
                    "document",
                    "12/BBGN",
                    "documentDate",
                    "2026-06-01"))
            .post("/api/v1/blank-series")
            .path("id");
    BatchClient.as(school.preparer().key())
        .contentType("application/json")
        .body(Map.of("series", series, "count", ROWS))
        .post("/api/v1/batches/" + batch + "/blanks")
        .then()
        .statusCode(200);
  }

  private String keep(String name, String right, String down, String stretch) {
    return BatchClient.as(office.key())
        .contentType("application/json")
        .body(
            "{\"name\":\"%s\",\"right\":%s,\"down\":%s,\"stretch\":%s}"
                .formatted(name, right, down, stretch))
        .post(at + "/printers")
        .then()
        .statusCode(200)
        .extract()
        .path("id");
  }

  private static Response ask(DemoSchools.Person who, String batch, Map<String, Object> body) {
    return BatchClient.as(who.key())
        .contentType("application/json")
        .body(body)
        .post("/api/v1/batches/" + batch + "/prints");
  }

  private Response ready(Response asked) throws InterruptedException {
    asked.then().statusCode(202);
    assertThat(BatchClient.ended(school.preparer().key(), asked.path("job")).<String>path("state"))
        .isEqualTo("done");
    return BatchClient.as(school.preparer().key()).get("/api/v1/prints/" + asked.path("id"));
  }

  private byte[] content(Response print) {
    Response file = BatchClient.as(school.preparer().key()).get(print.<String>path("content"));
    file.then().statusCode(200).header("Content-Type", "application/pdf");
    return file.asByteArray();
  }

  private static void shoot(String name, byte[] pdf) throws IOException {
    Path folder = Files.createDirectories(Path.of("target/screenshots"));
    Files.write(folder.resolve(name + ".png"), PagePicture.of(Bytes.of(pdf), 1200).toArray());
  }

  private static String text(byte[] pdf, int page) throws IOException {
    try (PDDocument read = Loader.loadPDF(pdf)) {
      PDFTextStripper text = new PDFTextStripper();
      text.setStartPage(page);
      text.setEndPage(page);
      return text.getText(read);
    }
  }

  /** Where the first letter of the holder's name is, from the upper left corner in points. */
  private static float[] place(byte[] pdf, int page) throws IOException {
    List<float[]> found = new ArrayList<>();
    try (PDDocument document = Loader.loadPDF(pdf)) {
      PDFTextStripper stripper =
          new PDFTextStripper() {
            @Override
            protected void writeString(String text, List<TextPosition> letters) {
              if (text.startsWith("Nguyễn")) {
                TextPosition first = letters.getFirst();
                found.add(new float[] {first.getXDirAdj(), first.getYDirAdj()});
              }
            }
          };
      stripper.setStartPage(page);
      stripper.setEndPage(page);
      stripper.getText(document);
    }
    return found.getFirst();
  }
}
