package vn.sogoc.publication;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import vn.sogoc.demo.IssuedCredentials;

/** What everybody may read: page by page, kept for a while, asked for again by its tag. */
@QuarkusTest
@Tag("service")
class PublicDataApiTest {
  @Inject IssuedCredentials credentials;

  @BeforeEach
  void publish() {
    credentials.bachelors("Nguyễn An", "Trần Bình", "Lê Chi");
  }

  @Test
  void pages_lead_through_the_whole_list_by_their_links() {
    List<String> all = new ArrayList<>();
    String next = "/api/v1/publications?limit=1";
    while (next != null) {
      Response page = given().urlEncodingEnabled(false).get(next);
      page.then().statusCode(200).body("data", hasSize(1));
      all.add(page.path("data[0].id"));
      String link = page.header("Link");
      assertThat(link != null).isEqualTo(page.<Boolean>path("page.hasMore"));
      next = link == null ? null : link.replaceAll("^<(/[^>]*)>; rel=\"next\"$", "$1");
    }
    assertThat(all)
        .doesNotHaveDuplicates()
        .isEqualTo(given().get("/api/v1/publications?limit=1000").jsonPath().getList("data.id"));
  }

  @Test
  void rows_are_read_page_by_page_too() {
    String id = newest();
    String rows = "/api/v1/publications/" + id + "/entries";
    int count = given().get("/api/v1/publications/" + id).<Integer>path("count");
    given()
        .get(rows + "?limit=1")
        .then()
        .body("data.position", equalTo(List.of(0)))
        .body("page.next", count > 1 ? equalTo("0") : nullValue());
    given()
        .get(rows + "?after=" + (count - 1))
        .then()
        .statusCode(200)
        .body("data", hasSize(0))
        .body("page.next", nullValue())
        .header("Link", nullValue());
  }

  @ParameterizedTest
  @CsvSource({
    "after=x, cursor_invalid",
    "after=lst_aaaaaaaaaaaaaaaaaaaaaaaaaa, cursor_invalid",
    "limit=0, malformed_request",
    "limit=-1, malformed_request",
    "limit=1001, malformed_request",
    "limit=abc, malformed_request",
    "limit=99999999999, malformed_request",
    "issuer=101, malformed_request",
    "issuer=iss_0, malformed_request",
  })
  void a_page_that_cannot_be_is_refused(String query, String code) {
    given().get("/api/v1/publications?" + query).then().statusCode(400).body("code", equalTo(code));
  }

  @ParameterizedTest
  @ValueSource(strings = {"after=-2", "after=2147483647", "after=x", "limit=0"})
  void a_place_that_cannot_be_is_refused(String query) {
    given()
        .get("/api/v1/publications/" + newest() + "/entries?" + query)
        .then()
        .statusCode(400)
        .body("code", equalTo("malformed_request"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/api/v1/publications",
        "/api/v1/publications/{id}",
        "/api/v1/publications/{id}/entries",
        "/api/v1/publications/{id}/entries.csv",
        "/api/v1/issuers",
        "/api/v1/issuers/{issuer}",
        "/api/v1/issuers/{issuer}/keys",
        "/messages/vi.json"
      })
  void public_data_may_be_kept_and_is_sent_again_only_when_it_changed(String template) {
    String id = newest();
    String issuer = given().get("/api/v1/publications/" + id).path("issuer");
    String path = template.replace("{id}", id).replace("{issuer}", issuer);
    Response first = given().get(path);
    String tag = first.header("ETag");
    assertThat(tag).matches("W/\"[0-9a-f]{32}\"");
    assertThat(first.header("Cache-Control")).startsWith("public, max-age=300");
    assertThat(first.header("Vary")).contains("Accept-Encoding");
    for (String held : List.of(tag, tag.substring(2), "\"other\", " + tag, "*")) {
      Response again = given().header("If-None-Match", held).get(path);
      assertThat(again.statusCode()).as(held).isEqualTo(304);
      assertThat(again.asByteArray()).isEmpty();
      assertThat(again.header("ETag")).isEqualTo(tag);
    }
    given().header("If-None-Match", "\"other\"").get(path).then().statusCode(200);
    given().head(path).then().statusCode(200).header("ETag", tag);
  }

  @Test
  void what_is_missing_has_no_tag_and_is_not_kept() {
    given()
        .header("If-None-Match", "*")
        .get("/api/v1/issuers/iss_999")
        .then()
        .statusCode(404)
        .header("ETag", nullValue())
        .header("Cache-Control", "no-store");
  }

  @Test
  void the_table_opens_in_a_spreadsheet_without_running_anything() {
    byte[] table = given().get("/api/v1/publications/" + newest() + "/entries.csv").asByteArray();
    assertThat(table).startsWith(0xEF, 0xBB, 0xBF);
    assertThat(new String(table, StandardCharsets.UTF_8).lines().skip(1))
        .isNotEmpty()
        .allSatisfy(line -> assertThat(line.split(",")).noneMatch(c -> c.matches("\"?[=+@\t-].*")));
  }

  private static String newest() {
    return given().get("/api/v1/publications?limit=1").path("data[0].id");
  }
}
