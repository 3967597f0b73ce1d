package vn.sogoc.crypto.cbor;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import vn.sogoc.kernel.Bytes;

/** Writes one value in deterministic form. Used once, by one thread. */
final class CborWriter {
  private byte[] buffer = new byte[256];
  private int size;

  Bytes write(Cbor value) {
    item(value, 0);
    return Bytes.of(Arrays.copyOf(buffer, size));
  }

  static Bytes arrayHead(int items) {
    if (items < 0) {
      throw new IllegalArgumentException("an array has no " + items + " items");
    }
    CborWriter writer = new CborWriter();
    writer.head(4, items);
    return Bytes.of(Arrays.copyOf(writer.buffer, writer.size));
  }

  private void item(Cbor value, int depth) {
    switch (value) {
      case Cbor.Int number -> integer(number.value());
      case Cbor.ByteString string -> string(2, string.value().toArray());
      case Cbor.Text text -> string(3, text.value().getBytes(StandardCharsets.UTF_8));
      case Cbor.Array array -> {
        head(4, array.items().size());
        int inside = deeper(depth);
        array.items().forEach(each -> item(each, inside));
      }
      case Cbor.Map map -> {
        head(5, map.size());
        int inside = deeper(depth);
        for (Cbor.Entry entry : map.entries()) {
          item(entry.key(), inside);
          item(entry.value(), inside);
        }
      }
      case Cbor.Bool bool -> head(7, bool.value() ? 21 : 20);
      case Cbor.Null ignored -> head(7, 22);
    }
  }

  private static int deeper(int depth) {
    if (depth == Cbor.MAX_DEPTH) {
      throw new IllegalStateException("arrays and maps nest at most " + Cbor.MAX_DEPTH + " deep");
    }
    return depth + 1;
  }

  /** Major type 1 holds -1 - n, which for two's complement is the inverted bits. */
  private void integer(long value) {
    if (value >= 0) {
      head(0, value);
    } else {
      head(1, ~value);
    }
  }

  private void string(int major, byte[] content) {
    head(major, content.length);
    room(content.length);
    System.arraycopy(content, 0, buffer, size, content.length);
    size += content.length;
  }

  /** The shortest head (section 4.2.1, first rule); the argument is never negative. */
  private void head(int major, long argument) {
    room(9);
    int type = major << 5;
    if (argument < 24) {
      buffer[size++] = (byte) (type | (int) argument);
    } else if (argument <= 0xff) {
      buffer[size++] = (byte) (type | 24);
      number(argument, 1);
    } else if (argument <= 0xffff) {
      buffer[size++] = (byte) (type | 25);
      number(argument, 2);
    } else if (argument <= 0xffff_ffffL) {
      buffer[size++] = (byte) (type | 26);
      number(argument, 4);
    } else {
      buffer[size++] = (byte) (type | 27);
      number(argument, 8);
    }
  }

  private void number(long value, int width) {
    for (int shift = 8 * (width - 1); shift >= 0; shift -= 8) {
      buffer[size++] = (byte) (value >>> shift);
    }
  }

  private void room(int more) {
    int needed = Math.addExact(size, more);
    if (needed > buffer.length) {
      buffer = Arrays.copyOf(buffer, (int) Math.min(Integer.MAX_VALUE - 8L, 2L * needed));
    }
  }
}
