package vn.sogoc.verification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class JudgementTest {
  private static final Set<String> REQUIRED = Set.of("signature", "key", "registered");

  @Test
  void all_required_checks_passed_is_valid() {
    assertThat(with(CheckCode.SIGNATURE, CheckCode.KEY, CheckCode.REGISTERED).verdict(REQUIRED))
        .isEqualTo(Verdict.VALID);
  }

  @ParameterizedTest
  @EnumSource(
      value = CheckCode.class,
      names = {"SIGNATURE", "KEY", "REGISTERED"})
  void a_required_check_that_nobody_made_is_never_valid(CheckCode forgotten) {
    EnumSet<CheckCode> made = EnumSet.of(CheckCode.SIGNATURE, CheckCode.KEY, CheckCode.REGISTERED);
    made.remove(forgotten);
    assertThat(with(made.toArray(CheckCode[]::new)).verdict(REQUIRED))
        .isEqualTo(Verdict.UNDETERMINED);
  }

  @ParameterizedTest
  @EnumSource(
      value = Check.Result.class,
      mode = EnumSource.Mode.EXCLUDE,
      names = {"PASSED", "NOT_APPLICABLE"})
  void a_required_check_without_a_pass_is_never_valid(Check.Result result) {
    Judgement judgement = with(CheckCode.SIGNATURE, CheckCode.KEY);
    judgement.note(Check.of(CheckCode.REGISTERED, result, "x.y"));
    assertThat(judgement.verdict(REQUIRED)).isEqualTo(Verdict.UNDETERMINED);
  }

  @Test
  void a_regime_that_requires_nothing_makes_nothing_valid() {
    assertThat(with(CheckCode.SIGNATURE).verdict(Set.of())).isEqualTo(Verdict.UNDETERMINED);
  }

  @Test
  void the_first_verdict_of_the_table_wins_whatever_the_order_of_the_checks() {
    Judgement judgement = new Judgement();
    judgement.call(Check.of(CheckCode.EXPIRY, Check.Result.FAILED, "expiry.past"), Verdict.EXPIRED);
    judgement.call(
        Check.of(CheckCode.PUBLISHED, Check.Result.UNAVAILABLE, "p.q"), Verdict.UNDETERMINED);
    judgement.call(
        Check.of(CheckCode.REGISTERED, Check.Result.FAILED, "r.u"), Verdict.UNREGISTERED);
    assertThat(judgement.verdict(REQUIRED)).isEqualTo(Verdict.UNREGISTERED);
    judgement.call(Check.of(CheckCode.CLAIMS, Check.Result.FAILED, "c.d"), Verdict.MISMATCH);
    assertThat(judgement.verdict(REQUIRED)).isEqualTo(Verdict.MISMATCH);
  }

  @Test
  void a_passed_check_cannot_call_for_a_verdict() {
    assertThatThrownBy(
            () -> new Judgement().call(Check.passed(CheckCode.KEY), Verdict.UNKNOWN_ISSUER))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void verdicts_have_the_documented_exit_codes() {
    assertThat(Verdict.values())
        .extracting(Verdict::exitCode)
        .containsExactly(5, 10, 12, 6, 7, 4, 3, 9, 13, 8, 11, 0);
  }

  private static Judgement with(CheckCode... passed) {
    Judgement judgement = new Judgement();
    for (CheckCode code : passed) {
      judgement.passed(code);
    }
    return judgement;
  }
}
