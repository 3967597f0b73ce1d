package vn.sogoc.issuance.confirmation;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import vn.sogoc.kernel.Bytes;
import vn.sogoc.kernel.Digest;
import vn.sogoc.platform.secrets.LinkSecrets;
import vn.sogoc.platform.secrets.Secrets;

/** What an approver's hash covers, what a seal binds, and what is kept of a link. */
class ConfirmationStandingTest {
  private static final Digest APPROVED = Digest.sha256(new byte[] {1});
  private static final Digest NONE = new Disputes().digest();
  private static final LocalDate DAY = LocalDate.of(2026, 11, 30);
  private static final Secrets SECRETS = Secrets.of("ab".repeat(32));

  @Test
  void every_part_of_the_standing_is_in_the_hash() {
    ConfirmationStanding standing = of(DAY, true, 1, 5, 1, 2, 3, 9, NONE);
    Digest hash = standing.hash("bat_a", APPROVED);
    List<ConfirmationStanding> others =
        List.of(
            of(DAY.plusDays(1), true, 1, 5, 1, 2, 3, 9, NONE),
            of(null, true, 1, 5, 1, 2, 3, 9, NONE),
            of(DAY, false, 1, 5, 1, 2, 3, 9, NONE),
            of(DAY, true, 2, 5, 1, 2, 3, 9, NONE),
            of(DAY, true, 1, 6, 1, 2, 3, 9, NONE),
            of(DAY, true, 1, 5, 2, 2, 3, 9, NONE),
            of(DAY, true, 1, 5, 1, 3, 3, 9, NONE),
            of(DAY, true, 1, 5, 1, 2, 4, 9, NONE),
            of(DAY, true, 1, 5, 1, 2, 3, 10, NONE),
            of(DAY, true, 1, 5, 1, 2, 3, 9, new Disputes().add(9, 4, "name", "An").digest()));
    assertThat(others).allMatch(other -> !other.hash("bat_a", APPROVED).equals(hash));
    assertThat(standing.hash("bat_b", APPROVED)).isNotEqualTo(hash);
    assertThat(standing.hash("bat_a", NONE)).isNotEqualTo(hash);
    assertThat(standing.rows()).isEqualTo(11);
  }

  private static ConfirmationStanding of(
      @Nullable LocalDate closesOn,
      boolean isEarly,
      int downloads,
      int confirmed,
      int disputed,
      int silent,
      int notAsked,
      int lastOrdinal,
      Digest disputes) {
    return new ConfirmationStanding(
        closesOn, isEarly, downloads, confirmed, disputed, silent, notAsked, lastOrdinal, disputes);
  }

  @Test
  void a_seal_is_that_of_one_answer_and_of_nothing_else() {
    ConfirmationSeals seals = new ConfirmationSeals(SECRETS);
    ConfirmationAnswer answer = answer(1, Optional.empty());
    assertThat(seals.fits(seals.of(answer), answer)).isTrue();
    assertThat(seals.fits(seals.of(answer), answer(2, Optional.empty()))).isFalse();
    assertThat(
            seals.fits(
                seals.of(answer),
                answer(1, Optional.of(new ConfirmationAnswer.Dispute("name", "An")))))
        .isFalse();
  }

  @Test
  void nothing_a_graduate_says_is_told_by_a_text_of_it() {
    ConfirmationAnswer answer =
        answer(1, Optional.of(new ConfirmationAnswer.Dispute("name", "Nguyễn Thị An")));
    assertThat(answer.toString()).doesNotContain("Nguyễn");
    assertThat(answer.dispute().orElseThrow().toString()).doesNotContain("Nguyễn");
  }

  @Test
  void of_a_link_a_keyed_hash_is_kept_and_what_is_none_has_the_hash_of_none() {
    LinkSecrets links = new LinkSecrets(new SecureRandom(), SECRETS.keyed("a"));
    LinkSecrets.Fresh fresh = links.fresh();
    assertThat(fresh.text()).matches("[a-z2-7]{32}");
    assertThat(links.digest("https://x.example/confirm#" + fresh.text() + " "))
        .contains(fresh.digest());
    assertThat(links.digestOfAny(fresh.text())).isEqualTo(fresh.digest());
    assertThat(new LinkSecrets(new SecureRandom(), SECRETS.keyed("b")).digest(fresh.text()))
        .isPresent()
        .isNotEqualTo(Optional.of(fresh.digest()));
    assertThat(fresh.toString()).doesNotContain(fresh.text());
    for (String wrong : List.of("", "x", fresh.text() + "a", fresh.text().substring(1))) {
      assertThat(links.digest(wrong)).isEmpty();
      assertThat(links.digestOfAny(wrong)).isEqualTo(links.digestOfAny(""));
    }
    assertThat(links.digest("a".repeat(400))).isEmpty();
  }

  private static ConfirmationAnswer answer(
      int position, Optional<ConfirmationAnswer.Dispute> dispute) {
    return new ConfirmationAnswer(
        new UUID(1, 1),
        1,
        107,
        position,
        1,
        APPROVED,
        dispute,
        Bytes.of(new byte[16]),
        Instant.EPOCH);
  }
}
