package vn.sogoc.platform.approvals;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import vn.sogoc.kernel.Digest;
import vn.sogoc.kernel.Refusal;
import vn.sogoc.platform.access.Actor;
import vn.sogoc.platform.access.Role;

@QuarkusTest
@Tag("service")
class ApprovalsDbTest {
  private static final Duration WEEK = Duration.ofDays(7);
  private static final Digest CONTENT = Digest.sha256("rows".getBytes(StandardCharsets.UTF_8));
  private static final Digest OTHER = Digest.sha256("other".getBytes(StandardCharsets.UTF_8));

  private final Actor preparer = person(UUID.randomUUID());
  private final Actor approver = person(UUID.randomUUID());
  private final String id = UUID.randomUUID().toString();

  @Inject Approvals approvals;
  @Inject EntityManager store;

  @Test
  void another_person_approves_and_the_approval_is_used_once() {
    request(CONTENT);
    approve(approver);
    consume();
    refused(this::consume, ApprovalProblem.NOT_APPROVED);
    assertThat(approvals.find("test", id))
        .hasValueSatisfying(
            a -> {
              assertThat(a.state()).isEqualTo("consumed");
              assertThat(a.approverPerson()).isEqualTo(approver.personId());
              assertThat(a.content()).isEqualTo(CONTENT);
            });
  }

  @Test
  void the_same_person_under_another_account_is_the_same_person() {
    request(CONTENT);
    refused(() -> approve(preparer), ApprovalProblem.SAME_PERSON);
    refused(() -> approve(person(preparer.personId())), ApprovalProblem.SAME_PERSON);
    refused(this::consume, ApprovalProblem.NOT_APPROVED);
  }

  @Test
  void the_database_refuses_the_same_person_too() {
    request(CONTENT);
    assertThatThrownBy(
            () ->
                sql(
                    "update approval set state = 'approved', approver_person = requester_person,"
                        + " approver_account = requester_account, approved_at = now() where subject_id = '"
                        + id
                        + "'"))
        .hasMessageContaining("approval_by_another_person");
  }

  @Test
  void what_was_asked_for_cannot_be_changed_and_no_row_goes_back() {
    request(CONTENT);
    assertThatThrownBy(
            () -> sql("update approval set item_count = 99 where subject_id = '" + id + "'"))
        .hasMessageContaining("permission denied");
    assertThatThrownBy(() -> sql("delete from approval where subject_id = '" + id + "'"))
        .hasMessageContaining("permission denied");
    approve(approver);
    consume();
    assertThatThrownBy(
            () ->
                sql(
                    "update approval set state = 'approved', consumed_at = null where subject_id = '"
                        + id
                        + "'"))
        .hasMessageContaining("does not go from consumed to approved");
  }

  @Test
  void another_content_or_count_is_refused() {
    request(CONTENT);
    refused(() -> approvals.approve(approver, "test", id, OTHER, 3), ApprovalProblem.OTHER_CONTENT);
    refused(
        () -> approvals.approve(approver, "test", id, CONTENT, 4), ApprovalProblem.OTHER_CONTENT);
    approve(approver);
    refused(() -> approvals.consume("test", id, OTHER, 3), ApprovalProblem.OTHER_CONTENT);
    refused(() -> approvals.consume("test", id, CONTENT, 2), ApprovalProblem.OTHER_CONTENT);
    consume();
  }

  @Test
  void a_change_after_approval_needs_a_new_one() {
    request(CONTENT);
    approve(approver);
    request(OTHER);
    refused(this::consume, ApprovalProblem.NOT_APPROVED);
    refused(() -> approve(approver), ApprovalProblem.OTHER_CONTENT);
    approvals.approve(approver, "test", id, OTHER, 3);
    approvals.consume("test", id, OTHER, 3);
  }

  @Test
  void asking_again_for_the_same_keeps_the_approval() {
    request(CONTENT);
    approve(approver);
    request(CONTENT);
    consume();
  }

  @Test
  void nothing_asked_nothing_approved() {
    refused(() -> approve(approver), ApprovalProblem.NOT_REQUESTED);
    refused(this::consume, ApprovalProblem.NOT_APPROVED);
    request(CONTENT);
    approvals.lapse("test", id);
    refused(() -> approve(approver), ApprovalProblem.NOT_REQUESTED);
  }

  @Test
  void requests_and_approvals_expire() throws InterruptedException {
    approvals.request(preparer, 7, "test", id, CONTENT, 3, Duration.ofSeconds(1));
    Thread.sleep(1100);
    refused(() -> approve(approver), ApprovalProblem.EXPIRED);
    approvals.request(preparer, 7, "test", id, CONTENT, 3, Duration.ofSeconds(1));
    approve(approver);
    Thread.sleep(1100);
    refused(this::consume, ApprovalProblem.EXPIRED);
    refused(() -> approve(approver), ApprovalProblem.EXPIRED);
  }

  @Test
  void of_many_approvers_at_once_one_has_the_effect() throws Exception {
    for (int round = 0; round < 10; round++) {
      String subject = UUID.randomUUID().toString();
      approvals.request(preparer, 7, "test", subject, CONTENT, 3, WEEK);
      assertThat(
              together(
                  () -> approvals.approve(person(UUID.randomUUID()), "test", subject, CONTENT, 3)))
          .as("approved in round %d", round)
          .isEqualTo(1);
      assertThat(together(() -> approvals.consume("test", subject, CONTENT, 3)))
          .as("used in round %d", round)
          .isEqualTo(1);
    }
  }

  private static int together(Runnable work) throws Exception {
    CountDownLatch start = new CountDownLatch(1);
    int succeeded = 0;
    try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
      List<Future<Boolean>> futures = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        futures.add(
            threads.submit(
                () -> {
                  start.await();
                  try {
                    work.run();
                    return true;
                  } catch (Refusal e) {
                    return false;
                  }
                }));
      }
      start.countDown();
      for (Future<Boolean> future : futures) {
        succeeded += future.get() ? 1 : 0;
      }
    }
    return succeeded;
  }

  private void request(Digest content) {
    approvals.request(preparer, 7, "test", id, content, 3, WEEK);
  }

  private void approve(Actor actor) {
    approvals.approve(actor, "test", id, CONTENT, 3);
  }

  private void consume() {
    approvals.consume("test", id, CONTENT, 3);
  }

  private void sql(String statement) {
    QuarkusTransaction.requiringNew().run(() -> store.createNativeQuery(statement).executeUpdate());
  }

  private static void refused(ThrowingCallable work, ApprovalProblem problem) {
    assertThatThrownBy(work)
        .isInstanceOfSatisfying(Refusal.class, r -> assertThat(r.type()).isEqualTo(problem));
  }

  private static Actor person(UUID person) {
    return new Actor(UUID.randomUUID(), "u", "U", person, 7, Set.of(Role.APPROVE));
  }
}
