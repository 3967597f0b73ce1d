package vn.sogoc.credential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import vn.sogoc.kernel.Refusal;

class PartialDateTest {
  @ParameterizedTest
  @CsvSource({"2001-05-17, DAY", "2001-05, MONTH", "2001, YEAR", "2000-02-29, DAY"})
  void iso_texts_are_read_and_written_unchanged(String iso, PartialDate.Precision precision) {
    PartialDate date = PartialDate.parse(iso);

    assertThat(date).hasToString(iso);
    assertThat(date.precision()).isEqualTo(precision);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "", "1799", "2200", "2001-13", "2001-00", "2001-02-29", "1900-02-29", "2001-04-31",
            "01-05-2001",
        "2001-5-7", "2001-05-17T00", " 2001", "2001 ", "20010517", "٢٠٠١", "2001-05-", "-2001",
            "+2001"
      })
  void everything_else_is_refused(String text) {
    assertThatThrownBy(() -> PartialDate.parse(text)).isInstanceOf(Refusal.class);
  }

  @ParameterizedTest
  @CsvSource({
    "17/05/2001, 2001-05-17",
    "7/5/2001, 2001-05-07",
    "17-05-2001, 2001-05-17",
    "17.05.2001, 2001-05-17",
    "05/2001, 2001-05",
    "5/2001, 2001-05",
    "1985, 1985",
    "2001-05-17, 2001-05-17",
    "' 29/02/2000 ', 2000-02-29",
  })
  void typed_dates_have_the_day_first(String typed, String iso) {
    assertThat(PartialDate.parseTyped(typed)).hasToString(iso);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "31/02/1979",
        "29/02/2001",
        "00/05/1985",
        "00/00/1985",
        "--/05/1985",
        "17/05-2001",
        "17/05/01",
        "13/13/2001",
        "05/17/2001",
        "năm 1985",
        "36526",
        "1/2/3/2001",
        "17//2001"
      })
  void typed_texts_that_are_no_date_are_refused_and_nothing_is_guessed(String typed) {
    assertThatThrownBy(() -> PartialDate.parseTyped(typed)).isInstanceOf(Refusal.class);
  }

  @Test
  void a_partial_date_agrees_with_every_day_it_can_be() {
    PartialDate year = PartialDate.parse("2001");
    PartialDate may = PartialDate.parse("2001-05");
    PartialDate day = PartialDate.parse("2001-05-17");

    assertThat(year.agreesWith(day)).isTrue();
    assertThat(day.agreesWith(may)).isTrue();
    assertThat(PartialDate.parse("2001-06").agreesWith(day)).isFalse();
    assertThat(PartialDate.parse("2001-05-18").agreesWith(day)).isFalse();
    assertThat(may.latest()).isEqualTo(LocalDate.of(2001, 5, 31));
    assertThat(year.earliest()).isEqualTo(LocalDate.of(2001, 1, 1));
    assertThat(year.date()).isEmpty();
    assertThat(day.date()).contains(LocalDate.of(2001, 5, 17));
  }

  @Test
  void dates_are_ordered_by_their_first_day() {
    assertThat(PartialDate.parse("2001")).isLessThan(PartialDate.parse("2001-01"));
    assertThat(PartialDate.parse("2001-01")).isLessThan(PartialDate.parse("2001-01-01"));
    assertThat(PartialDate.parse("2001-12-31")).isLessThan(PartialDate.parse("2002"));
  }
}
