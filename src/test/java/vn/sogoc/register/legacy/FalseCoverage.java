package vn.sogoc.register.legacy;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import java.util.function.UnaryOperator;
import vn.sogoc.crypto.cose.CoseSign1;
import vn.sogoc.crypto.keys.SigningFailed;
import vn.sogoc.institution.Signing;
import vn.sogoc.kernel.Digest;
import vn.sogoc.platform.PublicIds;
import vn.sogoc.platform.trail.Deed;
import vn.sogoc.platform.trail.Doer;
import vn.sogoc.platform.trail.Trail;
import vn.sogoc.tlog.LogEntry;
import vn.sogoc.tlog.Submission;
import vn.sogoc.tlog.TransparencyLog;

/**
 * Somebody inside who has the keeper's key: signs, logs and tells a coverage with other figures.
 */
@ApplicationScoped
public class FalseCoverage {
  private final CoverageStore store;
  private final Signing signing;
  private final TransparencyLog log;
  private final Trail trail;
  private final PublicIds ids;
  private final EntityManager database;

  FalseCoverage(
      CoverageStore store,
      Signing signing,
      TransparencyLog log,
      Trail trail,
      PublicIds ids,
      EntityManager database) {
    this.store = store;
    this.signing = signing;
    this.log = log;
    this.trail = trail;
    this.ids = ids;
    this.database = database;
  }

  /**
   * Says the next version.
   *
   * @return the row
   */
  @Transactional
  public UUID say(int keeper, UnaryOperator<CoverageLine> change)
      throws SigningFailed, MalformedCopy {
    Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
    int version = store.newest(keeper, 1).getFirst().version + 1;
    List<CoverageLine> lines = store.figures(keeper, now).stream().map(change).toList();
    CoverageStatement statement =
        new CoverageStatement(keeper, version, now.truncatedTo(ChronoUnit.SECONDS), lines);
    CoseSign1 message =
        CoseSign1.sign(signing.lists(keeper, now), CoverageStatement.AAD, statement.encode());
    Digest digest = Digest.sha256(message.bytes());
    LogEntry entry = LogEntry.coverage(now, keeper, digest);
    UUID id = ids.nextUuid();
    UUID event = ids.nextUuid();
    database
        .createNativeQuery(
            """
            insert into register_coverage (id, institution_id, version, signed, event_id, entry, recorded_at)
            values (:id, :keeper, :version, :signed, :event, :entry, :now)
            """)
        .setParameter("id", id)
        .setParameter("keeper", keeper)
        .setParameter("version", version)
        .setParameter("signed", message.bytes().toArray())
        .setParameter("event", event)
        .setParameter("entry", entry.encode().toArray())
        .setParameter("now", now.atOffset(ZoneOffset.UTC))
        .executeUpdate();
    log.submit(List.of(new Submission(event, entry)));
    trail.tell(new Deed(Doer.REGISTRY, "coverage.say", keeper, keeper + "/" + version, digest));
    return id;
  }
}
