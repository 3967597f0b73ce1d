package vn.sogoc.issuance.blanks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class StockTest {
  private static final UUID A = new UUID(0, 1);
  private static final UUID B = new UUID(0, 2);

  @Test
  void a_million_blanks_are_a_few_ranges() {
    Stock stock = new Stock();
    stock.move(MovementType.RECEIVED, new Span(0, 999_999), A);
    stock.move(MovementType.ALLOCATED, new Span(100, 199), A);
    stock.move(MovementType.SPOILED, new Span(150, 150), A);
    assertThat(stock.in(new Span(0, 999_999))).hasSize(5);
    assertThat(stock.count(Ledger.IN_STOCK)).isEqualTo(999_900);
    assertThat(stock.count(Ledger.with(A))).isEqualTo(99);
    assertThat(stock.count(Ledger.with(B))).isZero();
    assertThat(stock.isAll(new Span(100, 150), Ledger.WITH_BATCH)).isFalse();
    assertThat(stock.isAll(new Span(999_990, 1_000_000), Ledger.IN_STOCK)).isFalse();
  }

  /** Against the same told number by number. */
  @Test
  void ranges_say_what_single_numbers_would() {
    Random random = new Random(7);
    for (int round = 0; round < 200; round++) {
      Stock stock = new Stock();
      Map<Long, Place> single = new HashMap<>();
      for (int i = 0; i < 30; i++) {
        MovementType type = MovementType.values()[random.nextInt(MovementType.values().length)];
        long first = random.nextInt(60);
        Span span = new Span(first, first + random.nextInt(12));
        UUID batch = random.nextBoolean() ? A : B;
        stock.move(type, span, batch);
        for (long n = span.first(); n <= span.last(); n++) {
          switch (type) {
            case RECEIVED, RETURNED -> single.put(n, new Place.InStock());
            case ALLOCATED -> single.put(n, new Place.WithBatch(batch));
            case MISPRINTED -> single.put(n, new Place.Misprinted());
            case SPOILED, LOST, DESTROYED -> single.put(n, new Place.Gone(type));
            case USED, COUNTED -> {
              // move nothing
            }
          }
        }
      }
      for (long n = 0; n < 80; n++) {
        List<Stock.Held> found = stock.in(new Span(n, n));
        Place place = single.get(n);
        if (place == null) {
          assertThat(found).isEmpty();
        } else {
          assertThat(found).containsExactly(new Stock.Held(new Span(n, n), place));
        }
      }
      assertThat(stock.count(place -> true)).isEqualTo(single.size());
    }
  }

  @Test
  void ranges_are_read_as_people_write_them() {
    assertThat(Span.parse("9, 1-5")).containsExactly(new Span(1, 5), new Span(9, 9));
    assertThat(Span.parse("7–8;3")).containsExactly(new Span(3, 3), new Span(7, 8));
    assertThat(Span.text(Span.parse("9, 1-5"))).isEqualTo("1-5, 9");
    for (String wrong : List.of("", "a", "1-", "5-1", "1,1", "1-3,2", "-1", "1,,2", "1 2")) {
      assertThatThrownBy(() -> Span.parse(wrong)).isInstanceOf(IllegalArgumentException.class);
    }
  }
}
