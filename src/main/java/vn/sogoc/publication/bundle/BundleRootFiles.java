package vn.sogoc.publication.bundle;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import vn.sogoc.crypto.bundle.BundleRoots;
import vn.sogoc.crypto.keys.Certificates;
import vn.sogoc.crypto.keys.KeyUnavailable;
import vn.sogoc.crypto.keys.MalformedCertificate;
import vn.sogoc.crypto.keys.Pkcs12Vault;
import vn.sogoc.crypto.keys.Purpose;
import vn.sogoc.crypto.keys.Signer;
import vn.sogoc.crypto.keys.VerificationKey;

/**
 * The pinned root keys of the bundle: from files that the configuration names, never from the
 * store. What is wrong with one of them stops the program at its start.
 */
@ApplicationScoped
public class BundleRootFiles {
  private final Optional<BundleRoots> pinned;
  private final List<Signer<Purpose.TrustList>> own;

  BundleRootFiles(BundleConfig config) {
    this.pinned = config.roots().map(files -> read(config.threshold(), files));
    this.own =
        config
            .signWith()
            .map(folder -> signers(folder, config.signPassword().orElse(""), config.threshold()))
            .orElse(List.of());
  }

  /** The pinned roots; empty where the installation has no bundle. */
  public Optional<BundleRoots> pinned() {
    return pinned;
  }

  /** As many signers as are needed, in a demo; none in production. */
  List<Signer<Purpose.TrustList>> own() {
    return own;
  }

  /**
   * Roots from certificates in PEM.
   *
   * @param threshold how many of them sign a bundle
   * @throws IllegalStateException where one cannot be used
   */
  public static BundleRoots read(int threshold, List<Path> files) {
    List<VerificationKey<Purpose.TrustList>> keys = new ArrayList<>();
    for (Path file : files) {
      try {
        keys.add(
            Certificates.ofPem(Files.readString(file, StandardCharsets.ISO_8859_1))
                .verificationKey(Purpose.TRUST_LIST));
      } catch (IOException | MalformedCertificate | KeyUnavailable e) {
        throw new IllegalStateException(file + " is no certificate of a trust-list key", e);
      }
    }
    return BundleRoots.of(threshold, keys);
  }

  private static List<Signer<Purpose.TrustList>> signers(
      Path folder, String password, int threshold) {
    List<Signer<Purpose.TrustList>> signers = new ArrayList<>();
    for (int i = 1; i <= threshold; i++) {
      Path file = folder.resolve("bundle-" + i + ".p12");
      try {
        signers.add(
            Pkcs12Vault.open(file, password.toCharArray()).signer("bundle", Purpose.TRUST_LIST));
      } catch (KeyUnavailable e) {
        throw new IllegalStateException(file + " holds no key that signs bundles", e);
      }
    }
    return List.copyOf(signers);
  }
}
