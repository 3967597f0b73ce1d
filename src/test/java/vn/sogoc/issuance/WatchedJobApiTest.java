package vn.sogoc.issuance;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import vn.sogoc.demo.DemoSchools;
import vn.sogoc.platform.access.Role;

/** A signing job that is watched, rests, and goes on. */
@QuarkusTest
@Tag("service")
class WatchedJobApiTest {
  @Inject DemoSchools schools;
  @Inject CrashingSteps steps;
  @Inject OwnerSql owner;

  @TestHTTPResource("/api/v1/jobs/")
  URI address;

  @Test
  void a_batch_that_rests_in_the_middle_is_issued_once_and_whole() throws Exception {
    Staff staff = Staff.of(schools);
    String batch = staff.approved(BatchClient.list(7));
    CompletableFuture<String> known = new CompletableFuture<>();
    steps.doOnce(
        batch,
        SigningSteps.Point.AFTER_CHUNK,
        () ->
            BatchClient.as(staff.signer().key())
                .post("/api/v1/jobs/" + known.join() + "/pause")
                .then()
                .statusCode(200)
                .body("state", equalTo("paused")));
    String job = staff.signing(batch);
    known.complete(job);
    awaitState(staff, job, "paused");
    assertThat(owner.numbers("select count(*) from staged_record where batch_id = ?", batch))
        .as("what was signed waits: a chunk")
        .containsExactly(2L);
    assertThat(owner.numbers("select count(*) from register_entry where batch_id = ?", batch))
        .as("nothing of it is visible")
        .containsExactly(0L);
    BatchClient.as(staff.signer().key())
        .post("/api/v1/jobs/" + job + "/resume")
        .then()
        .statusCode(200);
    BatchClient.ended(staff.signer().key(), job).then().body("state", equalTo("done"));
    assertThat(owner.numbers("select count(*) from register_entry where batch_id = ?", batch))
        .containsExactly(7L);
    BatchClient.as(staff.signer().key())
        .post("/api/v1/jobs/" + job + "/pause")
        .then()
        .statusCode(409)
        .body("code", equalTo("job_state"));
  }

  @ParameterizedTest
  @EnumSource(
      value = SigningSteps.Point.class,
      names = {"AFTER_CHUNK", "BEFORE_RECORD"})
  void what_rested_too_long_is_signed_anew(SigningSteps.Point point) throws Exception {
    Staff staff = Staff.of(schools);
    String batch = staff.approved(BatchClient.list(5));
    CompletableFuture<String> known = new CompletableFuture<>();
    steps.doOnce(
        batch,
        point,
        () -> {
          BatchClient.as(staff.signer().key())
              .post("/api/v1/jobs/" + known.join() + "/pause")
              .then()
              .statusCode(200);
          owner.asSuperuser(
              "update batch set iat = iat - interval '7 hours' where id = '%s'"
                  .formatted(OwnerSql.uuid(batch)));
        });
    String job = staff.signing(batch);
    known.complete(job);
    awaitState(staff, job, "paused");
    BatchClient.as(staff.signer().key())
        .post("/api/v1/jobs/" + job + "/resume")
        .then()
        .statusCode(200);
    BatchClient.ended(staff.signer().key(), job).then().body("state", equalTo("done"));
    assertThat(owner.numbers("select count(*) from register_entry where batch_id = ?", batch))
        .containsExactly(5L);
    assertThat(
            owner.numbers(
                "select count(*) from batch where id = ? and iat > now() - interval '1 hour'",
                batch))
        .as("under a new time of issue")
        .containsExactly(1L);
  }

  @Test
  void a_watcher_sees_the_job_to_its_end() throws Exception {
    Staff staff = Staff.of(schools);
    String job = staff.signing(staff.approved(BatchClient.list(3)));
    HttpResponse<java.util.stream.Stream<String>> stream =
        HttpClient.newHttpClient()
            .send(
                HttpRequest.newBuilder(address.resolve(job + "/events"))
                    .header("Authorization", "Bearer " + staff.signer().key())
                    .header("Accept", "text/event-stream")
                    .build(),
                HttpResponse.BodyHandlers.ofLines());
    assertThat(stream.statusCode()).isEqualTo(200);
    assertThat(stream.headers().firstValue("Content-Type").orElse(""))
        .startsWith("text/event-stream");
    List<JsonPath> seen;
    try (java.util.stream.Stream<String> lines = stream.body()) {
      seen =
          lines
              .filter(line -> line.startsWith("data:"))
              .map(line -> JsonPath.from(line.substring("data:".length())))
              .toList();
    }
    assertThat(seen).isNotEmpty();
    assertThat(seen.getFirst().getString("id")).isEqualTo(job);
    assertThat(seen.getLast().getString("state")).isEqualTo("done");
    assertThat(seen.getLast().getLong("done")).isEqualTo(3);
  }

  @Test
  void one_person_watches_twelve_times_and_others_still_find_a_place() throws Exception {
    Staff staff = Staff.of(schools);
    String batch = staff.approved(BatchClient.list(3));
    CompletableFuture<String> known = new CompletableFuture<>();
    steps.doOnce(
        batch,
        SigningSteps.Point.AFTER_CHUNK,
        () -> BatchClient.as(staff.signer().key()).post("/api/v1/jobs/" + known.join() + "/pause"));
    String job = staff.signing(batch);
    known.complete(job);
    awaitState(staff, job, "paused");
    List<HttpResponse<java.io.InputStream>> open = new java.util.ArrayList<>();
    try {
      for (int i = 0; i < 12; i++) {
        open.add(stream(staff.signer().key(), job));
        assertThat(open.getLast().statusCode()).isEqualTo(200);
      }
      HttpResponse<java.io.InputStream> tooMany = stream(staff.signer().key(), job);
      assertThat(tooMany.statusCode()).isEqualTo(503);
      assertThat(new String(tooMany.body().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8))
          .contains("job_watched");
      open.add(stream(staff.preparer().key(), job));
      assertThat(open.getLast().statusCode()).isEqualTo(200);
    } finally {
      for (HttpResponse<java.io.InputStream> each : open) {
        each.body().close();
      }
    }
    int free = 503;
    for (int i = 0; i < 300 && free == 503; i++) {
      HttpResponse<java.io.InputStream> again = stream(staff.signer().key(), job);
      free = again.statusCode();
      again.body().close();
      Thread.sleep(50);
    }
    assertThat(free).as("places that were left are free again").isEqualTo(200);
    BatchClient.as(staff.signer().key()).post("/api/v1/jobs/" + job + "/resume");
    BatchClient.ended(staff.signer().key(), job).then().body("state", equalTo("done"));
  }

  private HttpResponse<java.io.InputStream> stream(String key, String job) throws Exception {
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(address.resolve(job + "/events"))
                .header("Authorization", "Bearer " + key)
                .header("Accept", "text/event-stream")
                .build(),
            HttpResponse.BodyHandlers.ofInputStream());
  }

  @Test
  void nobody_else_watches_or_stops_a_job() throws Exception {
    Staff staff = Staff.of(schools);
    String job = staff.signing(staff.approved(BatchClient.list(1)));
    DemoSchools.Person stranger = schools.person(schools.school(), Role.SIGN);
    for (String path : List.of("/events", "")) {
      given()
          .header("Authorization", "Bearer " + stranger.key())
          .get("/api/v1/jobs/" + job + path)
          .then()
          .statusCode(404);
    }
    for (String verb : List.of("/pause", "/resume")) {
      BatchClient.as(stranger.key()).post("/api/v1/jobs/" + job + verb).then().statusCode(404);
      BatchClient.as(staff.preparer().key())
          .post("/api/v1/jobs/" + job + verb)
          .then()
          .statusCode(403);
      given().post("/api/v1/jobs/" + job + verb).then().statusCode(401);
    }
    given().get("/api/v1/jobs/" + job + "/events").then().statusCode(401);
  }

  private void awaitState(Staff staff, String job, String state) throws InterruptedException {
    String last = "";
    for (int i = 0; i < 600; i++) {
      last = BatchClient.as(staff.signer().key()).get("/api/v1/jobs/" + job).<String>path("state");
      if (last.equals(state)) {
        return;
      }
      Thread.sleep(50);
    }
    throw new AssertionError("expected " + state + ", found " + last);
  }
}
