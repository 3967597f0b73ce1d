package vn.sogoc;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.config.Config;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.sogoc.demo.DemoSchools;
import vn.sogoc.monitor.CanaryReport;
import vn.sogoc.platform.access.Role;

/** The prober against a service that is honest, and against one that drops what it accepted. */
@QuarkusTest
@Tag("service")
class CanaryCommandApiTest {
  @Inject DemoSchools schools;
  @Inject Config config;

  @TestHTTPResource("/")
  String url;

  @TempDir Path folder;

  private Map<String, String> settings = Map.of();
  private Path watched;
  private String mandate = "";

  @BeforeEach
  void staff() {
    int canary = schools.canary();
    DemoSchools.Person head = schools.person(canary, Role.SIGN);
    mandate = schools.mandate(canary, head.person(), "TS. Đoàn Thử Sổ", "BCN").toString();
    settings =
        Map.of(
            "sogoc.canary.prepare", schools.person(canary, Role.PREPARE).key(),
            "sogoc.canary.approve", schools.person(canary, Role.APPROVE).key(),
            "sogoc.canary.sign", head.key());
    watched = Path.of(config.getValue("sogoc.canary.report", String.class));
  }

  @AfterEach
  void nobody_probes() throws Exception {
    Files.deleteIfExists(watched);
  }

  private record Ended(int code, String out, String err) {}

  private Ended canary(String... more) {
    List<String> words =
        new ArrayList<>(List.of("--url", url, "--data", folder.toString(), "--report"));
    words.addAll(List.of(watched.toString(), "--mandate", mandate));
    words.addAll(List.of(more));
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    int code =
        new CanaryCommand(
                new Settings(settings::get, name -> null),
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8))
            .run(words);
    return new Ended(
        code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }

  private static void health(String standing, String status) {
    given()
        .get("/health/well")
        .then()
        .body("checks.find { it.name == 'canary' }.data.standing", equalTo(standing))
        .body("checks.find { it.name == 'canary' }.status", equalTo(status));
  }

  @Test
  void what_was_acknowledged_is_seen_and_health_says_so() throws Exception {
    health("not run", "UP");
    Ended ended = canary();
    assertThat(ended.code()).as(ended.err()).isZero();
    assertThat(ended.out()).contains(" seen ");
    health("seen", "UP");
    new CanaryReport(
            Instant.now().minus(Duration.ofDays(2)), CanaryReport.Outcome.SEEN, Duration.ZERO)
        .write(watched);
    health("silent", "DOWN");
    Files.writeString(watched, "all is well\n");
    given()
        .get("/health/well")
        .then()
        .body("checks.find { it.name == 'canary' }.status", equalTo("DOWN"));
  }

  @Test
  void what_was_dropped_turns_health_red() throws Exception {
    hand(
        """
        create function drop_all() returns trigger language plpgsql as $$
        begin
          delete from log_pending where encode(entry, 'escape') like '% issued%';
          return null;
        end $$""",
        "create trigger drop_all after insert on log_pending for each statement execute function drop_all()");
    try {
      Ended ended = canary("--bound", "PT3S");
      assertThat(ended.code()).as(ended.out() + ended.err()).isEqualTo(1);
      assertThat(ended.out()).contains(" dropped ");
      health("dropped", "DOWN");
    } finally {
      hand("drop trigger drop_all on log_pending", "drop function drop_all");
    }
  }

  @Test
  void what_was_never_accepted_says_nothing() {
    settings =
        Map.of("sogoc.canary.prepare", "x", "sogoc.canary.approve", "x", "sogoc.canary.sign", "x");
    Ended ended = canary();
    assertThat(ended.code()).isEqualTo(69);
    assertThat(ended.err()).contains("401");
    assertThat(canary("--never", "x").code()).isEqualTo(64);
  }

  private void hand(String... statements) throws SQLException {
    try (Connection hand =
        DriverManager.getConnection(
            config.getValue("sogoc.db.url", String.class),
            "postgres",
            config.getValue("sogoc.db.superuser.password", String.class))) {
      for (String sql : statements) {
        hand.createStatement().execute(sql);
      }
    }
  }
}
