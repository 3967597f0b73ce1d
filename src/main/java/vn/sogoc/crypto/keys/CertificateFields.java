package vn.sogoc.crypto.keys;

import vn.sogoc.kernel.Bytes;
import vn.sogoc.kernel.Digest;

/**
 * What was read out of a certificate.
 *
 * @param toBeSigned SHA-256 of the TBSCertificate
 * @param signature r then s
 * @param issuer DER of the issuer's name
 * @param holder DER of the subject's name
 * @param issuerKey the authority key identifier, which is the issuer's {@link KeyId}
 */
record CertificateFields(
    Certificates.Subject subject,
    Purpose purpose,
    Certificates.Validity validity,
    Bytes spki,
    boolean authority,
    Digest toBeSigned,
    Bytes signature,
    Bytes issuer,
    Bytes holder,
    KeyId issuerKey) {}
