package vn.sogoc.issuance.imports;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.api.Test;
import vn.sogoc.kernel.Digest;

class SeenTest {
  @Test
  void the_first_line_of_everything_is_found_again() {
    Seen seen = new Seen();
    int size = 200_000;
    for (int i = 1; i <= size; i++) {
      assertThat(seen.before(digest(i), i)).isZero();
    }
    for (int i = 1; i <= size; i += 37) {
      assertThat(seen.before(digest(i), size + i)).isEqualTo(i);
    }
  }

  @Test
  void persons_are_told_apart_by_their_whole_identifier() {
    Seen seen = new Seen();
    assertThat(seen.before(new UUID(1, 2), 5)).isZero();
    assertThat(seen.before(new UUID(2, 1), 6)).isZero();
    assertThat(seen.before(new UUID(1, 3), 7)).isZero();
    assertThat(seen.before(new UUID(1, 2), 8)).isEqualTo(5);
  }

  private static vn.sogoc.kernel.Bytes digest(int i) {
    return Digest.sha256(Integer.toString(i).getBytes(java.nio.charset.StandardCharsets.US_ASCII))
        .bytes();
  }
}
