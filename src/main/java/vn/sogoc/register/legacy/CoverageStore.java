package vn.sogoc.register.legacy;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import vn.sogoc.kernel.Bytes;
import vn.sogoc.kernel.Digest;
import vn.sogoc.platform.PublicIds;
import vn.sogoc.platform.trail.Deed;
import vn.sogoc.platform.trail.Doer;
import vn.sogoc.platform.trail.Trail;
import vn.sogoc.tlog.LogEntry;
import vn.sogoc.tlog.Submission;
import vn.sogoc.tlog.TransparencyLog;

/** Versions of coverages, and the figures of the next one. */
@ApplicationScoped
class CoverageStore implements PanacheRepositoryBase<CoverageEntity, UUID> {
  private final BookStore books;
  private final CopyStore copies;
  private final TransparencyLog log;
  private final Trail trail;
  private final PublicIds ids;

  CoverageStore(
      BookStore books, CopyStore copies, TransparencyLog log, Trail trail, PublicIds ids) {
    this.books = books;
    this.copies = copies;
    this.log = log;
    this.trail = trail;
    this.ids = ids;
  }

  /** What the books of a keeper cover now: of every book that two persons declared. */
  @Transactional
  List<CoverageLine> figures(int keeper) {
    SortedMap<String, CoverageLine> lines = new TreeMap<>();
    for (BookEntity book : books.all(keeper)) {
      Optional<DeclarationEntity> declared = books.standing(book.id);
      if (declared.isPresent()) {
        long held = declared.get().lost ? 0 : declared.get().entries;
        long lost = declared.get().lost ? declared.get().entries : 0;
        lines.merge(
            String.format("%09d %s", book.issuerId, book.kind),
            new CoverageLine(
                book.issuerId,
                book.kind,
                book.yearFrom,
                book.yearTo,
                held,
                lost,
                copies.countOf(book.id)),
            CoverageStore::together);
      }
    }
    return new ArrayList<>(lines.values());
  }

  private static CoverageLine together(CoverageLine a, CoverageLine b) {
    return new CoverageLine(
        a.issuer(),
        a.kind(),
        Math.min(a.yearFrom(), b.yearFrom()),
        Math.max(a.yearTo(), b.yearTo()),
        a.declared() + b.declared(),
        a.lost() + b.lost(),
        a.copied() + b.copied());
  }

  /** The newest versions of a keeper, the newest first. */
  @Transactional
  List<CoverageEntity> newest(int keeper, int limit) {
    return find("institutionId = ?1 order by version desc", keeper).page(0, limit).list();
  }

  /** Keepers that have said something, by number, after one. */
  @Transactional
  List<Integer> keepers(int after, int limit) {
    return getEntityManager()
        .createQuery(
            "select distinct c.institutionId from CoverageEntity c where c.institutionId > :after"
                + " order by c.institutionId",
            Integer.class)
        .setParameter("after", after)
        .setMaxResults(limit)
        .getResultList();
  }

  /**
   * Writes down a version with its entry.
   *
   * @return false where another version was first
   */
  @Transactional
  boolean add(int keeper, int version, Bytes signed, Instant now) {
    Digest digest = Digest.sha256(signed);
    LogEntry entry = LogEntry.coverage(now, keeper, digest);
    UUID event = ids.nextUuid();
    int written =
        getEntityManager()
            .createNativeQuery(
                """
                insert into register_coverage
                  (id, institution_id, version, signed, event_id, entry, recorded_at)
                values (:id, :keeper, :version, :signed, :event, :entry, :now)
                on conflict (institution_id, version) do nothing
                """)
            .setParameter("id", ids.nextUuid())
            .setParameter("keeper", keeper)
            .setParameter("version", version)
            .setParameter("signed", signed.toArray())
            .setParameter("event", event)
            .setParameter("entry", entry.encode().toArray())
            .setParameter("now", now.atOffset(ZoneOffset.UTC))
            .executeUpdate();
    if (written == 0) {
      return false;
    }
    log.submit(List.of(new Submission(event, entry)));
    trail.tell(new Deed(Doer.REGISTRY, "coverage.say", keeper, keeper + "/" + version, digest));
    return true;
  }
}
