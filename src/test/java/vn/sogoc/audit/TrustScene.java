package vn.sogoc.audit;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.restassured.response.Response;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import vn.sogoc.crypto.bundle.TrustBundles;
import vn.sogoc.crypto.keys.Pkcs12Vault;
import vn.sogoc.crypto.keys.Purpose;
import vn.sogoc.demo.DemoSchools;
import vn.sogoc.demo.TestSchools;
import vn.sogoc.institution.InstitutionKey;
import vn.sogoc.kernel.Bytes;
import vn.sogoc.platform.access.Role;

/**
 * What is done about keys and the trust bundle, through the API, by two persons where it takes two.
 */
final class TrustScene {
  private static final String PROPOSALS = "/api/v1/trust-bundle-proposals";

  private final DemoSchools people;

  TrustScene(DemoSchools people) {
    this.people = people;
  }

  /**
   * A key that began, another one that was refused, one that rests, and two versions of the bundle.
   */
  void play(TestSchools.School school, Instant now) throws Exception {
    String asks = operator(school.number());
    String approves = operator(school.number());
    InstitutionKey next = school.newKey("k" + school.number() + "-2.p12", now.minusSeconds(1));
    Response asked =
        change(
            asks,
            school,
            school.statement(all -> with(all, next)),
            Map.of(next.id().toString(), "p12:k" + school.number() + "-2.p12/record"));
    approve(approves, "/api/v1/key-changes/", asked);
    Response other = change(asks, school, school.statement(all -> all), Map.of());
    as(approves)
        .post("/api/v1/key-changes/" + other.path("id") + "/rejection")
        .then()
        .statusCode(200);
    as(asks)
        .contentType("application/json")
        .body(Map.of("kid", school.recordKey().toString(), "minutes", 60, "reason", "nghi lộ khóa"))
        .post("/api/v1/institutions/iss_" + school.number() + "/keys/suspensions")
        .then()
        .statusCode(201);
    quota(school.number(), 3, "approval");
    quota(school.number(), 4, "approval");
    quota(school.number(), 5, "rejection");
    bundle(1, 2);
    withdraw(school, now.minusSeconds(1));
    bundle(2, 3);
  }

  private void quota(int institution, int places, String then) {
    Response asked =
        as(operator(people.registry()))
            .contentType("application/json")
            .body(
                Map.of(
                    "kind", "BCN",
                    "year", 2026,
                    "places", places,
                    "decisionNumber", "QĐ mẫu 5",
                    "decisionDate", "2026-01-05",
                    "reason", "theo quyết định mẫu"))
            .post("/api/v1/institutions/iss_" + institution + "/quotas");
    assertThat(asked.statusCode()).as(asked.asString()).isEqualTo(201);
    as(operator(people.registry()))
        .contentType("application/json")
        .body(Map.of("contentHash", asked.<String>path("contentHash")))
        .post("/api/v1/quota-decisions/" + asked.path("id") + "/" + then)
        .then()
        .statusCode(200);
  }

  /** The key that the school was admitted with is not to be trusted since then. */
  void withdraw(TestSchools.School school, Instant since) {
    Response asked = change(operator(school.number()), school, school.withdrawing(since), Map.of());
    approve(operator(school.number()), "/api/v1/key-changes/", asked);
  }

  private void bundle(int... roots) throws Exception {
    Bytes file = signed(draft(), roots);
    int registry = people.registry();
    Response proposed =
        as(operator(registry))
            .contentType("application/json")
            .body(Map.of("file", file.base64Url()))
            .post(PROPOSALS);
    assertThat(proposed.statusCode()).as(proposed.asString()).isEqualTo(201);
    approve(operator(registry), PROPOSALS + "/", proposed);
    for (int i = 0; i < 500; i++) {
      Response served = given().get("/api/v1/trust-bundle");
      if (served.statusCode() == 200 && Bytes.of(served.asByteArray()).equals(file)) {
        return;
      }
      LockSupport.parkNanos(50_000_000);
    }
    throw new AssertionError("the version is not served");
  }

  /** The next version without signatures; it waits for every statement to be in the log. */
  Bytes draft() {
    String operator = operator(people.registry());
    for (int i = 0; i < 500; i++) {
      Response draft = as(operator).get(PROPOSALS + "/draft");
      if (draft.statusCode() == 200) {
        return Bytes.of(draft.asByteArray());
      }
      LockSupport.parkNanos(50_000_000);
    }
    throw new AssertionError("nothing can be drafted");
  }

  /** Signed by some of the demo's root keys. */
  static Bytes signed(Bytes draft, int... roots) throws Exception {
    Bytes file = draft;
    for (int root : roots) {
      Path vault = Path.of("keys-dev/bundle-" + root + ".p12");
      file =
          TrustBundles.sign(
              file,
              Pkcs12Vault.open(vault, "sogoc-dev".toCharArray())
                  .signer("bundle", Purpose.TRUST_LIST));
    }
    return file;
  }

  private static Response change(
      String key, TestSchools.School school, Bytes statement, Map<String, String> places) {
    Map<String, Object> body =
        Map.of(
            "statement",
            statement.base64Url(),
            "reason",
            "theo biên bản mẫu",
            "places",
            places.entrySet().stream()
                .map(p -> Map.of("kid", p.getKey(), "place", p.getValue()))
                .toList());
    Response asked =
        as(key)
            .contentType("application/json")
            .body(body)
            .post("/api/v1/institutions/iss_" + school.number() + "/keys/changes");
    assertThat(asked.statusCode()).as(asked.asString()).isEqualTo(201);
    return asked;
  }

  private static void approve(String key, String path, Response asked) {
    Response answer =
        as(key)
            .contentType("application/json")
            .body(Map.of("contentHash", asked.<String>path("contentHash")))
            .post(path + asked.path("id") + "/approval");
    assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(200);
  }

  private String operator(int institution) {
    return people.person(institution, Role.OPERATE).key();
  }

  private static List<InstitutionKey> with(List<InstitutionKey> keys, InstitutionKey more) {
    List<InstitutionKey> all = new ArrayList<>(keys);
    all.add(more);
    return all;
  }

  private static io.restassured.specification.RequestSpecification as(String key) {
    return given()
        .header("Authorization", "Bearer " + key)
        .header("Accept-Language", "en")
        .header("Idempotency-Key", UUID.randomUUID().toString());
  }
}
