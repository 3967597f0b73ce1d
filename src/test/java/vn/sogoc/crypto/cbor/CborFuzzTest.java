package vn.sogoc.crypto.cbor;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import vn.sogoc.kernel.Bytes;

class CborFuzzTest {
  private static final long SEED = 20261124;

  @Test
  void every_value_survives_writing_and_reading() throws Exception {
    Random random = new Random(SEED);
    for (int i = 0; i < 20_000; i++) {
      Cbor value = any(random, 0);
      assertThat(Cbor.decode(value.encode())).isEqualTo(value);
    }
  }

  @Test
  void changed_bytes_are_refused_or_have_their_own_single_meaning() {
    Random random = new Random(SEED);
    int accepted = 0;
    for (int i = 0; i < 60_000; i++) {
      Bytes changed = change(random, any(random, 0).encode().toArray());
      try {
        assertThat(Cbor.decode(changed).encode()).isEqualTo(changed);
        accepted++;
      } catch (MalformedCbor expected) {
        assertThat(expected.getMessage()).isNotBlank();
      }
    }
    assertThat(accepted).isBetween(6_000, 54_000);
  }

  @Test
  void noise_is_refused_or_has_its_own_single_meaning() {
    Random random = new Random(SEED);
    for (int i = 0; i < 60_000; i++) {
      byte[] noise = new byte[random.nextInt(40)];
      random.nextBytes(noise);
      try {
        assertThat(Cbor.decode(Bytes.of(noise)).encode()).isEqualTo(Bytes.of(noise));
      } catch (MalformedCbor expected) {
        assertThat(expected.getMessage()).isNotBlank();
      }
    }
  }

  @Test
  void lengths_that_lie_allocate_nothing() throws Exception {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    List<Bytes> lies = new ArrayList<>();
    for (int major = 2; major <= 5; major++) {
      for (String length :
          List.of("1a7fffffff", "1affffffff", "1b7fffffffffffffff", "1b00000000ffffffff")) {
        byte[] head = Bytes.ofHex(length).toArray();
        head[0] |= (byte) (major << 5);
        lies.add(Bytes.of(head));
        lies.add(Bytes.of(Arrays.copyOf(head, 200)));
      }
    }
    long most = 0;
    for (int round = 0; round < 3; round++) {
      most = 0;
      for (Bytes lie : lies) {
        long before = threads.getCurrentThreadAllocatedBytes();
        boolean refused = refused(lie);
        long after = threads.getCurrentThreadAllocatedBytes();
        assertThat(refused).isTrue();
        most = Math.max(most, after - before);
      }
    }
    assertThat(most).isLessThan(8_192);
  }

  private static boolean refused(Bytes bytes) {
    try {
      Cbor.decode(bytes);
      return false;
    } catch (MalformedCbor e) {
      return true;
    }
  }

  private static Bytes change(Random random, byte[] content) {
    byte[] changed = content;
    for (int i = random.nextInt(3); i >= 0; i--) {
      int at = random.nextInt(changed.length);
      switch (random.nextInt(4)) {
        case 0 -> changed[at] ^= (byte) (1 << random.nextInt(8));
        case 1 -> changed[at] = (byte) random.nextInt(256);
        case 2 -> changed = Arrays.copyOf(changed, Math.max(1, at));
        default -> {
          changed = Arrays.copyOf(changed, changed.length + 1);
          System.arraycopy(changed, at, changed, at + 1, changed.length - at - 1);
        }
      }
    }
    return Bytes.of(changed);
  }

  private static Cbor any(Random random, int depth) {
    return switch (random.nextInt(depth < 4 ? 8 : 5)) {
      case 0 -> Cbor.of(integer(random));
      case 1 -> Cbor.of(bytes(random));
      case 2 -> Cbor.of(text(random));
      case 3 -> Cbor.of(random.nextBoolean());
      case 4 -> new Cbor.Null();
      case 5 -> {
        List<Cbor> items = new ArrayList<>();
        for (int i = random.nextInt(5); i > 0; i--) {
          items.add(any(random, depth + 1));
        }
        yield Cbor.array(items);
      }
      default -> {
        Cbor.MapBuilder map = Cbor.map();
        for (int i = random.nextInt(5); i > 0; i--) {
          // a distinct key each: the index is its last digit
          if (random.nextBoolean()) {
            map.put((integer(random) >> 4 << 3) + i, any(random, depth + 1));
          } else {
            map.put(text(random) + i, any(random, depth + 1));
          }
        }
        yield map.build();
      }
    };
  }

  private static long integer(Random random) {
    return random.nextLong() >> random.nextInt(64);
  }

  private static Bytes bytes(Random random) {
    byte[] content = new byte[random.nextInt(300) >> random.nextInt(8)];
    random.nextBytes(content);
    return Bytes.of(content);
  }

  private static String text(Random random) {
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(12); i > 0; i--) {
      int point = random.nextInt(0x110000 >> random.nextInt(14));
      text.appendCodePoint(point >= 0xd800 && point < 0xe000 ? 'ớ' : point);
    }
    return text.toString();
  }
}
