package vn.sogoc.institution;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import vn.sogoc.crypto.cose.CoseSign1;
import vn.sogoc.crypto.cose.MalformedCose;
import vn.sogoc.crypto.keys.Certificate;
import vn.sogoc.crypto.keys.Certificates;
import vn.sogoc.crypto.keys.KeyId;
import vn.sogoc.crypto.keys.KeyUnavailable;
import vn.sogoc.crypto.keys.MalformedCertificate;
import vn.sogoc.crypto.keys.Purpose;
import vn.sogoc.crypto.keys.VerificationKey;
import vn.sogoc.kernel.Bytes;

/**
 * Where trust begins: the pinned ministry root, and under it the trust-list key that signs the
 * institutions' statements. Both come from files named in the configuration, never from the store;
 * a certificate that does not lead to the root stops the program at its start.
 */
@ApplicationScoped
public class TrustAnchor {
  private final Certificate root;
  private final VerificationKey<Purpose.TrustList> listKey;

  @Inject
  TrustAnchor(TrustConfig config, Clock clock) {
    this(config.root(), config.list(), clock.instant());
  }

  /**
   * For whoever checks statements without the service around.
   *
   * @param rootFile certificate of the ministry root, PEM
   * @param listFile certificate of the trust-list key under it, PEM
   * @param now when its validity is asked about
   * @throws IllegalStateException where one does not lead to the other
   */
  public TrustAnchor(Path rootFile, Path listFile, Instant now) {
    this.root = read(rootFile);
    Certificate list = read(listFile);
    Certificates.Trust trust = Certificates.trust(list, root, now);
    if (trust != Certificates.Trust.TRUSTED) {
      throw new IllegalStateException(
          "the trust-list certificate "
              + listFile
              + " does not lead to the root "
              + rootFile
              + ": "
              + trust);
    }
    try {
      this.listKey = list.verificationKey(Purpose.TRUST_LIST);
    } catch (KeyUnavailable e) {
      throw new IllegalStateException(listFile + " is not for trust lists", e);
    }
  }

  /** Whether the id is that of the root's key or of the trust-list key. */
  boolean names(KeyId key) {
    return root.keyId().equals(key) || listKey.keyId().equals(key);
  }

  /**
   * Checks a statement: signed by the trust-list key, and each key's certificate under the root, of
   * this institution, of the stated purpose, and of the stated id.
   *
   * @throws MalformedStatement naming the first thing that is wrong
   */
  public CheckedStatement check(Bytes signed) throws MalformedStatement {
    CoseSign1 message;
    try {
      message = CoseSign1.parse(signed);
    } catch (MalformedCose e) {
      throw new MalformedStatement("not a signed statement: " + e.getMessage(), e);
    }
    if (!message.kid().equals(listKey.keyId())
        || message.verify(listKey, InstitutionStatement.AAD).isEmpty()) {
      throw new MalformedStatement("the statement is not signed by the trust-list key");
    }
    InstitutionStatement statement = StatementCodec.decode(message.payload());
    Map<KeyId, VerificationKey<?>> verifiers = new HashMap<>();
    Set<KeyId> seen = new HashSet<>();
    for (InstitutionKey key : statement.keys()) {
      if (!seen.add(key.id())) {
        throw new MalformedStatement("key " + key.id() + " stands twice");
      }
      verifiers.put(key.id(), verifier(key, statement.facts().id()));
    }
    return new CheckedStatement(statement, verifiers);
  }

  private VerificationKey<?> verifier(InstitutionKey key, int institution)
      throws MalformedStatement {
    try {
      Certificate certificate = Certificates.parse(key.certificate());
      Instant at = key.from();
      boolean right =
          Certificates.trust(certificate, root, at) == Certificates.Trust.TRUSTED
              && certificate.keyId().equals(key.id())
              && certificate.purpose().code().equals(key.purpose())
              && certificate.institution().equals(OptionalInt.of(institution))
              && !key.until().isAfter(certificate.validity().until());
      if (!right) {
        throw new MalformedStatement("the certificate of key " + key.id() + " is not its own");
      }
      return certificate.verificationKey(certificate.purpose());
    } catch (MalformedCertificate | KeyUnavailable e) {
      throw new MalformedStatement("the certificate of key " + key.id() + " is malformed", e);
    }
  }

  private static Certificate read(Path file) {
    try {
      return Certificates.ofPem(Files.readString(file, StandardCharsets.ISO_8859_1));
    } catch (IOException e) {
      throw new IllegalStateException("the certificate " + file + " cannot be read", e);
    } catch (MalformedCertificate e) {
      throw new IllegalStateException(file + " is not just one certificate of ours", e);
    }
  }
}
