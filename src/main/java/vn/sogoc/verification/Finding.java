package vn.sogoc.verification;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import vn.sogoc.credential.AuthenticRecord;
import vn.sogoc.institution.InstitutionFacts;
import vn.sogoc.tlog.Inclusion;

/**
 * What an examination found.
 *
 * @param verdict the first that applies
 * @param checks each check that belongs to this question
 * @param record the record, where its signature held
 * @param issuer who issued it by the trust register, never by the document
 * @param logged its place in the log, where that was proved
 * @param statusAsOf the instant the status was read
 */
record Finding(
    Verdict verdict,
    List<Check> checks,
    Optional<AuthenticRecord> record,
    Optional<InstitutionFacts> issuer,
    Optional<Inclusion.Included> logged,
    Instant statusAsOf) {
  Finding {
    checks = List.copyOf(checks);
  }
}
