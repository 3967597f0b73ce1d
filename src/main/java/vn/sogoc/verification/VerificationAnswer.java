package vn.sogoc.verification;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import vn.sogoc.credential.CredentialRecord;
import vn.sogoc.institution.InstitutionFacts;
import vn.sogoc.kernel.Digest;
import vn.sogoc.kernel.PublicId;
import vn.sogoc.publication.PublishedList;
import vn.sogoc.register.legacy.Coverage;
import vn.sogoc.tlog.Inclusion;

/**
 * The answer to a question, with its receipt.
 *
 * @param id of the receipt, {@code ver_...}
 * @param shortCode the receipt's typed form, twelve letters in three groups
 * @param verdict the first that applies
 * @param checks each check on its own
 * @param checkedAt when it was asked
 * @param statusAsOf when the status was read
 * @param document what may be shown; empty wherever the verdict allows nothing
 * @param copy a copy from a register book that may be shown; never beside a document
 * @param supplement a supplement that may be shown to whoever brought it; never beside a document
 * @param coverage what is said of the old books of the institution whose prefix the number has,
 *     where nothing was found
 */
public record VerificationAnswer(
    PublicId id,
    String shortCode,
    Verdict verdict,
    List<Check> checks,
    Instant checkedAt,
    Instant statusAsOf,
    Optional<Shown> document,
    Optional<ShownCopy> copy,
    Optional<FoundSupplement> supplement,
    Optional<Coverage.Said> coverage) {
  public VerificationAnswer {
    checks = List.copyOf(checks);
    boolean shows = document.isPresent() || copy.isPresent() || supplement.isPresent();
    if (shows && !verdict.showsDocument()) {
      throw new IllegalArgumentException("verdict " + verdict.code() + " shows no document");
    }
  }

  /**
   * A record that may be shown.
   *
   * @param record the signed content
   * @param digest SHA-256 of the signed record
   * @param issuer from the trust register
   * @param keeper who keeps the issuer's register now, where that is somebody else
   * @param logged its place in the log, where that was proved
   * @param published the list it stands in, its newest version, where that was proved
   * @param disclosure how much of it
   */
  public record Shown(
      CredentialRecord record,
      Digest digest,
      InstitutionFacts issuer,
      Optional<Kept> keeper,
      Optional<Inclusion.Included> logged,
      Optional<PublishedList> published,
      Disclosure disclosure) {}

  /**
   * A copy that may be shown, to whoever typed its number and name.
   *
   * @param withBirth whether they typed the whole date of birth too
   */
  public record ShownCopy(FoundCopy found, boolean withBirth) {}

  /** Why a temporary certificate is superseded: its diploma was issued. */
  static final String PROVISIONAL_ENDED = "status.provisional_ended";

  /** What the verdict is called in messages: that of a temporary certificate has its own words. */
  public String words() {
    boolean isEnded =
        checks.stream()
            .anyMatch(check -> check.reason().filter(PROVISIONAL_ENDED::equals).isPresent());
    return verdict == Verdict.SUPERSEDED && isEnded ? "superseded.temporary" : verdict.code();
  }

  /** Another institution that keeps the issuer's register, from a day on. */
  public record Kept(InstitutionFacts by, LocalDate since) {}

  /** How much of a record an asker may see. */
  public enum Disclosure {
    /** The asker holds the record: everything in it. */
    CARRIED,
    /** The asker gave number, name and date of birth: the public list's fields and that date. */
    ASKED_WITH_BIRTH,
    /** The asker gave number and name: the public list's fields, the year of birth only. */
    ASKED
  }
}
