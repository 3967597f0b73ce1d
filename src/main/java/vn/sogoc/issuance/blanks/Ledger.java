package vn.sogoc.issuance.blanks;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.function.Predicate;
import vn.sogoc.kernel.Refusal;

/** A series with its movements, and where its numbers are by them. */
final class Ledger {
  /** Movements are read whole; a series with more is followed by another one. */
  static final int MOST = 10_000;

  static final Predicate<Place> IN_STOCK = Place.InStock.class::isInstance;
  static final Predicate<Place> WITH_BATCH = Place.WithBatch.class::isInstance;
  static final Predicate<Place> MISPRINTED = Place.Misprinted.class::isInstance;

  private final BlankSeriesEntity series;
  private final List<BlankMovementEntity> movements;
  private final Stock stock = new Stock();

  Ledger(BlankSeriesEntity series, List<BlankMovementEntity> movements) {
    this.series = series;
    this.movements = new ArrayList<>(movements);
    for (BlankMovementEntity row : movements) {
      UUID batch = row.batchId;
      stock.move(row.movement(), row.span(), batch == null ? new UUID(0, 0) : batch);
    }
  }

  /** As it was at the end of a moment. */
  Ledger until(Instant moment) {
    return new Ledger(
        series, movements.stream().filter(row -> !row.recordedAt.isAfter(moment)).toList());
  }

  BlankSeriesEntity series() {
    return series;
  }

  Stock stock() {
    return stock;
  }

  List<BlankMovementEntity> movements() {
    return movements;
  }

  static Predicate<Place> gone(MovementType how) {
    return place -> place instanceof Place.Gone gone && gone.how() == how;
  }

  static Predicate<Place> with(UUID batch) {
    return place -> place instanceof Place.WithBatch with && with.batch().equals(batch);
  }

  /** The number of the next movement. */
  int next() {
    if (movements.size() >= MOST) {
      throw new Refusal(
          BlankProblem.TOO_MANY, "a series has at most " + MOST + " movements; begin another one");
    }
    return movements.size() + 1;
  }

  /** What was added to the store. */
  void add(BlankMovementEntity row) {
    movements.add(row);
    UUID batch = row.batchId;
    stock.move(row.movement(), row.span(), batch == null ? new UUID(0, 0) : batch);
  }

  /** A number as it is printed on its blank. */
  String label(long number) {
    return series.prefix + String.format(Locale.ROOT, "%0" + series.digits + "d", number);
  }

  /** Ranges as they are printed. */
  String label(List<Span> spans) {
    return String.join(
        ", ",
        spans.stream()
            .map(
                span ->
                    span.count() == 1
                        ? label(span.first())
                        : label(span.first()) + "–" + label(span.last()))
            .toList());
  }

  /** Ranges that do not meet and follow each other become one. */
  static List<Span> joined(List<Span> spans) {
    List<Span> joined = new ArrayList<>();
    for (Span span : spans) {
      Span last = joined.isEmpty() ? null : joined.getLast();
      if (last != null && last.last() + 1 == span.first()) {
        joined.set(joined.size() - 1, new Span(last.first(), span.last()));
      } else {
        joined.add(span);
      }
    }
    return joined;
  }
}
