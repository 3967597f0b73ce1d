package vn.sogoc.demo;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import vn.sogoc.crypto.keys.Certificate;
import vn.sogoc.crypto.keys.Certificates;
import vn.sogoc.crypto.keys.KeyUnavailable;
import vn.sogoc.crypto.keys.Pkcs12Vault;
import vn.sogoc.crypto.keys.Purpose;
import vn.sogoc.crypto.keys.SigningFailed;
import vn.sogoc.institution.InstitutionFacts;
import vn.sogoc.institution.TrustRegister;

/**
 * As many more schools as somebody who measures asks for, so that lists are as long as in the
 * country. They are in the register like all others, with a key certified for them; its private
 * half is thrown away, so they issue nothing.
 */
final class MoreSchools {
  private static final int FIRST = 10_001;

  private final Certificates.Authority root;
  private final DemoTrust ministry;
  private final TrustRegister trust;
  private final SecureRandom random;
  private final Clock clock;

  MoreSchools(Path keys, DemoTrust ministry, TrustRegister trust, SecureRandom random, Clock clock)
      throws KeyUnavailable {
    Pkcs12Vault vault = Pkcs12Vault.open(keys.resolve("root.p12"), DevKeys.PASSWORD.toCharArray());
    this.root =
        new Certificates.Authority(
            vault.certificate("root").orElseThrow(), vault.signer("root", Purpose.ROOT));
    this.ministry = ministry;
    this.trust = trust;
    this.random = random;
    this.clock = clock;
  }

  /** Admits those of the first so many that are not there yet. */
  void admit(int schools) throws SigningFailed {
    int there = (int) trust.institutions().stream().filter(facts -> facts.id() >= FIRST).count();
    for (int i = there; i < schools; i++) {
      ministry.admit(facts(i), List.of("BTN_THPT"), List.of(key(facts(i))), clock.instant());
    }
  }

  private Certificate key(InstitutionFacts school) throws SigningFailed {
    return Pkcs12Vault.create()
        .generate(
            "record",
            Purpose.RECORD,
            root,
            Certificates.Subject.ofInstitution(school.code(), school.id()),
            DevKeys.VALIDITY,
            random);
  }

  private static InstitutionFacts facts(int i) {
    return new InstitutionFacts(
        FIRST + i,
        "THPTM" + i,
        "Trường THPT Số " + (i + 1) + " (mẫu)",
        "Upper Secondary School No. " + (i + 1) + " (sample)",
        "thpt" + i + ".example",
        "M" + Integer.toString(i, 36).toUpperCase(Locale.ROOT),
        1);
  }
}
