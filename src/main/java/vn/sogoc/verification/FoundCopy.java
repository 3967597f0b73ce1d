package vn.sogoc.verification;

import vn.sogoc.credential.BilingualText;
import vn.sogoc.institution.InstitutionFacts;
import vn.sogoc.kernel.Digest;
import vn.sogoc.register.legacy.RegisterCopy;

/**
 * An electronic copy made from a register book, whose signature held.
 *
 * @param copy what the keeper signed
 * @param digest SHA-256 of its COSE bytes
 * @param issuer whose book it is, from the trust register
 * @param keeper who keeps it and signed
 * @param kind what it is a copy of, in words
 */
public record FoundCopy(
    RegisterCopy copy,
    Digest digest,
    InstitutionFacts issuer,
    InstitutionFacts keeper,
    BilingualText kind) {}
