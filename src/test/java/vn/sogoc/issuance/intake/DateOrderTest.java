package vn.sogoc.issuance.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vn.sogoc.kernel.Refusal;

class DateOrderTest {
  @ParameterizedTest
  @CsvSource({
    "USUAL, 4/5/2003, 2003-05-04",
    "USUAL, 5/2003, 2003-05",
    "DAY_MONTH_YEAR, 4/5/2003, 2003-05-04",
    "DAY_MONTH_YEAR, 04 05 2003, 2003-05-04",
    "DAY_MONTH_YEAR, 17/05/2003 00:00:00, 2003-05-17",
    "DAY_MONTH_YEAR, 2003-05-17, 2003-05-17",
    "DAY_MONTH_YEAR, 2003, 2003",
    "MONTH_DAY_YEAR, 4/5/2003, 2003-04-05",
    "MONTH_DAY_YEAR, 5/17/2003, 2003-05-17",
    "YEAR_MONTH_DAY, 2003/5/17, 2003-05-17",
    "YEAR_MONTH_DAY, 2003-05-17T00:00, 2003-05-17",
  })
  void a_date_is_read_in_the_order_that_was_chosen(DateOrder order, String typed, String date) {
    assertThat(order.read(typed)).hasToString(date);
  }

  @ParameterizedTest
  @CsvSource({
    "USUAL, 5/17/2003",
    "DAY_MONTH_YEAR, 5/17/2003",
    "DAY_MONTH_YEAR, 17/5/03",
    "DAY_MONTH_YEAR, 17/05/2003 07:30:00",
    "MONTH_DAY_YEAR, 17/5/2003",
    "YEAR_MONTH_DAY, 17/5/2003",
    "YEAR_MONTH_DAY, 2003-02-30",
  })
  void what_is_no_date_in_that_order_is_refused_and_never_read_in_another(
      DateOrder order, String typed) {
    assertThatThrownBy(() -> order.read(typed)).isInstanceOf(Refusal.class);
  }

  @Test
  void each_has_a_word() {
    for (DateOrder order : DateOrder.values()) {
      assertThat(DateOrder.ofCode(order.code())).contains(order);
    }
    assertThat(DateOrder.ofCode("dmy")).isEmpty();
  }
}
