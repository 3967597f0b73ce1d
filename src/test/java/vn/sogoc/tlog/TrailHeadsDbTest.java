package vn.sogoc.tlog;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import vn.sogoc.kernel.Digest;
import vn.sogoc.platform.trail.Deed;
import vn.sogoc.platform.trail.Doer;
import vn.sogoc.platform.trail.Trail;
import vn.sogoc.platform.trail.TrailHead;

/** However many nodes look at once, a head of the trail is logged by one of them. */
@QuarkusTest
@Tag("service")
class TrailHeadsDbTest {
  private static final int NODES = 8;
  private static final int ROUNDS = 5;

  @Inject TrailHeads heads;
  @Inject Trail trail;
  @Inject EntityManager store;

  @Test
  void of_many_nodes_one_takes_a_head() throws Exception {
    long before = logged();
    long taken = 0;
    for (int round = 0; round < ROUNDS; round++) {
      QuarkusTransaction.requiringNew()
          .run(
              () ->
                  trail.tell(
                      new Deed(Doer.REGISTRY, "test.tell", 0, "something", Digest.sha256())));
      List<TrailHead> found = together();
      assertThat(found.stream().map(TrailHead::seq))
          .as("a head is taken once")
          .doesNotHaveDuplicates();
      taken += found.size();
    }
    assertThat(taken).as("each round has at least one new line").isGreaterThanOrEqualTo(ROUNDS);
    assertThat(logged() - before).as("an entry for each, and no other").isEqualTo(taken);
  }

  /** Entries of heads of the trail, whether they wait or have their index. */
  private long logged() {
    return QuarkusTransaction.requiringNew()
        .call(
            () ->
                (Long)
                    store
                        .createNativeQuery(
                            """
                            select count(*) from (select event_id, entry from log_pending
                              union select event_id, entry from log_entry) as e
                            where convert_from(entry, 'UTF8') like 'sogoc/v1 ' || :type || E'\\n%'""",
                            Long.class)
                        .setParameter("type", EntryType.AUDIT_HEAD.code())
                        .getSingleResult());
  }

  private List<TrailHead> together() throws Exception {
    List<Callable<Optional<TrailHead>>> nodes = Collections.nCopies(NODES, heads::submit);
    List<TrailHead> found = new ArrayList<>();
    try (ExecutorService threads = Executors.newFixedThreadPool(NODES)) {
      for (Future<Optional<TrailHead>> node : threads.invokeAll(nodes)) {
        node.get().ifPresent(found::add);
      }
    }
    return found;
  }
}
