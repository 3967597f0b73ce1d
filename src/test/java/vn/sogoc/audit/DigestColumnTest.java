package vn.sogoc.audit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import vn.sogoc.kernel.Digest;

class DigestColumnTest {
  private final DigestColumn column = new DigestColumn();

  @Test
  void each_position_has_its_own_and_the_others_have_none() {
    column.put(0, digest(0));
    column.put(5, digest(5));
    column.put(3, digest(3));
    assertThat(column.at(0)).contains(digest(0));
    assertThat(column.at(3)).contains(digest(3));
    assertThat(column.at(5)).contains(digest(5));
    assertThat(column.at(1)).isEmpty();
    assertThat(column.at(6)).isEmpty();
    assertThat(column.count()).isEqualTo(3);
  }

  @Test
  void positions_that_no_batch_has_are_left_out() {
    column.put(-1, digest(1));
    column.put(Integer.MAX_VALUE, digest(2));
    assertThat(column.at(-1)).isEmpty();
    assertThat(column.at(Integer.MAX_VALUE)).isEmpty();
    assertThat(column.count()).isZero();
  }

  private static Digest digest(int of) {
    return Digest.sha256(new byte[] {(byte) of});
  }
}
