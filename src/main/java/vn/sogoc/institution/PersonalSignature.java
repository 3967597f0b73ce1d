package vn.sogoc.institution;

import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import vn.sogoc.crypto.keys.Certificates;
import vn.sogoc.crypto.keys.MalformedCertificate;
import vn.sogoc.kernel.Digest;

/**
 * What the competent person signs with a personal key: the root over the rows of a batch, once,
 * within a mandate. Each record carries its own short proof to that root.
 *
 * @param institution for which the person signs
 * @param content the approved hash of the batch, blinded ({@link
 *     vn.sogoc.crypto.merkle.SaltedTree#blinded}): it is over all rows without a salt
 * @param root of the {@link vn.sogoc.crypto.merkle.SaltedTree} over its rows, each in the form in
 *     which it is hashed for approval
 * @param count how many rows there are
 * @param signer who signs, as it is printed
 * @param basis the mandate it is signed within
 * @param signedAt to the second
 */
public record PersonalSignature(
    int institution,
    Digest content,
    Digest root,
    int count,
    Signatory signer,
    Basis basis,
    Instant signedAt) {
  /** Such as {@code GS.TS. }: words that end in a full stop. */
  private static final Pattern TITLES = Pattern.compile("(?:\\p{L}[\\p{L}.]{0,20}\\. ){1,4}");

  /** Domain separation of the signature. */
  public static final String AAD = "sogoc/personal/1";

  /**
   * A person in an office.
   *
   * @param name with academic titles
   * @param signsAs empty, KT., TM., TUQ. or Q.
   */
  public record Signatory(String name, String titleVi, String titleEn, String signsAs) {}

  /**
   * What a mandate rests on and covers.
   *
   * @param kinds codes of kinds
   * @param until last day, or null while it lasts
   */
  public record Basis(
      Set<String> kinds,
      LocalDate from,
      @Nullable LocalDate until,
      String decisionNumber,
      LocalDate decisionDate) {
    public Basis {
      kinds = Set.copyOf(kinds);
    }

    /** Whether it covers a kind on a day. */
    public boolean covers(String kind, LocalDate day) {
      return kinds.contains(kind) && !day.isBefore(from) && (until == null || !day.isAfter(until));
    }
  }

  public PersonalSignature {
    signedAt = signedAt.truncatedTo(ChronoUnit.SECONDS);
    if (count < 1) {
      throw new IllegalArgumentException("nobody signs an empty batch");
    }
  }

  /** What a mandate's holder would sign. */
  public static PersonalSignature within(
      Mandate mandate, Digest content, Digest root, int count, Instant signedAt) {
    return new PersonalSignature(
        mandate.institutionId(),
        content,
        root,
        count,
        new Signatory(
            mandate.personName(), mandate.titleVi(), mandate.titleEn(), mandate.signsAs()),
        new Basis(
            mandate.kinds(),
            mandate.from(),
            mandate.until(),
            mandate.decisionNumber(),
            mandate.decisionDate()),
        signedAt);
  }

  /** Whose a listed key is, by its certificate. */
  public static String nameOf(InstitutionKey key) {
    try {
      return Certificates.parse(key.certificate()).name();
    } catch (MalformedCertificate e) {
      return ""; // one that a checked statement lists was read before
    }
  }

  /** Whether a listed key is certified as the person's, see {@link #isOf(String, String)}. */
  public static boolean isOf(InstitutionKey key, String printed) {
    try {
      return isOf(Certificates.parse(key.certificate()).name(), printed);
    } catch (MalformedCertificate e) {
      return false; // one that a checked statement lists was read before
    }
  }

  /**
   * Whether a certificate is that of the person: its name is the printed one, or what follows the
   * academic titles in it.
   */
  public static boolean isOf(String certified, String printed) {
    if (certified.isBlank() || !printed.endsWith(certified)) {
      return false;
    }
    String before = printed.substring(0, printed.length() - certified.length());
    return before.isEmpty() || TITLES.matcher(before).matches();
  }
}
