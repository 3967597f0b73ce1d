package vn.sogoc.crypto.keys;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import org.junit.jupiter.api.Test;
import vn.sogoc.kernel.Bytes;
import vn.sogoc.kernel.Digest;

class SoftwareKeyTest {
  private static final SecureRandom RANDOM = new SecureRandom();

  @Test
  void both_providers_sign_and_verify_each_other() throws Exception {
    CryptoProvider chosen = CryptoProvider.chosen();
    CryptoProvider other = CryptoProvider.bouncyCastle();
    assertThat(chosen.name()).startsWith("Conscrypt");
    for (int i = 0; i < 300; i++) {
      Digest digest = Digest.sha256(Bytes.of(new byte[i]));
      SoftwareKey key = SoftwareKey.generate(RANDOM, i % 2 == 0 ? chosen : other);
      Bytes signature = key.signer(Purpose.RECORD).sign(digest);
      assertThat(
              VerificationKey.ofSpki(Purpose.RECORD, key.spki(), chosen).verify(digest, signature))
          .isTrue();
      assertThat(
              VerificationKey.ofSpki(Purpose.RECORD, key.spki(), other).verify(digest, signature))
          .isTrue();
      assertThat(
              VerificationKey.ofSpki(Purpose.RECORD, key.spki(), chosen)
                  .verify(Digest.sha256(signature), signature))
          .isFalse();
    }
  }
}
