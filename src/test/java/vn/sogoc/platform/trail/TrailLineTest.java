package vn.sogoc.platform.trail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vn.sogoc.kernel.Digest;

/** The bytes of a line, as {@code src/docs/trail.md} shows them. */
class TrailLineTest {
  private static final Digest DETAILS = Digest.sha256("rows".getBytes(StandardCharsets.US_ASCII));

  private static final TrailLine FIRST =
      new TrailLine(
          1,
          Instant.ofEpochMilli(1_795_500_000_123L),
          new Deed(
              Doer.account(new UUID(1, 2), "approve"),
              "batch.approve",
              107,
              "bat_aaaaaaaaaaaaaaaaaaaaaaaaaa",
              DETAILS),
          TrailLine.BEGINNING);

  @Test
  void the_first_line_is_these_bytes() {
    assertThat(new String(FIRST.encode().toArray(), StandardCharsets.US_ASCII))
        .isEqualTo(
            """
            sogoc-trail/v1 batch.approve
            seq 1
            time 1795500000123
            actor acc_aaaaaaaaaaaacaaaaaaaaaaaai
            role approve
            institution 107
            object bat_aaaaaaaaaaaaaaaaaaaaaaaaaa
            details vFHp5l154ckLpUSrLq4QRMzfjBr3pVm6N1y6Qnb32Z4
            previous NVS1yyU-cSX2I6aFE12oK30jVpFML2m8OELHxOlcg48
            """);
  }

  @Test
  void its_hash_is_what_sha256sum_says() {
    assertThat(FIRST.hash().hex())
        .isEqualTo("1027027d94c955caa32f165a86a6afa4963ae70508296115adbbf0958227ba49");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "batch", "batch.", "Batch.sign", "batch.sign\n", "a.b.c", "batch sign"})
  void an_action_is_a_noun_and_a_verb(String action) {
    assertThatThrownBy(() -> new Deed(Doer.REGISTRY, action, 0, "x", DETAILS))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "Nguyễn An", "a b", "a\nb"})
  void an_object_is_an_identifier_and_never_a_name(String object) {
    assertThatThrownBy(() -> new Deed(Doer.REGISTRY, "a.b", 0, object, DETAILS))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Doer(object, "sign")).isInstanceOf(IllegalArgumentException.class);
  }
}
