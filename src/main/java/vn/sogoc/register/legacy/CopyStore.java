package vn.sogoc.register.legacy;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vn.sogoc.credential.PersonName;
import vn.sogoc.kernel.Digest;
import vn.sogoc.platform.secrets.RowSeal;
import vn.sogoc.platform.secrets.Secrets;

/** Recorded copies, and what they are found by: a keyed hash of a number and a name. */
@ApplicationScoped
class CopyStore implements PanacheRepositoryBase<CopyEntity, UUID> {
  static final String SEAL = "register-copy";
  static final String LOOKUP = "register-copy-lookup";

  private final RowSeal seal;
  private final Secrets.Keyed lookup;

  CopyStore(Secrets secrets) {
    this.seal = new RowSeal(secrets, SEAL);
    this.lookup = secrets.keyed(LOOKUP);
  }

  void keep(CopyEntity row) {
    row.seal = seal.of(columns(row));
    persist(row);
  }

  boolean isGenuine(CopyEntity row) {
    return seal.fits(row.seal, columns(row));
  }

  /**
   * Copies whose serial number is this one, under this name; at most so many.
   *
   * @param isBorn whether a date of birth goes with it: then the register number counts too, which
   *     says nothing of whose register it is
   */
  List<CopyEntity> byNumberAndName(String number, PersonName name, boolean isBorn, int most) {
    byte[] key = lookup(number, name.searchKey());
    byte[] register = isBorn ? key : new byte[Digest.SIZE]; // the same work, and nobody's
    return find("serialLookup = ?1 or registerLookup = ?2 order by recordedAt, id", key, register)
        .page(0, most)
        .list();
  }

  Optional<CopyEntity> byDigest(Digest digest) {
    return find("digest", (Object) digest.toArray()).firstResultOptional();
  }

  List<CopyEntity> ofPage(UUID page) {
    return find("pageId = ?1 order by line", page).list();
  }

  /** How many copies of several books stand; a book of which none does is left out. */
  Map<UUID, Long> countOf(Collection<UUID> books) {
    Map<UUID, Long> counts = new HashMap<>();
    getEntityManager()
        .createQuery(
            "select p.bookId, count(*) from CopyEntity c, BookPageEntity p where p.id = c.pageId and"
                + " p.bookId in :books and not exists (select 1 from WithdrawalEntity w where"
                + " w.copyId = c.id and w.approvalId is not null) group by p.bookId",
            Object[].class)
        .setParameter("books", books)
        .getResultList()
        .forEach(row -> counts.put((UUID) row[0], (Long) row[1]));
    return counts;
  }

  /** How many copies of a book stand. */
  long countOf(UUID book) {
    return ((Number)
            getEntityManager()
                .createNativeQuery(
                    "select count(*) from register_copy c join legacy_page p on p.id = c.page_id"
                        + " where p.book_id = :book and not exists (select 1 from"
                        + " register_copy_withdrawal w where w.copy_id = c.id and w.approval_id is"
                        + " not null)")
                .setParameter("book", book)
                .getSingleResult())
        .longValue();
  }

  /**
   * When a copy was taken back; a row that a hand put in makes an answer weaker, never stronger.
   */
  Optional<Instant> withdrawnAt(UUID copy) {
    return getEntityManager()
        .createQuery(
            "select w.approvedAt from WithdrawalEntity w where w.copyId = :copy and w.approvalId is"
                + " not null",
            Instant.class)
        .setParameter("copy", copy)
        .getResultList()
        .stream()
        .findFirst();
  }

  /** Lines of a page of a book, whatever its version, that have a copy which stands. */
  List<Integer> standingLines(UUID book, int number) {
    return getEntityManager()
        .createQuery(
            "select c.line from CopyEntity c, BookPageEntity p where p.id = c.pageId and p.bookId ="
                + " :book and p.number = :number and not exists (select 1 from WithdrawalEntity w"
                + " where w.copyId = c.id and w.approvalId is not null)",
            Integer.class)
        .setParameter("book", book)
        .setParameter("number", number)
        .getResultList();
  }

  /** The blinded key of a number with a name; nothing where not all of the number can be read. */
  byte @Nullable [] lookup(String number, boolean isUnreadable, PersonName name) {
    return number.isEmpty() || isUnreadable ? null : lookup(number, name.searchKey());
  }

  private byte[] lookup(String number, String nameKey) {
    return lookup
        .hash((numberKey(number) + "\n" + nameKey).getBytes(StandardCharsets.UTF_8))
        .toArray();
  }

  /** As in the register: composed, upper case, no blanks, one sort of dash; all else stays. */
  static String numberKey(String typed) {
    return Normalizer.normalize(typed, Normalizer.Form.NFC)
        .replaceAll("[\\s\\u00a0\\u200b]+", "")
        .replaceAll("[\\u2010-\\u2015\\u2212]", "-")
        .toUpperCase(Locale.ROOT);
  }

  private static @Nullable Object[] columns(CopyEntity row) {
    return new @Nullable Object[] {
      row.id,
      row.institutionId,
      row.issuerId,
      row.pageId,
      row.line,
      hex(row.serialLookup),
      hex(row.registerLookup),
      hex(row.cose),
      hex(row.digest),
      row.eventId,
      hex(row.entry),
      row.recordedAt.toEpochMilli()
    };
  }

  private static @Nullable String hex(byte @Nullable [] bytes) {
    return bytes == null ? null : HexFormat.of().formatHex(bytes);
  }
}
