package vn.sogoc.crypto.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.sogoc.crypto.bundle.BundleSamples.ABC;
import static vn.sogoc.crypto.bundle.BundleSamples.NOW;
import static vn.sogoc.crypto.bundle.BundleSamples.bundle;
import static vn.sogoc.crypto.bundle.BundleSamples.signed;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import vn.sogoc.crypto.bundle.BundleVerifier.Memory;
import vn.sogoc.crypto.bundle.BundleVerifier.Outcome;
import vn.sogoc.kernel.Bytes;

/** Hostile bytes: one checked exception or a refusal, never anything else. */
class BundleFuzzTest {
  private static final long SEED = 20261125;

  @Test
  void a_changed_file_is_never_accepted() {
    byte[] good = signed(bundle(1, null, ABC), "root a", "root b").toArray();
    Random random = new Random(SEED);
    int malformed = 0;
    for (int i = 0; i < 4_000; i++) {
      byte[] changed = change(random, good);
      if (Arrays.equals(changed, good)) {
        continue;
      }
      try {
        assertThat(BundleVerifier.verify(Bytes.of(changed), Memory.of(ABC), NOW))
            .isInstanceOf(Outcome.Refused.class);
      } catch (MalformedBundle expected) {
        assertThat(expected.getMessage()).isNotBlank();
        malformed++;
      }
    }
    assertThat(malformed).isBetween(400, 3_900);
  }

  /** What is read of a payload that roots signed by mistake. */
  @Test
  void a_changed_payload_is_refused_or_has_its_own_single_meaning() {
    byte[] good = BundleWriter.payload(bundle(1, null, ABC)).toArray();
    Random random = new Random(SEED);
    int read = 0;
    for (int i = 0; i < 40_000; i++) {
      Bytes changed = Bytes.of(change(random, good));
      try {
        assertThat(BundleWriter.payload(BundleReader.read(changed))).isEqualTo(changed);
        read++;
      } catch (MalformedBundle expected) {
        assertThat(expected.getMessage()).isNotBlank();
      }
    }
    assertThat(read).isBetween(2_000, 38_000);
  }

  @Test
  void many_small_items_are_not_read_to_their_end() {
    byte[] many = new byte[TrustBundle.MAX_SIZE];
    many[0] = (byte) 0x9a; // an array of as many zeros as there are bytes behind
    int count = many.length - 5;
    for (int i = 0; i < 4; i++) {
      many[1 + i] = (byte) (count >>> (24 - 8 * i));
    }
    assertRefused(Bytes.of(many), "more items");
    assertRefused(Bytes.of(new byte[TrustBundle.MAX_SIZE + 1]), "larger than");
  }

  private static void assertRefused(Bytes file, String why) {
    try {
      var outcome = BundleVerifier.verify(file, Memory.of(ABC), NOW);
      assertThat(outcome).as("refused before").isNull();
    } catch (MalformedBundle expected) {
      assertThat(expected.getMessage()).contains(why);
    }
  }

  private static byte[] change(Random random, byte[] good) {
    byte[] changed = good.clone();
    switch (random.nextInt(4)) {
      case 0 -> changed[random.nextInt(changed.length)] = (byte) random.nextInt(256);
      case 1 -> changed[random.nextInt(changed.length)] ^= (byte) (1 << random.nextInt(8));
      case 2 -> changed = Arrays.copyOf(changed, random.nextInt(changed.length));
      default -> {
        int from = random.nextInt(changed.length);
        int size = Math.min(random.nextInt(40), changed.length - from);
        System.arraycopy(good, random.nextInt(good.length - size), changed, from, size);
      }
    }
    return changed;
  }
}
