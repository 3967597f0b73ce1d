package vn.sogoc.institution;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import vn.sogoc.crypto.keys.KeyId;
import vn.sogoc.demo.DemoSchools;
import vn.sogoc.demo.IssuedCredentials.Issued;
import vn.sogoc.demo.TestSchools;
import vn.sogoc.kernel.Bytes;
import vn.sogoc.kernel.Digest;
import vn.sogoc.kernel.Refusal;
import vn.sogoc.platform.PublicIds;
import vn.sogoc.platform.access.Role;
import vn.sogoc.platform.trail.Trail;
import vn.sogoc.support.LostReply;
import vn.sogoc.tlog.TransparencyLog;

/**
 * Keys begin and end by two persons; what a key signed is judged by when and where it was logged.
 */
@QuarkusTest
@Tag("service")
class KeyChangeApiTest {
  @Inject TestSchools schools;
  @Inject DemoSchools people;
  @Inject TrustAnchor anchor;
  @Inject TrustRegister trust;
  @Inject InstitutionRepository institutions;
  @Inject StatementRepository statements;
  @Inject InstitutionKeyRepository keys;
  @Inject KeySuspensionRepository suspensions;
  @Inject LostReply lost;
  @Inject TransparencyLog log;
  @Inject Trail trail;
  @Inject PublicIds ids;
  @Inject Clock clock;

  @ConfigProperty(name = "sogoc.db.url")
  String url;

  @ConfigProperty(name = "sogoc.db.superuser.password")
  String superuserPassword;

  private TestSchools.School school;
  private DemoSchools.Person first;
  private DemoSchools.Person second;

  @BeforeEach
  void anew() {
    school = schools.school();
    first = people.person(school.number(), Role.OPERATE);
    second = people.person(school.number(), Role.OPERATE);
  }

  @Test
  void what_was_logged_before_the_withdrawal_stands_and_what_came_later_does_not() {
    Issued before = school.issue("Đỗ Trước");
    Instant since = nextSecond();
    Issued after = school.issue("Đỗ Sau");
    assertThat(verdict(after)).isEqualTo("valid");

    Response asked = ask(first.key(), school.withdrawing(since));
    asked
        .then()
        .statusCode(201)
        .body("state", equalTo("asked"))
        .body("effects.what", equalTo(List.of("withdrawn")))
        .body("alsoChanged", equalTo(List.of()))
        .body("effects[0].kid", equalTo(school.recordKey().toString()));
    assertThat(verdict(after)).as("nothing holds before two persons said so").isEqualTo("valid");
    approve(first.key(), asked)
        .then()
        .statusCode(403)
        .body("code", equalTo("approval_same_person"));
    DemoSchools.Person again = people.account(first.person(), school.number(), Role.OPERATE);
    approve(again.key(), asked).then().statusCode(403);
    approve(second.key(), asked).then().statusCode(200).body("state", equalTo("approved"));
    approve(second.key(), asked).then().statusCode(409).body("code", equalTo("key_change_settled"));

    assertThat(verdict(before)).isEqualTo("valid");
    verified(after)
        .then()
        .body("verdict", equalTo("unregistered"))
        .body("checks.find { it.code == 'key' }.reason", equalTo("key.withdrawn"));
    assertThatThrownBy(school::signer).isInstanceOf(Refusal.class);
  }

  @Test
  void an_entry_behind_the_withdrawal_is_not_valid_whatever_time_it_names() {
    Issued before = school.issue("Vũ Thật");
    Instant since = nextSecond();
    change(school.withdrawing(since));
    awaitLogged();
    Issued backdated = school.issue(school.stolen(), since.minusSeconds(300), "Vũ Lùi Ngày");
    verified(backdated)
        .then()
        .body("verdict", equalTo("unregistered"))
        .body("checks.find { it.code == 'logged' }.result", equalTo("passed"))
        .body("checks.find { it.code == 'published' }.result", equalTo("passed"))
        .body("checks.find { it.code == 'key' }.reason", equalTo("key.withdrawn"));
    // a later statement about other things changes nothing of that
    change(
        school.statement(
            all -> with(all, school.newKey("k" + school.number() + "-3.p12", clock.instant()))));
    awaitLogged();
    assertThat(verdict(backdated)).isEqualTo("unregistered");
    assertThat(verdict(before)).isEqualTo("valid");
  }

  @Test
  void an_entry_dated_before_the_theft_counts_only_if_witnesses_had_seen_it_by_then() {
    Issued before = school.issue("Vũ Có Nhân Chứng");
    Instant since = nextSecond();
    LockSupport.parkNanos(1_100_000_000); // the second of the theft is over
    Issued backdated = school.issue(school.stolen(), since.minusSeconds(300), "Vũ Chen Giữa");
    assertThat(verdict(backdated)).as("nobody knows of the theft yet").isEqualTo("valid");
    change(school.withdrawing(since));
    awaitLogged();
    verified(backdated)
        .then()
        .body("verdict", equalTo("unregistered"))
        .body("checks.find { it.code == 'key' }.reason", equalTo("key.withdrawn"));
    assertThat(verdict(before)).isEqualTo("valid");
  }

  @Test
  void a_withdrawal_is_never_taken_back_nor_put_off() {
    Instant since = nextSecond();
    change(school.withdrawing(since));
    for (Bytes statement :
        List.of(
            school.statement(all -> all.stream().map(k -> k.in(KeyState.ACTIVE, null)).toList()),
            school.withdrawing(since.plusSeconds(1)),
            school.statement(all -> all.subList(1, all.size())))) {
      ask(first.key(), statement)
          .then()
          .statusCode(409)
          .body("code", equalTo("statement_out_of_order"));
    }
    ask(first.key(), school.withdrawing(since.minusSeconds(60))).then().statusCode(201);
  }

  @Test
  void a_statement_that_is_not_the_ministrys_or_not_of_now_is_refused() {
    byte[] changed = school.withdrawing(nextSecond()).toArray();
    changed[changed.length - 1] ^= 1;
    ask(first.key(), Bytes.of(changed))
        .then()
        .statusCode(422)
        .body("code", equalTo("statement_refused"));
    ask(first.key(), school.withdrawing(clock.instant().plusSeconds(3600)))
        .then()
        .statusCode(422)
        .body("code", equalTo("key_change_refused"));
    ask(first.key(), schools.school().withdrawing(nextSecond()))
        .then()
        .statusCode(422)
        .body("code", equalTo("key_change_refused"));
  }

  @Test
  void nobody_else_asks_confirms_or_looks() {
    Bytes statement = school.withdrawing(nextSecond());
    for (DemoSchools.Person stranger :
        List.of(
            people.person(school.number(), Role.APPROVE, Role.SIGN),
            people.person(people.university(), Role.OPERATE))) {
      ask(stranger.key(), statement).then().statusCode(403);
    }
    Response asked = ask(first.key(), statement);
    approve(people.person(people.university(), Role.OPERATE).key(), asked).then().statusCode(404);
    approve(people.person(school.number(), Role.SIGN).key(), asked).then().statusCode(403);
    as(second.key())
        .contentType("application/json")
        .body(Map.of("contentHash", "0".repeat(64)))
        .post("/api/v1/key-changes/" + asked.path("id") + "/approval")
        .then()
        .statusCode(409)
        .body("code", equalTo("approval_other_content"));
    as(second.key())
        .post("/api/v1/key-changes/" + asked.path("id") + "/rejection")
        .then()
        .statusCode(200)
        .body("state", equalTo("rejected"));
    approve(second.key(), asked).then().statusCode(409);
    as(first.key())
        .get("/api/v1/institutions/iss_" + school.number() + "/keys/changes")
        .then()
        .statusCode(200)
        .body("data.state", hasItem("rejected"));
  }

  @Test
  void the_new_key_signs_and_the_old_one_still_counts() {
    Issued old = school.issue("Hà Cũ");
    String file = "k" + school.number() + "-2.p12";
    InstitutionKey next = school.newKey(file, clock.instant().minusSeconds(1));
    Bytes statement = school.statement(all -> with(all, next));
    Response asked = ask(first.key(), statement, Map.of(next.id(), "p12:" + file + "/record"));
    asked.then().statusCode(201).body("effects.what", equalTo(List.of("added")));
    assertThat(school.signer().keyId()).isEqualTo(school.recordKey());
    approve(second.key(), asked).then().statusCode(200);
    assertThat(school.signer().keyId()).isEqualTo(next.id());
    awaitLogged();
    Issued young = school.issue("Hà Mới");
    Issued late = school.issue(school.stolen(), clock.instant(), "Hà Chồng Lấn");
    assertThat(verdict(old)).isEqualTo("valid");
    assertThat(verdict(young)).isEqualTo("valid");
    assertThat(verdict(late)).as("both are valid for the overlap").isEqualTo("valid");

    // the newest with at least a day left
    change(
        school.statement(
            all ->
                all.stream()
                    .map(
                        k ->
                            k.id().equals(next.id())
                                ? until(k, clock.instant().plus(Duration.ofHours(23)))
                                : k)
                    .toList()));
    assertThat(school.signer().keyId()).isEqualTo(school.recordKey());
  }

  @Test
  void what_a_retired_key_signs_after_its_end_does_not_count_and_what_it_signed_stands() {
    Issued old = school.issue("Hà Còn Dùng");
    change(
        school.statement(
            all ->
                all.stream()
                    .map(
                        k ->
                            k.id().equals(school.recordKey())
                                ? k.in(KeyState.RETIRED, nextSecond())
                                : k)
                    .toList()));
    awaitLogged();
    Issued late = school.issue(school.stolen(), clock.instant(), "Hà Hết Dùng");
    verified(late)
        .then()
        .body("verdict", equalTo("unregistered"))
        .body("checks.find { it.code == 'key' }.reason", equalTo("key.retired"));
    assertThat(verdict(old)).isEqualTo("valid");
  }

  @Test
  void a_place_that_does_not_hold_the_key_is_refused() {
    String file = "k" + school.number() + "-2.p12";
    InstitutionKey next = school.newKey(file, clock.instant());
    ask(
            first.key(),
            school.statement(all -> with(all, next)),
            Map.of(next.id(), "p12:institution-101.p12/record"))
        .then()
        .statusCode(503)
        .body("code", equalTo("key_store_unavailable"));
  }

  @Test
  void a_request_whose_answer_was_lost_is_told_what_it_did() throws SQLException {
    String base = "/api/v1/institutions/iss_" + school.number() + "/keys";
    Map<String, ?> change =
        Map.of("statement", school.withdrawing(nextSecond()).base64Url(), "reason", "lộ khóa");
    Map<String, ?> emergency =
        Map.of("kid", school.recordKey().toString(), "minutes", 30, "reason", "nghi lộ khóa");
    Response rest = twice(first.key(), emergency, base + "/suspensions");
    assertThat(rest.<String>path("kid")).isEqualTo(school.recordKey().toString());
    Response asked = twice(first.key(), change, base + "/changes");
    assertThat(as(first.key()).get(base + "/changes").<List<?>>path("data")).hasSize(1);
    Response rejected =
        twice(second.key(), Map.of(), "/api/v1/key-changes/" + asked.path("id") + "/rejection");
    assertThat(rejected.<String>path("state")).isEqualTo("rejected");
    Response once = twice(first.key(), change, base + "/changes");
    Response approved =
        twice(
            second.key(),
            Map.of("contentHash", once.<String>path("contentHash")),
            "/api/v1/key-changes/" + once.path("id") + "/approval");
    assertThat(approved.<String>path("state")).isEqualTo("approved");
    approve(second.key(), once).then().statusCode(409);
  }

  /** Asks, has the answer lost, and asks again by the same name: the same comes back. */
  private Response twice(String key, Map<String, ?> body, String path) throws SQLException {
    String name = UUID.randomUUID().toString();
    Response before = named(key, name).contentType("application/json").body(body).post(path);
    assertThat(before.statusCode()).as(before.asString()).isIn(200, 201);
    lost.lose(name);
    Response after = named(key, name).contentType("application/json").body(body).post(path);
    assertThat(after.statusCode()).as(after.asString()).isEqualTo(before.statusCode());
    assertThat(after.asString()).isEqualTo(before.asString());
    return after;
  }

  private static RequestSpecification named(String key, String name) {
    return given()
        .header("Authorization", "Bearer " + key)
        .header("Accept-Language", "en")
        .header("Idempotency-Key", name);
  }

  @Test
  void a_key_id_that_another_institution_has_is_refused() {
    TestSchools.School other = schools.school();
    ask(first.key(), school.statement(all -> with(all, school.certified(other))))
        .then()
        .statusCode(409)
        .body("code", equalTo("key_id_taken"));
  }

  @Test
  void one_person_suspends_a_key_alone_for_four_hours_at_most() {
    Issued issued = school.issue("Tô Tạm Dừng");
    for (int minutes : new int[] {0, -1, 241}) {
      suspend(first.key(), minutes).then().statusCode(422);
    }
    DemoSchools.Person head = people.person(school.number(), Role.SIGN);
    Response made = suspend(head.key(), 240);
    made.then().statusCode(201);
    verified(issued)
        .then()
        .body("verdict", equalTo("undetermined"))
        .body("checks.find { it.code == 'key' }.reason", equalTo("key.suspended"));
    assertThatThrownBy(school::signer).isInstanceOf(Refusal.class);
    suspend(first.key(), 60).then().statusCode(409).body("code", equalTo("key_not_suspended"));
    suspend(people.person(people.university(), Role.SIGN).key(), 60).then().statusCode(403);

    // the log knows of it: taking its row out wakes no key
    awaitAboutKeys(2);
    withoutItsRow(
        () -> {
          assertThat(verdict(issued)).isEqualTo("undetermined");
          assertThatThrownBy(school::signer).isInstanceOf(Refusal.class);
        });

    Instant end = Instant.parse(made.path("until"));
    assertThat(at(end.minusMillis(1)).suspendedSince()).isPresent();
    assertThat(at(end).suspendedSince()).isEmpty();
  }

  @Test
  void after_its_time_the_key_is_as_before_and_the_same_person_does_not_prolong_it() {
    Issued issued = school.issue("Tô Đã Qua");
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    KeySuspension over =
        new KeySuspension(
            ids.nextUuid(),
            school.number(),
            school.recordKey(),
            now.minus(KeySuspension.LONGEST),
            now,
            "nghi lộ khóa");
    QuarkusTransaction.requiringNew()
        .run(
            () ->
                suspensions.add(
                    over,
                    new vn.sogoc.platform.access.Actor(
                        first.account(),
                        "x",
                        "X",
                        first.person(),
                        school.number(),
                        Set.of(Role.OPERATE))));
    assertThat(verdict(issued)).isEqualTo("valid");
    assertThat(school.signer().keyId()).isEqualTo(school.recordKey());
    suspend(first.key(), 60).then().statusCode(409);
    suspend(second.key(), 60).then().statusCode(201);
  }

  /** The key as a service would know it whose clock stands at this instant. */
  private TrustedKey at(Instant instant) {
    Clock stopped = Clock.fixed(instant, ZoneOffset.UTC);
    TrustRegister then =
        new TrustRegister(
            anchor,
            institutions,
            statements,
            keys,
            new KeyStanding(statements, suspensions, log, stopped),
            log,
            trail,
            ids);
    return QuarkusTransaction.requiringNew()
        .call(
            () ->
                ((TrustAnswer.Known)
                        Optional.of(then.keys(Set.of(school.recordKey())).get(school.recordKey()))
                            .orElseThrow())
                    .key());
  }

  private void withoutItsRow(Runnable then) {
    try (Connection hand = DriverManager.getConnection(url, "postgres", superuserPassword)) {
      hand.createStatement().execute("set session_replication_role = replica");
      hand.createStatement()
          .execute("alter table key_suspension disable trigger refuse_update_delete");
      hand.createStatement()
          .execute(
              "create temp table kept as select * from key_suspension where institution_id = "
                  + school.number());
      hand.createStatement()
          .execute("delete from key_suspension where institution_id = " + school.number());
      then.run();
      hand.createStatement().execute("insert into key_suspension select * from kept");
      hand.createStatement()
          .execute("alter table key_suspension enable always trigger refuse_update_delete");
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private void change(Bytes statement) {
    Response asked = ask(first.key(), statement);
    asked.then().statusCode(201);
    approve(second.key(), asked).then().statusCode(200);
  }

  private Response ask(String key, Bytes statement) {
    return ask(key, statement, Map.of());
  }

  private Response ask(String key, Bytes statement, Map<KeyId, String> places) {
    return as(key)
        .contentType("application/json")
        .body(
            Map.of(
                "statement",
                statement.base64Url(),
                "reason",
                "theo biên bản mẫu",
                "places",
                places.entrySet().stream()
                    .map(p -> Map.of("kid", p.getKey().toString(), "place", p.getValue()))
                    .toList()))
        .post("/api/v1/institutions/iss_" + school.number() + "/keys/changes");
  }

  private static Response approve(String key, Response asked) {
    return as(key)
        .contentType("application/json")
        .body(Map.of("contentHash", asked.<String>path("contentHash")))
        .post("/api/v1/key-changes/" + asked.path("id") + "/approval");
  }

  private Response suspend(String key, int minutes) {
    return as(key)
        .contentType("application/json")
        .body(
            Map.of(
                "kid", school.recordKey().toString(), "minutes", minutes, "reason", "nghi lộ khóa"))
        .post("/api/v1/institutions/iss_" + school.number() + "/keys/suspensions");
  }

  private void awaitLogged() {
    Digest newest = Digest.sha256(trust.signed(school.number()));
    for (int i = 0; i < 1500 && log.aboutKeys(school.number(), newest).isEmpty(); i++) {
      LockSupport.parkNanos(20_000_000);
    }
    assertThat(log.aboutKeys(school.number(), newest)).isPresent();
  }

  private void awaitAboutKeys(int entries) {
    for (int i = 0; i < 1500 && log.aboutKeys(school.number()).size() < entries; i++) {
      LockSupport.parkNanos(20_000_000);
    }
    assertThat(log.aboutKeys(school.number())).hasSize(entries);
  }

  /** A whole second that is past when this returns: statements count in seconds. */
  private Instant nextSecond() {
    Instant second = clock.instant().truncatedTo(ChronoUnit.SECONDS).plusSeconds(1);
    while (clock.instant().isBefore(second)) {
      LockSupport.parkNanos(5_000_000);
    }
    return second;
  }

  private static List<InstitutionKey> with(List<InstitutionKey> keys, InstitutionKey more) {
    List<InstitutionKey> all = new ArrayList<>(keys);
    all.add(more);
    return all;
  }

  private static InstitutionKey until(InstitutionKey k, Instant until) {
    return new InstitutionKey(
        k.id(),
        k.purpose(),
        k.certificate(),
        k.from(),
        until.truncatedTo(ChronoUnit.SECONDS),
        k.state(),
        k.since());
  }

  private static RequestSpecification as(String key) {
    return given()
        .header("Authorization", "Bearer " + key)
        .header("Accept-Language", "en")
        .header("Idempotency-Key", UUID.randomUUID().toString());
  }

  private static Response verified(Issued about) {
    return given()
        .contentType("application/json")
        .header("Accept-Language", "en")
        .body(Map.of("qr", about.qr()))
        .post("/api/v1/verifications");
  }

  private static String verdict(Issued about) {
    return verified(about).path("verdict");
  }
}
