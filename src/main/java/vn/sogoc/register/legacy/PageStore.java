package vn.sogoc.register.legacy;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vn.sogoc.kernel.Bytes;
import vn.sogoc.kernel.Digest;
import vn.sogoc.kernel.Refusal;
import vn.sogoc.platform.secrets.RowSeal;
import vn.sogoc.platform.secrets.Sealing;
import vn.sogoc.platform.secrets.Secrets;

/** Pages and their pictures. Pictures are sealed: they show the words of persons. */
@ApplicationScoped
class PageStore implements PanacheRepositoryBase<BookPageEntity, UUID> {
  /** What pictures are sealed for. */
  static final String IMAGE_SEALING = "legacy-image";

  /** A picture as it was uploaded. */
  record Image(String mediaType, Bytes content) {}

  private final RowSeal seal;
  private final Sealing sealing;

  PageStore(Secrets secrets, SecureRandom random) {
    this.seal = new RowSeal(secrets, "legacy-page");
    this.sealing = new Sealing(secrets, IMAGE_SEALING, random);
  }

  void keep(BookPageEntity row) {
    row.seal = seal.of(columns(row));
    persist(row);
    flush();
  }

  /** A page, whoever's; whose it is to read is the caller's to ask. */
  Optional<BookPageEntity> find(UUID id) {
    return findByIdOptional(id).map(this::genuine);
  }

  /** A page of an institution. */
  Optional<BookPageEntity> find(int institution, UUID id) {
    return findByIdOptional(id).filter(row -> row.institutionId == institution).map(this::genuine);
  }

  /** The same, alone until the transaction ends. */
  Optional<BookPageEntity> lock(int institution, UUID id) {
    return findByIdOptional(id)
        .filter(row -> row.institutionId == institution)
        .map(
            row -> { // as it is under the lock, not as it was when this transaction first read it
              getEntityManager().refresh(row, LockModeType.PESSIMISTIC_WRITE);
              return genuine(row);
            });
  }

  /** The newest version of each page of a book by its number, from a number on. */
  List<BookPageEntity> newest(UUID book, int after, int limit) {
    return find(
            "from BookPageEntity p where p.bookId = ?1 and p.number > ?2 and not exists (select 1 from"
                + " BookPageEntity q where q.bookId = p.bookId and q.number = p.number and q.version >"
                + " p.version) order by p.number",
            book,
            after)
        .page(0, limit)
        .list()
        .stream()
        .map(this::genuine)
        .toList();
  }

  /** The newest version of one page, where there is one. */
  Optional<BookPageEntity> newest(UUID book, int number) {
    return find("bookId = ?1 and number = ?2 order by version desc", book, number)
        .page(0, 1)
        .firstResultOptional()
        .map(this::genuine);
  }

  /** Whether a page of the institution has this picture already. */
  boolean hasPageOf(int institution, Digest digest) {
    return count("institutionId = ?1 and imageDigest = ?2", institution, digest.toArray()) > 0;
  }

  /** Earlier versions of a page, the first one first. */
  List<BookPageEntity> before(BookPageEntity page) {
    return find(
            "bookId = ?1 and number = ?2 and version < ?3 order by version",
            page.bookId,
            page.number,
            page.version)
        .list();
  }

  boolean hasImage(int institution, Digest digest) {
    return !getEntityManager()
        .createNativeQuery(
            "select 1 from legacy_image where institution_id = :own and digest = :digest",
            Integer.class)
        .setParameter("own", institution)
        .setParameter("digest", digest.toArray())
        .getResultList()
        .isEmpty();
  }

  long imagesSince(int institution, Instant since) {
    return ((Number)
            getEntityManager()
                .createNativeQuery(
                    "select count(*) from legacy_image where institution_id = :own and uploaded_at > :since")
                .setParameter("own", institution)
                .setParameter("since", since.atOffset(ZoneOffset.UTC))
                .getSingleResult())
        .longValue();
  }

  void keepImage(UUID id, int institution, Digest digest, Image image, Instant now) {
    getEntityManager()
        .createNativeQuery(
            """
            insert into legacy_image (id, institution_id, digest, media_type, content, uploaded_at)
            values (:id, :own, :digest, :type, :content, :now)
            on conflict (institution_id, digest) do nothing
            """)
        .setParameter("id", id)
        .setParameter("own", institution)
        .setParameter("digest", digest.toArray())
        .setParameter("type", image.mediaType())
        .setParameter(
            "content", sealing.seal(image.content(), context(institution, digest)).toArray())
        .setParameter("now", now.atOffset(ZoneOffset.UTC))
        .executeUpdate();
  }

  /**
   * A picture whose digest was compared.
   *
   * @throws Refusal where it was changed or taken out
   */
  Image image(int institution, Digest digest) {
    List<?> rows =
        getEntityManager()
            .createNativeQuery(
                "select media_type, content from legacy_image where institution_id = :own and digest = :digest",
                Object[].class)
            .setParameter("own", institution)
            .setParameter("digest", digest.toArray())
            .getResultList();
    return rows.stream()
        .map(Object[].class::cast)
        .flatMap(
            row ->
                sealing
                    .open(Bytes.of((byte[]) row[1]), context(institution, digest))
                    .filter(plain -> Digest.sha256(plain).equals(digest))
                    .map(plain -> new Image((String) row[0], plain))
                    .stream())
        .findFirst()
        .orElseThrow(
            () ->
                new Refusal(LegacyProblem.ALTERED, "the picture is not the one that was uploaded"));
  }

  private static String context(int institution, Digest digest) {
    return institution + "/" + digest.hex();
  }

  private BookPageEntity genuine(BookPageEntity row) {
    if (!seal.fits(row.seal, columns(row))) {
      throw new Refusal(LegacyProblem.ALTERED, "page " + row.publicId() + " was changed by hand");
    }
    return row;
  }

  private static @Nullable Object[] columns(BookPageEntity row) {
    return new @Nullable Object[] {
      row.id,
      row.institutionId,
      row.bookId,
      row.number,
      row.version,
      HexFormat.of().formatHex(row.imageDigest),
      row.uploadedPerson,
      row.uploadedAt.toEpochMilli(),
      row.approvalId,
      row.approvedHash == null ? null : HexFormat.of().formatHex(row.approvedHash),
      row.recordedAt == null ? null : row.recordedAt.toEpochMilli()
    };
  }
}
