package vn.sogoc.issuance;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import vn.sogoc.demo.DemoSchools;
import vn.sogoc.demo.TestSchools;

/**
 * Small batches that wait for a worker together are signed together, and none of them is the worse
 * for the others. Both workers are kept busy until all of them wait.
 */
@QuarkusTest
@Tag("service")
class SigningGroupApiTest {
  private static final int BATCHES = 5;

  @Inject DemoSchools schools;
  @Inject TestSchools places;
  @Inject Clock clock;
  @Inject CrashingSteps steps;
  @Inject HeldSigning held;
  @Inject OwnerSql owner;

  @ConfigProperty(name = "sogoc.jobs.workers", defaultValue = "2")
  int workers;

  @Test
  void small_batches_that_wait_are_signed_in_shared_transactions() throws Exception {
    Map<Staff, String> batches = approved();
    allDone(together(batches));
    for (String id : batches.values()) {
      assertWhole(id);
      assertThat(steps.timesReached(id, SigningSteps.Point.AFTER_RECORD)).isEqualTo(1);
    }
    // alone a batch's signatures are staged; another worker may take one while a group is claimed
    assertThat(batches.values())
        .filteredOn(id -> steps.timesReached(id, SigningSteps.Point.AFTER_CHUNK) == 0)
        .hasSizeGreaterThan(1);
  }

  @ParameterizedTest
  @EnumSource(
      value = SigningSteps.Point.class,
      mode = EnumSource.Mode.EXCLUDE,
      names = {"INSIDE_CHUNK", "AFTER_CHUNK", "BEFORE_PUBLISH", "AFTER_PUBLISH"})
  void a_crash_at_any_step_of_one_loses_and_doubles_nothing_of_all(SigningSteps.Point point)
      throws Exception {
    Map<Staff, String> batches = approved();
    String third = List.copyOf(batches.values()).get(2);
    steps.crashOnce(third, point);
    allDone(together(batches));
    assertThat(steps.hasCrashed(third)).isTrue();
    batches.values().forEach(this::assertWhole);
  }

  @Test
  void one_that_was_altered_is_refused_alone() throws Exception {
    Map<Staff, String> batches = approved();
    String third = List.copyOf(batches.values()).get(2);
    Map<String, Response> ends =
        together(
            batches,
            () ->
                owner.asSuperuser(
                    "update batch_row set person_id = gen_random_uuid() where batch_id = '"
                        + OwnerSql.uuid(third)
                        + "'"));
    ends.forEach(
        (id, end) ->
            assertThat(end.<String>path("state"))
                .as(end.asString())
                .isEqualTo(id.equals(third) ? "failed" : "done"));
    batches.values().stream().filter(id -> !id.equals(third)).forEach(this::assertWhole);
    assertThat(owner.numbers("select count(*) from register_entry where batch_id = ?", third))
        .containsExactly(0L);
  }

  /** Both in one transaction neither sees the other in the store before it is written. */
  @Test
  void a_temporary_certificate_does_not_come_with_its_diploma_or_after_it() throws Exception {
    ProvisionalScene scene = ProvisionalScene.open(schools, places, clock, 2);
    String meanwhile = scene.meanwhile();
    Staff staff = scene.staff();
    staff.approvedBy(staff.approver(), meanwhile);
    staff.approvedBy(staff.approver(), scene.diplomas());
    Staff same =
        new Staff(staff.preparer(), staff.approver(), staff.signer(), staff.mandate(), "the same");
    Map<Staff, String> both = new LinkedHashMap<>();
    both.put(staff, scene.diplomas());
    both.put(same, meanwhile);
    Map<String, Response> ends = together(both);
    assertThat(Objects.requireNonNull(ends.get(scene.diplomas())).<String>path("state"))
        .isEqualTo("done");
    assertThat(
            owner.numbers(
                "select count(*) from register_entry where batch_id = ? and recorded_at >="
                    + " (select min(recorded_at) from register_entry where batch_id = '"
                    + OwnerSql.uuid(scene.diplomas())
                    + "')",
                meanwhile))
        .containsExactly(0L);
  }

  private Map<Staff, String> approved() {
    Map<Staff, String> batches = new LinkedHashMap<>();
    for (int i = 0; i < BATCHES; i++) {
      Staff staff = Staff.of(schools);
      batches.put(staff, staff.approved(BatchClient.list(1 + i % 2)));
    }
    return batches;
  }

  private Map<String, Response> together(Map<Staff, String> batches) throws Exception {
    return together(batches, () -> {});
  }

  /** Has all of them signed while every worker is busy, and waits for their ends. */
  private Map<String, Response> together(Map<Staff, String> batches, Runnable asked)
      throws Exception {
    List<CountDownLatch> busy = new ArrayList<>();
    List<Staff> others = new ArrayList<>();
    Map<String, Response> ends = new LinkedHashMap<>();
    try {
      for (int i = 0; i < workers; i++) {
        Staff other = Staff.of(schools);
        others.add(other);
        String id = other.approved(BatchClient.list(1));
        busy.add(held.afterSigning(id));
        other.signing(id);
        for (int n = 0;
            n < 600 && steps.timesReached(id, SigningSteps.Point.AFTER_CHUNK) == 0;
            n++) {
          Thread.sleep(50);
        }
        assertThat(steps.timesReached(id, SigningSteps.Point.AFTER_CHUNK)).isEqualTo(1);
      }
      Map<String, String> jobs = new LinkedHashMap<>();
      batches.forEach((staff, id) -> jobs.put(id, staff.signing(id)));
      asked.run();
      busy.forEach(CountDownLatch::countDown);
      for (Map.Entry<Staff, String> each : batches.entrySet()) {
        ends.put(
            each.getValue(),
            BatchClient.ended(each.getKey().signer().key(), jobs.get(each.getValue())));
      }
    } finally {
      busy.forEach(CountDownLatch::countDown);
    }
    return ends;
  }

  private static void allDone(Map<String, Response> ends) {
    ends.values()
        .forEach(end -> assertThat(end.<String>path("state")).as(end.asString()).isEqualTo("done"));
  }

  private void assertWhole(String id) {
    long rows = owner.numbers("select row_count from batch where id = ?", id).getFirst();
    assertThat(
            owner.numbers(
                """
                select count(*) from register_entry where batch_id = ?
                union all select count(distinct register_seq) from register_entry where batch_id = ?
                union all select count(*) from register_event v join register_entry e on e.id = v.entry_id
                  where e.batch_id = ?
                union all select sum(entry_count) from issuance_list where batch_id = ?
                union all select count(*) from issuance_list_row r join issuance_list l on l.id = r.list_id
                  where l.batch_id = ?
                union all select sum(done) from job where id = (select job_id from batch where id = ?)""",
                id))
        .containsExactly(rows, rows, rows, rows, rows, rows);
    assertThat(owner.gaps(id)).isZero();
    assertThat(owner.numbers("select count(*) from staged_record where batch_id = ?", id))
        .containsExactly(0L);
  }
}
