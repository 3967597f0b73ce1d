package vn.sogoc.tlog;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import vn.sogoc.platform.PublicIds;
import vn.sogoc.platform.trail.Trail;
import vn.sogoc.platform.trail.TrailHead;

/**
 * Fetches the head of the audit trail into the log. The trail's own head row is the fence: that a
 * head was taken is committed together with its entry, so each is logged once by whichever node.
 */
@ApplicationScoped
class TrailHeads {
  private final Trail trail;
  private final TransparencyLog log;
  private final TrailConfig config;
  private final PublicIds ids;
  private final Clock clock;

  TrailHeads(Trail trail, TransparencyLog log, TrailConfig config, PublicIds ids, Clock clock) {
    this.trail = trail;
    this.log = log;
    this.config = config;
    this.ids = ids;
    this.clock = clock;
  }

  /** Submits the head where lines were written and the last one is old enough. */
  @Transactional
  Optional<TrailHead> submit() {
    Optional<TrailHead> head = trail.takeHead(config.logEvery());
    head.ifPresent(
        taken ->
            log.submit(
                List.of(
                    new Submission(
                        ids.nextUuid(),
                        LogEntry.auditHead(
                            clock.instant().truncatedTo(ChronoUnit.MILLIS),
                            config.registry(),
                            taken.hash())))));
    return head;
  }
}
