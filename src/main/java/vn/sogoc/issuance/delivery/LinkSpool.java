package vn.sogoc.issuance.delivery;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;
import vn.sogoc.kernel.PublicId;
import vn.sogoc.platform.gateway.Gateway;
import vn.sogoc.platform.gateway.Message;

/**
 * Leaves links to documents for the gateway. Once a message is with it the registry forgets the
 * address and the secret.
 */
@ApplicationScoped
class LinkSpool {
  private static final Logger LOG = Logger.getLogger(LinkSpool.class);
  private static final int AT_ONCE = 100;

  private final DeliveryLinkRepository links;
  private final Gateway gateway;
  private final Clock clock;

  LinkSpool(DeliveryLinkRepository links, Gateway gateway, Clock clock) {
    this.links = links;
    this.gateway = gateway;
    this.clock = clock;
  }

  /** Whether there may be more. */
  @Transactional
  boolean deliver() {
    links.expire(clock.instant());
    if (!gateway.isThere()) {
      return false;
    }
    List<DeliveryLinkEntity> waiting = links.waiting(AT_ONCE);
    Instant now = clock.instant();
    int failed = 0;
    for (DeliveryLinkEntity row : waiting) {
      try {
        Optional<Message> message = links.open(row).flatMap(Message::of);
        if (message.isPresent()) {
          gateway.put(PublicId.of("dln", row.id), message.get());
        }
        row.messageSealed = null;
        row.sentAt = now;
      } catch (IOException e) {
        failed++;
      }
    }
    if (failed > 0) {
      LOG.warnf("%d links could not be put into the spool; they wait", failed);
    }
    return failed == 0 && waiting.size() == AT_ONCE;
  }
}
