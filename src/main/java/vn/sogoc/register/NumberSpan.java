package vn.sogoc.register;

/**
 * Consecutive register numbers that a batch took, without a look at the entries that carry them.
 *
 * @param first the first of them, from 1 on
 * @param count how many
 * @param state what the reservation says; {@link NumberBook} asks the entries too
 */
public record NumberSpan(int first, int count, NumberBook.State state) {
  /** The last of them. */
  public int last() {
    return first + count - 1;
  }
}
