package vn.sogoc.crypto.keys;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntPredicate;
import org.junit.jupiter.api.Test;
import vn.sogoc.kernel.Bytes;
import vn.sogoc.kernel.Digest;

/**
 * Signatures per second of one thread's processor time, the library alone and through our door. Not
 * part of a test run; {@code mvn test -Dtest=SignatureSpeed} runs it.
 */
class SignatureSpeed {
  private static final int ROUNDS = 15;
  private static final int MESSAGES = 256;
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  @Test
  void our_door_costs_less_than_a_tenth() throws Exception {
    double share = compare(CryptoProvider.chosen());
    compare(CryptoProvider.bouncyCastle());
    assertThat(share).isGreaterThan(0.9);
  }

  /** Prints a table and answers with our share of the library's speed when verifying. */
  private static double compare(CryptoProvider provider) throws Exception {
    SoftwareKey key =
        SoftwareKey.of(
            TestKeys.key("speed").privateKey().getEncoded(),
            TestKeys.key("speed").spki(),
            provider);
    Signer<Purpose.Record> signer = key.signer(Purpose.RECORD);
    VerificationKey<Purpose.Record> verifier = key.verificationKey(Purpose.RECORD);
    List<Digest> digests = new ArrayList<>();
    List<Bytes> signatures = new ArrayList<>();
    List<byte[]> raw = new ArrayList<>();
    List<byte[]> der = new ArrayList<>();
    for (int i = 0; i < MESSAGES; i++) {
      Digest digest = Digest.sha256(Bytes.of(new byte[i]));
      digests.add(digest);
      raw.add(digest.toArray());
      signatures.add(signer.sign(digest));
      der.add(EcdsaForm.toDer(signatures.get(i).toArray()));
    }
    PublicKey publicKey =
        provider.keyFactory().generatePublic(new X509EncodedKeySpec(key.spki().toArray()));
    Signature ecdsa = Signature.getInstance(CryptoProvider.ECDSA_OF_DIGEST, provider.provider());

    Pair verify =
        measure(
            i -> {
              try {
                ecdsa.initVerify(publicKey);
                ecdsa.update(raw.get(i));
                return ecdsa.verify(der.get(i));
              } catch (java.security.GeneralSecurityException e) {
                throw new AssertionError(e);
              }
            },
            i -> verifier.verify(digests.get(i), signatures.get(i)));
    Pair sign =
        measure(
            i -> {
              try {
                ecdsa.initSign(key.privateKey());
                ecdsa.update(raw.get(i));
                return ecdsa.sign().length > 0;
              } catch (java.security.GeneralSecurityException e) {
                throw new AssertionError(e);
              }
            },
            i -> {
              try {
                return signer.sign(digests.get(i)).size() == 64;
              } catch (SigningFailed e) {
                throw new AssertionError(e);
              }
            });
    System.out.printf(
        "%-16s verify/s library %,8.0f ours %,8.0f (median share %.1f %%)%n",
        provider.name(), verify.library, verify.ours, 100 * verify.share);
    System.out.printf(
        "%-16s sign/s   library %,8.0f ours %,8.0f (median share %.1f %%)%n",
        provider.name(), sign.library, sign.ours, 100 * sign.share);
    return verify.share;
  }

  /**
   * @param library best round of the library alone
   * @param ours best round through our door
   * @param share median over the rounds of ours by library
   */
  private record Pair(double library, double ours, double share) {}

  /** Rounds take turns, so that a busy machine disturbs both alike. */
  private static Pair measure(IntPredicate library, IntPredicate ours) {
    double bestLibrary = 0;
    double bestOurs = 0;
    double[] shares = new double[ROUNDS];
    for (int round = 0; round < ROUNDS; round++) {
      double before = perSecond(library);
      double through = perSecond(ours);
      double after = perSecond(library);
      bestLibrary = Math.max(bestLibrary, Math.max(before, after));
      bestOurs = Math.max(bestOurs, through);
      shares[round] = 2 * through / (before + after);
    }
    Arrays.sort(shares);
    return new Pair(bestLibrary, bestOurs, shares[ROUNDS / 2]);
  }

  private static double perSecond(IntPredicate task) {
    long start = THREADS.getCurrentThreadCpuTime();
    int done = 0;
    while (THREADS.getCurrentThreadCpuTime() - start < 100_000_000L) {
      for (int i = 0; i < MESSAGES; i++) {
        if (!task.test(i)) {
          throw new AssertionError("wrong answer");
        }
      }
      done += MESSAGES;
    }
    return done * 1e9 / (THREADS.getCurrentThreadCpuTime() - start);
  }
}
