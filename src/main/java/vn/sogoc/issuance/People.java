package vn.sogoc.issuance;

import java.util.BitSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vn.sogoc.kernel.Digest;

/** The persons of a long list by position, 16 bytes each, and which of them have a number. */
final class People {
  private final long[] most;
  private final long[] least;
  private final BitSet numbered;

  People(int size) {
    this.most = new long[size];
    this.least = new long[size];
    this.numbered = new BitSet(size);
  }

  void put(int position, UUID person) {
    most[position] = person.getMostSignificantBits();
    least[position] = person.getLeastSignificantBits();
  }

  void putNumbered(int position, UUID person) {
    put(position, person);
    numbered.set(position);
  }

  boolean isNumbered(int position) {
    return numbered.get(position);
  }

  /** The person at a position, or null; no person has the identifier of zeros. */
  @Nullable UUID get(int position) {
    return most[position] == 0 && least[position] == 0
        ? null
        : new UUID(most[position], least[position]);
  }

  /** Of all, each of whom was identified. */
  Digest digest() {
    PersonsDigest digest = new PersonsDigest();
    for (int position = 0; position < most.length; position++) {
      digest.add(of(position));
    }
    return digest.digest();
  }

  /** The person at a position that has one. */
  UUID of(int position) {
    UUID person = get(position);
    if (person == null) {
      throw new IllegalStateException("nobody was identified at position " + position);
    }
    return person;
  }
}
