package vn.sogoc.register.legacy;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import vn.sogoc.kernel.Refusal;
import vn.sogoc.platform.secrets.RowSeal;
import vn.sogoc.platform.secrets.Secrets;

/** Books and their declarations; a row that the service did not write counts as not there. */
@ApplicationScoped
class BookStore implements PanacheRepositoryBase<BookEntity, UUID> {
  private static final Logger LOG = Logger.getLogger(BookStore.class);

  /** Beside other uses of advisory locks of an institution. */
  private static final int COVERAGE = 1_668_248_165;

  private final RowSeal books;
  private final RowSeal declarations;

  BookStore(Secrets secrets) {
    this.books = new RowSeal(secrets, "legacy-book");
    this.declarations = new RowSeal(secrets, "legacy-declaration");
  }

  /**
   * Alone with what a coverage of an institution counts, until the transaction ends: declarations
   * that are approved, pages that are recorded, copies that are taken back, and the coverage that
   * counts them. So what precedes a coverage in the trail is what it counted. Taken behind the rows
   * of a book or page, before those of the institution.
   */
  void alone(int institution) {
    getEntityManager()
        .createNativeQuery("select cast(pg_advisory_xact_lock(:institution, :use) as text)")
        .setParameter("institution", institution)
        .setParameter("use", COVERAGE)
        .getSingleResult();
  }

  void add(BookEntity row) {
    row.seal = books.of(columns(row));
    persistAndFlush(row);
  }

  void keep(DeclarationEntity row) {
    row.seal = declarations.of(columns(row));
    getEntityManager().persist(row);
    getEntityManager().flush();
  }

  /** A book of an institution. */
  Optional<BookEntity> find(int institution, UUID id) {
    return find(id).filter(row -> row.institutionId == institution);
  }

  /** A book, whoever declared it; whose it is to read is the caller's to ask. */
  Optional<BookEntity> find(UUID id) {
    return findByIdOptional(id).filter(this::isGenuine);
  }

  private boolean isGenuine(BookEntity row) {
    boolean genuine = books.fits(row.seal, columns(row));
    if (!genuine) {
      LOG.errorf("alarm: book %s was not written by the service; it is ignored", row.id);
    }
    return genuine;
  }

  /** Books of issuers, the newest first, after one in that order. */
  List<BookEntity> newest(Set<Integer> issuers, @Nullable BookEntity after, int limit) {
    if (issuers.isEmpty()) {
      return List.of();
    }
    return (after == null
            ? find("issuerId in ?1 order by createdAt desc, id", issuers)
            : find(
                "issuerId in ?1 and (createdAt < ?2 or (createdAt = ?2 and id > ?3))"
                    + " order by createdAt desc, id",
                issuers,
                after.createdAt,
                after.id))
        .page(0, limit).list().stream().filter(this::isGenuine).toList();
  }

  long countOf(int institution) {
    return count("institutionId", institution);
  }

  /** All declarations of a book in their order, waiting for whoever writes another. */
  List<DeclarationEntity> lockAll(UUID book) {
    return genuine(
        getEntityManager()
            .createQuery(
                "from DeclarationEntity d where d.bookId = :book order by d.version",
                DeclarationEntity.class)
            .setParameter("book", book)
            .setLockMode(LockModeType.PESSIMISTIC_WRITE)
            .getResultList());
  }

  /** All declarations of a book in their order. */
  List<DeclarationEntity> declarations(UUID book) {
    return genuine(
        getEntityManager()
            .createQuery(
                "from DeclarationEntity d where d.bookId = :book order by d.version",
                DeclarationEntity.class)
            .setParameter("book", book)
            .getResultList());
  }

  /** What counts of a book now: the newest that another person approved. */
  Optional<DeclarationEntity> standing(UUID book) {
    return declarations(book).stream().filter(d -> d.approvalId != null).reduce((a, b) -> b);
  }

  /** How many issuers and kinds the books of an institution have, with one more. */
  long linesWith(int institution, int issuer, String kind) {
    return ((Number)
            getEntityManager()
                .createNativeQuery(
                    "select count(*) from (select issuer_id, kind from legacy_book where"
                        + " institution_id = :own union select :issuer, :kind) line")
                .setParameter("own", institution)
                .setParameter("issuer", issuer)
                .setParameter("kind", kind)
                .getSingleResult())
        .longValue();
  }

  /**
   * Books that an institution declared, by their ids, after one: some at a time.
   *
   * @throws Refusal where one was changed by hand, so that nothing is signed without it
   */
  List<BookEntity> all(int institution, UUID after, int limit) {
    List<BookEntity> found =
        find("institutionId = ?1 and id > ?2 order by id", institution, after)
            .page(0, limit)
            .list();
    if (!found.stream().allMatch(this::isGenuine)) {
      throw new Refusal(LegacyProblem.ALTERED, "a book was changed in the store");
    }
    return found;
  }

  /** What counts of each of several books now. */
  Map<UUID, DeclarationEntity> standing(Collection<UUID> of) {
    Map<UUID, DeclarationEntity> standing = new HashMap<>();
    genuine(
            getEntityManager()
                .createQuery(
                    "from DeclarationEntity d where d.bookId in :books order by d.version",
                    DeclarationEntity.class)
                .setParameter("books", of)
                .getResultList())
        .stream()
        .filter(d -> d.approvalId != null)
        .forEach(d -> standing.put(d.bookId, d));
    return standing;
  }

  private List<DeclarationEntity> genuine(List<DeclarationEntity> rows) {
    rows.forEach(
        row -> {
          if (!declarations.fits(row.seal, columns(row))) {
            LOG.errorf("alarm: declaration %s was not written by the service", row.id);
            throw new Refusal(LegacyProblem.ALTERED, "a declaration was changed in the store");
          }
        });
    return rows;
  }

  private static @Nullable Object[] columns(BookEntity row) {
    return new @Nullable Object[] {
      row.id,
      row.institutionId,
      row.issuerId,
      row.kind,
      row.title,
      row.yearFrom,
      row.yearTo,
      row.firstNumber,
      row.lastNumber,
      row.createdAt.toEpochMilli()
    };
  }

  private static @Nullable Object[] columns(DeclarationEntity row) {
    return new @Nullable Object[] {
      row.id,
      row.institutionId,
      row.bookId,
      row.version,
      row.entries,
      row.lost,
      row.minutes,
      row.declaredPerson,
      row.declaredName,
      row.declaredAt.toEpochMilli(),
      row.approvedPerson,
      row.approvedName,
      row.approvedAt == null ? null : row.approvedAt.toEpochMilli(),
      row.approvalId
    };
  }
}
