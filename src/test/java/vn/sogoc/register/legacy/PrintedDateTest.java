package vn.sogoc.register.legacy;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import vn.sogoc.credential.PartialDate;

/** Dates of old books (domain.md §7.9): nothing is made up, nothing printed is lost. */
class PrintedDateTest {
  @ParameterizedTest
  @CsvSource({
    "17/05/1985, 1985-05-17",
    "7-5-1985, 1985-05-07",
    "17.05.1985, 1985-05-17",
    "00/05/1985, 1985-05",
    "--/05/1985, 1985-05",
    "05/1985, 1985-05",
    "00/00/1985, 1985",
    "1985, 1985",
    "năm 1985, 1985",
    "Sinh năm 1985, 1985",
    "1985-00-00, 1985",
    "1985-05-17, 1985-05-17",
    "31/02/1979, 1979",
    "17/13/1985, 1985",
    "Ngày 05 tháng 8 năm 1985, 1985-08-05",
    "tháng 8 năm 1985, 1985-08",
    "17/05/85, 1985-05-17",
    "??/05/1985, 1985-05"
  })
  void what_is_known_is_read_as_far_as_it_goes(String printed, String known) {
    PrintedDate date = PrintedDate.read(printed, 2010);
    assertThat(date.known()).contains(PartialDate.parse(known));
    assertThat(date.printed()).isEqualTo(printed);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "không rõ", "1899", "2011", "17/05/2011", "17/05", "1985/", "mờ"})
  void what_says_nothing_stays_unknown_and_is_kept(String printed) {
    PrintedDate date = PrintedDate.read(printed, 2010);
    assertThat(date.known()).isEmpty();
    assertThat(date.printed()).isEqualTo(printed);
  }

  @Test
  void a_year_of_two_digits_is_the_latest_that_the_book_allows() {
    assertThat(PrintedDate.read("01/02/03", 2010).known())
        .contains(PartialDate.parse("2003-02-01"));
    assertThat(PrintedDate.read("01/02/03", 1999).known())
        .contains(PartialDate.parse("1903-02-01"));
    assertThat(PrintedDate.read("01/02/75", 1990).known())
        .contains(PartialDate.parse("1975-02-01"));
  }
}
