package vn.sogoc.verification;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.oneOf;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vn.sogoc.credential.QrText;
import vn.sogoc.crypto.cose.CoseSign1;
import vn.sogoc.crypto.keys.Purpose;
import vn.sogoc.crypto.keys.SoftwareKey;
import vn.sogoc.demo.IssuedCredentials;

@QuarkusTest
@Tag("service")
class VerificationApiTest {
  @Inject IssuedCredentials credentials;

  @Test
  void a_registered_and_published_diploma_is_valid_and_leaves_a_receipt() {
    var issued = credentials.bachelors("Nguyễn Thị Ngọc Hân").getFirst();
    String receipt =
        ask(Map.of("qr", issued.qr()))
            .statusCode(200)
            .body("verdict", equalTo("valid"))
            .body("checks.find { it.code == 'signature' }.result", equalTo("passed"))
            .body("checks.find { it.code == 'key' }.result", equalTo("passed"))
            .body("checks.find { it.code == 'registered' }.result", equalTo("passed"))
            .body("checks.find { it.code == 'published' }.result", equalTo("passed"))
            .body("checks.find { it.code == 'logged' }.result", equalTo("passed"))
            .body("checks.find { it.code == 'status' }.result", equalTo("passed"))
            .body("checks.find { it.code == 'holder' }.result", equalTo("not_performed"))
            .body("document.fullName", equalTo("Nguyễn Thị Ngọc Hân"))
            .body("document.dateOfBirth", equalTo("2003-02-28"))
            .body("document.issuer.name", equalTo("Trường Đại học Hồng Lam (mẫu)"))
            .extract()
            .path("receipt.short");
    given()
        .get("/api/v1/verifications/" + receipt)
        .then()
        .statusCode(200)
        .body("verdict", equalTo("valid"))
        .body("verdictNow", equalTo("valid"))
        .body("checks.code", hasItem("published"))
        .body(not(containsString("Hân")));
  }

  @Test
  void number_and_name_find_it_with_the_public_fields_only() {
    var issued = credentials.bachelors("Đặng Hoàng Ẩn").getFirst();
    ask(Map.of("serialNumber", issued.record().serialNumber(), "fullName", "dang hoang an"))
        .statusCode(200)
        .body("verdict", equalTo("valid"))
        .body("document.fullName", equalTo("Đặng Hoàng Ẩn"))
        .body("document.dateOfBirth", equalTo("2003"))
        .body("document.programme", nullValue())
        .body("document.ranking", nullValue());
    ask(Map.of(
            "serialNumber",
            issued.record().serialNumber(),
            "fullName",
            "Đặng Hoàng Ẩn",
            "dateOfBirth",
            "2003-02-28"))
        .body("verdict", equalTo("valid"))
        .body("document.dateOfBirth", equalTo("2003-02-28"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"2003", "2003-02"})
  void a_part_of_the_date_of_birth_does_not_buy_the_rest(String part) {
    var issued = credentials.bachelors("Đàm Kín Đáo").getFirst();
    ask(Map.of(
            "serialNumber",
            issued.record().serialNumber(),
            "fullName",
            "Đàm Kín Đáo",
            "dateOfBirth",
            part))
        .body("verdict", equalTo("valid"))
        .body("document.dateOfBirth", equalTo("2003"));
  }

  @Test
  void a_wrong_number_and_a_wrong_name_get_the_same_answer() {
    var issued = credentials.bachelors("Trần Gia Bảo").getFirst();
    Map<String, Object> wrongName =
        ask(Map.of("serialNumber", issued.record().serialNumber(), "fullName", "Trần Gia Hưng"))
            .statusCode(200)
            .extract()
            .jsonPath()
            .getMap("$");
    Map<String, Object> wrongNumber =
        ask(Map.of("serialNumber", "HL-CN-999999", "fullName", "Trần Gia Bảo"))
            .statusCode(200)
            .extract()
            .jsonPath()
            .getMap("$");
    for (String own : new String[] {"id", "receipt", "checkedAt", "statusAsOf"}) {
      wrongName.remove(own);
      wrongNumber.remove(own);
    }
    org.assertj.core.api.Assertions.assertThat(wrongName)
        .isEqualTo(wrongNumber)
        .containsEntry("verdict", "not_found");
  }

  @Test
  void a_name_that_differs_from_the_record_is_a_mismatch_and_shows_nothing() {
    var issued = credentials.bachelors("Lê Ý").getFirst();
    ask(Map.of("qr", issued.qr(), "fullName", "Lê Ỷ Lan"))
        .statusCode(200)
        .body("verdict", equalTo("mismatch"))
        .body("document", nullValue());
    ask(Map.of(
            "serialNumber",
            issued.record().serialNumber(),
            "fullName",
            "Lê Ý",
            "dateOfBirth",
            "2003-03-01"))
        .body("verdict", equalTo("mismatch"))
        .body("document", nullValue());
  }

  @Test
  void a_thief_with_the_key_gets_the_alarm_and_no_field_is_shown() {
    ask(Map.of("qr", credentials.signedByThief("Kẻ Gian").qr()))
        .statusCode(200)
        .body("verdict", equalTo("unregistered"))
        .body("checks.find { it.code == 'published' }.result", equalTo("failed"))
        .body("checks.find { it.code == 'published' }.reason", equalTo("published.absent"))
        .body("document", nullValue());
  }

  @Test
  void a_key_that_nobody_knows_is_an_unknown_issuer() throws Exception {
    var issued = credentials.bachelors("Vũ Thu").getFirst();
    CoseSign1 genuine = CoseSign1.parse(issued.cose());
    CoseSign1 forged =
        CoseSign1.sign(
            SoftwareKey.generate(new java.security.SecureRandom()).signer(Purpose.RECORD),
            "sogoc/record/1",
            genuine.payload());
    ask(Map.of("qr", QrText.fragment(forged.bytes())))
        .statusCode(200)
        .body("verdict", equalTo("unknown_issuer"))
        .body("document", nullValue());
  }

  @Test
  void a_suspended_key_gives_no_conclusion() {
    ask(Map.of("qr", credentials.issuedThenFrozen("Bùi Khánh").qr()))
        .statusCode(200)
        .body("verdict", equalTo("undetermined"))
        .body("checks.find { it.code == 'key' }.reason", equalTo("key.suspended"));
  }

  @Test
  void before_its_list_is_published_nothing_is_valid() {
    var issued = credentials.unpublished("Hồ Vy").getFirst();
    ask(Map.of("qr", issued.qr()))
        .statusCode(200)
        .body("verdict", equalTo("undetermined"))
        .body("checks.find { it.code == 'published' }.reason", equalTo("published.pending"));
  }

  @Test
  void no_changed_character_of_the_code_is_valid() {
    String qr = credentials.bachelors("Phùng Mai").getFirst().qr();
    java.util.Random random = new java.util.Random(3);
    String alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    for (int i = 0; i < qr.length(); i += 7) {
      char other;
      do {
        other = alphabet.charAt(random.nextInt(alphabet.length()));
      } while (other == qr.charAt(i));
      String changed = qr.substring(0, i) + other + qr.substring(i + 1);
      given()
          .contentType("application/json")
          .body(Map.of("qr", changed))
          .post("/api/v1/verifications")
          .then()
          .body("verdict", not(equalTo("valid")))
          .statusCode(oneOf(200, 400, 422));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "A",
        "hello",
        "HC1:NCFOXN%TSMAHN-H",
        "shc:/5676290952432060346029243740446031222959",
        "javascript:alert(1)",
        "https://evil.example/q#AIFBA",
        "AAAAAAAA",
        "00020101021238560010A000000727"
      })
  void other_codes_get_a_clear_refusal(String qr) {
    ask(Map.of("qr", qr))
        .statusCode(oneOf(400, 422))
        .contentType("application/problem+json")
        .body("type", containsString("/problems/"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "null",
        "[]",
        "{",
        "{}",
        "{\"qr\":1}",
        "{\"qr\":\"A\",\"qr\":\"A\"}",
        "{\"qr\":\"A\",\"x\":1}",
        "{\"qr\":\"A\",\"serialNumber\":\"1\"}",
        "{\"serialNumber\":\"1\"}",
        "{\"serialNumber\":\"1\",\"fullName\":\"\\u0000\"}",
        "{\"serialNumber\":\"\\u0000\",\"fullName\":\"An\"}",
        "{\"qr\":\"A\"} x"
      })
  void malformed_questions_are_problems_and_never_a_500(String body) {
    given()
        .contentType("application/json")
        .body(body)
        .post("/api/v1/verifications")
        .then()
        .statusCode(oneOf(400, 422))
        .contentType("application/problem+json");
  }

  private static ValidatableResponse ask(Map<String, ?> question) {
    return given()
        .contentType("application/json")
        .body(question)
        .post("/api/v1/verifications")
        .then();
  }
}
