package vn.sogoc.issuance;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import vn.sogoc.demo.DemoSchools;
import vn.sogoc.kernel.PublicId;
import vn.sogoc.person.Guardians;
import vn.sogoc.person.Guardianship;
import vn.sogoc.platform.access.Role;
import vn.sogoc.platform.trail.Doer;

/** Whoever is issued something hears of it, and can say that it is not theirs. */
@QuarkusTest
@Tag("service")
class NoticeApiTest {
  @Inject DemoSchools schools;
  @Inject Guardians guardians;
  @Inject EntityManager store;

  @ConfigProperty(name = "sogoc.notice.spool")
  Path spool;

  @Test
  void holders_with_an_account_and_guardians_are_told_once_and_nobody_else() throws Exception {
    Staff staff = Staff.of(schools);
    String batch = staff.approved(BatchClient.list(3));
    DemoSchools.Person holder = holder(person(batch, 0));
    DemoSchools.Person mother = holder(schools.somebody(schools.university()));
    guardians.add(
        schools.university(),
        person(batch, 1),
        mother.person(),
        Guardianship.Relation.MOTHER,
        LocalDate.of(2020, 1, 1));
    notices(holder).then().statusCode(200).body("data", hasSize(0));
    staff.signed(batch).then().body("state", equalTo("done"));
    Response told = awaitNotice(holder);
    told.then()
        .body("data", hasSize(1))
        .body("data[0].issuer", equalTo("iss_" + schools.university()))
        .body("data[0].credential", equalTo(credential(holder)));
    awaitNotice(mother).then().body("data", hasSize(1));
    assertThat(notices(mother).<String>path("data[0].credential"))
        .isEqualTo(credential(mother))
        .isNotEqualTo(credential(holder));
    awaitNothingWaits(batch);
    assertThat(count("select count(*) from holder_notice where channel = 'inbox' and %s", batch))
        .as("the third has no account")
        .isEqualTo(2);
    assertThat(count("select count(*) from holder_notice where channel = 'spool' and %s", batch))
        .isEqualTo(2);
    assertThat(told.asString()).doesNotContain("Nguyễn");
    assertThat(spooled(holder)).hasSize(1).allMatch(text -> text.contains(credential(holder)));
    assertThat(spooled(holder).getFirst()).doesNotContain("Nguyễn", "2003", holder.name());
  }

  @Test
  void what_a_crash_left_untold_is_told_again_without_telling_twice() throws Exception {
    Staff staff = Staff.of(schools);
    String batch = staff.approved(BatchClient.list(1));
    DemoSchools.Person holder = holder(person(batch, 0));
    staff.signed(batch).then().body("state", equalTo("done"));
    awaitNotice(holder);
    QuarkusTransaction.requiringNew()
        .run(
            () ->
                assertThat(
                        store
                            .createNativeQuery("update batch set noticed_at = null where id = :id")
                            .setParameter("id", OwnerSql.uuid(batch))
                            .executeUpdate())
                    .isEqualTo(1));
    for (int i = 0; i < 600 && untold(batch) > 0; i++) {
      LockSupport.parkNanos(50_000_000);
    }
    assertThat(untold(batch)).isZero();
    notices(holder).then().body("data", hasSize(1));
  }

  @Test
  void who_did_not_study_there_says_so_and_the_institution_hears_it() throws Exception {
    Staff staff = Staff.of(schools);
    String batch = staff.approved(BatchClient.list(2));
    DemoSchools.Person holder = holder(person(batch, 0));
    DemoSchools.Person other = holder(person(batch, 1));
    staff.signed(batch).then().body("state", equalTo("done"));
    String credential = credential(holder);
    dispute(other, credential).then().statusCode(404).body("code", equalTo("credential_unknown"));
    BatchClient.as(holder.key())
        .get("/api/v1/me/credentials")
        .then()
        .body("data[0].disputed", equalTo(false));
    dispute(holder, credential).then().statusCode(204);
    dispute(holder, credential).then().statusCode(204);
    BatchClient.as(holder.key())
        .get("/api/v1/me/credentials")
        .then()
        .body("data[0].disputed", equalTo(true));
    List<String> reasons =
        BatchClient.as(staff.approver().key())
            .get("/api/v1/institutions/iss_" + schools.university() + "/incidents")
            .path("data.findAll { it.digest == '" + digest(credential) + "' }.reason");
    assertThat(reasons).containsExactly("holder.disputed");
  }

  private static Response dispute(DemoSchools.Person who, String credential) {
    return BatchClient.as(who.key()).post("/api/v1/me/credentials/" + credential + "/dispute");
  }

  private DemoSchools.Person holder(UUID person) {
    return schools.account(person, schools.university(), Role.HOLDER);
  }

  private UUID person(String batch, int position) {
    return QuarkusTransaction.requiringNew()
        .call(
            () ->
                (UUID)
                    store
                        .createNativeQuery(
                            "select person_id from batch_row where batch_id = :id and position = :at",
                            UUID.class)
                        .setParameter("id", OwnerSql.uuid(batch))
                        .setParameter("at", position)
                        .getSingleResult());
  }

  private String digest(String credential) {
    return QuarkusTransaction.requiringNew()
        .call(
            () ->
                (String)
                    store
                        .createNativeQuery(
                            "select encode(digest, 'hex') from register_entry where id = :id",
                            String.class)
                        .setParameter("id", PublicId.parse("crd", credential).orElseThrow().key())
                        .getSingleResult());
  }

  private static String credential(DemoSchools.Person holder) {
    return BatchClient.as(holder.key()).get("/api/v1/me/credentials").path("data[0].id");
  }

  private static Response notices(DemoSchools.Person who) {
    return BatchClient.as(who.key()).get("/api/v1/me/notices");
  }

  private static Response awaitNotice(DemoSchools.Person who) {
    for (int i = 0; i < 1200; i++) {
      Response answer = notices(who);
      if (!answer.<List<Object>>path("data").isEmpty()) {
        return answer;
      }
      LockSupport.parkNanos(50_000_000);
    }
    throw new AssertionError("nobody told them within a minute");
  }

  private void awaitNothingWaits(String batch) {
    for (int i = 0; i < 1200; i++) {
      if (count("select count(*) from holder_notice where delivered_at is null and %s", batch)
          == 0) {
        return;
      }
      LockSupport.parkNanos(50_000_000);
    }
    throw new AssertionError("a notice did not leave within a minute");
  }

  private long untold(String batch) {
    return count(
        "select count(*) from batch where noticed_at is null and id in"
            + " (select batch_id from register_entry where %s)",
        batch, "id");
  }

  private long count(String query, String batch) {
    return count(query, batch, "credential_id");
  }

  private long count(String query, String batch, String column) {
    return QuarkusTransaction.requiringNew()
        .call(
            () ->
                ((Number)
                        store
                            .createNativeQuery(
                                query.formatted(
                                    column
                                        + " in (select id from register_entry where batch_id = '"
                                        + OwnerSql.uuid(batch)
                                        + "')"))
                            .getSingleResult())
                    .longValue());
  }

  private List<String> spooled(DemoSchools.Person who) throws IOException {
    String account = PublicId.of(Doer.ID_KIND, who.account()).toString();
    try (var files = Files.list(spool)) {
      return files
          .filter(file -> file.toString().endsWith(".json"))
          .map(NoticeApiTest::read)
          .filter(text -> text.contains(account))
          .toList();
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file, UTF_8);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
