package vn.sogoc.status;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.eclipse.microprofile.config.Config;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import vn.sogoc.crypto.cose.CoseSign1;
import vn.sogoc.demo.DemoSchools;
import vn.sogoc.demo.IssuedCredentials;
import vn.sogoc.demo.IssuedCredentials.Issued;
import vn.sogoc.kernel.Bytes;
import vn.sogoc.kernel.Digest;
import vn.sogoc.kernel.PublicId;
import vn.sogoc.publication.IssuanceLists;
import vn.sogoc.publication.ListChanges;
import vn.sogoc.publication.ListHeader;

/** What is decided about a credential stands in a later version of its list. */
@QuarkusTest
@Tag("service")
class ListVersionsApiTest {
  @Inject DemoSchools schools;
  @Inject IssuedCredentials credentials;
  @Inject IssuanceLists lists;
  @Inject ListChanges changes;
  @Inject Clock clock;
  @Inject Config config;

  private DecisionClient staff;

  @BeforeEach
  void people() {
    staff = DecisionClient.of(schools);
  }

  private String listOf(Issued issued) {
    return "/api/v1/publications/" + lists.ofBatch(issued.batch()).orElseThrow().id();
  }

  /** Publishes what is due until the list has so many versions, and they are logged. */
  private Response published(Issued issued, int version) {
    String list = listOf(issued);
    for (int i = 0; i < 300; i++) {
      changes.publish(clock.instant());
      Response newest = given().get(list);
      if (newest.<Integer>path("version") == version
          && lists.isLogged(lists.get(PublicId.parse("lst", list.substring(21)).orElseThrow()))) {
        return newest;
      }
      LockSupport.parkNanos(50_000_000);
    }
    throw new AssertionError("no version " + version + " of " + list);
  }

  private static ListHeader header(Response version) throws Exception {
    return ListHeader.decode(CoseSign1.parse(bytes(version)).payload());
  }

  private static Bytes bytes(Response version) {
    return Bytes.of(Base64.getUrlDecoder().decode(version.<String>path("signedHeader")));
  }

  @Test
  void a_correction_makes_a_version_whose_note_names_the_decision_and_no_value() throws Exception {
    List<Issued> people = credentials.bachelors("Doãn Một", "Doãn Hai", "Doãn Ba");
    Response first = given().get(listOf(people.getFirst()));
    first.then().body("version", equalTo(1)).body("changes", hasSize(0));
    Map<String, String> decision =
        DecisionClient.correction("fullName", "Doãn Hai", "Doãn Thị Hải Yến");
    staff.decided(people.get(1), decision);
    Response second = published(people.getFirst(), 2);
    second
        .then()
        .body("changes", hasSize(1))
        .body("changes[0].position", equalTo(1))
        .body("changes[0].type", equalTo("corrected"))
        .body("changes[0].decisionNumber", equalTo(decision.get("decisionNumber")))
        .body("changes[0].decisionDate", equalTo("2026-08-03"))
        .body("root", equalTo(first.<String>path("root")));
    assertThat(second.asString()).doesNotContain("Hải Yến");
    assertThat(new String(bytes(second).toArray(), java.nio.charset.StandardCharsets.UTF_8))
        .doesNotContain("Hải Yến")
        .doesNotContain("Doãn Hai");
    ListHeader header = header(second);
    assertThat(header.version()).isEqualTo(2);
    assertThat(header.prior()).contains(Digest.sha256(bytes(first)));
    assertThat(header.isOfTheSameList(header(first))).isTrue();

    DecisionClient.verified(people.get(1))
        .then()
        .body("verdict", equalTo("corrected"))
        .body("publication.version", equalTo(2))
        .body("checks.find { it.code == 'published' }.result", equalTo("passed"));
    DecisionClient.verified(people.get(0))
        .then()
        .body("verdict", equalTo("valid"))
        .body("publication.version", equalTo(2))
        .body("publication.list", equalTo(second.<String>path("id")));
    given()
        .header("Accept-Language", "en")
        .get(listOf(people.getFirst()).replace("/api/v1", ""))
        .then()
        .statusCode(200)
        .body(containsString("Row 2: corrected by decision " + decision.get("decisionNumber")))
        .body(not(containsString("Hải Yến")));
  }

  @Test
  void versions_follow_each_other_and_old_ones_stay() throws Exception {
    List<Issued> people = credentials.bachelors("Cù Một", "Cù Hai", "Cù Ba");
    Issued successor = credentials.bachelor(people.get(2).person(), "Cù Ba");
    staff.decided(people.get(0), DecisionClient.revocation());
    published(people.getFirst(), 2);
    staff.decided(people.get(2), DecisionClient.supersession(successor));
    published(people.getFirst(), 3);
    assertThat(changes.publish(clock.instant())).as("each event is named once").isZero();
    Response all = given().get(listOf(people.getFirst()) + "/versions");
    all.then()
        .statusCode(200)
        .body("data.version", equalTo(List.of(3, 2, 1)))
        .body("data[0].changes[0].type", equalTo("superseded"))
        .body("data[0].changes[0].position", equalTo(2))
        .body("data[1].changes[0].type", equalTo("revoked"))
        .body("data[2].changes", hasSize(0));
    List<String> headers = all.path("data.signedHeader");
    for (int i = 0; i < 2; i++) {
      ListHeader later =
          ListHeader.decode(
              CoseSign1.parse(Bytes.of(Base64.getUrlDecoder().decode(headers.get(i)))).payload());
      assertThat(later.prior())
          .contains(Digest.sha256(Base64.getUrlDecoder().decode(headers.get(i + 1))));
    }
    assertThat(DecisionClient.verdict(people.get(0))).isEqualTo("revoked");
    assertThat(DecisionClient.verdict(people.get(1))).isEqualTo("valid");
    given()
        .get("/api/v1/publications/lst_aaaaaaaaaaaaaaaaaaaaaaaaaa/versions")
        .then()
        .statusCode(404);
  }

  @Test
  void a_suspension_is_told_by_the_status_lists_alone() {
    Issued one = credentials.bachelors("Mẫn Một").getFirst();
    staff.decided(one, DecisionClient.suspension());
    Issued other = credentials.bachelors("Mẫn Hai").getFirst();
    staff.decided(other, DecisionClient.revocation());
    published(other, 2); // later than the suspension
    given().get(listOf(one)).then().body("version", equalTo(1));
  }

  @Test
  void an_event_that_nobody_decided_is_named_in_no_note() throws Exception {
    Issued one = credentials.bachelors("Nhữ Một").getFirst();
    String id = staff.decided(one, DecisionClient.revocation());
    String key = PublicId.parse("dec", id).orElseThrow().key().toString();
    hand(
        "alter table decision_outcome disable trigger all",
        "create temporary table kept as select * from decision_outcome where decision_id = '%s'"
            .formatted(key),
        "delete from decision_outcome where decision_id = '%s'".formatted(key));
    Issued other = credentials.bachelors("Nhữ Hai").getFirst();
    staff.decided(other, DecisionClient.revocation());
    published(other, 2);
    given().get(listOf(one)).then().body("version", equalTo(1));
    assertThat(DecisionClient.verdict(one)).isEqualTo("revoked");
  }

  @Test
  void a_version_that_a_hand_altered_publishes_nothing() throws Exception {
    Issued one = credentials.bachelors("Tạ Một").getFirst();
    staff.decided(one, DecisionClient.correction("fullName", "Tạ Một", "Tạ Khác"));
    String list = published(one, 2).path("id");
    String key = PublicId.parse("lst", list).orElseThrow().key().toString();
    hand(
        "alter table issuance_list_version disable trigger all",
        "update issuance_list_version set published_at = published_at - interval '1 day' where list_id = '%s'"
            .formatted(key),
        "alter table issuance_list_version enable trigger all");
    DecisionClient.verified(one)
        .then()
        .body("verdict", equalTo("undetermined"))
        .body("publication", nullValue());
    hand(
        "alter table issuance_list_version disable trigger all",
        "update issuance_list_version set published_at = published_at + interval '1 day' where list_id = '%s'"
            .formatted(key),
        "alter table issuance_list_version enable trigger all");
    assertThat(DecisionClient.verdict(one)).isEqualTo("corrected");
  }

  private void hand(String... statements) throws SQLException {
    try (Connection hand =
        DriverManager.getConnection(
            config.getValue("sogoc.db.url", String.class),
            "postgres",
            config.getValue("sogoc.db.superuser.password", String.class))) {
      hand.createStatement().execute("set session_replication_role = replica");
      for (String sql : statements) {
        hand.createStatement().execute(sql);
      }
    }
  }
}
