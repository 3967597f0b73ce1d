package vn.sogoc.crypto.tsp;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.DLSequence;
import org.bouncycastle.asn1.cmp.PKIStatus;
import org.bouncycastle.asn1.cms.ContentInfo;
import org.bouncycastle.asn1.cms.IssuerAndSerialNumber;
import org.bouncycastle.asn1.cms.SignedData;
import org.bouncycastle.asn1.cms.SignerInfo;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cms.SignerInformation;
import org.bouncycastle.cms.jcajce.JcaSimpleSignerInfoVerifierBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.tsp.TSPException;
import org.bouncycastle.tsp.TimeStampResponse;
import org.bouncycastle.tsp.TimeStampToken;
import org.bouncycastle.tsp.TimeStampTokenInfo;
import vn.sogoc.kernel.Bytes;
import vn.sogoc.kernel.Digest;

/**
 * A time stamp that counts: an authority that was pinned said that these bytes existed at this
 * time.
 *
 * @param imprint SHA-256 of what was stamped
 * @param time what the authority's clock said
 * @param authority fingerprint of its certificate
 * @param response the answer (TimeStampResp of RFC 3161), as others read it, without words
 */
public record TimeStamp(Digest imprint, Instant time, Digest authority, Bytes response) {
  /** Media type of the answer. */
  public static final String MEDIA_TYPE = "application/timestamp-reply";

  /** Two to six kilobytes are usual. */
  public static final int LARGEST = 65_536;

  /** How far an authority's clock may be from ours. */
  public static final Duration SKEW = Duration.ofMinutes(5);

  /**
   * Takes an answer in.
   *
   * @param pinned certificates that are believed
   * @throws MalformedTimeStamp where it is not one to this question, now
   */
  public static TimeStamp answering(
      TimeStampQuery query, Bytes response, Collection<TsaCertificate> pinned, Instant now)
      throws MalformedTimeStamp {
    Bytes wordless = wordless(response);
    TimeStampResponse parsed = parse(wordless);
    if (!query.number().equals(parsed.getTimeStampToken().getTimeStampInfo().getNonce())) {
      throw new MalformedTimeStamp("an answer with the nonce of the question");
    }
    TimeStamp stamp = verified(parsed, query.imprint(), wordless, pinned);
    if (Duration.between(stamp.time(), now).abs().compareTo(SKEW) > 0) {
      throw new MalformedTimeStamp("a time within five minutes of ours, found " + stamp.time());
    }
    return stamp;
  }

  /**
   * Reads an answer that was kept.
   *
   * @param imprint SHA-256 of what it is said to be over
   * @throws MalformedTimeStamp where it does not count
   */
  public static TimeStamp verify(Bytes response, Digest imprint, Collection<TsaCertificate> pinned)
      throws MalformedTimeStamp {
    return verified(parse(response), imprint, response, pinned);
  }

  /** The same answer without the words that an authority may put beside its status, unsigned. */
  private static Bytes wordless(Bytes response) throws MalformedTimeStamp {
    requireOneForm(response);
    try {
      ASN1Sequence answer = ASN1Sequence.getInstance(response.toArray());
      ASN1Sequence status = ASN1Sequence.getInstance(answer.getObjectAt(0));
      boolean hasWords = status.size() == 2 && status.getObjectAt(1) instanceof ASN1Sequence;
      if (answer.size() != 2 || !hasWords) {
        return response;
      }
      ASN1Encodable[] said = {new DLSequence(status.getObjectAt(0)), answer.getObjectAt(1)};
      return Bytes.of(new DLSequence(said).getEncoded(ASN1Encoding.DL));
    } catch (IOException | RuntimeException e) {
      throw new MalformedTimeStamp("an answer of RFC 3161");
    }
  }

  /** One value, nothing behind it, and no second way to write the same. */
  private static void requireOneForm(Bytes response) throws MalformedTimeStamp {
    if (response.size() > LARGEST) {
      throw new MalformedTimeStamp("an answer of at most " + LARGEST + " bytes");
    }
    try {
      ASN1Primitive value = ASN1Primitive.fromByteArray(response.toArray());
      if (value == null || !Bytes.of(value.getEncoded(ASN1Encoding.DL)).equals(response)) {
        throw new MalformedTimeStamp("an answer with definite lengths in their shortest form");
      }
    } catch (IOException | RuntimeException e) {
      throw new MalformedTimeStamp("an answer of RFC 3161");
    }
  }

  private static TimeStampResponse parse(Bytes response) throws MalformedTimeStamp {
    requireOneForm(response);
    try {
      TimeStampResponse parsed = new TimeStampResponse(response.toArray());
      if (parsed.getStatus() != PKIStatus.GRANTED
          || parsed.getFailInfo() != null
          || parsed.getStatusString() != null) {
        throw new MalformedTimeStamp("a granted request, found status " + parsed.getStatus());
      }
      if (parsed.getTimeStampToken() == null) {
        throw new MalformedTimeStamp("an answer with a token");
      }
      return parsed;
    } catch (IOException | TSPException | RuntimeException e) {
      throw new MalformedTimeStamp("an answer of RFC 3161");
    }
  }

  private static TimeStamp verified(
      TimeStampResponse parsed, Digest imprint, Bytes response, Collection<TsaCertificate> pinned)
      throws MalformedTimeStamp {
    TimeStampToken token = parsed.getTimeStampToken();
    try {
      TimeStampTokenInfo info = token.getTimeStampInfo();
      if (!NISTObjectIdentifiers.id_sha256.equals(info.getMessageImprintAlgOID())
          || !isPlain(info.getHashAlgorithm())
          || !Bytes.of(info.getMessageImprintDigest()).equals(imprint.bytes())) {
        throw new MalformedTimeStamp("a token over SHA-256 of these bytes");
      }
      TsaCertificate signer = signer(token, pinned);
      requireNothingUnsigned(token, signer);
      token.validate(new JcaSimpleSignerInfoVerifierBuilder().build(signer.holder()));
      return new TimeStamp(imprint, info.getGenTime().toInstant(), signer.fingerprint(), response);
    } catch (TSPException | OperatorCreationException | java.security.cert.CertificateException e) {
      throw new MalformedTimeStamp("a token that its authority signed");
    } catch (RuntimeException | IOException e) {
      throw new MalformedTimeStamp("a token in the form of RFC 3161");
    }
  }

  private static TsaCertificate signer(TimeStampToken token, Collection<TsaCertificate> pinned)
      throws MalformedTimeStamp {
    return pinned.stream()
        .filter(c -> token.getSID().match(c.holder()))
        .findFirst()
        .orElseThrow(() -> new MalformedTimeStamp("a token of an authority that is pinned"));
  }

  /**
   * What the signature does not cover is what it must be: a token that says the same in other bytes
   * is another token, and refused.
   */
  private static void requireNothingUnsigned(TimeStampToken token, TsaCertificate signer)
      throws MalformedTimeStamp, IOException {
    SignerInformation information =
        token.toCMSSignedData().getSignerInfos().getSigners().iterator().next();
    requireForm(token.toCMSSignedData().toASN1Structure(), information, signer);
    if (token.toCMSSignedData().getSignerInfos().size() != 1
        || token.toCMSSignedData().getVersion() != 3
        || information.getVersion() != 1
        || token.getUnsignedAttributes() != null
        || !token.getCRLs().getMatches(null).isEmpty()) {
      throw new MalformedTimeStamp("one signature, with signed attributes only");
    }
    if (token.getSignedAttributes() == null
        || token.getSignedAttributes().get(PKCSObjectIdentifiers.id_aa_signingCertificateV2)
            == null) {
      throw new MalformedTimeStamp("a signed attribute that names the certificate by SHA-256");
    }
    if (!isPlain(information.getDigestAlgorithmID())
        || !isPlain(information.toASN1Structure().getDigestEncryptionAlgorithm())
        || !List.copyOf(token.toCMSSignedData().getDigestAlgorithmIDs())
            .equals(List.of(information.getDigestAlgorithmID()))) {
      throw new MalformedTimeStamp("algorithms without parameters");
    }
    boolean isThere = false;
    for (X509CertificateHolder one : token.getCertificates().getMatches(null)) {
      isThere |= Bytes.of(one.getEncoded()).equals(signer.der());
    }
    if (!isThere) {
      throw new MalformedTimeStamp("a token that carries its authority's certificate");
    }
  }

  /** What the library reads more generously than it is written. */
  private static void requireForm(
      ContentInfo outer, SignerInformation information, TsaCertificate signer)
      throws MalformedTimeStamp, IOException {
    SignedData data = SignedData.getInstance(outer.getContent());
    SignerInfo written = information.toASN1Structure();
    ASN1Encodable issuer = written.getSID().getId();
    boolean isSo =
        PKCSObjectIdentifiers.signedData.equals(outer.getContentType())
            && data.getEncapContentInfo().getContent() instanceof ASN1OctetString
            && data.getSignerInfos().size() == 1
            && isSame(written, data.getSignerInfos().getObjectAt(0))
            && isSame(
                IssuerAndSerialNumber.getInstance(issuer).getName(), signer.holder().getIssuer());
    if (!isSo) {
      throw new MalformedTimeStamp("signed data in the one form of RFC 5652");
    }
  }

  private static boolean isSame(ASN1Encodable one, ASN1Encodable other) throws IOException {
    return Bytes.of(one.toASN1Primitive().getEncoded(ASN1Encoding.DL))
        .equals(Bytes.of(other.toASN1Primitive().getEncoded(ASN1Encoding.DL)));
  }

  private static boolean isPlain(AlgorithmIdentifier algorithm) {
    ASN1Encodable parameters = algorithm.getParameters();
    return parameters == null || DERNull.INSTANCE.equals(parameters);
  }
}
