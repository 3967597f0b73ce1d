package vn.sogoc.crypto.bundle;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import vn.sogoc.crypto.keys.KeyId;
import vn.sogoc.kernel.Bytes;
import vn.sogoc.kernel.Digest;

/**
 * What a verifier believes about institutions and their keys, and how it reads codes.
 *
 * @param version 1, 2, 3 ... without gaps
 * @param issuedAt when it was made
 * @param expiresAt from when it says nothing any more
 * @param prior SHA-256 of the file of the version before; empty for the first
 * @param staleAfter how old this and whatever is cached beside it may be
 * @param roots who signs the next one
 * @param issuers by rising number
 * @param tables the code tables that records are read with
 * @param statusLists where status lists are, by rising purpose
 */
public record TrustBundle(
    int version,
    Instant issuedAt,
    Instant expiresAt,
    Optional<Digest> prior,
    Duration staleAfter,
    BundleRoots roots,
    List<Issuer> issuers,
    Tables tables,
    List<StatusLists> statusLists) {
  /** Domain separation of the signatures. */
  public static final String AAD = "sogoc/trust-bundle/1";

  /** Largest file that is read. */
  public static final int MAX_SIZE = 16 * 1024 * 1024;

  /** Most keys, rights and tables together. */
  static final int MOST_ITEMS = 2_000_000;

  public TrustBundle {
    issuers = List.copyOf(issuers);
    statusLists = List.copyOf(statusLists);
    if (version < 1 || (version == 1) != prior.isEmpty()) {
      throw new IllegalArgumentException("version 1 has no prior, every other one has");
    }
    if (!expiresAt.isAfter(issuedAt) || staleAfter.isNegative() || staleAfter.isZero()) {
      throw new IllegalArgumentException("a bundle expires and grows stale after it was issued");
    }
  }

  /** Whether what is cached must be asked for again before it decides anything. */
  public boolean isStale(Instant now) {
    return now.isAfter(issuedAt.plus(staleAfter));
  }

  /** The issuer with this number, or empty. */
  public Optional<Issuer> issuer(int id) {
    return issuers.stream().filter(i -> i.id() == id).findFirst();
  }

  /**
   * An institution.
   *
   * @param id public number
   * @param code short code
   * @param place province code
   * @param statementVersion of the signed statement all this comes from
   * @param statement SHA-256 of that statement, which the log has an entry of
   * @param rights what it may issue, and when
   * @param keys every key it ever had
   */
  public record Issuer(
      int id,
      String code,
      String nameVi,
      String nameEn,
      String domain,
      String serialPrefix,
      int place,
      int statementVersion,
      Digest statement,
      List<Right> rights,
      List<Key> keys) {
    public Issuer {
      rights = List.copyOf(rights);
      keys = List.copyOf(keys);
    }
  }

  /**
   * The right to issue a kind in an interval of issue dates.
   *
   * @param until last issue date, null while it lasts
   */
  public record Right(String kind, LocalDate from, @Nullable LocalDate until, String basis) {}

  /**
   * A key.
   *
   * @param id first 8 bytes of SHA-256 of {@code spki}
   * @param purpose the one purpose
   * @param spki SubjectPublicKeyInfo, 91 bytes
   * @param state active, retired, suspended or withdrawn
   * @param since from when the state holds; null for active
   * @param withdrawnAt index of the log's entry that first withdrew it; entries from there on are
   *     not valid under it; null where it was not withdrawn
   */
  public record Key(
      KeyId id,
      String purpose,
      Bytes spki,
      Instant from,
      Instant until,
      String state,
      @Nullable Instant since,
      @Nullable Long withdrawnAt) {}

  /**
   * The code tables.
   *
   * @param version as records name it
   * @param files by rising name
   */
  public record Tables(int version, List<Table> files) {
    public Tables {
      files = List.copyOf(files);
    }
  }

  /** A table as JSON in UTF-8. */
  public record Table(String name, Bytes json) {}

  /** Status lists of a purpose are at this address with the number of the list behind it. */
  public record StatusLists(String purpose, String address) {}
}
