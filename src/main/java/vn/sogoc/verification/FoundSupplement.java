package vn.sogoc.verification;

import vn.sogoc.credential.supplement.Supplement;
import vn.sogoc.crypto.keys.KeyId;
import vn.sogoc.institution.InstitutionFacts;
import vn.sogoc.kernel.Digest;

/**
 * A supplement of a diploma, whose signature held. Its marks are confidential: it is shown to
 * whoever brought the file, and to nobody else.
 *
 * @param digest SHA-256 of its COSE bytes
 * @param issuer whose key it is, from the trust register
 */
public record FoundSupplement(
    Supplement supplement, Digest digest, KeyId key, InstitutionFacts issuer) {}
