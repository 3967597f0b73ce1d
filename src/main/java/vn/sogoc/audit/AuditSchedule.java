package vn.sogoc.audit;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import vn.sogoc.credential.Catalogue;
import vn.sogoc.crypto.note.MalformedNote;
import vn.sogoc.crypto.note.SignedNote;
import vn.sogoc.crypto.note.WitnessPolicy;
import vn.sogoc.institution.TrustAnchor;
import vn.sogoc.platform.jobs.Jobs;
import vn.sogoc.platform.secrets.Secrets;
import vn.sogoc.platform.store.ReadOnlyStore;
import vn.sogoc.publication.bundle.BundleRootFiles;
import vn.sogoc.tlog.LogConfig;
import vn.sogoc.tlog.stamp.Stamps;

/**
 * Audits the whole register now and then, on one thread, through a connection of its own. Who
 * distrusts the machine runs {@code ./sogoc audit} from another one; this is for whoever would not
 * think of it.
 */
@ApplicationScoped
class AuditSchedule {
  private static final Logger LOG = Logger.getLogger(AuditSchedule.class);
  private static final int MOST_TOLD = 20;

  /** A job of so many items has most of a machine for a while. */
  private static final long LARGE = 10_000;

  private static final Duration LONGEST_WAY = Duration.ofHours(1);

  private final Jobs jobs;

  private final AuditConfig config;
  private final AuditTrust trust;
  private final Path memory;
  private final Clock clock;
  private final String url;
  private final String user;
  private final String password;
  private final Thread thread = new Thread(this::repeat, "audit");
  private volatile AuditStanding standing = new AuditStanding.NotRun();

  AuditSchedule(
      AuditConfig config,
      Jobs jobs,
      LogConfig log,
      TrustAnchor anchor,
      Catalogue catalogue,
      BundleRootFiles bundles,
      Stamps stamps,
      Secrets secrets,
      Clock clock,
      MeterRegistry metrics,
      @ConfigProperty(name = "quarkus.datasource.jdbc.url") String url,
      @ConfigProperty(name = "quarkus.datasource.username") String user,
      @ConfigProperty(name = "quarkus.datasource.password") String password) {
    this.config = config;
    this.jobs = jobs;
    this.trust =
        new AuditTrust(
            policy(log.policy()),
            anchor,
            catalogue,
            bundles.pinned(),
            stamps.pinned(),
            Optional.of(secrets));
    this.memory = log.memory();
    this.clock = clock;
    this.url = url;
    this.user = user;
    this.password = password;
    thread.setDaemon(true);
    Gauge.builder("sogoc.audit.last", this, AuditSchedule::lastSecond)
        .description("when the last audit began, in seconds since 1970; 0 before the first")
        .register(metrics);
    Gauge.builder("sogoc.audit.findings", this, AuditSchedule::count)
        .description("rows that the last audit found wrong; -1 where it could not be made")
        .register(metrics);
  }

  void start(@Observes StartupEvent event) {
    if (config.interval().isPositive()) {
      thread.start();
    }
  }

  void stop(@Observes ShutdownEvent event) {
    thread.interrupt();
  }

  AuditStanding standing() {
    return standing;
  }

  private void repeat() {
    try {
      TimeUnit.MILLISECONDS.sleep(config.first().toMillis());
      while (!Thread.currentThread().isInterrupted()) {
        giveWay();
        run(new AuditScope.Full());
        TimeUnit.MILLISECONDS.sleep(config.interval().toMillis());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // the service ends
    }
  }

  /** Both would take twice as long; but no row can hold the audit up for longer than this. */
  private void giveWay() throws InterruptedException {
    Instant latest = clock.instant().plus(LONGEST_WAY);
    try {
      while (jobs.isRunning(LARGE) && clock.instant().isBefore(latest)) {
        TimeUnit.SECONDS.sleep(10);
      }
    } catch (RuntimeException e) {
      LOG.warnf("the jobs cannot be asked (%s); the audit begins", e.toString());
    }
  }

  /** Reads once. One thread computes: the service goes on beside it. */
  AuditStanding run(AuditScope scope) {
    try (Connection connection = ReadOnlyStore.open(url, user, password)) {
      List<SignedNote> heads = KeptHeads.remembered(memory, trust.policy());
      AuditReport report = new Audit(trust, clock, 1).run(connection, scope, heads);
      report.findings().stream()
          .limit(MOST_TOLD)
          .forEach(finding -> LOG.errorf("alarm: audit: %s", finding));
      LOG.infof(
          "audit of %d entries in %d ms: %d findings",
          report.size(), report.took().toMillis(), report.count());
      standing = new AuditStanding.Ended(report);
    } catch (SQLException | IOException | CannotAudit e) {
      LOG.errorf("alarm: the audit could not be made: %s", e.getMessage());
      standing = new AuditStanding.Failed(clock.instant(), String.valueOf(e.getMessage()));
    } catch (RuntimeException e) {
      // a row that no check foresaw must not end the thread that tells of rows
      LOG.error("alarm: the audit ended with an error", e);
      standing = new AuditStanding.Failed(clock.instant(), e.toString());
    }
    return standing;
  }

  private double lastSecond() {
    return switch (standing) {
      case AuditStanding.NotRun ignored -> 0;
      case AuditStanding.Ended ended -> ended.report().at().getEpochSecond();
      case AuditStanding.Failed failed -> failed.at().getEpochSecond();
    };
  }

  private double count() {
    return switch (standing) {
      case AuditStanding.NotRun ignored -> 0;
      case AuditStanding.Ended ended -> ended.report().count();
      case AuditStanding.Failed ignored -> -1;
    };
  }

  private static WitnessPolicy policy(Path file) {
    try {
      return WitnessPolicy.parse(Files.readString(file));
    } catch (IOException | MalformedNote e) {
      throw new IllegalStateException("the log's policy " + file + " cannot be used", e);
    }
  }
}
