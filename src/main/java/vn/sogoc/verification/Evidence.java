package vn.sogoc.verification;

import java.util.Optional;
import vn.sogoc.institution.TrustAnswer;
import vn.sogoc.publication.PublicationAnswer;
import vn.sogoc.register.RegisterEvidence;
import vn.sogoc.tlog.Inclusion;

/**
 * What the store holds about one record, read in one transaction. Each part was already re-derived
 * from signed bytes by the package that owns it.
 *
 * @param key whose key the record names
 * @param entry what is registered under the record's digest, empty where nothing is
 * @param published whether it stands in a list
 * @param logged whether its issued entry stands in the log; absent where nothing is registered
 */
record Evidence(
    TrustAnswer key,
    Optional<RegisterEvidence> entry,
    PublicationAnswer published,
    Inclusion logged) {}
