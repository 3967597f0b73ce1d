package vn.sogoc.status;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import vn.sogoc.kernel.Bytes;
import vn.sogoc.kernel.Digest;
import vn.sogoc.register.Register;
import vn.sogoc.tlog.LogEntry;

/** Keeps versions of status lists; one is written together with its log event or not at all. */
@ApplicationScoped
class StatusListStore implements PanacheRepositoryBase<StatusListEntity, StatusListEntity.Key> {
  private final Register register;
  private final Clock clock;

  StatusListStore(Register register, Clock clock) {
    this.register = register;
    this.clock = clock;
  }

  /** The newest version. */
  @Transactional
  Optional<StatusListEntity> latest(StatusPurpose purpose, int list) {
    return find(
            "from StatusListEntity where id.purpose = ?1 and id.list = ?2 order by id.version desc",
            purpose.code(),
            list)
        .page(0, 1)
        .firstResultOptional();
  }

  /** Adds a version. Of two nodes that make the same one, the second fails at the primary key. */
  @Transactional
  void write(StatusListCredential made, int version, long events, Bytes signed) {
    StatusListEntity row = new StatusListEntity();
    row.id = new StatusListEntity.Key(made.purpose().code(), made.list(), version);
    row.institutionId = made.registry();
    row.events = events;
    row.entriesSet = made.bits().count();
    row.bits = made.bits().digest().toArray();
    row.signed = signed.toArray();
    row.validFrom = made.validFrom();
    row.validUntil = made.validUntil();
    persistAndFlush(row);
    register.append(
        LogEntry.statusList(
            clock.instant().truncatedTo(ChronoUnit.MILLIS),
            made.registry(),
            Digest.sha256(signed),
            made.bits().count()));
  }
}
