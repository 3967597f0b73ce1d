package vn.sogoc.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import vn.sogoc.kernel.Bytes;

class NoncesTest {
  private static final Bytes KEY = Bytes.of(new byte[] {1, 2, 3, 4, 5, 6, 7, 8});
  private static final Bytes OTHER = Bytes.of(new byte[] {8, 7, 6, 5, 4, 3, 2, 1});

  private final Findings findings = new Findings();
  private final Nonces nonces = new Nonces(findings);
  private final Random random = new Random(7);

  @Test
  void a_nonce_used_twice_under_a_key_is_told_among_many() {
    byte[] first = signature();
    nonces.take("t", "first", "cose", KEY, first);
    for (int i = 0; i < 5000; i++) {
      nonces.take("t", i, "cose", KEY, signature());
    }
    byte[] second = signature();
    System.arraycopy(first, 0, second, 0, 32);
    nonces.take("t", "second", "cose", KEY, second);
    assertThat(findings.kept()).extracting(Finding::key).containsExactly("second");
  }

  @Test
  void the_same_signature_twice_or_the_same_number_under_another_key_is_none() {
    byte[] one = signature();
    nonces.take("t", "staged", "cose", KEY, one);
    nonces.take("t", "recorded", "cose", KEY, one);
    byte[] sameNumber = signature();
    System.arraycopy(one, 0, sameNumber, 0, 32);
    nonces.take("t", "other key", "cose", OTHER, sameNumber);
    assertThat(findings.kept()).isEmpty();
  }

  private byte[] signature() {
    byte[] signature = new byte[64];
    random.nextBytes(signature);
    return signature;
  }
}
