package vn.sogoc.holder;

import java.util.UUID;
import vn.sogoc.credential.CredentialRecord;
import vn.sogoc.institution.InstitutionFacts;
import vn.sogoc.kernel.Bytes;

/**
 * A credential of a holder.
 *
 * @param record what it says
 * @param issuer from the trust register
 * @param cose the signed record
 * @param person whose it is: the asker or somebody the asker acts for
 * @param own whether it is the asker's own
 */
public record Holding(
    CredentialRecord record, InstitutionFacts issuer, Bytes cose, UUID person, boolean own) {}
