package vn.sogoc.platform.trail;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.RollbackException;
import jakarta.transaction.Synchronization;
import jakarta.transaction.SystemException;
import jakarta.transaction.TransactionManager;
import jakarta.transaction.TransactionSynchronizationRegistry;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;

/** The door of the audit trail. */
@ApplicationScoped
public class Trail {
  private static final Logger LOG = Logger.getLogger(Trail.class);

  private final TrailRepository repository;
  private final TransactionSynchronizationRegistry transaction;
  private final TransactionManager manager;
  private final Clock clock;

  Trail(
      TrailRepository repository,
      TransactionSynchronizationRegistry transaction,
      TransactionManager manager,
      Clock clock) {
    this.repository = repository;
    this.transaction = transaction;
    this.manager = manager;
    this.clock = clock;
  }

  /**
   * Tells an action, in its transaction. The line is written when everything else of the
   * transaction is, just before the commit; where that fails the transaction is rolled back.
   */
  @Transactional(TxType.MANDATORY)
  public void tell(Deed deed) {
    Told told = (Told) transaction.getResource(Told.class);
    if (told == null) {
      repository.join();
      told = new Told();
      transaction.putResource(Told.class, told);
      atTheEnd(told);
    }
    told.deeds.add(deed);
  }

  /**
   * Not interposed: those come later, and one of them is where the store lets its connection go.
   */
  private void atTheEnd(Told told) {
    try {
      manager.getTransaction().registerSynchronization(told);
    } catch (SystemException | RollbackException e) {
      throw new TrailRefused("the transaction ends already", e);
    }
  }

  /**
   * Takes the head for the log, in the transaction that submits it. Of several nodes one gets it,
   * and each head once.
   *
   * @param every how long the last one that was taken is enough
   * @return empty where nothing was done since, or it was taken a short while ago
   */
  @Transactional(TxType.MANDATORY)
  public Optional<TrailHead> takeHead(Duration every) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    return repository.take(now.minus(every), now);
  }

  /** What one transaction did. */
  private final class Told implements Synchronization {
    private final List<Deed> deeds = new ArrayList<>();

    @Override
    public void beforeCompletion() {
      repository.flush(); // no other lock is waited for while the head is held
      try {
        repository.append(this::lines);
      } catch (SQLException e) {
        LOG.errorf(
            "alarm: %s was not done, because the audit trail cannot be written",
            deeds.getFirst().action());
        throw new TrailRefused("the audit trail cannot be written", e);
      }
    }

    @Override
    public void afterCompletion(int status) {
      // committed or not, the lines were part of it
    }

    private List<TrailLine> lines(TrailHead head) {
      Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
      List<TrailLine> lines = new ArrayList<>(deeds.size());
      TrailHead last = head;
      for (Deed deed : deeds) {
        TrailLine line = new TrailLine(last.seq() + 1, now, deed, last.hash());
        lines.add(line);
        last = new TrailHead(line.seq(), line.hash());
      }
      return lines;
    }
  }
}
