package vn.sogoc.institution.office;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import vn.sogoc.demo.DemoSchools;
import vn.sogoc.demo.TestSchools;
import vn.sogoc.institution.TrustRegister;
import vn.sogoc.kernel.PublicId;
import vn.sogoc.platform.access.Role;

/** The link of an invitation by mail: after two persons agreed, once, and never with the code. */
@QuarkusTest
@Tag("service")
@SuppressWarnings("NullAway.Init") // set by the test framework
class InvitationMailApiTest {
  private static final Path MESSAGES = Path.of("target/messages");
  private static final String PASSWORD = "một mật khẩu đủ dài";

  @Inject DemoSchools schools;
  @Inject TestSchools own;
  @Inject TrustRegister trust;
  @Inject InvitationRepository invitations;
  @Inject InvitationMail mail;
  @Inject Clock clock;

  @ConfigProperty(name = "sogoc.db.url")
  String url;

  @ConfigProperty(name = "sogoc.db.superuser.password")
  String superuserPassword;

  private int school;
  private DemoSchools.Person first;
  private DemoSchools.Person second;

  @BeforeEach
  void an_office_of_two() {
    school = own.school().number();
    first = schools.person(school, Role.OPERATE);
    second = schools.person(school, Role.OPERATE);
  }

  @Test
  void the_link_is_mailed_after_the_approval_and_the_address_is_forgotten() throws Exception {
    Response invited = invite("nguyen.moi@thu.example");
    String id = invited.path("id");
    assertThat(invited.<String>path("email")).as("in no reply that is kept").isNull();
    InvitationEntity waiting = row(id);
    assertThat(waiting.email).as("nowhere in the clear").isEmpty();
    assertThat(new String(sealed(waiting), StandardCharsets.ISO_8859_1)).doesNotContain("moi@");
    rest();
    assertThat(file(id)).as("before two persons agreed").doesNotExist();
    approve(invited);

    JsonNode message = message(id);
    assertThat(message.properties())
        .extracting(Map.Entry::getKey)
        .containsExactly("about", "channel", "from", "link", "to");
    assertThat(message.path("about").asText()).isEqualTo("invitation");
    assertThat(message.path("to").asText()).isEqualTo("nguyen.moi@thu.example");
    assertThat(message.path("from").asText()).isEqualTo(trust.statement(school).facts().nameVi());
    assertThat(message.toString()).doesNotContain("Nguyễn Thị Mời");
    get(first, id)
        .then()
        .body("state", equalTo("open"))
        .body("email", nullValue())
        .body("mailedAt", notNullValue());
    InvitationEntity sent = row(id);
    assertThat(sent.email).isEmpty();
    assertThat(sent.emailSealed).isNull();
    assertThat(sent.emailSalt).isNull();
    assertThat(sent.linkSealed).isNull();

    String link = message.path("link").asText();
    accept(link, "AAAA-AAAA").then().statusCode(422).body("code", equalTo("invitation_code_wrong"));
    String code = post(second, "/api/v1/invitations/" + id + "/code", Map.of()).path("code");
    assertThat(message.toString()).doesNotContain(code);
    accept(link, code).then().statusCode(200);
  }

  @Test
  void without_an_address_it_is_handed_over_as_before() throws Exception {
    Response invited = invite("");
    String id = invited.path("id");
    approve(invited);
    rest();
    assertThat(file(id)).doesNotExist();
    get(first, id).then().body("mailedAt", nullValue());
    assertThat(post(first, "/api/v1/invitations/" + id + "/link", Map.of()).<String>path("link"))
        .contains("/invitation#");
  }

  @Test
  void a_link_that_was_shown_before_the_approval_is_the_one() throws Exception {
    Response invited = invite("moi@thu.example");
    String id = invited.path("id");
    String shown = post(first, "/api/v1/invitations/" + id + "/link", Map.of()).path("link");
    approve(invited);
    rest();
    assertThat(file(id)).doesNotExist();
    look(shown).then().statusCode(200);
  }

  @Test
  void a_link_that_is_shown_ends_the_one_that_was_mailed() throws Exception {
    Response invited = invite("moi@thu.example");
    String id = invited.path("id");
    approve(invited);
    String mailed = message(id).path("link").asText();
    String shown = post(first, "/api/v1/invitations/" + id + "/link", Map.of()).path("link");
    look(mailed).then().statusCode(404);
    look(shown).then().statusCode(200);
    post(second, "/api/v1/invitations/" + id + "/link", Map.of())
        .then()
        .statusCode(403)
        .body("code", equalTo("invitation_other_half"));
  }

  @Test
  void what_was_not_agreed_to_or_not_in_time_is_mailed_to_nobody() throws Exception {
    Response rejected = invite("khong@thu.example");
    post(second, "/api/v1/proposals/" + rejected.path("proposal") + "/rejection", Map.of())
        .then()
        .statusCode(200);
    assertThat(row(rejected.path("id")).emailSealed).isNull();
    Response late = invite("muon@thu.example");
    hand("grant update (expires_at) on invitation to sogoc_app");
    QuarkusTransaction.requiringNew()
        .run(
            () -> {
              InvitationEntity row = invitations.lock(key(late.path("id"))).orElseThrow();
              row.expiresAt = clock.instant().truncatedTo(ChronoUnit.MILLIS).minusSeconds(1);
              invitations.keep(row);
            });
    hand("revoke update (expires_at) on invitation from sogoc_app");
    while (mail.deliver()) {
      // whatever else is over goes as well
    }
    InvitationEntity lapsed = row(late.path("id"));
    assertThat(lapsed.emailSealed).as("forgotten by the clock, with nobody invited since").isNull();
    assertThat(lapsed.emailSalt).isNull();
    rest();
    assertThat(file(rejected.path("id"))).doesNotExist();
    assertThat(file(late.path("id"))).doesNotExist();
  }

  @Test
  void a_row_that_was_written_by_hand_is_mailed_to_nobody() throws Exception {
    Response invited = invite("that@thu.example");
    String id = invited.path("id");
    QuarkusTransaction.requiringNew()
        .run(
            () -> {
              InvitationEntity row = invitations.findById(key(id));
              row.approvedPerson = UUID.randomUUID();
              row.approvedName = "x";
              row.approvedAt = clock.instant();
              mail.prepare(row); // everything but the seal over it
              invitations.flush();
            });
    rest();
    assertThat(file(id)).doesNotExist();
  }

  private void hand(String sql) throws SQLException {
    try (Connection hand = DriverManager.getConnection(url, "postgres", superuserPassword)) {
      hand.createStatement().execute(sql);
    }
  }

  private static byte[] sealed(InvitationEntity row) {
    byte[] sealed = row.emailSealed;
    assertThat(sealed).isNotNull();
    return sealed == null ? new byte[0] : sealed;
  }

  /** Longer than the clock needs between two looks. */
  private static void rest() {
    LockSupport.parkNanos(800_000_000L);
  }

  private static Path file(String id) {
    return MESSAGES.resolve(id + ".json");
  }

  private static JsonNode message(String id) throws IOException {
    for (int i = 0; i < 200 && !Files.exists(file(id)); i++) {
      LockSupport.parkNanos(50_000_000);
    }
    return new ObjectMapper().readTree(file(id).toFile());
  }

  private InvitationEntity row(String id) {
    return QuarkusTransaction.requiringNew().call(() -> invitations.genuine(key(id)).orElseThrow());
  }

  private static UUID key(String id) {
    return PublicId.parse("inv", id).orElseThrow().key();
  }

  private Response invite(String email) {
    Response made =
        post(
            first,
            "/api/v1/institutions/iss_" + school + "/invitations",
            Map.of("name", "Nguyễn Thị Mời", "email", email, "roles", List.of("prepare")));
    made.then().statusCode(201);
    return made;
  }

  private void approve(Response invited) {
    String proposal = "/api/v1/proposals/" + invited.path("proposal");
    String hash =
        given().header("Authorization", "Bearer " + second.key()).get(proposal).path("contentHash");
    post(second, proposal + "/approval", Map.of("contentHash", hash)).then().statusCode(200);
  }

  private static Response get(DemoSchools.Person by, String id) {
    return given().header("Authorization", "Bearer " + by.key()).get("/api/v1/invitations/" + id);
  }

  private static Response look(String link) {
    return given()
        .contentType("application/json")
        .body(Map.of("link", link))
        .post("/api/v1/invitation/look");
  }

  private static Response accept(String link, String code) {
    return given()
        .contentType("application/json")
        .body(
            Map.of(
                "link",
                link,
                "code",
                code,
                "username",
                "m" + UUID.randomUUID(),
                "password",
                PASSWORD))
        .post("/api/v1/invitation/acceptance");
  }

  private static Response post(DemoSchools.Person by, String path, Map<String, ?> body) {
    return given()
        .header("Authorization", "Bearer " + by.key())
        .header("Idempotency-Key", UUID.randomUUID().toString())
        .contentType("application/json")
        .body(body)
        .post(path);
  }
}
