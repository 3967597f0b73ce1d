package vn.sogoc.crypto.cbor;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import vn.sogoc.kernel.Bytes;

/**
 * Reads what {@link CborWriter} writes and nothing else. Every length is compared with the bytes
 * that are left before anything is allocated for it. Used once, by one thread.
 */
final class CborReader {
  private final byte[] content;
  private int at;
  private int left;

  /** Takes the array over; the caller keeps no reference to it. */
  CborReader(byte[] content, int maxItems) {
    this.content = content;
    this.left = maxItems;
  }

  Cbor readWhole() throws MalformedCbor {
    Cbor item = item(0);
    if (at != content.length) {
      throw malformed("bytes follow the item");
    }
    return item;
  }

  private Cbor item(int depth) throws MalformedCbor {
    if (left-- == 0) {
      throw malformed("more items than are accepted");
    }
    int initial = octet();
    int major = initial >>> 5;
    int info = initial & 31;
    return switch (major) {
      case 0 -> new Cbor.Int(argument(info));
      case 1 -> new Cbor.Int(~argument(info));
      case 2 -> new Cbor.ByteString(Bytes.of(string(info)));
      case 3 -> new Cbor.Text(utf8(string(info)));
      case 4 -> array(info, deeper(depth));
      case 5 -> map(info, deeper(depth));
      case 6 -> throw malformed("a tag is not accepted");
      case 7 -> simple(info);
      default -> throw new AssertionError(major); // three bits
    };
  }

  private Cbor.Array array(int info, int depth) throws MalformedCbor {
    int count = count(info, 1);
    List<Cbor> items = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      items.add(item(depth));
    }
    return new Cbor.Array(items);
  }

  /** Keys rise in bytewise order, which also rules out duplicates (sections 4.2.1 and 5.6). */
  private Cbor.Map map(int info, int depth) throws MalformedCbor {
    int count = count(info, 2);
    List<Cbor.Entry> entries = new ArrayList<>();
    int previousFrom = at;
    int previousTo = at;
    for (int i = 0; i < count; i++) {
      int from = at;
      if (!(item(depth) instanceof Cbor.Key key)) {
        throw malformed("a map key is an integer or a text");
      }
      if (i > 0
          && Arrays.compareUnsigned(content, previousFrom, previousTo, content, from, at) >= 0) {
        throw malformed("map keys are not in rising order");
      }
      previousFrom = from;
      previousTo = at;
      entries.add(new Cbor.Entry(key, item(depth)));
    }
    return new Cbor.Map(entries);
  }

  private Cbor simple(int info) throws MalformedCbor {
    return switch (info) {
      case 20 -> new Cbor.Bool(false);
      case 21 -> new Cbor.Bool(true);
      case 22 -> new Cbor.Null();
      case 25, 26, 27 -> throw malformed("a floating-point number is not accepted");
      case 31 -> throw malformed("a break outside of an item");
      default -> throw malformed("a simple value other than false, true and null");
    };
  }

  private byte[] string(int info) throws MalformedCbor {
    int length = count(info, 1);
    byte[] string = Arrays.copyOfRange(content, at, at + length);
    at += length;
    return string;
  }

  private String utf8(byte[] string) throws MalformedCbor {
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .onMalformedInput(CodingErrorAction.REPORT)
          .onUnmappableCharacter(CodingErrorAction.REPORT)
          .decode(ByteBuffer.wrap(string))
          .toString();
    } catch (CharacterCodingException e) {
      throw malformed("a text is not UTF-8");
    }
  }

  /** A length or count; each of the things counted needs at least {@code width} bytes. */
  private int count(int info, int width) throws MalformedCbor {
    long count = argument(info);
    if (count > (content.length - at) / width) {
      throw malformed("a length goes beyond the input");
    }
    return (int) count;
  }

  /** The argument of a head (section 3), shortest form only, below 2^63. */
  private long argument(int info) throws MalformedCbor {
    if (info < 24) {
      return info;
    }
    if (info == 31) {
      throw malformed("an indefinite length is not accepted");
    }
    if (info > 27) {
      throw malformed("a reserved head");
    }
    int width = 1 << (info - 24);
    long value = 0;
    for (int i = 0; i < width; i++) {
      value = (value << 8) | octet();
    }
    if (value < 0) {
      throw malformed("a number beyond 64 signed bits");
    }
    long smallest = width == 1 ? 24 : 1L << (4 * width);
    if (value < smallest) {
      throw malformed("a head longer than needed");
    }
    return value;
  }

  private int deeper(int depth) throws MalformedCbor {
    if (depth == Cbor.MAX_DEPTH) {
      throw malformed("arrays and maps nest deeper than " + Cbor.MAX_DEPTH);
    }
    return depth + 1;
  }

  private int octet() throws MalformedCbor {
    if (at == content.length) {
      throw malformed("the input ends inside an item");
    }
    return content[at++] & 0xff;
  }

  private MalformedCbor malformed(String what) {
    return new MalformedCbor(what + " (byte " + at + ")");
  }
}
