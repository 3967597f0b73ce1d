package vn.sogoc.crypto.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.DERSequence;
import org.junit.jupiter.api.Test;

class EcdsaFormTest {
  private static final HexFormat HEX = HexFormat.of();
  private static final String ONE = "00".repeat(31) + "01";
  private static final String N =
      "ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551";
  private static final String N_LESS_1 = N.substring(0, 63) + "0";
  private static final String HALF =
      "7fffffff800000007fffffffffffffffde737d56d38bcf4279dce5617e3192a8";
  private static final String HALF_PLUS_1 = HALF.substring(0, 63) + "9";

  @Test
  void canonical_form_ends_exactly_at_its_bounds() {
    assertThat(canonical(ONE + ONE)).isTrue();
    assertThat(canonical(N_LESS_1 + HALF)).isTrue();
    assertThat(canonical("00".repeat(32) + ONE)).isFalse();
    assertThat(canonical(ONE + "00".repeat(32))).isFalse();
    assertThat(canonical("00".repeat(64))).isFalse();
    assertThat(canonical(N + ONE)).isFalse();
    assertThat(canonical("ff".repeat(32) + ONE)).isFalse();
    assertThat(canonical(ONE + HALF_PLUS_1)).isFalse();
    assertThat(canonical(ONE + N_LESS_1)).isFalse();
    assertThat(canonical(ONE + N)).isFalse();
    assertThat(canonical(ONE + ONE + "00")).isFalse();
    assertThat(canonical(ONE + ONE.substring(2))).isFalse();
    assertThat(canonical("")).isFalse();
  }

  @Test
  void der_agrees_with_another_writer_and_comes_back_with_low_s() throws Exception {
    Random random = new Random(1);
    BigInteger n = new BigInteger(N, 16);
    for (int i = 0; i < 20_000; i++) {
      BigInteger r = number(random, n);
      BigInteger s = number(random, n);
      byte[] fixed = HEX.parseHex(hex(r) + hex(s));
      byte[] der =
          new DERSequence(
                  new org.bouncycastle.asn1.ASN1Encodable[] {
                    new ASN1Integer(r), new ASN1Integer(s)
                  })
              .getEncoded("DER");

      assertThat(EcdsaForm.toDer(fixed)).isEqualTo(der);
      assertThat(HEX.formatHex(EcdsaForm.fromDer(der)))
          .isEqualTo(hex(r) + hex(s.min(n.subtract(s))));
    }
  }

  @Test
  void answers_that_are_not_strict_der_are_refused() {
    for (String der :
        List.of(
            "",
            "3006020101020101" + "00", // bytes after the sequence
            "300702010102010100", // bytes after s
            "3006020101020100", // s is zero
            "3006020181020101", // r is negative
            "300702020001020101", // r is not minimal
            "30810602010102 0101".replace(" ", ""), // long form of the length
            "3106020101020101", // a set
            "3006020101040101", // s is an octet string
            "3006020101020201", // s goes beyond the end
            "3006020001020101", // r has no bytes
            "3080020101020101 0000".replace(" ", ""), // indefinite length
            "3026022100" + N + "020101", // r is n
            "3027022201" + "00".repeat(33) + "020101")) { // r has more than 32 bytes
      assertThatThrownBy(() -> EcdsaForm.fromDer(HEX.parseHex(der)))
          .as(der)
          .isInstanceOf(SigningFailed.class);
    }
  }

  private static boolean canonical(String hex) {
    return EcdsaForm.isCanonical(HEX.parseHex(hex));
  }

  private static BigInteger number(Random random, BigInteger n) {
    BigInteger number = new BigInteger(1 + random.nextInt(256), random).mod(n);
    return number.signum() == 0 ? BigInteger.ONE : number;
  }

  private static String hex(BigInteger number) {
    return "%064x".formatted(number);
  }
}
