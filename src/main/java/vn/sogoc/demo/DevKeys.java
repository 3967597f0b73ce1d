package vn.sogoc.demo;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import vn.sogoc.crypto.keys.Certificate;
import vn.sogoc.crypto.keys.Certificates;
import vn.sogoc.crypto.keys.Pkcs12Builder;
import vn.sogoc.crypto.keys.Pkcs12Vault;
import vn.sogoc.crypto.keys.Purpose;
import vn.sogoc.crypto.keys.SigningFailed;
import vn.sogoc.crypto.note.NoteSigner;
import vn.sogoc.crypto.note.SeedSigner;
import vn.sogoc.crypto.tsp.LocalAuthority;
import vn.sogoc.crypto.tsp.TsaCertificate;
import vn.sogoc.kernel.Bytes;
import vn.sogoc.kernel.Digest;

/**
 * Makes the keys of development and demo: a root, a trust-list key, and for each demo institution
 * one key per purpose. They are public by design; their fingerprints are written beside them, and
 * the production profile refuses to start with any of them.
 */
public final class DevKeys {
  /** Password of every key file here; it protects nothing. */
  public static final String PASSWORD = "sogoc-dev";

  /**
   * List of what production refuses: SHA-256 of each certificate and of each public key
   * (SubjectPublicKeyInfo) in hexadecimal, one a line.
   */
  public static final String FINGERPRINTS = "FINGERPRINTS";

  /** The origin of the demo's log. */
  public static final String LOG = "sogoc-demo.example/log";

  /** The name of a head's key in its file. */
  static final String PERSONAL = "head";

  /** How many keys sign the trust bundle; two of them suffice. */
  public static final int BUNDLE_KEYS = 3;

  /** How many witnesses the demo has. */
  public static final int WITNESSES = 2;

  private static final Instant FROM = Instant.parse("2020-01-01T00:00:00Z");
  private static final Instant UNTIL = Instant.parse("2045-12-31T23:59:59Z");

  /** How long a certificate of the demo is good for. */
  static final Certificates.Validity VALIDITY = new Certificates.Validity(FROM, UNTIL);

  private static final String README =
      """
      # Keys that everybody knows

      **Every private key in this folder is public by design.** The password of each file is `sogoc-dev`.
      They exist so that a demo and the tests run without any set-up, and so that anybody can try to
      cheat with them. The production profile reads `FINGERPRINTS` and refuses to start with any of
      these certificates, and of their keys under whatever certificate. Make them anew with `./sogoc keys dev`.

      | file | what |
      |---|---|
      | `root.p12`, `root.pem` | the ministry root |
      | `trust-list.p12`, `trust-list.pem` | signs what is believed about institutions |
      | `bundle-<number>.p12`, `bundle-<number>.pem` | three keys `trust-list`, two of which sign the trust bundle |
      | `log.seeds`, `log-policy` | seeds of the log's keys (Ed25519, ML-DSA-44); who may sign its heads and who watches |
      | `witness-<number>.seed` | seed of a witness of the demo |
      | `tsa.p12`, `tsa.pem` | the demo's own authority of time stamps |
      | `institution-1.p12` | the key `status` of the registry |
      | `institution-<number>.p12` | keys `record`, `list` and `document` of a demo institution |
      | `personal-<number>.p12` | the personal key of its head |
      """;

  private DevKeys() {}

  /** Writes all key files into a folder, replacing what is there. */
  public static void make(Path folder, SecureRandom random) throws IOException, SigningFailed {
    Files.createDirectories(folder);
    char[] password = PASSWORD.toCharArray();
    Certificates.Validity validity = VALIDITY;
    List<Certificate> made = new ArrayList<>();

    Pkcs12Builder rootFile = Pkcs12Vault.create();
    Certificates.Authority root =
        rootFile.generateRoot("root", "Sogoc development root", validity, random);
    rootFile.save(folder.resolve("root.p12"), password);
    Files.writeString(folder.resolve("root.pem"), root.certificate().pem());
    made.add(root.certificate());

    Pkcs12Builder listFile = Pkcs12Vault.create();
    Certificate list =
        listFile.generate(
            "trust-list",
            Purpose.TRUST_LIST,
            root,
            Certificates.Subject.of("Sogoc development trust list"),
            validity,
            random);
    listFile.save(folder.resolve("trust-list.p12"), password);
    Files.writeString(folder.resolve("trust-list.pem"), list.pem());
    made.add(list);

    made.addAll(bundleKeys(folder, root, validity, random, password));

    TsaCertificate tsa = timeStamps(folder, random, password);
    List<String> logKeys = logKeys(folder, random);
    for (DemoInstitution institution : DemoInstitution.ALL) {
      made.addAll(institution(folder, institution, root, validity, random, password));
    }
    made.addAll(institution(folder, DemoInstitution.CANARY, root, validity, random, password));
    made.add(registry(folder, root, validity, random, password));
    Files.writeString(
        folder.resolve(FINGERPRINTS),
        Stream.of(
                made.stream().map(c -> c.fingerprint().hex()),
                made.stream().map(c -> Digest.sha256(c.spki()).hex()),
                timeStampPrints(tsa),
                logKeys.stream().map(DevKeys::fingerprint))
            .flatMap(Function.identity())
            .collect(Collectors.joining("\n", "", "\n")));
    Files.writeString(folder.resolve("README.md"), README);
  }

  /** The root keys of the trust bundle, each in a file of its own as with three people. */
  static List<Certificate> bundleKeys(
      Path folder,
      Certificates.Authority root,
      Certificates.Validity validity,
      SecureRandom random,
      char[] password)
      throws IOException, SigningFailed {
    List<Certificate> made = new ArrayList<>();
    for (int i = 1; i <= BUNDLE_KEYS; i++) {
      Pkcs12Builder file = Pkcs12Vault.create();
      Certificate certificate =
          file.generate(
              "bundle",
              Purpose.TRUST_LIST,
              root,
              Certificates.Subject.of("Sogoc development trust bundle " + i),
              validity,
              random);
      file.save(folder.resolve("bundle-" + i + ".p12"), password);
      Files.writeString(folder.resolve("bundle-" + i + ".pem"), certificate.pem());
      made.add(certificate);
    }
    return made;
  }

  /** A local authority of time stamps. */
  static TsaCertificate timeStamps(Path folder, SecureRandom random, char[] password)
      throws IOException {
    LocalAuthority authority =
        LocalAuthority.generate("Sogoc development time stamps", FROM, UNTIL, random);
    authority.save(folder.resolve("tsa.p12"), password);
    Files.writeString(folder.resolve("tsa.pem"), authority.certificate().pem());
    return authority.certificate();
  }

  /** Of the certificate and of its key. */
  static Stream<String> timeStampPrints(TsaCertificate tsa) {
    return Stream.of(tsa.fingerprint().hex(), Digest.sha256(tsa.spki()).hex());
  }

  /** What stands in {@link #FINGERPRINTS} for a key of the log or of a witness. */
  public static String fingerprint(String vkey) {
    return Digest.sha256(vkey.getBytes(StandardCharsets.UTF_8)).hex();
  }

  /** The log's two seeds, those of two witnesses, and the policy that names all four keys. */
  private static List<String> logKeys(Path folder, SecureRandom random) throws IOException {
    Bytes classic = seed(random);
    Bytes quantum = seed(random);
    Files.writeString(
        folder.resolve("log.seeds"),
        "ed25519 " + classic.hex() + "\nml-dsa-44 " + quantum.hex() + "\n");
    List<String> vkeys = new ArrayList<>();
    StringBuilder policy = new StringBuilder("# The log of the demo, and who watches it.\n");
    for (NoteSigner signer :
        List.of(SeedSigner.ed25519(LOG, classic), SeedSigner.mlDsa44(LOG, quantum))) {
      vkeys.add(signer.key().vkey());
      policy.append("log ").append(signer.key().vkey()).append('\n');
    }
    for (int i = 1; i <= WITNESSES; i++) {
      Bytes seed = seed(random);
      Files.writeString(folder.resolve("witness-" + i + ".seed"), seed.hex() + "\n");
      String vkey = SeedSigner.cosignature(witness(i), seed).key().vkey();
      vkeys.add(vkey);
      policy.append("witness w").append(i).append(' ').append(vkey).append('\n');
    }
    policy.append("group all all");
    for (int i = 1; i <= WITNESSES; i++) {
      policy.append(" w").append(i);
    }
    policy.append("\nquorum all\n");
    Files.writeString(folder.resolve("log-policy"), policy);
    return vkeys;
  }

  /** The name of a witness of the demo. */
  public static String witness(int number) {
    return "witness-" + number + ".sogoc-demo.example";
  }

  private static Bytes seed(SecureRandom random) {
    byte[] seed = new byte[Digest.SIZE];
    random.nextBytes(seed);
    return Bytes.of(seed);
  }

  private static Certificate registry(
      Path folder,
      Certificates.Authority root,
      Certificates.Validity validity,
      SecureRandom random,
      char[] password)
      throws IOException, SigningFailed {
    Pkcs12Builder file = Pkcs12Vault.create();
    DemoInstitution registry = DemoInstitution.REGISTRY;
    Certificate made =
        file.generate(
            "status",
            Purpose.STATUS,
            root,
            Certificates.Subject.ofInstitution(registry.facts().code(), registry.facts().id()),
            validity,
            random);
    file.save(folder.resolve(registry.keyFile()), password);
    return made;
  }

  private static List<Certificate> institution(
      Path folder,
      DemoInstitution institution,
      Certificates.Authority root,
      Certificates.Validity validity,
      SecureRandom random,
      char[] password)
      throws IOException, SigningFailed {
    Pkcs12Builder file = Pkcs12Vault.create();
    Certificates.Subject subject =
        Certificates.Subject.ofInstitution(institution.facts().code(), institution.facts().id());
    List<Certificate> made =
        List.of(
            file.generate("record", Purpose.RECORD, root, subject, validity, random),
            file.generate("list", Purpose.ISSUANCE_LIST, root, subject, validity, random),
            file.generate("document", Purpose.DOCUMENT, root, subject, validity, random));
    file.save(folder.resolve(institution.keyFile()), password);
    Pkcs12Builder personal = Pkcs12Vault.create();
    Certificate head = personal(personal, institution, root, validity, random);
    personal.save(folder.resolve(institution.personalFile()), password);
    return Stream.concat(made.stream(), Stream.of(head)).toList();
  }

  /** The key of a head, certified under the head's own name. */
  static Certificate personal(
      Pkcs12Builder file,
      DemoInstitution institution,
      Certificates.Authority root,
      Certificates.Validity validity,
      SecureRandom random)
      throws SigningFailed {
    return file.generate(
        PERSONAL,
        Purpose.PERSONAL,
        root,
        Certificates.Subject.ofInstitution(institution.headPerson(), institution.facts().id()),
        validity,
        random);
  }
}
