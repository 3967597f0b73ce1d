package vn.sogoc.holder;

import java.util.UUID;
import vn.sogoc.credential.CredentialRecord;
import vn.sogoc.institution.InstitutionFacts;
import vn.sogoc.kernel.Bytes;
import vn.sogoc.status.CredentialStatus;

/**
 * A credential of a holder.
 *
 * @param record what it says
 * @param issuer from the trust register
 * @param cose the signed record
 * @param person whose it is: the asker or somebody the asker acts for
 * @param own whether it is the asker's own
 * @param status what the register's events say became of it; nothing was verified
 */
public record Holding(
    CredentialRecord record,
    InstitutionFacts issuer,
    Bytes cose,
    UUID person,
    boolean own,
    CredentialStatus status) {}
