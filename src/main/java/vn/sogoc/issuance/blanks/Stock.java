package vn.sogoc.issuance.blanks;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Predicate;

/**
 * Where each number of a series is, as ranges. It follows from the movements in their order, and
 * from nothing else.
 */
final class Stock {
  /** A range and where it is. */
  record Held(Span span, Place place) {}

  /** Ranges by their first number; none meets another. */
  private final NavigableMap<Long, Held> held = new TreeMap<>();

  /** Puts a range where a movement puts it. */
  void move(MovementType type, Span span, UUID batch) {
    switch (type) {
      case RECEIVED, RETURNED -> put(span, new Place.InStock());
      case ALLOCATED -> put(span, new Place.WithBatch(batch));
      case MISPRINTED -> put(span, new Place.Misprinted());
      case SPOILED, LOST, DESTROYED -> put(span, new Place.Gone(type));
      case USED, COUNTED -> {
        // what was used has a row of its own, and counting moves nothing
      }
    }
  }

  /** The ranges that a range meets, cut to it, in their order. */
  List<Held> in(Span span) {
    List<Held> found = new ArrayList<>();
    Map.Entry<Long, Held> before = held.lowerEntry(span.first());
    if (before != null && before.getValue().span().meets(span)) {
      found.add(cut(before.getValue(), span));
    }
    held.subMap(span.first(), true, span.last(), true)
        .values()
        .forEach(one -> found.add(cut(one, span)));
    return found;
  }

  /** All ranges in a place, in their order. */
  List<Span> where(Predicate<Place> place) {
    return held.values().stream().filter(one -> place.test(one.place())).map(Held::span).toList();
  }

  /** How many numbers are in a place. */
  long count(Predicate<Place> place) {
    return Span.count(where(place));
  }

  /** Whether every number of a range is in a place. */
  boolean isAll(Span span, Predicate<Place> place) {
    List<Held> found = in(span);
    return found.stream().allMatch(one -> place.test(one.place()))
        && found.stream().mapToLong(one -> one.span().count()).sum() == span.count();
  }

  private void put(Span span, Place place) {
    List<Held> met = in(span);
    Map.Entry<Long, Held> before = held.lowerEntry(span.first());
    List<Held> rest = new ArrayList<>();
    if (before != null && before.getValue().span().meets(span)) {
      Held one = before.getValue();
      held.remove(before.getKey());
      rest.add(new Held(new Span(one.span().first(), span.first() - 1), one.place()));
      if (one.span().last() > span.last()) {
        rest.add(new Held(new Span(span.last() + 1, one.span().last()), one.place()));
      }
    }
    if (!met.isEmpty()) {
      Map.Entry<Long, Held> end = held.floorEntry(span.last());
      if (end != null
          && end.getKey() >= span.first()
          && end.getValue().span().last() > span.last()) {
        rest.add(
            new Held(
                new Span(span.last() + 1, end.getValue().span().last()), end.getValue().place()));
      }
      held.subMap(span.first(), true, span.last(), true).clear();
    }
    held.put(span.first(), new Held(span, place));
    rest.forEach(one -> held.put(one.span().first(), one));
  }

  private static Held cut(Held one, Span span) {
    return new Held(one.span().within(span), one.place());
  }
}
