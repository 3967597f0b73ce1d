package vn.sogoc.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import vn.sogoc.crypto.keys.Certificate;
import vn.sogoc.crypto.keys.Certificates;
import vn.sogoc.crypto.keys.Pkcs12Builder;
import vn.sogoc.crypto.keys.Pkcs12Vault;
import vn.sogoc.crypto.keys.Purpose;
import vn.sogoc.crypto.keys.SigningFailed;
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

  private static final Instant FROM = Instant.parse("2020-01-01T00:00:00Z");
  private static final Instant UNTIL = Instant.parse("2045-12-31T23:59:59Z");
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
      | `institution-<number>.p12` | keys `record`, `list` and `document` of a demo institution |
      """;

  private DevKeys() {}

  /** Writes all key files into a folder, replacing what is there. */
  public static void make(Path folder, SecureRandom random) throws IOException, SigningFailed {
    Files.createDirectories(folder);
    char[] password = PASSWORD.toCharArray();
    Certificates.Validity validity = new Certificates.Validity(FROM, UNTIL);
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

    for (DemoInstitution institution : DemoInstitution.ALL) {
      made.addAll(institution(folder, institution, root, validity, random, password));
    }
    Files.writeString(
        folder.resolve(FINGERPRINTS),
        Stream.concat(
                made.stream().map(c -> c.fingerprint().hex()),
                made.stream().map(c -> Digest.sha256(c.spki()).hex()))
            .collect(Collectors.joining("\n", "", "\n")));
    Files.writeString(folder.resolve("README.md"), README);
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
    return made;
  }
}
