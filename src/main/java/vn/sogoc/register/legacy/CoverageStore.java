package vn.sogoc.register.legacy;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import vn.sogoc.crypto.cose.CoseSign1;
import vn.sogoc.crypto.keys.Purpose;
import vn.sogoc.institution.Signing;
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
  private static final int AT_ONCE = 200;

  private final BookStore books;
  private final CopyStore copies;
  private final Keeping keeping;
  private final Signing signing;
  private final TransparencyLog log;
  private final Trail trail;
  private final PublicIds ids;

  CoverageStore(
      BookStore books,
      CopyStore copies,
      Keeping keeping,
      Signing signing,
      TransparencyLog log,
      Trail trail,
      PublicIds ids) {
    this.books = books;
    this.copies = copies;
    this.keeping = keeping;
    this.signing = signing;
    this.log = log;
    this.trail = trail;
    this.ids = ids;
  }

  /**
   * What the books of a keeper cover now: of every book that two persons declared and whose
   * register it keeps. Some books at a time, whose rows are let go of after that.
   */
  @Transactional
  List<CoverageLine> figures(int keeper, Instant now) {
    SortedMap<String, CoverageLine> lines = new TreeMap<>();
    UUID after = new UUID(0, 0);
    List<BookEntity> some = books.all(keeper, after, AT_ONCE);
    while (!some.isEmpty()) {
      List<UUID> these = some.stream().map(book -> book.id).toList();
      Map<UUID, DeclarationEntity> standing = books.standing(these);
      Map<UUID, Long> copied = copies.countOf(these);
      for (BookEntity book : some) {
        DeclarationEntity declared = standing.get(book.id);
        if (declared != null && keeping.keeps(keeper, book.issuerId, now)) {
          lines.merge(
              String.format("%09d %s", book.issuerId, book.kind),
              new CoverageLine(
                  book.issuerId,
                  book.kind,
                  book.yearFrom,
                  book.yearTo,
                  declared.lost ? 0 : declared.entries,
                  declared.lost ? declared.entries : 0,
                  copied.getOrDefault(book.id, 0L)),
              CoverageStore::together);
        }
      }
      after = these.getLast();
      getEntityManager().clear(); // nothing here is written
      some = books.all(keeper, after, AT_ONCE);
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
   * Writes down a version with its entry, alone with everything that it counts. The state of the
   * key is read here once more: it may have been suspended since it signed.
   *
   * @param message what {@code statement} is signed in
   * @return false where another version was first, or something else is to be counted by now
   * @throws vn.sogoc.kernel.Refusal where the key may not be used now
   */
  @Transactional
  boolean add(CoverageStatement statement, CoseSign1 message, Instant now) {
    int keeper = statement.keeper();
    int version = statement.version();
    books.alone(keeper);
    if (!figures(keeper, now).equals(statement.lines())) {
      return false;
    }
    signing.requireUsable(keeper, message.kid(), Purpose.ISSUANCE_LIST, statement.at(), now);
    Bytes signed = message.bytes();
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
