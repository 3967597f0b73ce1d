package vn.sogoc.register.legacy;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.util.List;
import java.util.Optional;
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

  private final RowSeal books;
  private final RowSeal declarations;

  BookStore(Secrets secrets) {
    this.books = new RowSeal(secrets, "legacy-book");
    this.declarations = new RowSeal(secrets, "legacy-declaration");
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
    return findByIdOptional(id)
        .filter(row -> row.institutionId == institution)
        .filter(
            row -> {
              boolean genuine = books.fits(row.seal, columns(row));
              if (!genuine) {
                LOG.errorf("alarm: book %s was not written by the service; it is ignored", row.id);
              }
              return genuine;
            });
  }

  /** The newest first, after one in that order. */
  List<BookEntity> newest(int institution, @Nullable BookEntity after, int limit) {
    return (after == null
            ? find("institutionId = ?1 order by createdAt desc, id", institution)
            : find(
                "institutionId = ?1 and (createdAt < ?2 or (createdAt = ?2 and id > ?3))"
                    + " order by createdAt desc, id",
                institution,
                after.createdAt,
                after.id))
        .page(0, limit).list().stream().filter(row -> books.fits(row.seal, columns(row))).toList();
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

  /** Every declared book of a keeper, for the figures of its coverage. */
  List<BookEntity> all(int institution) {
    return find("institutionId = ?1 order by id", institution).list();
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
