package vn.sogoc.web;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import vn.sogoc.demo.DemoSchools;
import vn.sogoc.demo.TestSchools;
import vn.sogoc.institution.InstitutionKey;
import vn.sogoc.institution.TrustRegister;
import vn.sogoc.issuance.IssuedBatches;
import vn.sogoc.kernel.Bytes;
import vn.sogoc.platform.access.Role;

/** What the first page after signing in says is to be done now. */
@QuarkusTest
@Tag("service")
@SuppressWarnings("NullAway.Init") // set by the test framework
class HomePageApiTest {
  @Inject DemoSchools schools;
  @Inject TestSchools own;
  @Inject TrustRegister trust;
  @Inject Clock clock;

  @Test
  void each_role_has_a_button_for_its_own_step_and_no_other() {
    IssuedBatches.prepared(schools, 3);
    int university = schools.university();
    home(schools.person(university, Role.APPROVE))
        .then()
        .statusCode(200)
        .body(containsString("wait for you"))
        .body(containsString("/approval?lang=en"))
        .body(not(containsString("/me/imports/new")));
    home(schools.person(university, Role.PREPARE))
        .then()
        .body(containsString("/me/imports/new?lang=en"))
        .body(containsString("wait for somebody else"))
        .body(not(containsString("/approval?lang=en")));
  }

  @Test
  void a_key_that_ends_soon_is_said_until_it_has_a_successor() {
    TestSchools.School school = own.school();
    DemoSchools.Person clerk = schools.person(school.number(), Role.PREPARE);
    home(clerk).then().body(not(containsString("Keys that end soon")));
    Instant until =
        clock.instant().plus(Duration.ofDays(20)).plusSeconds(60).truncatedTo(ChronoUnit.SECONDS);
    accept(
        school.statement(
            all ->
                all.stream()
                    .map(k -> k.id().equals(school.recordKey()) ? shortened(k, until) : k)
                    .toList()));
    home(clerk)
        .then()
        .body(containsString("Keys that end soon"))
        .body(containsString("in 20 days"))
        .body(containsString(school.recordKey().toString()));
    accept(
        school.statement(
            all ->
                java.util.stream.Stream.concat(
                        all.stream(),
                        java.util.stream.Stream.of(
                            school.newKey("next-" + school.number() + ".p12", clock.instant())))
                    .toList()));
    home(clerk).then().body(not(containsString("Keys that end soon")));
  }

  @Test
  void it_is_pressing_at_60_30_and_7_days() {
    assertThat(KeyWarnings.tone(60)).isEqualTo("calm");
    assertThat(KeyWarnings.tone(31)).isEqualTo("calm");
    assertThat(KeyWarnings.tone(30)).isEqualTo("warn");
    assertThat(KeyWarnings.tone(8)).isEqualTo("warn");
    assertThat(KeyWarnings.tone(7)).isEqualTo("bad");
    assertThat(KeyWarnings.tone(-1)).isEqualTo("bad");
  }

  private static InstitutionKey shortened(InstitutionKey k, Instant until) {
    return new InstitutionKey(
        k.id(), k.purpose(), k.certificate(), k.from(), until, k.state(), k.since());
  }

  private void accept(Bytes statement) {
    trust.accept(statement, Map.of(), clock.instant());
  }

  private static Response home(DemoSchools.Person by) {
    return given()
        .header("Authorization", "Bearer " + by.key())
        .accept("text/html")
        .get("/me?lang=en");
  }
}
