package vn.sogoc.issuance.imports;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import vn.sogoc.issuance.intake.Finding;

class TallyTest {
  @Test
  void findings_are_grouped_by_what_repairs_them() {
    Tally tally = new Tally(List.of(), 0);
    Tally.Added first =
        tally.add(
            List.of(
                fault("date_format", 2, "Ngày sinh", "1/1"),
                fault("date_format", 3, "Ngày sinh", "2/2"),
                fault("date_format", 3, "Ngày thi", "3/3"),
                warning("age_unusual", 4, "Ngày sinh")));
    assertThat(first.fresh())
        .extracting(FindingGroup::ordinal, FindingGroup::column, FindingGroup::count)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(0, "Ngày sinh", 2),
            org.assertj.core.groups.Tuple.tuple(1, "Ngày thi", 1),
            org.assertj.core.groups.Tuple.tuple(2, "Ngày sinh", 1));
    assertThat(first.counts()).isEmpty();
    assertThat(first.faults()).isEqualTo(3);
    assertThat(first.warnings()).isEqualTo(1);
    assertThat(first.reasons()).isEqualTo(Map.of(2, "0", 3, "0 1"));
    Tally.Added next = tally.add(List.of(fault("date_format", 9, "Ngày thi", "4/4")));
    assertThat(next.fresh()).isEmpty();
    assertThat(next.counts()).isEqualTo(Map.of(1, 2));
    assertThat(next.kept()).containsExactly(new Tally.One(4, 1, 9, "4/4"));
  }

  @Test
  void a_tally_goes_on_from_what_was_kept() {
    Tally tally =
        new Tally(
            List.of(new FindingGroup(0, true, "date_format", "Ngày sinh", "", 7, List.of())), 7);
    Tally.Added added =
        tally.add(
            List.of(
                fault("date_format", 20, "Ngày sinh", "x"),
                fault("same_person_twice", 20, "Số CCCD", "4"),
                fault("quotes", 0, "", "")));
    assertThat(added.counts()).isEqualTo(Map.of(0, 8));
    assertThat(added.kept().getFirst().position()).isEqualTo(7);
    assertThat(added.reasons()).as("a row tells of the other").isEqualTo(Map.of(20, "0 1=4"));
  }

  @Test
  void all_are_counted_and_the_first_are_kept_but_no_group_is_without_examples() {
    Tally tally = new Tally(List.of(), 0);
    List<Finding> many = new ArrayList<>();
    for (int i = 0; i < 30_000; i++) {
      many.add(fault("date_format", i + 2, "Ngày sinh", "x"));
    }
    for (int i = 0; i < 100; i++) {
      many.add(fault("name_digit", i + 2, "Họ và tên", "y"));
    }
    Tally.Added added = tally.add(many);
    assertThat(added.kept()).hasSize(10_000 + Tally.EXAMPLES);
    assertThat(added.fresh()).extracting(FindingGroup::count).containsExactly(30_000, 100);
    assertThat(added.reasons()).hasSize(30_000);
  }

  private static Finding fault(String code, int row, String column, String found) {
    return new Finding(true, code, row, column, "", found);
  }

  private static Finding warning(String code, int row, String column) {
    return new Finding(false, code, row, column, "", "");
  }
}
