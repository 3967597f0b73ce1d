package vn.sogoc.verification;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import vn.sogoc.credential.AuthenticRecord;
import vn.sogoc.institution.InstitutionFacts;
import vn.sogoc.publication.PublishedList;
import vn.sogoc.tlog.Inclusion;
import vn.sogoc.verification.incidents.Raised;

/**
 * What an examination found.
 *
 * @param verdict the first that applies
 * @param checks each check that belongs to this question
 * @param record the record, where its signature held
 * @param issuer who issued it by the trust register, never by the document
 * @param logged its place in the log, where that was proved
 * @param published the list it stands in, its newest version, where that was proved
 * @param statusAsOf the instant the status was read
 * @param copy a copy from a register book, where its signature held; then there is no record
 * @param supplement a supplement of a diploma, where its signature held; then there is neither
 */
record Finding(
    Verdict verdict,
    List<Check> checks,
    Optional<AuthenticRecord> record,
    Optional<InstitutionFacts> issuer,
    Optional<Inclusion.Included> logged,
    Optional<PublishedList> published,
    Instant statusAsOf,
    Optional<FoundCopy> copy,
    Optional<FoundSupplement> supplement) {
  Finding {
    checks = List.copyOf(checks);
  }

  /** What was found of something that is no copy. */
  Finding(
      Verdict verdict,
      List<Check> checks,
      Optional<AuthenticRecord> record,
      Optional<InstitutionFacts> issuer,
      Optional<Inclusion.Included> logged,
      Optional<PublishedList> published,
      Instant statusAsOf) {
    this(
        verdict,
        checks,
        record,
        issuer,
        logged,
        published,
        statusAsOf,
        Optional.empty(),
        Optional.empty());
  }

  /** The same with other checks beside it. */
  Finding with(List<Check> others) {
    return new Finding(
        verdict, others, record, issuer, logged, published, statusAsOf, copy, supplement);
  }

  /** What the institution is told: whose key, which bytes, which check; nothing that they say. */
  Optional<Raised> incident() {
    String reason =
        checks.stream()
            .filter(c -> c.result() == Check.Result.FAILED)
            .flatMap(c -> c.reason().stream())
            .findFirst()
            .orElse("registered.unknown");
    return record
        .flatMap(
            r -> issuer.map(by -> new Raised(by.id(), r.digest(), r.keyId(), reason, statusAsOf)))
        .or(
            () ->
                supplement.map(
                    s -> new Raised(s.issuer().id(), s.digest(), s.key(), reason, statusAsOf)));
  }
}
