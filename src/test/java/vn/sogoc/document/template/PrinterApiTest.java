package vn.sogoc.document.template;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import vn.sogoc.demo.DemoSchools;
import vn.sogoc.demo.IssuedCredentials.Issued;
import vn.sogoc.demo.TestSchools;
import vn.sogoc.document.IssuerNames;
import vn.sogoc.document.Printing;
import vn.sogoc.document.upload.OwnPictures;
import vn.sogoc.institution.InstitutionFacts;
import vn.sogoc.institution.TrustRegister;
import vn.sogoc.kernel.Bytes;
import vn.sogoc.kernel.Refusal;
import vn.sogoc.platform.access.Role;

/** Numbered blanks: how printers are measured, and what is printed onto them. */
@QuarkusTest
@Tag("service")
@SuppressWarnings("NullAway.Init") // set by the test framework
class PrinterApiTest {
  @Inject DemoSchools schools;
  @Inject TestSchools own;
  @Inject Documents documents;
  @Inject TrustRegister trust;

  private TestSchools.School school;
  private String at;
  private DemoSchools.Person first;

  @BeforeEach
  void a_school() {
    school = own.school("BCN");
    at = "/api/v1/institutions/iss_" + school.number();
    first = schools.person(school.number(), Role.OPERATE);
  }

  @Test
  void a_printer_is_kept_within_bounds_changed_by_its_name_and_forgotten() throws Exception {
    String id =
        keep("HP tầng 2", "-1.2", "0.8", "100.4").then().statusCode(200).extract().path("id");
    assertThat(keep("HP tầng 2", "0", "0", "100").<String>path("id")).isEqualTo(id);
    keep("HP tầng 2", "20.0", "-20.0", "105").then().statusCode(200);
    for (String[] wrong :
        new String[][] {
          {"", "0", "0", "100"},
          {"x".repeat(61), "0", "0", "100"},
          {"A", "20.1", "0", "100"},
          {"A", "0", "-20.1", "100"},
          {"A", "0", "0", "94.9"},
          {"A", "0", "0", "105.1"},
          {"A", "0.05", "0", "100"},
          {"A", "1e99", "0", "100"}
        }) {
      keep(wrong[0], wrong[1], wrong[2], wrong[3]).then().statusCode(422);
    }
    DemoSchools.Person clerk = schools.person(school.number(), Role.PREPARE);
    assertThat(as(clerk).get(at + "/printers").<String>path("data[0].name")).isEqualTo("HP tầng 2");
    Bytes sheet =
        Bytes.of(
            as(clerk)
                .get(at + "/printers/calibration.pdf?paper=blank-27x19&printer=" + id)
                .then()
                .statusCode(200)
                .extract()
                .asByteArray());
    assertThat(text(sheet)).contains("20,0 mm", "20.0 mm", "HP tầng 2", "105 %");
    as(clerk).get(at + "/printers/calibration.pdf?paper=a0").then().statusCode(422);
    DemoSchools.Person foreign = schools.person(own.school("BCN").number(), Role.OPERATE);
    as(foreign).get(at + "/printers").then().statusCode(404);
    as(foreign).delete(at + "/printers/" + id).then().statusCode(404);
    as(foreign).get(at + "/printers/calibration.pdf").then().statusCode(404);
    as(first).delete(at + "/printers/" + id).then().statusCode(204);
    as(first).delete(at + "/printers/" + id).then().statusCode(404);
    for (int i = 0; i < 20; i++) {
      keep("P" + i, "0", "0", "100").then().statusCode(200);
    }
    keep("P20", "0", "0", "100").then().statusCode(409);
  }

  @Test
  void onto_a_blank_only_what_is_of_the_holder_is_printed() throws Exception {
    Issued plain = school.issue("Nguyễn Thị Phôi");
    assertThatThrownBy(() -> overprint(plain, Printing.EXACT))
        .isInstanceOfSatisfying(
            Refusal.class,
            refusal -> assertThat(refusal.type()).isEqualTo(TemplateProblem.NO_TEMPLATE));
    String picture =
        as(first)
            .multiPart("picture", "n.png", OwnPictures.backgroundFile().toArray(), "image/png")
            .post(at + "/templates/images")
            .path("digest");
    Response asked =
        as(first)
            .contentType("application/json")
            .body(PlainTemplate.of("BCN", picture))
            .post(at + "/templates");
    as(schools.person(school.number(), Role.OPERATE))
        .contentType("application/json")
        .body(Map.of("contentHash", asked.<String>path("contentHash")))
        .post("/api/v1/proposals/" + asked.path("id") + "/approval")
        .then()
        .statusCode(200);
    LockSupport.parkNanos(1_100_000_000L);
    Issued issued = school.issue("Nguyễn Thị Phôi");
    Bytes exact = overprint(issued, Printing.EXACT);
    assertThat(text(exact))
        .contains("Nguyễn Thị Phôi", issued.record().serialNumber())
        .doesNotContain("CỘNG HÒA", "Ngày sinh", "BẰNG CỬ NHÂN");
    assertThat(exact.size()).isLessThan(whole(issued).size());
    assertThat(OwnPictures.codes(exact)).hasSize(1);
    Bytes moved = overprint(issued, new Printing(-12, 30, 1010));
    assertThat(OwnPictures.codes(moved)).hasSize(1);
    float[] before = place(exact);
    float[] after = place(moved);
    assertThat(after[0]).isCloseTo(before[0] * 1.01f - 12 * 72 / 254f, within());
    assertThat(after[1]).isCloseTo(before[1] * 1.01f + 30 * 72 / 254f, within());
  }

  private static org.assertj.core.data.Offset<Float> within() {
    return org.assertj.core.data.Offset.offset(0.2f);
  }

  private Bytes overprint(Issued issued, Printing printing) {
    return documents.overprint(
        issued.record(), names(), issued.cose(), "https://vb.gov.vn", false, printing);
  }

  private Bytes whole(Issued issued) {
    return documents.pdf(issued.record(), names(), issued.cose(), "https://vb.gov.vn", false);
  }

  private IssuerNames names() {
    InstitutionFacts facts = trust.statement(school.number()).facts();
    return new IssuerNames(facts.nameVi(), facts.nameEn());
  }

  /** Where the first letter of the holder's name is, from the upper left corner in points. */
  private static float[] place(Bytes pdf) throws Exception {
    float[] found = new float[2];
    try (PDDocument document = Loader.loadPDF(pdf.toArray())) {
      new PDFTextStripper() {
        @Override
        protected void writeString(
            String text, java.util.List<org.apache.pdfbox.text.TextPosition> letters) {
          if (text.startsWith("Nguyễn")) {
            found[0] = letters.getFirst().getXDirAdj();
            found[1] = letters.getFirst().getYDirAdj();
          }
        }
      }.getText(document);
    }
    return found;
  }

  private static String text(Bytes pdf) throws Exception {
    try (PDDocument document = Loader.loadPDF(pdf.toArray())) {
      return new PDFTextStripper().getText(document);
    }
  }

  private Response keep(String name, String right, String down, String stretch) {
    return as(first)
        .contentType("application/json")
        .body(
            "{\"name\":\"%s\",\"right\":%s,\"down\":%s,\"stretch\":%s}"
                .formatted(name, right, down, stretch))
        .post(at + "/printers");
  }

  private static RequestSpecification as(DemoSchools.Person by) {
    return given()
        .header("Authorization", "Bearer " + by.key())
        .header("Idempotency-Key", UUID.randomUUID().toString());
  }
}
