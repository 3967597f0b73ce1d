package vn.sogoc.status;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import vn.sogoc.credential.Catalogue;
import vn.sogoc.kernel.Digest;

class GroundsTest {
  private static final Catalogue CATALOGUE = Catalogue.load();
  private final Grounds grounds = new Grounds(CATALOGUE);

  /** Decisions name grounds by code for good: rows are only ever added. */
  @Test
  void the_content_of_a_published_version_never_changes() throws Exception {
    try (InputStream file = GroundsTest.class.getResourceAsStream("/catalogue/grounds.json")) {
      assertThat(Digest.sha256(file.readAllBytes()).hex())
          .isEqualTo("02bb9358805c82e7aead4f0eb16ef99f486daefa79522ad11aa32e88b2c7c7f5");
    }
  }

  @Test
  void every_type_has_its_grounds_and_revocation_has_the_six_of_the_law() {
    assertThat(grounds.codes(DecisionType.REVOCATION)).hasSize(6);
    assertThat(grounds.codes(DecisionType.CORRECTION)).hasSize(4);
    for (DecisionType type : DecisionType.values()) {
      assertThat(grounds.codes(type)).as(type.code()).isNotEmpty();
    }
  }

  @Test
  void the_law_is_that_of_the_day_of_the_decision() {
    Ground fraud = grounds.find(DecisionType.REVOCATION, "fraud").orElseThrow();
    var bachelor = CATALOGUE.kind("BCN").orElseThrow();
    var lowerSecondary = CATALOGUE.kind("BTN_THCS").orElseThrow();
    var college = CATALOGUE.kind("BTN_CD").orElseThrow();
    assertThat(grounds.basis(fraud, bachelor, LocalDate.of(2026, 4, 15)).orElseThrow())
        .startsWith("Thông tư 10/2026");
    assertThat(grounds.basis(fraud, bachelor, LocalDate.of(2026, 4, 14)))
        .contains("Thông tư 21/2019/TT-BGDĐT, Điều 25");
    assertThat(grounds.basis(fraud, college, LocalDate.of(2026, 4, 14)))
        .contains("Thông tư 10/2017/TT-BLĐTBXH");
    assertThat(grounds.basis(fraud, lowerSecondary, LocalDate.of(2026, 8, 1)).orElseThrow())
        .as("a kind that is no longer issued")
        .startsWith("Thông tư 10/2026");
    assertThat(grounds.basis(fraud, bachelor, LocalDate.of(2001, 1, 1))).isEmpty();
  }

  @Test
  void no_ground_corrects_what_the_issuer_decided() {
    for (String code : grounds.codes(DecisionType.CORRECTION)) {
      assertThat(List.of("fullName", "dateOfBirth", "sex"))
          .containsAll(grounds.find(DecisionType.CORRECTION, code).orElseThrow().fields());
    }
  }
}
