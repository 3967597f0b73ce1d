package vn.sogoc.platform.ratelimit;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import vn.sogoc.platform.access.Accounts;
import vn.sogoc.platform.access.NewAccount;
import vn.sogoc.platform.access.NewApiKey;
import vn.sogoc.platform.access.Role;
import vn.sogoc.support.TestPeople;

@QuarkusTest
@Tag("service")
class RateLimitApiTest {
  @Inject Accounts accounts;
  @Inject TestPeople people;

  @Test
  void a_key_with_a_quota_is_stopped_with_a_time_to_come_back() {
    String key = key(3);
    for (int left = 2; left >= 0; left--) {
      Response response = ask(key);
      assertThat(response.statusCode()).isNotEqualTo(429);
      assertThat(response.header("RateLimit-Policy")).isEqualTo("\"key\";q=3;w=60");
      assertThat(response.header("RateLimit")).startsWith("\"key\";r=" + left + ";t=");
    }
    Response refused = ask(key);
    refused.then().statusCode(429).body("code", equalTo("too_many_requests"));
    assertThat(refused.contentType()).startsWith("application/problem+json");
    assertThat(Integer.parseInt(refused.header("Retry-After"))).isBetween(1, 20);
  }

  @Test
  void a_key_without_a_quota_is_not_counted() {
    String key = key(null);
    for (int i = 0; i < 5; i++) {
      assertThat(ask(key).header("RateLimit")).isNull();
    }
  }

  @Test
  void an_anonymous_caller_learns_the_budget() {
    Response response =
        given()
            .contentType("application/json")
            .body(Map.of("qr", "nonsense"))
            .post("/api/v1/verifications");
    assertThat(response.header("RateLimit-Policy")).isEqualTo("\"anonymous\";q=100000;w=60");
  }

  @Test
  void a_lookup_by_number_counts_for_the_caller_and_for_the_number() {
    Response response =
        given()
            .contentType("application/json")
            .body(Map.of("serialNumber", "NO-SUCH-1", "fullName", "Nguyễn Văn An"))
            .post("/api/v1/verifications");
    assertThat(response.headers().getValues("RateLimit-Policy"))
        .containsExactly(
            "\"anonymous\";q=100000;w=60", "\"lookup\";q=100000;w=60", "\"number\";q=100000;w=60");
  }

  @Test
  void what_anybody_may_read_has_a_budget_of_its_own() {
    for (String path :
        List.of("/api/v1/issuers", "/api/v1/issuers/iss_999", "/api/v1/publications")) {
      assertThat(given().get(path).header("RateLimit-Policy")).isEqualTo("\"reads\";q=100000;w=60");
    }
  }

  private static Response ask(String key) {
    return given()
        .header("Authorization", "Bearer " + key)
        .contentType("application/json")
        .body(Map.of("qr", "nonsense"))
        .post("/api/v1/verifications");
  }

  private String key(@Nullable Integer quota) {
    UUID account =
        accounts.create(
            new NewAccount(
                "rate-" + UUID.randomUUID(),
                "A program",
                null,
                people.somebody(),
                null,
                Set.of(Role.VERIFY)));
    return accounts
        .createKey(new NewApiKey(account, null, "test", Set.of(Role.VERIFY), quota, null))
        .secret();
  }
}
