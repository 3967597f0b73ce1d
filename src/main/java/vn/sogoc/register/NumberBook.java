package vn.sogoc.register;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Every register number of an institution, kind and year, and what became of it. Gapless means:
 * from 1 to the last one given, each number is used by one entry of the register, reserved by a
 * batch that is being signed, or void with minutes.
 *
 * @param next the number that the next batch will begin with
 * @param ranges what the batches took, in order of the numbers
 */
public record NumberBook(
    int institution, String kind, int year, int next, List<NumberRange> ranges) {

  /** What became of numbers. */
  public enum State {
    RESERVED,
    USED,
    VOIDED
  }

  /**
   * Consecutive numbers of one batch.
   *
   * @param first the first register number
   * @param count how many
   * @param firstSerial the first serial number
   * @param entries how many entries of the register carry one of them
   * @param minutes where they are void
   */
  public record NumberRange(
      int first,
      int count,
      int firstSerial,
      State state,
      UUID batch,
      long entries,
      Optional<VoidMinutes> minutes) {
    /** The last register number. */
    public int last() {
      return first + count - 1;
    }

    private boolean isWhole() {
      return switch (state) {
        case USED -> entries == count && minutes.isEmpty();
        case RESERVED -> entries == 0 && minutes.isEmpty();
        case VOIDED -> entries == 0 && minutes.isPresent();
      };
    }
  }

  public NumberBook {
    ranges = ranges.stream().sorted(Comparator.comparingInt(NumberRange::first)).toList();
  }

  /** What is not as it should be, in words for an auditor; empty where the book is gapless. */
  public List<String> faults() {
    List<String> faults = new ArrayList<>();
    int expected = 1;
    for (NumberRange range : ranges) {
      if (range.first() != expected) {
        faults.add("number " + expected + " was expected, a range begins at " + range.first());
      }
      if (!range.isWhole()) {
        faults.add(
            "numbers %d to %d are %s and %d entries carry one"
                .formatted(
                    range.first(),
                    range.last(),
                    range.state().name().toLowerCase(java.util.Locale.ROOT),
                    range.entries()));
      }
      expected = range.last() + 1;
    }
    if (expected != next) {
      faults.add("number " + expected + " was expected, the next one will be " + next);
    }
    return List.copyOf(faults);
  }
}
