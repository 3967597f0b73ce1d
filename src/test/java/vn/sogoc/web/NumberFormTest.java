package vn.sogoc.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import vn.sogoc.platform.Lang;
import vn.sogoc.platform.Messages;

class NumberFormTest {
  private final Ui ui =
      new Ui(
          new Messages(),
          Lang.VI,
          new Ui.Place(
              "/nhap-so", "", false, false, "https://so.example.vn", false, false, "", n -> n),
          Optional.empty());

  @Test
  void a_date_of_birth_is_read_as_people_type_it() {
    assertThat(born("17/05/2001")).isEqualTo("2001-05-17");
    assertThat(born("7/5/2001")).isEqualTo("2001-05-07");
    assertThat(born("17-05-2001")).isEqualTo("2001-05-17");
    assertThat(born("17.5.2001")).isEqualTo("2001-05-17");
    assertThat(born("05/2001")).isEqualTo("2001-05");
    assertThat(born(" 2001 ")).isEqualTo("2001");
    assertThat(born("2001-05-17")).isEqualTo("2001-05-17");
    assertThat(born("")).isEmpty();
  }

  @Test
  void what_is_no_date_is_named_at_its_field() {
    for (String typed : new String[] {"3/4/05", "x", "2001/05/17", "١٧/٠٥/٢٠٠١", "1/2/3/2001"}) {
      NumberForm form = NumberForm.typed(ui, "SG-1", "An", typed);
      assertThat(form.wrong("dateOfBirth")).as(typed).isTrue();
      assertThat(form.faults()).hasSize(1);
    }
  }

  @Test
  void blank_fields_are_named_in_the_order_of_the_form() {
    assertThat(NumberForm.typed(ui, "  ", "", "2001").faults())
        .extracting(NumberForm.FieldFault::field)
        .containsExactly("serialNumber", "fullName");
    assertThat(NumberForm.typed(ui, " SG-1 ", " An ", "").faults()).isEmpty();
  }

  private String born(String typed) {
    return NumberForm.typed(ui, "SG-1", "An", typed).isoDateOfBirth();
  }
}
