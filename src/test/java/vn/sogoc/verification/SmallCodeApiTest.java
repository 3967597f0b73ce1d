package vn.sogoc.verification;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import vn.sogoc.credential.CredentialRecord;
import vn.sogoc.credential.LinkText;
import vn.sogoc.demo.IssuedCredentials;
import vn.sogoc.document.template.SmallCodes;
import vn.sogoc.kernel.Bytes;
import vn.sogoc.kernel.PublicId;
import vn.sogoc.platform.PlatformConfig;

/** The code of 16 mm: it names a record that nobody can guess, and carries nothing. */
@QuarkusTest
@Tag("service")
class SmallCodeApiTest {
  @Inject IssuedCredentials credentials;
  @Inject PlatformConfig platform;
  @Inject SmallCodes codes;

  @Test
  void a_link_is_answered_from_the_register_and_tells_what_number_and_name_would() {
    IssuedCredentials.Issued issued = credentials.bachelors("Nguyễn Thị Đường Dẫn").getFirst();
    String fragment = LinkText.fragment(codes.of(issued.record().id()));
    assertThat(fragment).matches("B[A-Z2-7]{39}");
    String address =
        LinkText.address(platform.address().toString(), codes.of(issued.record().id()));
    assertThat(address).endsWith("/c#" + fragment);
    for (String text : List.of(fragment, address)) {
      Response answer = ask(text);
      answer
          .then()
          .statusCode(200)
          .body("verdict", equalTo("valid"))
          .body("checks.find { it.code == 'file' }.reason", equalTo("file.link_only"))
          .body("checks.find { it.code == 'file' }.result", equalTo("not_performed"));
      Response byNumber =
          given()
              .contentType("application/json")
              .body(
                  Map.of(
                      "serialNumber",
                      issued.record().serialNumber(),
                      "fullName",
                      "Nguyễn Thị Đường Dẫn"))
              .post("/api/v1/verifications");
      assertThat(answer.<Map<String, Object>>path("document"))
          .as("as much as by number and name")
          .isEqualTo(byNumber.path("document"));
    }
    given()
        .formParam("qr", fragment)
        .post("/result")
        .then()
        .statusCode(200)
        .body(org.hamcrest.Matchers.containsString("Nguyễn Thị Đường Dẫn"));
  }

  @Test
  void a_link_to_nothing_has_one_answer_and_a_broken_one_is_refused() {
    byte[] raw = new byte[16];
    raw[3] = 7;
    ask(LinkText.fragment(codes.of(new PublicId(CredentialRecord.ID_KIND, Bytes.of(raw)))))
        .then()
        .statusCode(200)
        .body("verdict", equalTo("not_found"))
        .body("document", nullValue());
    String whole =
        LinkText.fragment(codes.of(new PublicId(CredentialRecord.ID_KIND, Bytes.of(raw))));
    IssuedCredentials.Issued issued = credentials.bachelors("Nguyễn Thị Chỉ Có Tên").getFirst();
    ask(LinkText.fragment(new LinkText.Link(issued.record().id(), Bytes.ofHex("0011223344556677"))))
        .then()
        .body("verdict", equalTo("not_found")); // the id alone, as a lineage tells it
    for (String broken :
        List.of(
            whole.substring(0, 39),
            whole + "A",
            whole.toLowerCase(java.util.Locale.ROOT),
            whole.substring(0, 39) + "B", // pad bits that are not zero
            platform.address() + "/c#",
            platform.address() + "/c#A" + whole.substring(1))) {
      assertThat(ask(broken).statusCode()).as(broken).isIn(400, 422);
    }
    assertThat(ask("https://evil.example/c#" + whole).statusCode()).isIn(400, 422);
    given()
        .get("/c")
        .then()
        .statusCode(200)
        .body(org.hamcrest.Matchers.containsString("không mang bản ghi"));
  }

  private static Response ask(String text) {
    return given()
        .contentType("application/json")
        .body(Map.of("qr", text))
        .post("/api/v1/verifications");
  }
}
