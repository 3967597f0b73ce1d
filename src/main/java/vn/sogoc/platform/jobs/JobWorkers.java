package vn.sogoc.platform.jobs;

import io.quarkus.arc.All;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.PriorityBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;
import vn.sogoc.kernel.Refusal;
import vn.sogoc.platform.PublicIds;

/** The threads of this node: workers that claim and run jobs, and one that renews leases. */
@ApplicationScoped
class JobWorkers {
  private static final Logger LOG = Logger.getLogger(JobWorkers.class);
  private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);
  private static final int WAITING_ATTEMPTS = 5;

  /** A key store that is far away keeps the groups of others no longer than this. */
  private static final Duration LONGEST_TURN = Duration.ofSeconds(1);

  private final JobLedger ledger;
  private final JobsConfig config;
  private final JobWaits waits;
  private final Map<String, JobHandler> handlers;
  private final List<String> kinds;
  private final String node;
  private final Set<JobRun> running = ConcurrentHashMap.newKeySet();
  private final AtomicInteger busy = new AtomicInteger();
  private final Semaphore wake = new Semaphore(0);

  /** Of the group that is at work. */
  private final Semaphore turn = new Semaphore(1);

  /** When jobs come back that this node let rest, in nanoseconds; another node may be earlier. */
  private final PriorityBlockingQueue<Long> due = new PriorityBlockingQueue<>();

  private final List<Thread> threads = new ArrayList<>();
  private volatile boolean stopping;

  JobWorkers(
      JobLedger ledger,
      JobsConfig config,
      JobWaits waits,
      @All List<JobHandler> handlers,
      PublicIds ids) {
    this.waits = waits;
    this.ledger = ledger;
    this.config = config;
    this.handlers =
        handlers.stream()
            .collect(Collectors.toUnmodifiableMap(JobHandler::kind, Function.identity()));
    this.kinds = List.copyOf(this.handlers.keySet());
    this.node = ids.nextUuid().toString();
  }

  void start(@Observes StartupEvent event) {
    if (kinds.isEmpty() || config.workers() == 0) {
      return;
    }
    for (int i = 0; i < config.workers(); i++) {
      startThread("jobs-" + i, this::work);
    }
    startThread("jobs-leases", this::renewLeases);
  }

  /**
   * Runs that are inside a transaction finish it; their jobs are given back at once rather than by
   * the end of the lease.
   */
  void stop(@Observes ShutdownEvent event) throws InterruptedException {
    stopping = true;
    running.forEach(JobRun::stop);
    wake.release(threads.size());
    for (Thread thread : threads) {
      thread.join(TimeUnit.SECONDS.toMillis(20));
    }
  }

  void submitted(@Observes(during = TransactionPhase.AFTER_SUCCESS) JobSubmitted event) {
    wake.release();
  }

  private void startThread(String name, Runnable work) {
    Thread thread = new Thread(work, name);
    thread.setDaemon(true);
    threads.add(thread);
    thread.start();
  }

  private void work() {
    while (!stopping) {
      if (!workOnce() && !stopping) {
        sleep(config.poll());
      }
    }
  }

  /** Claims and runs one job; false where there was none. */
  boolean workOnce() {
    Optional<JobRun> claimed;
    try {
      claimed = ledger.claim(handlers, node);
    } catch (RuntimeException e) {
      LOG.warnf("the job table cannot be read (%s); trying again", e.toString());
      return false;
    }
    if (claimed.isEmpty()) {
      return false;
    }
    List<JobRun> runs = new ArrayList<>(List.of(claimed.get()));
    busy.incrementAndGet();
    running.addAll(runs);
    try {
      if (handlers.get(claimed.get().kind()) instanceof JobGroupHandler handler
          && claimed.get().mayBeTogether(handler.mostItems())) {
        runTogether(handler, runs);
      }
      runs.stream().filter(run -> !run.isLeft()).forEach(this::run);
    } finally {
      runs.forEach(running::remove);
      busy.decrementAndGet();
    }
    return true;
  }

  /**
   * Runs a small job with those that gathered while the group before was at work: the fewer groups,
   * the less each job costs. Nobody waits long for another group.
   *
   * @param runs with the job; the others come to it
   */
  private void runTogether(JobGroupHandler handler, List<JobRun> runs) {
    AtomicBoolean isOurs = new AtomicBoolean(entered());
    Runnable next =
        () -> {
          if (isOurs.getAndSet(false)) {
            turn.release();
          }
        };
    try {
      List<JobRun> more = ledger.claimMore(handler, node);
      running.addAll(more);
      runs.addAll(more);
      if (runs.size() > 1) {
        handler.runTogether(new JobGroup(ledger, waits, runs, next));
      }
    } catch (Throwable e) {
      LOG.infof("%d jobs of %s are run one by one: %s", runs.size(), handler.kind(), e.toString());
      // A commit may have been kept though it threw: what they are, the table says. A claim counts
      // against them, so that the next one is alone.
      List<JobRun> others = runs.stream().filter(run -> !run.isLeft()).toList();
      others.forEach(run -> release(run, Duration.ZERO, Integer.MAX_VALUE));
      others.forEach(JobRun::left);
    } finally {
      next.run();
    }
    runs.stream().map(JobRun::rest).filter(Duration::isPositive).distinct().forEach(this::dueIn);
  }

  private boolean entered() {
    try {
      return turn.tryAcquire(LONGEST_TURN.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private void run(JobRun run) {
    JobHandler handler = handlers.get(run.kind());
    if (handler == null) {
      return;
    }
    try {
      handler.run(run);
      ledger.done(run);
      waits.ended(run.uuid());
    } catch (LeaseLost e) {
      release(run, e.pause(), run.attempt() - 1);
      if (e.pause().isZero()) {
        LOG.infof("job %s given up by this node: %s", run.id(), e.getMessage());
      } else {
        dueIn(e.pause());
      }
    } catch (Refusal e) {
      if (e.type().status() == 503) {
        LOG.warnf("job %s waits: %s", run.id(), e.detail());
        // Something outside is away: wait, but never give up for that.
        release(run, pause(run.attempt()), WAITING_ATTEMPTS);
      } else {
        LOG.warnf("job %s failed: %s", run.id(), e.type().slug());
        fail(run, e);
      }
    } catch (Throwable e) {
      LOG.errorf(
          e,
          "job %s stopped in step '%s', epoch %d; it will be tried again",
          run.id(),
          run.step(),
          run.epoch());
      release(run, pause(run.attempt()), Integer.MAX_VALUE);
    }
  }

  private void dueIn(Duration pause) {
    long now = System.nanoTime();
    due.removeIf(earlier -> earlier < now);
    due.add(now + pause.toNanos());
  }

  private void fail(JobRun run, Refusal refusal) {
    try {
      ledger.failed(run, refusal);
      waits.ended(run.uuid());
    } catch (RuntimeException e) {
      LOG.warnf("job %s keeps its lease until it ends: %s", run.id(), e.toString());
    }
  }

  /** Where even this fails, the lease ends by itself. */
  private void release(JobRun run, Duration delay, int attempts) {
    try {
      ledger.release(run, delay, attempts);
    } catch (RuntimeException e) {
      LOG.warnf("job %s keeps its lease until it ends: %s", run.id(), e.toString());
    }
  }

  private Duration pause(int attempt) {
    Duration pause = config.pause().multipliedBy(1L << Math.min(attempt, 16) >> 1);
    return pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause;
  }

  private void renewLeases() {
    while (!stopping) {
      for (JobRun run : running) {
        try {
          ledger.renew(run);
        } catch (RuntimeException e) {
          LOG.warnf("the lease of job %s was not renewed: %s", run.id(), e.toString());
        }
      }
      shareFairly();
      try {
        TimeUnit.MILLISECONDS.sleep(config.lease().toMillis() / 3);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }

  /** Where all workers are busy and others wait, the run that began first gives way. */
  private void shareFairly() {
    try {
      if (busy.get() >= config.workers() && ledger.othersWait(kinds)) {
        running.stream().min(Comparator.comparing(JobRun::began)).ifPresent(JobRun::askToGiveWay);
      }
    } catch (RuntimeException e) {
      LOG.warnf("the job table cannot be read (%s); trying again", e.toString());
    }
  }

  /** Until something is submitted, a job of this node comes back, or the time is over. */
  private void sleep(Duration longest) {
    long most = longest.toNanos();
    for (Long next = due.peek(); next != null; next = due.peek()) {
      long left = next - System.nanoTime();
      if (left > 0) {
        most = Math.min(most, left);
        break;
      }
      due.remove(next);
      most = 0;
    }
    try {
      if (wake.tryAcquire(most, TimeUnit.NANOSECONDS)) {
        wake.drainPermits();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      stopping = true;
    }
  }
}
