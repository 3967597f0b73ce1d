package vn.sogoc.publication.bundle;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import vn.sogoc.crypto.bundle.BundleVerifier;
import vn.sogoc.crypto.bundle.BundleVerifier.Memory;
import vn.sogoc.crypto.bundle.BundleVerifier.Outcome;
import vn.sogoc.crypto.bundle.TrustBundle;
import vn.sogoc.crypto.bundle.TrustBundles;
import vn.sogoc.crypto.keys.Pkcs12Vault;
import vn.sogoc.crypto.keys.Purpose;
import vn.sogoc.demo.DemoSchools;
import vn.sogoc.demo.TestSchools;
import vn.sogoc.kernel.Bytes;
import vn.sogoc.kernel.Digest;
import vn.sogoc.platform.access.Role;
import vn.sogoc.support.TestPeople;
import vn.sogoc.tlog.EntryType;
import vn.sogoc.tlog.Logged;
import vn.sogoc.tlog.TransparencyLog;

/** Versions of the trust bundle: drafted here, signed outside, let in by two persons, logged. */
@QuarkusTest
@Tag("service")
class TrustBundleApiTest {
  private static final String PROPOSALS = "/api/v1/trust-bundle-proposals";

  @Inject DemoSchools people;
  @Inject TestSchools schools;
  @Inject TestPeople testPeople;
  @Inject BundleRootFiles roots;
  @Inject TransparencyLog log;
  @Inject Clock clock;
  @Inject BundleConfig config;

  private DemoSchools.Person first;
  private DemoSchools.Person second;

  @BeforeEach
  void operators() {
    first = people.person(people.registry(), Role.OPERATE);
    second = people.person(people.registry(), Role.OPERATE);
  }

  @Test
  void a_version_is_drafted_signed_outside_let_in_by_two_and_served_once_logged() throws Exception {
    TestSchools.School school = schools.school();
    Bytes file = signed(draft(), 1, 3);
    Response proposed = propose(first.key(), file);
    proposed.then().statusCode(201).body("contentHash", equalTo(Digest.sha256(file).hex()));
    approve(first.key(), proposed)
        .then()
        .statusCode(403)
        .body("code", equalTo("approval_same_person"));
    assertThat(logged(file)).isEmpty();
    approve(second.key(), proposed).then().statusCode(200);
    Bytes served = awaitServed(file);

    TrustBundle bundle = accepted(served);
    TrustBundle.Issuer issuer = bundle.issuer(school.number()).orElseThrow();
    assertThat(issuer.rights()).extracting(TrustBundle.Right::kind).containsExactly("BCN");
    assertThat(issuer.keys())
        .filteredOn(k -> k.purpose().equals("record"))
        .extracting(TrustBundle.Key::id)
        .containsExactly(school.recordKey());
    assertThat(bundle.tables().files()).extracting(TrustBundle.Table::name).contains("kinds");
    assertThat(bundle.staleAfter()).hasDays(7);
    assertThat(logged(file)).isPresent();

    Response answer = given().get("/api/v1/trust-bundle");
    answer
        .then()
        .contentType("application/cose")
        .header("Cache-Control", startsWith("public, max-age=300"));
    given()
        .header("If-None-Match", answer.header("ETag"))
        .get("/api/v1/trust-bundle")
        .then()
        .statusCode(304);
    assertThat(given().get("/api/v1/trust-bundle/versions/" + bundle.version()).asByteArray())
        .isEqualTo(file.toArray());
    for (String none : new String[] {"0", "999999999", "x", "-1", "01"}) {
      given().get("/api/v1/trust-bundle/versions/" + none).then().statusCode(404);
    }
  }

  @Test
  void each_version_names_the_one_before_and_says_what_changed() throws Exception {
    TestSchools.School school = schools.school();
    Bytes one = publish(signed(draft(), 1, 2));
    Instant since =
        clock.instant().minusSeconds(60).truncatedTo(java.time.temporal.ChronoUnit.SECONDS);
    withdraw(school, since);
    Bytes two = publish(signed(draft(), 2, 3));
    TrustBundle before = accepted(one);
    TrustBundle after = accepted(two);
    assertThat(after.version()).isEqualTo(before.version() + 1);
    assertThat(after.prior()).contains(Digest.sha256(one));
    TrustBundle.Key key =
        after.issuer(school.number()).orElseThrow().keys().stream()
            .filter(k -> k.id().equals(school.recordKey()))
            .findFirst()
            .orElseThrow();
    assertThat(key.state()).isEqualTo("withdrawn");
    assertThat(key.since()).isEqualTo(since);
    long withdrawal = log.aboutKeys(school.number()).getLast().index();
    assertThat(key.withdrawnAt()).isEqualTo(Math.min(withdrawal, log.sizeBy(since)));
    assertThat(TrustBundles.content(after)).isNotEqualTo(TrustBundles.content(before));

    Memory seen =
        ((Outcome.Accepted)
                BundleVerifier.verify(
                    one, Memory.of(roots.pinned().orElseThrow()), clock.instant()))
            .next();
    assertThat(BundleVerifier.verify(two, seen, clock.instant()))
        .isInstanceOf(Outcome.Accepted.class);
  }

  @Test
  void a_row_without_a_statement_is_left_out_and_undoes_nothing() throws Exception {
    testPeople.ensureInstitution();
    Bytes published = publish(signed(draft(), 1, 2));
    assertThat(accepted(published).issuer(TestPeople.INSTITUTION)).isEmpty();
  }

  @Test
  void what_verifiers_would_refuse_does_not_come_in() throws Exception {
    Bytes draft = draft();
    propose(first.key(), draft).then().statusCode(422).body("code", equalTo("bundle_refused"));
    propose(first.key(), signed(draft, 2)).then().statusCode(422);
    propose(first.key(), draft.slice(0, draft.size() - 1)).then().statusCode(422);
    Bytes good = signed(draft, 1, 2);
    schools.school(); // meanwhile the registry knows more
    awaitAll();
    propose(first.key(), good).then().statusCode(409).body("code", equalTo("bundle_outdated"));
    Bytes published = publish(signed(draft(), 1, 2));
    propose(first.key(), published).then().statusCode(409).body("code", equalTo("bundle_outdated"));
  }

  @Test
  void only_operators_draft_and_bring_in() throws Exception {
    String other = people.person(people.university(), Role.APPROVE, Role.SIGN).key();
    as(other).get(PROPOSALS + "/draft").then().statusCode(403);
    propose(other, signed(draft(), 1, 2)).then().statusCode(403);
    String elsewhere = people.person(people.university(), Role.OPERATE).key();
    propose(elsewhere, signed(draft(), 1, 2)).then().statusCode(403);
    given().get(PROPOSALS + "/draft").then().statusCode(401);
  }

  private Optional<Logged> logged(Bytes file) {
    return log.about(EntryType.TRUST_BUNDLE, config.registry(), Digest.sha256(file));
  }

  private void withdraw(TestSchools.School school, Instant since) {
    DemoSchools.Person asks = people.person(school.number(), Role.OPERATE);
    Response asked =
        as(asks.key())
            .contentType("application/json")
            .body(Map.of("statement", school.withdrawing(since).base64Url(), "reason", "lộ khóa"))
            .post("/api/v1/institutions/iss_" + school.number() + "/keys/changes");
    asked.then().statusCode(201);
    as(people.person(school.number(), Role.OPERATE).key())
        .contentType("application/json")
        .body(Map.of("contentHash", asked.<String>path("contentHash")))
        .post("/api/v1/key-changes/" + asked.path("id") + "/approval")
        .then()
        .statusCode(200);
  }

  private Bytes publish(Bytes file) {
    Response proposed = propose(first.key(), file);
    assertThat(proposed.statusCode()).as(proposed.asString()).isEqualTo(201);
    approve(second.key(), proposed).then().statusCode(200);
    return awaitServed(file);
  }

  /** Drafting waits for every statement to be in the log. */
  private Bytes draft() {
    return Bytes.of(awaitAll().asByteArray());
  }

  private Response awaitAll() {
    Response draft = as(first.key()).get(PROPOSALS + "/draft");
    for (int i = 0; i < 500 && draft.statusCode() == 503; i++) {
      LockSupport.parkNanos(50_000_000);
      draft = as(first.key()).get(PROPOSALS + "/draft");
    }
    assertThat(draft.statusCode()).as(draft.asString()).isEqualTo(200);
    return draft;
  }

  private static Bytes awaitServed(Bytes file) {
    for (int i = 0; i < 500; i++) {
      Response answer = given().get("/api/v1/trust-bundle");
      if (answer.statusCode() == 200 && Bytes.of(answer.asByteArray()).equals(file)) {
        return file;
      }
      LockSupport.parkNanos(50_000_000);
    }
    throw new AssertionError("the version is not served");
  }

  private TrustBundle accepted(Bytes file) throws Exception {
    Outcome outcome =
        BundleVerifier.verify(file, Memory.of(roots.pinned().orElseThrow()), clock.instant());
    assertThat(outcome).isInstanceOf(Outcome.Accepted.class);
    return ((Outcome.Accepted) outcome).bundle();
  }

  private static Bytes signed(Bytes draft, int... with) throws Exception {
    Bytes file = draft;
    for (int key : with) {
      file =
          TrustBundles.sign(
              file,
              Pkcs12Vault.open(
                      Path.of("keys-dev/bundle-" + key + ".p12"), "sogoc-dev".toCharArray())
                  .signer("bundle", Purpose.TRUST_LIST));
    }
    return file;
  }

  private static Response propose(String key, Bytes file) {
    return as(key)
        .contentType("application/json")
        .body(Map.of("file", file.base64Url()))
        .post(PROPOSALS);
  }

  private static Response approve(String key, Response proposed) {
    return as(key)
        .contentType("application/json")
        .body(Map.of("contentHash", proposed.<String>path("contentHash")))
        .post(PROPOSALS + "/" + proposed.path("id") + "/approval");
  }

  private static RequestSpecification as(String key) {
    return given()
        .header("Authorization", "Bearer " + key)
        .header("Accept-Language", "en")
        .header("Idempotency-Key", UUID.randomUUID().toString());
  }
}
