package vn.sogoc.credential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import vn.sogoc.kernel.Digest;

class ApprovedHashTest {
  private static final Claims ONE = Samples.bachelor();
  private static final Claims TWO =
      Samples.of("BCN")
          .holder(new PersonName("Lê Ý"), PartialDate.parse("2004"))
          .programme(Samples.CATALOGUE.programme("7480201").orElseThrow())
          .ranking(ONE.ranking())
          .graduationYear(2026)
          .build();

  @Test
  void an_auditor_gets_the_same_hash_from_the_signed_records() throws Exception {
    List<Claims> approved = List.of(ONE, TWO);
    CredentialRecord first = Samples.record(ONE, 1);
    CredentialRecord second = Samples.record(TWO, 2);

    List<Claims> signed =
        List.of(
            Samples.CODEC.decode(Samples.CODEC.encode(first)).claims(),
            Samples.CODEC.decode(Samples.CODEC.encode(second)).claims());

    assertThat(of(1, signed)).isEqualTo(of(1, approved));
  }

  @Test
  void every_part_and_the_order_of_the_rows_count() {
    Digest hash = of(1, List.of(ONE, TWO));

    assertThat(of(2, List.of(ONE, TWO))).isNotEqualTo(hash);
    assertThat(of(1, List.of(TWO, ONE))).isNotEqualTo(hash);
    assertThat(of(1, List.of(ONE))).isNotEqualTo(hash);
    assertThat(of(1, List.of(ONE, TWO, TWO))).isNotEqualTo(hash);
    assertThat(hash.hex())
        .isEqualTo("250222ecc375badd8196444630396e9d6e5a1d0da7d9be8e4a8c539047ff28de");
  }

  @Test
  void a_row_of_another_batch_or_no_row_has_no_hash() {
    assertThatThrownBy(() -> of(1, List.of())).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> of(1, List.of(ONE, Samples.master())))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(
            () ->
                ApprovedHash.of(
                    1,
                    13,
                    ONE.kind(),
                    ONE.regime(),
                    ONE.decisionNumber(),
                    ONE.decisionDate(),
                    ONE.issueDate(),
                    List.of(ONE)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static Digest of(int policy, List<Claims> rows) {
    return ApprovedHash.of(
        policy,
        Samples.INSTITUTION,
        ONE.kind(),
        ONE.regime(),
        ONE.decisionNumber(),
        ONE.decisionDate(),
        ONE.issueDate(),
        rows);
  }
}
