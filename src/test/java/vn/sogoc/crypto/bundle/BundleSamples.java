package vn.sogoc.crypto.bundle;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import vn.sogoc.crypto.keys.Purpose;
import vn.sogoc.crypto.keys.TestKeys;
import vn.sogoc.crypto.keys.VerificationKey;
import vn.sogoc.kernel.Bytes;
import vn.sogoc.kernel.Digest;

/** Bundles that are the same in every run; their keys are words and protect nothing. */
final class BundleSamples {
  static final Instant ISSUED = Instant.parse("2026-11-20T08:00:00Z");
  static final Instant NOW = ISSUED.plus(Duration.ofDays(1));
  static final BundleRoots ABC = roots("root a", "root b", "root c");
  static final BundleRoots CDE = roots("root c", "root d", "root e");

  private BundleSamples() {}

  static BundleRoots roots(String... words) {
    return BundleRoots.of(2, Arrays.stream(words).map(BundleSamples::key).toList());
  }

  static VerificationKey<Purpose.TrustList> key(String word) {
    return TestKeys.key(word).verificationKey(Purpose.TRUST_LIST);
  }

  static TrustBundle bundle(int version, @Nullable Bytes prior, BundleRoots roots) {
    return bundle(version, prior, roots, issuer("record 101"));
  }

  static TrustBundle bundle(
      int version, @Nullable Bytes prior, BundleRoots roots, TrustBundle.Issuer... issuers) {
    return new TrustBundle(
        version,
        ISSUED.plusSeconds(version),
        ISSUED.plus(Duration.ofDays(30)),
        Optional.ofNullable(prior).map(Digest::sha256),
        Duration.ofDays(7),
        roots,
        List.of(issuers),
        new TrustBundle.Tables(
            1,
            List.of(
                new TrustBundle.Table("sexes", Bytes.of("{}".getBytes(StandardCharsets.UTF_8))))),
        List.of(
            new TrustBundle.StatusLists("revocation", "https://sogoc.example/status/revocation/")));
  }

  static TrustBundle.Issuer issuer(String word) {
    return new TrustBundle.Issuer(
        101,
        "DHM",
        "Trường Đại học Mẫu",
        "Sample University",
        "dhm.example",
        "DHM",
        1,
        2,
        Digest.sha256(Bytes.of(word.getBytes(StandardCharsets.UTF_8))),
        List.of(
            new TrustBundle.Right("BCN", LocalDate.of(2020, 1, 15), null, "QĐ mẫu 01"),
            new TrustBundle.Right(
                "BThS", LocalDate.of(2020, 1, 15), LocalDate.of(2025, 12, 31), "QĐ mẫu 02")),
        List.of(
            key(word, "record", "active", null, null),
            key(word + " old", "record", "withdrawn", ISSUED.minusSeconds(99), 4711L)));
  }

  static TrustBundle.Key key(
      String word, String purpose, String state, @Nullable Instant since, @Nullable Long index) {
    VerificationKey<Purpose.Record> key = TestKeys.key(word).verificationKey(Purpose.RECORD);
    return new TrustBundle.Key(
        key.keyId(),
        purpose,
        key.spki(),
        Instant.parse("2020-01-01T00:00:00Z"),
        Instant.parse("2030-01-01T00:00:00Z"),
        state,
        since,
        index);
  }

  static Bytes signed(TrustBundle bundle, String... words) {
    try {
      Bytes file = TrustBundles.draft(bundle);
      for (String word : words) {
        file = TrustBundles.sign(file, TestKeys.signer(word, Purpose.TRUST_LIST));
      }
      return file;
    } catch (MalformedBundle | vn.sogoc.crypto.keys.SigningFailed e) {
      throw new AssertionError(e);
    }
  }
}
