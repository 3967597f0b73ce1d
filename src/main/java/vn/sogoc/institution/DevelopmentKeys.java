package vn.sogoc.institution;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.stream.Collectors;
import vn.sogoc.crypto.keys.Certificate;
import vn.sogoc.crypto.keys.KeyId;
import vn.sogoc.kernel.Bytes;
import vn.sogoc.kernel.Digest;

/**
 * The keys of development, which everybody has and production refuses. Known by certificate and by
 * public key: a new certificate for the same key makes it no more secret.
 */
public final class DevelopmentKeys {
  private static final String FILE = "/keys-dev/FINGERPRINTS";

  private final Set<String> fingerprints;

  private DevelopmentKeys(Set<String> fingerprints) {
    this.fingerprints = fingerprints;
  }

  /** Nothing is public. */
  public static DevelopmentKeys none() {
    return new DevelopmentKeys(Set.of());
  }

  /** Those that this build was packaged with. */
  public static DevelopmentKeys ofThisBuild() {
    try (InputStream in = DevelopmentKeys.class.getResourceAsStream(FILE)) {
      if (in == null) {
        throw new IllegalStateException("this build lacks " + FILE);
      }
      return new DevelopmentKeys(
          new String(in.readAllBytes(), StandardCharsets.US_ASCII)
              .lines()
              .map(String::strip)
              .filter(line -> !line.isEmpty())
              .collect(Collectors.toUnmodifiableSet()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Whether the certificate or its key is public. */
  public boolean hold(Certificate certificate) {
    return fingerprints.contains(certificate.fingerprint().hex())
        || fingerprints.contains(Digest.sha256(certificate.spki()).hex());
  }

  /** Whether a certificate or its key is public, in DER. */
  public boolean hold(Bytes certificate, Bytes spki) {
    return fingerprints.contains(Digest.sha256(certificate).hex())
        || fingerprints.contains(Digest.sha256(spki).hex());
  }

  /** Whether a key that is written as text, one of a log or a witness, is public. */
  public boolean holdText(String key) {
    return fingerprints.contains(Digest.sha256(key.getBytes(StandardCharsets.UTF_8)).hex());
  }

  /** Whether the key of this id is public; an id is the beginning of a key's fingerprint. */
  boolean hold(KeyId key) {
    return fingerprints.stream().anyMatch(f -> f.startsWith(key.toString()));
  }
}
