package vn.sogoc.credential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vn.sogoc.kernel.Refusal;

class PersonalNumberTest {
  private static final LocalDate TODAY = LocalDate.of(2026, 11, 24);
  private static final Catalogue CATALOGUE = Catalogue.load();

  @ParameterizedTest
  @CsvSource({
    "001099000001, 1, 1999",
    "001199012345, 2, 1999",
    "079203004567, 1, 2003",
    "046302000123, 2, 2002",
    "015204001111, 1, 2004"
  })
  void sex_and_year_are_read(String digits, int sex, int year) {
    PersonalNumber number = PersonalNumber.parse(digits, TODAY);

    assertThat(number.sexNumber()).isEqualTo(sex);
    assertThat(number.birthYear()).isEqualTo(year);
    assertThat(number.warnings(CATALOGUE, new PartialDate(year, null, null), sex(sex))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "00109900001, personal_number_form",
    "0010990000012, personal_number_form",
    "00109900000a, personal_number_form",
    "٠٠١٠٩٩٠٠٠٠٠١, personal_number_form",
    "079999000001, personal_number_future",
    "001227000001, personal_number_future"
  })
  void what_cannot_be_a_number_is_refused_without_showing_it(String typed, String code) {
    Refusal refusal = catchThrowableOfType(Refusal.class, () -> PersonalNumber.parse(typed, TODAY));

    assertThat(refusal.faults()).extracting(Refusal.Fault::code).containsExactly(code);
    assertThat(refusal.faults().toString() + refusal.detail()).doesNotContain(typed);
  }

  @Test
  void what_does_not_fit_is_a_warning() {
    PersonalNumber number = PersonalNumber.parse("000199012345", TODAY);

    assertThat(number.warnings(CATALOGUE, PartialDate.parse("1998-01"), sex(1)))
        .containsExactlyInAnyOrder(PersonalNumber.Warning.values());
    assertThat(PersonalNumber.parse("801300123456", TODAY).warnings(CATALOGUE, null, null))
        .isEmpty();
  }

  @Test
  void a_number_does_not_print_itself() {
    assertThat(PersonalNumber.parse("001099000001", TODAY)).hasToString("PersonalNumber[12]");
  }

  private static Term sex(int number) {
    return CATALOGUE.sexes().get(number - 1);
  }
}
