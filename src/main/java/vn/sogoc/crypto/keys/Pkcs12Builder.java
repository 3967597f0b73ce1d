package vn.sogoc.crypto.keys;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Collects keys and writes them as one PKCS#12 file. Used by one thread. */
public final class Pkcs12Builder {
  private record Entry(SoftwareKey key, List<Certificate> chain) {}

  private final Map<String, Entry> entries = new LinkedHashMap<>();

  Pkcs12Builder() {}

  /**
   * Makes a key with a certificate under an authority and adds both.
   *
   * @throws SigningFailed where the authority's key store did not sign
   */
  public <P extends Purpose> Certificate generate(
      String alias,
      P purpose,
      Certificates.Authority authority,
      Certificates.Subject subject,
      Certificates.Validity validity,
      SecureRandom random)
      throws SigningFailed {
    SoftwareKey key = SoftwareKey.generate(random);
    Certificate certificate =
        Certificates.issue(authority, key.verificationKey(purpose), subject, validity, random);
    add(alias, key, List.of(certificate, authority.certificate()));
    return certificate;
  }

  /**
   * Makes a self-signed root and adds it.
   *
   * @throws SigningFailed where the key did not sign
   */
  public Certificates.Authority generateRoot(
      String alias, String name, Certificates.Validity validity, SecureRandom random)
      throws SigningFailed {
    SoftwareKey key = SoftwareKey.generate(random);
    Signer<Purpose.Root> signer = key.signer(Purpose.ROOT);
    Certificate root =
        Certificates.root(key.verificationKey(Purpose.ROOT), signer, name, validity, random);
    add(alias, key, List.of(root));
    return new Certificates.Authority(root, signer);
  }

  /**
   * Makes a key with a self-signed certificate for the hosts and adds both.
   *
   * @throws SigningFailed where the key did not sign
   */
  public Certificate generateTls(
      String alias, List<String> hosts, Certificates.Validity validity, SecureRandom random)
      throws SigningFailed {
    SoftwareKey key = SoftwareKey.generate(random);
    Certificate certificate = Certificates.tlsSelfSigned(key, hosts, validity, random);
    add(alias, key, List.of(certificate));
    return certificate;
  }

  /**
   * Adds a key.
   *
   * @param chain the key's own certificate first
   */
  public Pkcs12Builder add(String alias, SoftwareKey key, List<Certificate> chain) {
    if (!chain.getFirst().keyId().equals(key.keyId())) {
      throw new IllegalArgumentException("the first certificate is not that of the key");
    }
    if (entries.putIfAbsent(alias, new Entry(key, List.copyOf(chain))) != null) {
      throw new IllegalArgumentException("there is a key named " + alias + " already");
    }
    return this;
  }

  /**
   * Writes the file beside its place, readable by its owner only, and moves it there in one step: a
   * crash leaves the old file or the new one.
   *
   * @param password protects the private keys; stays with the caller
   */
  public void save(Path file, char[] password) throws IOException {
    Path folder = file.toAbsolutePath().getParent();
    Path beside = Files.createTempFile(folder, ".keys", ".p12", ownerOnly());
    try {
      try (FileChannel channel = FileChannel.open(beside, StandardOpenOption.WRITE);
          OutputStream out = Channels.newOutputStream(channel)) {
        store(password).store(out, password);
        channel.force(true);
      }
      Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform writes PKCS#12", e);
    } finally {
      Files.deleteIfExists(beside);
    }
  }

  private KeyStore store(char[] password) throws GeneralSecurityException, IOException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    for (var entry : entries.entrySet()) {
      store.setKeyEntry(
          entry.getKey(),
          entry.getValue().key().privateKey(),
          password,
          platformChain(entry.getValue().chain()));
    }
    return store;
  }

  /** The same certificates as the platform's type. */
  static java.security.cert.Certificate[] platformChain(List<Certificate> chain)
      throws CertificateException {
    CertificateFactory factory = CertificateFactory.getInstance("X.509");
    var platform = new java.security.cert.Certificate[chain.size()];
    for (int i = 0; i < platform.length; i++) {
      byte[] der = chain.get(i).der().toArray();
      platform[i] = factory.generateCertificate(new java.io.ByteArrayInputStream(der));
    }
    return platform;
  }

  private static FileAttribute<?>[] ownerOnly() {
    return FileSystems.getDefault().supportedFileAttributeViews().contains("posix")
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
        }
        : new FileAttribute<?>[0];
  }
}
