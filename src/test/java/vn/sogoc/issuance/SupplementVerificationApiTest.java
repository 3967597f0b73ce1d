package vn.sogoc.issuance;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import vn.sogoc.demo.DemoSchools;

/** What anybody learns who brings a supplement, and what nobody learns who does not. */
@QuarkusTest
@Tag("service")
@SuppressWarnings("NullAway.Init") // set by the test framework
class SupplementVerificationApiTest {
  @Inject DemoSchools schools;
  @Inject OwnerSql owner;

  @Test
  void the_pages_and_the_signed_bytes_answer_alike_and_show_the_marks_to_who_brings_them()
      throws Exception {
    SupplementScene scene = SupplementScene.open(schools, 1);
    String id = scene.issued().getFirst();
    byte[] cose = scene.cose(id);
    byte[] pdf =
        BatchClient.as(scene.signer())
            .get("/api/v1/supplements/" + id + "/document.pdf")
            .asByteArray();
    for (byte[] file : List.of(cose, pdf)) {
      Response answer = verify(file);
      answer
          .then()
          .statusCode(200)
          .body("verdict", equalTo("valid"))
          .body("form", equalTo("supplement"))
          .body("document", nullValue())
          .body("supplement.id", equalTo(id))
          .body("supplement.serialNumber", equalTo(scene.graduates().getFirst().serial()))
          .body("supplement.content.average", equalTo("8.05"))
          .body("supplement.content.courses[1].mark", equalTo("7.25"));
      for (String check :
          List.of("signature", "key", "registered", "logged", "status", "diploma")) {
        answer.then().body("checks.find { it.code == '" + check + "' }.result", equalTo("passed"));
      }
    }
    verify(pdf)
        .then()
        .body("checks.find { it.code == 'file' }.reason", equalTo("file.only_its_attachment"));
    Response receipt = given().get("/api/v1/verifications/" + verify(cose).<String>path("id"));
    receipt.then().statusCode(200).body("verdictNow", equalTo("valid"));
    assertThat(receipt.asString())
        .doesNotContain("8.05", "IT001", scene.graduates().getFirst().name());
    // The answer about the diploma says nothing of marks, nor that there is a supplement.
    SupplementScene.Graduate one = scene.graduates().getFirst();
    String diploma =
        given()
            .contentType("application/json")
            .body(Map.of("serialNumber", one.serial(), "fullName", one.name()))
            .post("/api/v1/verifications")
            .asString();
    assertThat(diploma).contains("\"valid\"").doesNotContain("8.05", "IT001", "supplement");
  }

  @Test
  void a_changed_supplement_shows_nothing() throws Exception {
    SupplementScene scene = SupplementScene.open(schools, 1);
    byte[] cose = scene.cose(scene.issued().getFirst());
    String text = new String(cose, StandardCharsets.ISO_8859_1);
    int at = text.indexOf("IT001");
    byte[] changed = cose.clone();
    changed[at + 4] = '7';
    verify(changed)
        .then()
        .statusCode(200)
        .body("verdict", equalTo("mismatch"))
        .body("supplement", nullValue());
    byte[] signature = cose.clone();
    signature[signature.length - 5] ^= 1;
    verify(signature).then().body("verdict", equalTo("mismatch")).body("supplement", nullValue());
    // A code of a record is no supplement, and a supplement is no code of a record.
    String code = "A" + vn.sogoc.kernel.Base32.encode(cose);
    Response asRecord =
        given()
            .contentType("application/json")
            .body(Map.of("qr", code))
            .post("/api/v1/verifications");
    assertThat(asRecord.<String>path("verdict")).as(asRecord.asString()).isNotEqualTo("valid");
    assertThat(verify("%PDF-1.4 nothing".getBytes(StandardCharsets.UTF_8)).statusCode())
        .isIn(415, 422);
  }

  @Test
  void a_later_one_replaces_it_a_withdrawal_counts_at_once_and_a_diploma_takes_it_along()
      throws Exception {
    SupplementScene scene = SupplementScene.open(schools, 1);
    byte[] first = scene.cose(scene.issued().getFirst());
    String second = scene.issued().getFirst();
    byte[] newer = scene.cose(second);
    verify(first)
        .then()
        .body("verdict", equalTo("superseded"))
        .body("checks.find { it.code == 'status' }.reason", equalTo("status.supplement_replaced"));
    verify(newer).then().body("verdict", equalTo("valid"));
    scene.withdraw(second);
    verify(newer)
        .then()
        .body("verdict", equalTo("revoked"))
        .body("checks.find { it.code == 'status' }.reason", equalTo("status.supplement_withdrawn"));
    String verdict = "superseded";
    for (int i = 0; i < 100 && verdict.equals("superseded"); i++) { // until the log has it
      verdict = verify(first).path("verdict");
      Thread.sleep(100);
    }
    assertThat(verdict).isEqualTo("valid");
    scene.revoke(scene.graduates().getFirst());
    verify(first)
        .then()
        .body("verdict", equalTo("revoked"))
        .body("checks.find { it.code == 'status' }.result", equalTo("passed"))
        .body("checks.find { it.code == 'diploma' }.reason", equalTo("diploma.revoked"));
  }

  @Test
  void no_row_makes_it_valid_again() throws Exception {
    SupplementScene scene = SupplementScene.open(schools, 1);
    String id = scene.issued().getFirst();
    byte[] first = scene.cose(id);
    byte[] second = scene.cose(scene.issued().getFirst());
    verify(second).then().body("verdict", equalTo("valid"));
    owner.asSuperuser(
        "alter table supplement disable trigger refuse_update_delete",
        "delete from supplement where revision = 2 and entry_id ="
            + " (select entry_id from supplement where id = '"
            + SupplementScene.uuid(id)
            + "')",
        "alter table supplement enable always trigger refuse_update_delete");
    verify(first).then().body("verdict", equalTo("superseded")); // the log remembers
    verify(second).then().body("verdict", equalTo("unregistered"));
  }

  private static Response verify(byte[] file) {
    return given()
        .header("Accept-Language", "en")
        .multiPart("file", "phuluc.bin", file, "application/octet-stream")
        .post("/api/v1/verifications");
  }
}
