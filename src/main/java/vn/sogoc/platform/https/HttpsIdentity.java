package vn.sogoc.platform.https;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import vn.sogoc.crypto.keys.Certificate;
import vn.sogoc.crypto.keys.Certificates;
import vn.sogoc.crypto.keys.KeyUnavailable;
import vn.sogoc.crypto.keys.Pkcs12Vault;
import vn.sogoc.crypto.keys.SigningFailed;
import vn.sogoc.platform.secrets.LocalSecrets;

/**
 * A key store with the certificate this service shows.
 *
 * @param keyStore PKCS#12 file
 * @param password its password
 */
public record HttpsIdentity(Path keyStore, String password) {
  private static final String ALIAS = "https";

  /** Browsers refuse server certificates of more than 398 days. */
  private static final Duration LIFE = Duration.ofDays(397);

  private static final Duration RENEW_BEFORE = Duration.ofDays(30);

  /**
   * The kept certificate, or a new one where there is none, where it ends within thirty days, or
   * where it does not name the public address.
   *
   * @param directory is made where it does not exist
   */
  public static HttpsIdentity readOrMake(Path directory, URI publicAddress) throws IOException {
    return readOrMake(directory, publicAddress, new SecureRandom(), Clock.systemUTC());
  }

  static HttpsIdentity readOrMake(
      Path directory, URI publicAddress, SecureRandom random, Clock clock) throws IOException {
    Files.createDirectories(directory);
    String password =
        Objects.requireNonNull(
            LocalSecrets.readOrMake(directory.resolve("secrets.properties"), ALIAS).get(ALIAS));
    List<String> hosts = hosts(publicAddress);
    Path file = directory.resolve("https.p12");
    HttpsIdentity identity = new HttpsIdentity(file, password);
    Instant now = clock.instant();
    boolean usable =
        identity
            .certificate()
            .filter(c -> c.isValidAt(now.plus(RENEW_BEFORE)))
            .filter(c -> c.name().equals(hosts.getFirst()))
            .isPresent();
    if (!usable) {
      identity.make(hosts, new Certificates.Validity(now.minusSeconds(60), now.plus(LIFE)), random);
    }
    return identity;
  }

  private Optional<Certificate> certificate() throws IOException {
    if (!Files.exists(keyStore)) {
      return Optional.empty();
    }
    try (Pkcs12Vault vault = Pkcs12Vault.open(keyStore, password.toCharArray())) {
      return vault.certificate(ALIAS);
    } catch (KeyUnavailable e) {
      throw new IOException("the HTTPS key store " + keyStore + " cannot be read", e);
    }
  }

  private void make(List<String> hosts, Certificates.Validity validity, SecureRandom random)
      throws IOException {
    try {
      var builder = Pkcs12Vault.create();
      builder.generateTls(ALIAS, hosts, validity, random);
      builder.save(keyStore, password.toCharArray());
    } catch (SigningFailed e) {
      throw new IOException("the HTTPS certificate could not be made", e);
    }
  }

  private static List<String> hosts(URI publicAddress) {
    Set<String> hosts = new LinkedHashSet<>();
    hosts.add(Objects.requireNonNullElse(publicAddress.getHost(), "localhost"));
    hosts.add("localhost");
    hosts.add("127.0.0.1");
    return List.copyOf(hosts);
  }

  /** The place, never the password. */
  @Override
  public String toString() {
    return "HttpsIdentity[" + keyStore + "]";
  }
}
