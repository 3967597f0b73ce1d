package vn.sogoc.tlog;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import vn.sogoc.crypto.tsp.TimeStamp;
import vn.sogoc.kernel.Bytes;
import vn.sogoc.kernel.Digest;
import vn.sogoc.tlog.stamp.StampConfig;
import vn.sogoc.tlog.stamp.StampStore;
import vn.sogoc.tlog.stamp.Stamps;

/** A head is stamped, and served for ever in the bytes that the stamp is over. */
@QuarkusTest
@Tag("service")
class StampApiTest {
  @Inject TransparencyLog log;
  @Inject StampClock ticking;
  @Inject Stamps stamps;
  @Inject StampConfig config;
  @Inject Clock clock;

  @Test
  void a_published_head_is_stamped_and_served_with_its_stamp() throws Exception {
    long size = grow();
    ticking.tick();
    StampStore.Stored stamp = stamps.newest().orElseThrow();
    assertThat(stamp.size()).isGreaterThanOrEqualTo(size);
    String address = "/log/checkpoints/" + stamp.size();
    Response note = given().get(address);
    note.then()
        .statusCode(200)
        .contentType(equalTo("text/plain; charset=utf-8"))
        .header("Cache-Control", containsString("immutable"));
    Response answer = given().get(address + ".tsr");
    answer
        .then()
        .statusCode(200)
        .contentType(equalTo("application/timestamp-reply"))
        .header("Access-Control-Allow-Origin", "*")
        .header("Cache-Control", containsString("immutable"));
    Bytes file = Bytes.of(note.asByteArray());
    TimeStamp checked =
        TimeStamp.verify(Bytes.of(answer.asByteArray()), Digest.sha256(file), stamps.pinned());
    assertThat(checked.time()).isEqualTo(stamp.at());
    assertThat(new StampHealth(log, stamps, config, clock).call().getStatus())
        .isEqualTo(HealthCheckResponse.Status.UP);

    ticking.tick();
    assertThat(stamps.newest().orElseThrow()).as("of a size there is one").isEqualTo(stamp);
    for (String wrong :
        List.of(
            "/log/checkpoints/0" + stamp.size() + ".tsr",
            "/log/checkpoints/" + (stamp.size() + 1_000_000) + ".tsr",
            "/log/checkpoints/x.tsr",
            "/log/checkpoints/.tsr",
            "/log/checkpoints/-1.tsr",
            "/log/checkpoints/9999999999999999999999.tsr",
            address + ".TSR",
            address + "xtsr")) {
      assertThat(given().get(wrong).statusCode()).as(wrong).isEqualTo(404);
    }
  }

  /** Grows the log by an entry; the size of a head that this node computed over it. */
  private long grow() {
    long before = log.head().map(h -> h.checkpoint().size()).orElse(0L);
    QuarkusTransaction.requiringNew()
        .run(
            () ->
                log.submit(
                    List.of(
                        new Submission(
                            UUID.randomUUID(),
                            LogEntry.trustBundle(
                                clock.instant().truncatedTo(ChronoUnit.MILLIS),
                                1,
                                Digest.sha256(
                                    UUID.randomUUID()
                                        .toString()
                                        .getBytes(java.nio.charset.StandardCharsets.US_ASCII)))))));
    for (int i = 0; i < 600; i++) {
      long size = log.head().map(h -> h.checkpoint().size()).orElse(0L);
      if (size > before) {
        return size;
      }
      LockSupport.parkNanos(50_000_000);
    }
    throw new AssertionError("the log does not grow");
  }
}
