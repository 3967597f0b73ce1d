package vn.sogoc.register.legacy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.UUID;

/** The two entries of a page beside each other. Pure. */
public final class Compared {
  /**
   * What was decided about a line.
   *
   * @param version of the decision about this line
   * @param row what stands; empty where the book has no such row
   * @param person who decided
   * @param by how they are called
   * @param agreed the other of the two, where it was one of them who decided
   * @param isStanding whether it counts: of a third person, or agreed
   */
  public record Decided(
      int version,
      Optional<KeyedRow> row,
      String reason,
      UUID person,
      String by,
      Instant at,
      Optional<String> agreed,
      boolean isStanding,
      boolean isByKeyer) {}

  /**
   * A line of the page.
   *
   * @param first as the first person keyed it; empty where they saw no row there
   * @param second as the second did
   * @param differences fields in which they differ; all of them where one has no row
   */
  public record Line(
      int number,
      Optional<KeyedRow> first,
      Optional<KeyedRow> second,
      List<String> differences,
      Optional<Decided> decided) {
    public Line {
      differences = List.copyOf(differences);
    }

    /** Whether what stands is known. */
    public boolean isSettled() {
      return differences.isEmpty() || decided.filter(Decided::isStanding).isPresent();
    }

    /** What stands, where that is known and there is a row. */
    public Optional<KeyedRow> standing() {
      return differences.isEmpty()
          ? first
          : decided.filter(Decided::isStanding).flatMap(Decided::row);
    }

    /** How what stands came about. */
    public RegisterCopy.Basis basis() {
      if (differences.isEmpty()) {
        return RegisterCopy.Basis.EQUAL;
      }
      return decided.filter(Decided::isByKeyer).isPresent()
          ? RegisterCopy.Basis.AGREED
          : RegisterCopy.Basis.DECIDED;
    }
  }

  private final List<Line> lines;

  private Compared(List<Line> lines) {
    this.lines = List.copyOf(lines);
  }

  /** Compares two entries, line by line. */
  static Compared of(
      SortedMap<Integer, KeyedRow> first,
      SortedMap<Integer, KeyedRow> second,
      SortedMap<Integer, Decided> decided) {
    SortedSet<Integer> numbers = new TreeSet<>(first.keySet());
    numbers.addAll(second.keySet());
    List<Line> lines = new ArrayList<>();
    for (int number : numbers) {
      Optional<KeyedRow> one = Optional.ofNullable(first.get(number));
      Optional<KeyedRow> other = Optional.ofNullable(second.get(number));
      List<String> differences =
          one.isPresent() && other.isPresent()
              ? one.get().differences(other.get())
              : KeyedRow.FIELDS;
      lines.add(
          new Line(number, one, other, differences, Optional.ofNullable(decided.get(number))));
    }
    return new Compared(lines);
  }

  /** In the order of the page. */
  public List<Line> lines() {
    return lines;
  }

  /** Whether nothing is held any more, and there is a row. */
  public boolean isSettled() {
    return lines.stream().allMatch(Line::isSettled)
        && lines.stream().anyMatch(l -> l.standing().isPresent());
  }

  /** The lines that stand, in their order. */
  public List<Line> standing() {
    return lines.stream().filter(l -> l.standing().isPresent()).toList();
  }
}
