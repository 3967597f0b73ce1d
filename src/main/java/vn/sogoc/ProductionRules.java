package vn.sogoc;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import vn.sogoc.kernel.Bytes;
import vn.sogoc.kernel.Digest;

/**
 * What {@code ./sogoc run} refuses to guess. A demo that slipped into production would issue
 * diplomas under keys that anybody has; a secret that anybody can guess would open the register's
 * sealed rows.
 */
final class ProductionRules {
  static final List<String> REQUIRED =
      List.of(
          "address",
          "db.url",
          "secrets.master",
          "trust.root",
          "trust.list",
          "trust.keys",
          "trust.keys-password");

  /** Fewer different bytes in 32 random ones happen once in 10^20 times. */
  private static final int DIFFERENT_BYTES = 16;

  private static final String PUBLIC_KEYS = "/keys-dev/FINGERPRINTS";

  private final Settings settings;
  private final Set<String> publicKeys;

  ProductionRules(Settings settings) throws IOException {
    this(settings, publicKeys());
  }

  ProductionRules(Settings settings, Set<String> publicKeys) {
    this.settings = settings;
    this.publicKeys = publicKeys;
  }

  /**
   * Refuses at the first rule that is broken.
   *
   * @throws Unstartable naming the settings, never their values
   */
  void check() throws Unstartable, IOException {
    requireEverySetting();
    requireRandomMaster();
    refusePublic(Path.of(setting("trust.root")));
    refusePublic(Path.of(setting("trust.list")));
    Path folder = Path.of(setting("trust.keys"));
    if (!Files.isDirectory(folder)) {
      throw new Unstartable(
          "SOGOC_TRUST_KEYS is the folder of the key stores; no folder " + folder);
    }
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*.p12")) {
      for (Path file : files) {
        refusePublicIn(file, setting("trust.keys-password").toCharArray());
      }
    }
  }

  private void requireEverySetting() throws Unstartable {
    List<String> missing = new ArrayList<>();
    for (String name : REQUIRED) {
      if (settings.find(name).isEmpty()) {
        missing.add(Settings.variable(name));
      }
    }
    if (!missing.isEmpty()) {
      throw new Unstartable(
          "Production needs "
              + String.join(", ", missing)
              + " (README.md explains them). For a trial use ./sogoc demo.");
    }
  }

  private void requireRandomMaster() throws Unstartable {
    String master = setting("secrets.master");
    if (!master.matches("[0-9a-fA-F]{64}") || differentBytes(master) < DIFFERENT_BYTES) {
      throw new Unstartable(
          "SOGOC_SECRETS_MASTER is 32 random bytes as 64 hexadecimal digits:"
              + " openssl rand -hex 32");
    }
  }

  private static long differentBytes(String hex) {
    Bytes raw = Bytes.ofHex(hex);
    return IntStream.range(0, raw.size()).map(raw::at).distinct().count();
  }

  private void refusePublic(Path pem) throws Unstartable, IOException {
    if (!Files.isReadable(pem)) {
      throw new Unstartable("The certificate " + pem + " cannot be read.");
    }
    String text = Files.readString(pem, StandardCharsets.US_ASCII);
    String body =
        text.replaceAll("(?s).*-----BEGIN CERTIFICATE-----", "")
            .replaceAll("(?s)-----END CERTIFICATE-----.*", "")
            .replaceAll("\\s", "");
    try {
      refuse(Base64.getDecoder().decode(body), pem);
    } catch (IllegalArgumentException e) {
      throw new Unstartable(pem + " holds no certificate in PEM.");
    }
  }

  private void refusePublicIn(Path file, char[] password) throws Unstartable {
    try (InputStream in = Files.newInputStream(file)) {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(in, password);
      for (String alias : Collections.list(store.aliases())) {
        Certificate[] chain = store.getCertificateChain(alias);
        for (Certificate certificate : chain == null ? new Certificate[0] : chain) {
          refuse(certificate.getEncoded(), file);
        }
      }
    } catch (GeneralSecurityException | IOException e) {
      throw new Unstartable(
          "The key store " + file + " cannot be opened with SOGOC_TRUST_KEYS_PASSWORD.");
    }
  }

  private void refuse(byte[] certificate, Path file) throws Unstartable {
    if (publicKeys.contains(Digest.sha256(certificate).hex())) {
      throw new Unstartable(
          file + " holds a development key, which everybody has. Production refuses it.");
    }
  }

  private String setting(String name) {
    return settings.find(name).orElseThrow();
  }

  private static Set<String> publicKeys() throws IOException {
    try (InputStream in = ProductionRules.class.getResourceAsStream(PUBLIC_KEYS)) {
      if (in == null) {
        throw new IOException("this build lacks " + PUBLIC_KEYS);
      }
      return new String(in.readAllBytes(), StandardCharsets.US_ASCII)
          .lines()
          .map(String::strip)
          .filter(line -> !line.isEmpty())
          .collect(Collectors.toUnmodifiableSet());
    }
  }
}
