package vn.sogoc;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import vn.sogoc.crypto.keys.Certificate;
import vn.sogoc.crypto.keys.Certificates;
import vn.sogoc.crypto.keys.MalformedCertificate;
import vn.sogoc.crypto.note.MalformedNote;
import vn.sogoc.crypto.note.NoteKey;
import vn.sogoc.crypto.note.WitnessPolicy;
import vn.sogoc.crypto.tsp.MalformedTimeStamp;
import vn.sogoc.crypto.tsp.TsaCertificate;
import vn.sogoc.institution.DevelopmentKeys;
import vn.sogoc.kernel.Bytes;

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
          "log.policy",
          "log.seeds",
          "log.witnesses",
          "trust.root",
          "trust.list",
          "trust.keys",
          "trust.keys-password");

  /** Fewer different bytes in 32 random ones happen once in 10^20 times. */
  private static final int DIFFERENT_BYTES = 16;

  /** What belongs to the demo and would pass invented people off as real. */
  private static final List<String> OF_THE_DEMO =
      List.of("demo.enabled", "verification.test-data", "issuance.test-data");

  /** An address, or a network of them that is not the whole world. */
  private static final Pattern PROXY =
      Pattern.compile(
          "([0-9]{1,3}(\\.[0-9]{1,3}){3}|[0-9a-fA-F:]*:[0-9a-fA-F:.]*)(/[1-9][0-9]{0,2})?");

  private final Settings settings;
  private final DevelopmentKeys publicKeys;

  ProductionRules(Settings settings) {
    this(settings, DevelopmentKeys.ofThisBuild());
  }

  ProductionRules(Settings settings, DevelopmentKeys publicKeys) {
    this.settings = settings;
    this.publicKeys = publicKeys;
  }

  /**
   * What the service is told in production, above what any file or the environment says: no plain
   * HTTP, nothing of the demo, and the word of a proxy only where the operator names the proxy.
   */
  static Map<String, String> properties(Settings settings) {
    Map<String, String> properties = new HashMap<>();
    properties.put("sogoc.https-only", "true");
    OF_THE_DEMO.forEach(name -> properties.put("sogoc." + name, "false"));
    Optional<String> proxy = settings.find("proxy");
    properties.put(
        "quarkus.http.proxy.proxy-address-forwarding", Boolean.toString(proxy.isPresent()));
    proxy.ifPresent(
        list -> {
          properties.put("quarkus.http.proxy.allow-x-forwarded", "true");
          properties.put("quarkus.http.proxy.trusted-proxies", list.replaceAll("\\s", ""));
        });
    return properties;
  }

  /**
   * Refuses at the first rule that is broken.
   *
   * @throws Unstartable naming the settings, never their values
   */
  void check() throws Unstartable, IOException {
    requireEverySetting();
    requireRandomMaster();
    requireHttps();
    requireNamedProxies();
    refuseDemo();
    refuseOwnTime();
    refusePublic(Path.of(setting("trust.root")));
    refusePublic(Path.of(setting("trust.list")));
    Path folder = Path.of(setting("trust.keys"));
    if (!Files.isDirectory(folder)) {
      throw new Unstartable(
          "SOGOC_TRUST_KEYS is the folder of the key stores; no folder " + folder);
    }
    // a key's place may name any file of the folder, whatever it is called
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, Files::isRegularFile)) {
      for (Path file : files) {
        refusePublicIn(file, setting("trust.keys-password").toCharArray());
      }
    }
    refusePublicLog(Path.of(setting("log.policy")));
    for (String root : settings.find("bundle.roots").map(r -> r.split(",")).orElse(new String[0])) {
      refusePublic(Path.of(root.strip()));
    }
  }

  private void requireHttps() throws Unstartable {
    if (!setting("address").startsWith("https://")) {
      throw new Unstartable(
          "SOGOC_ADDRESS begins with https:// in production: it stands on every diploma, and"
              + " whoever follows it must reach this service and no other.");
    }
  }

  private void requireNamedProxies() throws Unstartable {
    for (String proxy : settings.find("proxy").map(p -> p.split(",")).orElse(new String[0])) {
      if (!PROXY.matcher(proxy.strip()).matches()) {
        throw new Unstartable(
            "SOGOC_PROXY is the address of the proxy in front, or a network such as 10.0.0.0/8;"
                + " several with commas between. Whoever is named there can speak for everybody.");
      }
    }
  }

  /** A stamp is worth something where somebody else made it. */
  private void refuseOwnTime() throws Unstartable, IOException {
    if (settings.find("tsa.local").isPresent()) {
      throw new Unstartable(
          "SOGOC_TSA_LOCAL is for ./sogoc demo only: nobody vouches for himself.");
    }
    if (settings.find("tsa.url").isPresent() && settings.find("tsa.certificate").isEmpty()) {
      throw new Unstartable(
          "SOGOC_TSA_URL needs SOGOC_TSA_CERTIFICATE, by which the authority's stamps are believed.");
    }
    for (String named :
        settings.find("tsa.certificate").map(c -> c.split(",")).orElse(new String[0])) {
      Path file = Path.of(named.strip());
      try {
        TsaCertificate certificate = TsaCertificate.ofPem(Files.readString(file));
        if (publicKeys.hold(certificate.der(), certificate.spki())) {
          throw development(file);
        }
      } catch (MalformedTimeStamp e) {
        throw new Unstartable(file + ": expected " + e.getMessage() + ".");
      } catch (NoSuchFileException e) {
        throw new Unstartable("The certificate " + file + " cannot be read.");
      }
    }
  }

  private void refuseDemo() throws Unstartable {
    if (settings.find("bundle.sign-with").isPresent()) {
      throw new Unstartable(
          "SOGOC_BUNDLE_SIGN_WITH is for ./sogoc demo only: root keys live with three people.");
    }
    for (String name : OF_THE_DEMO) {
      if (settings.find(name).filter(v -> !v.equalsIgnoreCase("false")).isPresent()) {
        throw new Unstartable(Settings.variable(name) + " is for ./sogoc demo only.");
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
    try {
      Certificate certificate =
          Certificates.ofPem(Files.readString(pem, StandardCharsets.ISO_8859_1));
      if (publicKeys.hold(certificate)) {
        throw development(pem);
      }
    } catch (MalformedCertificate e) {
      throw new Unstartable(pem + " holds no certificate in PEM, or not just one of our form.");
    }
  }

  /** A log whose keys everybody has proves nothing, and neither do witnesses of that sort. */
  private void refusePublicLog(Path file) throws Unstartable, IOException {
    if (!Files.isReadable(file)) {
      throw new Unstartable("The log's policy " + file + " cannot be read.");
    }
    try {
      WitnessPolicy policy = WitnessPolicy.parse(Files.readString(file, StandardCharsets.UTF_8));
      for (WitnessPolicy.Log log : policy.logs()) {
        refusePublicKey(file, log.key());
      }
      for (WitnessPolicy.Witness witness : policy.witnesses()) {
        refusePublicKey(file, witness.key());
      }
      if (policy.witnesses().isEmpty()) {
        throw new Unstartable(file + " names no witness: nobody would notice a second history.");
      }
      if (policy.isSplittable()) {
        throw new Unstartable(
            file
                + " has a quorum that two groups of witnesses without a common member each meet:"
                + " the log's keys alone could show two histories. More than half must be needed.");
      }
    } catch (MalformedNote e) {
      throw new Unstartable(file + " is not a policy in the form of C2SP: " + e.getMessage());
    }
  }

  private void refusePublicKey(Path file, NoteKey key) throws Unstartable {
    if (publicKeys.holdText(key.vkey())) {
      throw development(file);
    }
  }

  private void refusePublicIn(Path file, char[] password) throws Unstartable {
    try (InputStream in = Files.newInputStream(file)) {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(in, password);
      for (String alias : Collections.list(store.aliases())) {
        java.security.cert.Certificate[] chain = store.getCertificateChain(alias);
        for (var certificate : chain == null ? new java.security.cert.Certificate[0] : chain) {
          if (publicKeys.hold(
              Bytes.of(certificate.getEncoded()),
              Bytes.of(certificate.getPublicKey().getEncoded()))) {
            throw development(file);
          }
        }
      }
    } catch (GeneralSecurityException | IOException e) {
      if (file.getFileName().toString().endsWith(".p12")) {
        throw new Unstartable(
            "The key store " + file + " cannot be opened with SOGOC_TRUST_KEYS_PASSWORD.");
      }
      // some other file; no key is opened from it later either
    }
  }

  private static Unstartable development(Path file) {
    return new Unstartable(
        file + " holds a development key, which everybody has. Production refuses it.");
  }

  private String setting(String name) {
    return settings.find(name).orElseThrow();
  }
}
