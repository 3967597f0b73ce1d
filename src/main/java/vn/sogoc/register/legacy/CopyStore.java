package vn.sogoc.register.legacy;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
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

  /** Copies that either number of which is this one, under this name; at most so many. */
  List<CopyEntity> byNumberAndName(String number, PersonName name, int most) {
    byte[] key = lookup(number, name.searchKey());
    return find("serialLookup = ?1 or registerLookup = ?1 order by recordedAt, id", (Object) key)
        .page(0, most)
        .list();
  }

  Optional<CopyEntity> byDigest(Digest digest) {
    return find("digest", (Object) digest.toArray()).firstResultOptional();
  }

  List<CopyEntity> ofPage(UUID page) {
    return find("pageId = ?1 order by line", page).list();
  }

  /** Copies of an issuer's books of one kind: kinds stand in the books alone. */
  long countOf(UUID book) {
    return ((Number)
            getEntityManager()
                .createNativeQuery(
                    "select count(*) from register_copy c join legacy_page p on p.id = c.page_id"
                        + " where p.book_id = :book")
                .setParameter("book", book)
                .getSingleResult())
        .longValue();
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
