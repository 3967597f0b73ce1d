package vn.sogoc.crypto.cbor;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import vn.sogoc.kernel.Bytes;

/**
 * One value of the part of CBOR (RFC 8949) that signed objects use: 64-bit signed integers, byte
 * strings, texts, arrays, maps with integer or text keys, booleans and null. No floats, no tags, no
 * undefined.
 *
 * <p>A value has exactly one byte form, that of RFC 8949 section 4.2.1: shortest heads, definite
 * lengths, map keys in bytewise order of their encodings. {@code decode(v.encode())} equals {@code
 * v}, and where {@code decode(b)} succeeds its {@code encode()} equals {@code b}.
 */
public sealed interface Cbor {
  /** Deepest nesting of arrays and maps, the outermost being 1. */
  int MAX_DEPTH = 8;

  /** Largest input of {@link #decode(Bytes)} in bytes. */
  int MAX_SIZE = 64 * 1024;

  /** Major types 0 and 1, as far as 64 signed bits reach. */
  record Int(long value) implements Key {}

  /** Major type 2. */
  record ByteString(Bytes value) implements Cbor {}

  /** Major type 3: Unicode text; a lone surrogate is refused because it has no UTF-8 form. */
  record Text(String value) implements Key {
    public Text {
      if (!isUnicode(value)) {
        throw new IllegalArgumentException("a text has no lone surrogate");
      }
    }

    private static boolean isUnicode(String text) {
      for (int i = 0; i < text.length(); i++) {
        if (Character.isSurrogate(text.charAt(i))) {
          if (i + 1 == text.length()
              || !Character.isSurrogatePair(text.charAt(i), text.charAt(i + 1))) {
            return false;
          }
          i++;
        }
      }
      return true;
    }
  }

  /** Major type 4. */
  record Array(List<Cbor> items) implements Cbor {
    public Array {
      items = List.copyOf(items);
    }
  }

  /**
   * Major type 5. Its entries stand in the order of RFC 8949 section 4.2.1, each key once.
   *
   * @param entries in bytewise order of the encoded keys, otherwise refused with
   *     IllegalArgumentException
   */
  record Map(List<Entry> entries) implements Cbor {
    public Map {
      entries = List.copyOf(entries);
      for (int i = 1; i < entries.size(); i++) {
        if (KeyOrder.compare(entries.get(i - 1).key(), entries.get(i).key()) >= 0) {
          throw new IllegalArgumentException("map keys are sorted by their encoding, each once");
        }
      }
    }

    /** The value under an integer key. */
    public Optional<Cbor> get(long key) {
      for (Entry entry : entries) {
        if (entry.key() instanceof Int number && number.value() == key) {
          return Optional.of(entry.value());
        }
      }
      return Optional.empty();
    }

    /** The value under a text key. */
    public Optional<Cbor> get(String key) {
      for (Entry entry : entries) {
        if (entry.key() instanceof Text text && text.value().equals(key)) {
          return Optional.of(entry.value());
        }
      }
      return Optional.empty();
    }

    /** The keys in their order. */
    public List<Key> keys() {
      return entries.stream().map(Entry::key).toList();
    }

    /** Number of entries. */
    public int size() {
      return entries.size();
    }
  }

  /** Major type 7, values 20 and 21. */
  record Bool(boolean value) implements Cbor {}

  /** Major type 7, value 22. */
  record Null() implements Cbor {}

  /** What may be the key of a map: an integer or a text. */
  sealed interface Key extends Cbor {}

  /** One key of a map with its value. */
  record Entry(Key key, Cbor value) {}

  /** An integer. */
  static Int of(long value) {
    return new Int(value);
  }

  /** A text. */
  static Text of(String value) {
    return new Text(value);
  }

  /** A byte string. */
  static ByteString of(Bytes value) {
    return new ByteString(value);
  }

  /** A boolean. */
  static Bool of(boolean value) {
    return new Bool(value);
  }

  /** An array of the items. */
  static Array array(Cbor... items) {
    return new Array(Arrays.asList(items));
  }

  /** An array of the items. */
  static Array array(List<? extends Cbor> items) {
    return new Array(List.copyOf(items));
  }

  /**
   * The head of an array of so many items, for whoever writes the items after it one by one because
   * nobody can hold them all.
   */
  static Bytes arrayHead(int items) {
    return CborWriter.arrayHead(items);
  }

  /** Collects the entries of a map in any order. */
  static MapBuilder map() {
    return new MapBuilder();
  }

  /**
   * The one byte form of this value. There is no limit of size, since what is only hashed may be
   * large.
   *
   * @throws IllegalStateException where the nesting is deeper than {@value #MAX_DEPTH}, which no
   *     reader would accept
   */
  default Bytes encode() {
    return new CborWriter().write(this);
  }

  /**
   * Reads exactly one item that fills the whole input, of at most {@value #MAX_SIZE} bytes.
   *
   * @throws MalformedCbor where the bytes are anything but what {@link #encode()} gives
   */
  static Cbor decode(Bytes content) throws MalformedCbor {
    return decode(content, MAX_SIZE);
  }

  /**
   * Reads exactly one item that fills the whole input.
   *
   * @param maxSize largest accepted input in bytes
   * @throws MalformedCbor where the bytes are anything but what {@link #encode()} gives
   */
  static Cbor decode(Bytes content, int maxSize) throws MalformedCbor {
    return decode(content, maxSize, maxSize);
  }

  /**
   * Reads exactly one item that fills the whole input. Small items take more memory than bytes, so
   * what is read of a large input is bounded by their number too.
   *
   * @param maxSize largest accepted input in bytes
   * @param maxItems most items, those inside of others included
   * @throws MalformedCbor where the bytes are anything but what {@link #encode()} gives
   */
  static Cbor decode(Bytes content, int maxSize, int maxItems) throws MalformedCbor {
    if (content.size() > maxSize) {
      throw new MalformedCbor("the item is larger than " + maxSize + " bytes");
    }
    return new CborReader(content.toArray(), maxItems).readWhole();
  }

  /** Collects the entries of a map in any order and sorts them. Used by one thread. */
  final class MapBuilder {
    private final TreeMap<Key, Cbor> entries = new TreeMap<>(KeyOrder::compare);

    private MapBuilder() {}

    /** Adds an entry under an integer key; a key that is there already is refused. */
    public MapBuilder put(long key, Cbor value) {
      return put(new Int(key), value);
    }

    /** Adds an entry under a text key; a key that is there already is refused. */
    public MapBuilder put(String key, Cbor value) {
      return put(new Text(key), value);
    }

    /** The map. */
    public Map build() {
      List<Entry> sorted = new ArrayList<>(entries.size());
      entries.forEach((key, value) -> sorted.add(new Entry(key, value)));
      return new Map(sorted);
    }

    private MapBuilder put(Key key, Cbor value) {
      if (entries.putIfAbsent(key, value) != null) {
        throw new IllegalArgumentException("a key stands in a map once: " + key);
      }
      return this;
    }
  }
}
