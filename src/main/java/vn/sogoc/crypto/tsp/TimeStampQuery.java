package vn.sogoc.crypto.tsp;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.tsp.TimeStampRequest;
import org.bouncycastle.tsp.TimeStampRequestGenerator;
import vn.sogoc.kernel.Bytes;
import vn.sogoc.kernel.Digest;

/**
 * A question to an authority (RFC 3161, section 2.4.1), which asks for the certificate too.
 *
 * @param imprint SHA-256 of what is to be stamped
 * @param nonce fresh random bytes, so that an old answer is none
 */
public record TimeStampQuery(Digest imprint, Bytes nonce) {
  /** Media type of the encoded form. */
  public static final String MEDIA_TYPE = "application/timestamp-query";

  private static final int NONCE = 16;

  public TimeStampQuery {
    if (nonce.size() != NONCE) {
      throw new IllegalArgumentException("a nonce has " + NONCE + " bytes, found " + nonce.size());
    }
  }

  /** The DER bytes. */
  public Bytes encode() {
    try {
      return Bytes.of(request().getEncoded());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  TimeStampRequest request() {
    TimeStampRequestGenerator generator = new TimeStampRequestGenerator();
    generator.setCertReq(true);
    return generator.generate(NISTObjectIdentifiers.id_sha256, imprint.toArray(), number());
  }

  BigInteger number() {
    return new BigInteger(1, nonce.toArray());
  }
}
