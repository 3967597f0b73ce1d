package vn.sogoc.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.api.Test;
import vn.sogoc.kernel.Digest;

class DigestTableTest {
  private static final int MANY = 70_000;

  @Test
  void each_digest_is_found_where_it_was_put() {
    DigestTable table = new DigestTable();
    for (int i = 0; i < MANY; i++) {
      assertThat(table.add(digest(i))).isTrue();
    }
    for (int i = 0; i < MANY; i += 13) {
      assertThat(table.find(digest(i))).isEqualTo(i);
    }
    assertThat(table.find(digest(MANY))).isEqualTo(-1);
  }

  @Test
  void one_that_comes_again_takes_a_place_and_is_found_at_the_first() {
    DigestTable table = new DigestTable();
    table.add(digest(1));
    assertThat(table.add(digest(1))).isFalse();
    assertThat(table.add(digest(2))).isTrue();
    assertThat(table.find(digest(1))).isZero();
    assertThat(table.find(digest(2))).isEqualTo(2);
  }

  @Test
  void digests_that_begin_alike_are_told_apart() {
    DigestTable table = new DigestTable();
    byte[] one = digest(1);
    byte[] alike = one.clone();
    alike[31] ^= 1;
    table.add(one);
    assertThat(table.find(alike)).isEqualTo(-1);
  }

  @Test
  void identifiers_are_kept_by_place() {
    UuidColumn column = new UuidColumn();
    UUID one = new UUID(3, 4);
    column.set(40_000, one);
    assertThat(column.get(40_000)).contains(one);
    assertThat(column.get(39_999)).isEmpty();
    assertThat(column.get(90_000)).isEmpty();
    assertThat(column.get(-1)).isEmpty();
  }

  private static byte[] digest(int i) {
    return Digest.sha256(new byte[] {(byte) (i >> 16), (byte) (i >> 8), (byte) i}).toArray();
  }
}
