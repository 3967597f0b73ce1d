package vn.sogoc.issuance.notice;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jboss.logging.Logger;
import vn.sogoc.kernel.LegalDay;
import vn.sogoc.platform.access.Actor;

/** The door of notices. */
@ApplicationScoped
public class Notices {
  static final String ID_KIND = "ntc";

  private static final Logger LOG = Logger.getLogger(Notices.class);
  private static final int BATCHES_AT_ONCE = 20;
  private static final int NOTICES_AT_ONCE = 500;

  private final NoticeRepository notices;
  private final Optional<NoticeSpool> spool;
  private final Clock clock;

  Notices(NoticeRepository notices, NoticeConfig config, Clock clock) {
    this.notices = notices;
    this.spool = config.spool().map(NoticeSpool::new);
    this.clock = clock;
  }

  /** What the actor was told, newest first. */
  @Transactional
  public List<Notice> of(Actor actor, int limit) {
    return notices.of(actor.accountId(), limit);
  }

  /**
   * Tells the people of batches that are done.
   *
   * @return whether there may be more
   */
  @Transactional
  boolean tell() {
    List<UUID> batches = notices.untold(BATCHES_AT_ONCE);
    if (batches.isEmpty()) {
      return false;
    }
    Instant now = clock.instant();
    int told = notices.tell(batches, spool.isPresent(), now, LegalDay.of(now));
    notices.mark(batches, now);
    LOG.debugf("%d notices of %d batches", told, batches.size());
    return batches.size() == BATCHES_AT_ONCE;
  }

  /**
   * Puts what waits where a gateway finds it; what fails waits on.
   *
   * @return whether there may be more
   */
  @Transactional
  boolean deliver() {
    if (spool.isEmpty()) {
      return false;
    }
    List<NoticeRepository.Waiting> waiting = notices.waiting(NOTICES_AT_ONCE);
    List<UUID> delivered = new ArrayList<>();
    List<UUID> failed = new ArrayList<>();
    for (NoticeRepository.Waiting one : waiting) {
      try {
        spool.get().put(one);
        delivered.add(one.id());
      } catch (IOException e) {
        failed.add(one.id());
      }
    }
    notices.delivered(delivered, clock.instant());
    notices.failed(failed);
    if (!failed.isEmpty()) {
      LOG.warnf("%d notices could not be put into the spool; they wait", failed.size());
    }
    return failed.isEmpty() && waiting.size() == NOTICES_AT_ONCE;
  }
}
