package vn.sogoc.issuance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import vn.sogoc.demo.DemoSchools;
import vn.sogoc.platform.access.Role;

/** The registry's operators see what a quota holds, page by page, and nothing of who is in it. */
@QuarkusTest
@Tag("service")
class HeldBatchApiTest {
  @Inject DemoSchools people;
  @Inject StaffedSchool schools;

  private StaffedSchool.At school;
  private QuotaClient ministry;

  @BeforeEach
  void anew() {
    school = schools.open();
    ministry = new QuotaClient(people);
  }

  @Test
  void a_batch_is_listed_while_it_is_held_and_not_before_or_after() throws Exception {
    String batch = school.approved(3);
    assertThat(ids()).doesNotContain(batch);
    ministry.set(school.number(), "*", 2);
    Map<String, Object> held = found(batch);
    assertThat(held)
        .containsEntry("institution", "iss_" + school.number())
        .containsEntry("state", "approved")
        .containsEntry("kind", "BCN")
        .containsEntry("rows", 3)
        .containsEntry("datedBack", false)
        .containsEntry("preparedBy", school.preparer().name())
        .doesNotContainKey("release");
    assertThat(held.toString()).doesNotContain("Nguyễn Thị");
    assertThat(school.signed(batch)).isEqualTo("quota_held");
    String hash = (String) held.get("approvedHash");
    Response asked = QuotaClient.askRelease(ministry.first().key(), batch, hash);
    assertThat(found(batch).get("release"))
        .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.MAP)
        .containsEntry("id", asked.path("id"))
        .containsEntry("state", "asked");
    QuotaClient.approve(ministry.second().key(), asked).then().statusCode(200);
    assertThat(ids()).doesNotContain(batch);
    assertThat(school.signed(batch)).isEqualTo("done");
    assertThat(ids()).doesNotContain(batch);
  }

  @Test
  void a_draft_is_listed_too_and_one_that_fits_or_was_given_up_is_not() {
    ministry.set(school.number(), "*", 2);
    String fits = school.draft(2);
    String draft = school.draft(3);
    assertThat(ids()).contains(draft).doesNotContain(fits);
    BatchClient.as(school.preparer().key())
        .delete("/api/v1/batches/" + draft)
        .then()
        .statusCode(204);
    assertThat(ids()).doesNotContain(draft);
    ministry.set(school.number(), "7480201", 1);
    assertThat(found(fits).get("quotas").toString()).contains("programme=7480201");
  }

  @Test
  void every_one_of_them_is_on_exactly_one_page() {
    ministry.set(school.number(), "*", 0);
    List<String> own = List.of(school.draft(1), school.draft(1), school.draft(1));
    List<String> seen = new ArrayList<>();
    String after = "";
    do {
      Response page =
          BatchClient.as(ministry.first().key()).get("/api/v1/held-batches?limit=1&after=" + after);
      page.then().statusCode(200);
      assertThat(page.<List<String>>path("data.id")).hasSizeLessThanOrEqualTo(1);
      seen.addAll(page.path("data.id"));
      after = page.path("page.next");
    } while (after != null);
    assertThat(seen).doesNotHaveDuplicates().containsSubsequence(own.reversed());
  }

  @Test
  void nobody_but_an_operator_of_the_registry_sees_it() {
    DemoSchools.Person own = people.person(school.number(), Role.OPERATE);
    for (DemoSchools.Person one : List.of(school.preparer(), school.approver(), own)) {
      BatchClient.as(one.key())
          .get("/api/v1/held-batches")
          .then()
          .statusCode(403)
          .body("code", equalTo("forbidden"));
    }
    String key = ministry.first().key();
    BatchClient.as(key).get("/api/v1/held-batches?limit=0").then().statusCode(400);
    BatchClient.as(key)
        .get("/api/v1/held-batches?after=bat_aaaaaaaaaaaaaaaaaaaaaaaaaa")
        .then()
        .statusCode(400)
        .body("code", equalTo("cursor_invalid"));
    BatchClient.as(key)
        .get("/api/v1/held-batches")
        .then()
        .statusCode(200)
        .body("$", hasKey("page"))
        .body("errors", nullValue());
  }

  private Map<String, Object> found(String batch) {
    return all().stream().filter(one -> batch.equals(one.get("id"))).findFirst().orElseThrow();
  }

  private List<String> ids() {
    return all().stream().map(one -> (String) one.get("id")).toList();
  }

  private List<Map<String, Object>> all() {
    return BatchClient.as(ministry.first().key())
        .get("/api/v1/held-batches?limit=200")
        .then()
        .statusCode(200)
        .extract()
        .path("data");
  }
}
