package vn.sogoc.institution.office;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import vn.sogoc.crypto.keys.KeyId;
import vn.sogoc.demo.DemoSchools;
import vn.sogoc.demo.TestSchools;
import vn.sogoc.institution.Mandate;
import vn.sogoc.institution.Mandates;
import vn.sogoc.kernel.Digest;
import vn.sogoc.kernel.LegalDay;
import vn.sogoc.kernel.PublicId;
import vn.sogoc.platform.access.Accounts;
import vn.sogoc.platform.access.NewAccount;
import vn.sogoc.platform.access.Role;
import vn.sogoc.platform.trail.Doer;

/** How mandates begin and end: by two persons, on days that fit together. */
@QuarkusTest
@Tag("service")
@SuppressWarnings("NullAway.Init") // set by the test framework
class MandateApiTest {
  private static final byte[] DECISION = "%PDF-1.4\nquyết định".getBytes(UTF_8);

  /** As in the certificate of a test school's personal key. */
  private static final String KEY_NAME = "GS.TS. Phan Thị Ngọc Hạ";

  @Inject DemoSchools schools;
  @Inject TestSchools own;
  @Inject Mandates mandates;
  @Inject Clock clock;

  @Inject Accounts accounts;

  @ConfigProperty(name = "sogoc.db.url")
  String url;

  @ConfigProperty(name = "sogoc.db.superuser.password")
  String superuserPassword;

  private int school;
  private DemoSchools.Person first;
  private DemoSchools.Person second;
  private DemoSchools.Person head;
  private UUID old;
  private LocalDate today;

  @BeforeEach
  void a_school_with_a_head() {
    school = own.school("BCN", "BThS").number();
    first = schools.person(school, Role.OPERATE);
    second = schools.person(school, Role.OPERATE);
    head = schools.person(school, Role.SIGN, Role.APPROVE, Role.OPERATE);
    today = LegalDay.of(clock.instant());
    old =
        schools.mandate(
            mandate(schools.somebody(school), "", LocalDate.of(2020, 1, 1), Optional.empty()));
  }

  @Test
  void a_change_of_head_ends_the_old_mandate_the_day_before_by_two_persons() {
    LocalDate from = today.plusDays(3);
    Map<String, String> wanted = fields(from);
    refused(ask(first, wanted), 409, "mandate_overlap");
    wanted.put("replaces", PublicId.of("man", old).toString());
    refused(ask(head, wanted), 403, "office_own_favour");
    Response asked = ask(first, wanted);
    assertThat(asked.statusCode()).as(asked.asString()).isEqualTo(201);
    refused(approve(head, asked), 403, "office_own_favour");
    refused(approve(first, asked), 403, "approval_same_person");
    assertThat(mandates.of(school)).hasSize(1);
    assertThat(approve(second, asked).statusCode()).isEqualTo(200);
    List<Mandate> all = mandates.of(school);
    assertThat(all).hasSize(2);
    assertThat(all.getFirst().until()).isEqualTo(from.minusDays(1));
    assertThat(all.getLast().personId()).isEqualTo(head.person());
    assertThat(all.getLast().covers("BCN", from)).isTrue();
    assertThat(all.getLast().covers("BCN", from.minusDays(1))).isFalse();
    String digest = asked.path("terms.document");
    assertThat(
            as(second)
                .get("/api/v1/institutions/iss_" + school + "/mandates/documents/" + digest)
                .asByteArray())
        .isEqualTo(DECISION);
  }

  @Test
  void a_deputy_signs_for_some_days_beside_the_head() {
    Map<String, String> wanted = fields(today);
    wanted.put("signsAs", "KT.");
    wanted.put("until", today.plusDays(4).toString());
    Response asked = ask(first, wanted);
    assertThat(approve(second, asked).statusCode()).as(asked.asString()).isEqualTo(200);
    assertThat(mandates.of(school).getLast().covers("BCN", today.plusDays(5))).isFalse();
  }

  @Test
  void what_does_not_stand_is_refused_by_its_name() {
    Map<String, String> lapsed = fields(today.minusDays(9));
    lapsed.put("signsAs", "KT.");
    lapsed.put("until", today.minusDays(1).toString());
    refused(ask(first, lapsed), 422, "mandate_lapsed");
    Map<String, String> backwards = fields(today.plusDays(9));
    backwards.put("until", today.plusDays(1).toString());
    refused(ask(first, backwards), 422, "mandate_days");
    Map<String, String> past = fields(today);
    past.put("replaces", PublicId.of("man", old).toString());
    refused(ask(first, past), 422, "mandate_days");
    Map<String, String> undecided = fields(today.plusDays(9));
    undecided.put("replaces", PublicId.of("man", old).toString());
    undecided.put("decisionDate", today.plusDays(1).toString());
    refused(ask(first, undecided), 422, "mandate_days");
    Map<String, String> foreign = fields(today);
    foreign.put("kinds", "BTN_THPT");
    refused(ask(first, foreign), 422, "proposal_refused");
    Map<String, String> unreplaced = fields(today.plusDays(5));
    unreplaced.put("replaces", PublicId.of("man", UUID.randomUUID()).toString());
    refused(ask(first, unreplaced), 409, "mandate_not_replaced");
    RequestSpecification script = as(first);
    Map<String, String> deputy = fields(today);
    deputy.put("signsAs", "KT.");
    deputy.forEach((n, v) -> script.multiPart(n, v, "text/plain; charset=UTF-8"));
    refused(
        script
            .multiPart("document", "qđ.pdf", "<script>".getBytes(UTF_8), "application/pdf")
            .post("/api/v1/institutions/iss_" + school + "/mandates"),
        422,
        "proposal_refused");
  }

  @Test
  void an_end_takes_two_persons_and_is_on_one_of_its_days() {
    String end =
        "/api/v1/institutions/iss_" + school + "/mandates/" + PublicId.of("man", old) + "/end";
    refused(post(first, end, Map.of("last", "2019-12-31")), 422, "mandate_days");
    refused(post(first, end, Map.of("last", today.minusDays(1).toString())), 422, "mandate_days");
    Response asked = post(first, end, Map.of("last", today.toString()));
    assertThat(asked.statusCode()).as(asked.asString()).isEqualTo(201);
    refused(approve(first, asked), 403, "approval_same_person");
    assertThat(approve(second, asked).statusCode()).isEqualTo(200);
    assertThat(mandates.of(school).getFirst().until()).isEqualTo(today);
  }

  @Test
  void a_namesake_does_not_get_the_key_of_another_and_is_told_apart() {
    DemoSchools.Person namesake = named(KEY_NAME);
    DemoSchools.Person rector = named(KEY_NAME);
    String key = schools.personalKey(school).orElseThrow().toString();
    head = namesake;
    Map<String, String> wanted = fields(today);
    wanted.put("signsAs", "KT.");
    wanted.put("key", key);
    Response asked = ask(first, wanted);
    assertThat(asked.statusCode()).as(asked.asString()).isEqualTo(201);
    assertThat(asked.<String>path("terms.username")).isEqualTo(namesake.name());
    assertThat(asked.<String>path("terms.key")).isEqualTo(key);
    wanted.remove("key");
    Response without = ask(first, wanted);
    assertThat(without.<String>path("terms.key")).as("a key is named or none is").isNull();
    head = rector;
    Map<String, String> rectors = fields(today);
    rectors.put("signsAs", "KT.");
    rectors.put("key", key);
    assertThat(approve(second, ask(first, rectors)).statusCode()).isEqualTo(200);
    assertThat(approve(second, ask(first, rectors)).statusCode())
        .as("one person has it twice")
        .isEqualTo(200);
    refused(approve(second, asked), 409, "mandate_key_taken");
    wanted.put("key", key);
    wanted.put("titleEn", "Director");
    refused(ask(first, wanted), 409, "mandate_key_taken");
    wanted.put("account", PublicId.of(Doer.ID_KIND, second.account()).toString());
    refused(ask(first, wanted), 422, "proposal_refused");
  }

  @Test
  void two_kinds_are_asked_for_in_one_form() {
    Map<String, String> wanted = fields(today);
    wanted.put("signsAs", "KT.");
    RequestSpecification form = as(first).multiPart("kinds", "BThS");
    wanted.forEach((name, value) -> form.multiPart(name, value, "text/plain; charset=UTF-8"));
    Response asked =
        form.multiPart("document", "qđ.pdf", DECISION, "application/pdf")
            .post("/api/v1/institutions/iss_" + school + "/mandates");
    assertThat(asked.statusCode()).as(asked.asString()).isEqualTo(201);
    assertThat(asked.<String>path("terms.kinds")).isEqualTo("BCN BThS");
    RequestSpecification twice = as(first).multiPart("titleEn", "A");
    wanted.forEach((name, value) -> twice.multiPart(name, value, "text/plain; charset=UTF-8"));
    refused(
        twice
            .multiPart("document", "qđ.pdf", DECISION, "application/pdf")
            .post("/api/v1/institutions/iss_" + school + "/mandates"),
        400,
        "malformed_request");
  }

  /** Both have read before either is written: the trail, which is written last, is held. */
  @Test
  void of_two_heads_that_are_approved_at_once_one_comes_about() throws Exception {
    mandates.end(old, today);
    Response one = ask(first, fields(today.plusDays(1)));
    Response two = ask(first, fields(today.plusDays(2)));
    try (TrailHeld held = new TrailHeld(url, superuserPassword)) {
      assertThat(
              held.atOnce(
                  () -> approve(second, one).statusCode(), () -> approve(second, two).statusCode()))
          .containsExactlyInAnyOrder(200, 409);
    }
    assertThat(mandates.of(school).stream().filter(m -> m.from().isAfter(today))).hasSize(1);
  }

  @Test
  void a_document_that_was_put_in_by_hand_is_not_taken_for_one_of_ours() throws SQLException {
    try (Connection hand = DriverManager.getConnection(url, "postgres", superuserPassword)) {
      hand.createStatement()
          .execute(
              "insert into mandate_document select gen_random_uuid(), %d, decode('%s', 'hex'), 'application/pdf', 'x', now(), decode('%s', 'hex')"
                  .formatted(school, Digest.sha256(DECISION).hex(), "00".repeat(32)));
    }
    Map<String, String> wanted = fields(today);
    wanted.put("signsAs", "KT.");
    refused(ask(first, wanted), 409, "conflict");
  }

  /** Whose user name stands where the name is. */
  private DemoSchools.Person named(String name) {
    String username = "h" + UUID.randomUUID();
    UUID person = schools.somebody(school);
    UUID account =
        accounts.create(new NewAccount(username, name, null, person, school, Set.of(Role.SIGN)));
    return new DemoSchools.Person(person, account, username, "");
  }

  private Mandate mandate(UUID person, String signsAs, LocalDate from, Optional<KeyId> key) {
    return new Mandate(
        UUID.randomUUID(),
        school,
        person,
        "Hiệu Trưởng Cũ",
        "Hiệu trưởng",
        "Rector",
        Set.of("BCN"),
        from,
        null,
        "QĐ 1",
        from.minusDays(1),
        signsAs,
        key);
  }

  private Map<String, String> fields(LocalDate from) {
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put("account", PublicId.of(Doer.ID_KIND, head.account()).toString());
    fields.put("titleVi", "Hiệu trưởng");
    fields.put("titleEn", "Rector");
    fields.put("kinds", "BCN");
    fields.put("from", from.toString());
    fields.put("decisionNumber", "214/QĐ");
    fields.put("decisionDate", today.minusDays(30).toString());
    return fields;
  }

  private Response ask(DemoSchools.Person by, Map<String, String> fields) {
    RequestSpecification request = as(by);
    fields.forEach((name, value) -> request.multiPart(name, value, "text/plain; charset=UTF-8"));
    return request
        .multiPart("document", "qđ.pdf", DECISION, "application/pdf")
        .post("/api/v1/institutions/iss_" + school + "/mandates");
  }

  private static Response approve(DemoSchools.Person by, Response asked) {
    return post(
        by,
        "/api/v1/proposals/" + asked.path("id") + "/approval",
        Map.of("contentHash", asked.<String>path("contentHash")));
  }

  private static Response post(DemoSchools.Person by, String path, Map<String, String> body) {
    return as(by).contentType("application/json").body(body).post(path);
  }

  private static RequestSpecification as(DemoSchools.Person by) {
    return given()
        .header("Authorization", "Bearer " + by.key())
        .header("Idempotency-Key", UUID.randomUUID().toString());
  }

  private static void refused(Response answer, int status, String code) {
    assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(status);
    assertThat(answer.<String>path("code")).isEqualTo(code);
  }
}
