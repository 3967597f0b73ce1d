package vn.sogoc.crypto.cose;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import org.junit.jupiter.api.Test;
import vn.sogoc.crypto.keys.Purpose;
import vn.sogoc.crypto.keys.SoftwareKey;
import vn.sogoc.kernel.Bytes;

class CoseSign1Test {
  private static final SoftwareKey KEY = SoftwareKey.generate(new SecureRandom());
  private static final String AAD = "sogoc/record/1";

  @Test
  void signed_message_is_read_again_and_verifies() throws Exception {
    CoseSign1 made = CoseSign1.sign(KEY.signer(Purpose.RECORD), AAD, Bytes.ofHex("a10102"));

    CoseSign1 read = CoseSign1.parse(made.bytes());

    assertThat(read).isEqualTo(made);
    assertThat(read.kid()).isEqualTo(KEY.keyId());
    assertThat(read.verify(KEY.verificationKey(Purpose.RECORD), AAD)).isPresent();
    assertThat(read.verify(KEY.verificationKey(Purpose.RECORD), "sogoc/list/1")).isEmpty();
  }
}
