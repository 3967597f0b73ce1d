package vn.sogoc.issuance.imports;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import vn.sogoc.kernel.Bytes;

class ChainTest {
  private static final Bytes LIKENESS = Bytes.of(new byte[32]);

  @Test
  void rows_count_in_their_order_and_a_copy_goes_its_own_way() {
    RowChain one = new RowChain();
    one.add(2, Bytes.of(new byte[] {1}), LIKENESS, null);
    RowChain other = one.copy();
    assertThat(other.digest()).isEqualTo(one.digest());
    other.add(3, Bytes.of(new byte[] {2}), LIKENESS, LIKENESS);
    assertThat(other.digest()).isNotEqualTo(one.digest());
    assertThat(one.count()).isEqualTo(1);
    one.add(3, Bytes.of(new byte[] {2}), LIKENESS, LIKENESS);
    assertThat(other.digest()).isEqualTo(one.digest());
  }

  @Test
  void a_finding_is_not_another_one_and_pages_make_no_difference() {
    Tally.One first = new Tally.One(0, 0, 2, "a");
    Tally.One second = new Tally.One(1, 0, 3, "b");
    FindingChain whole = new FindingChain();
    whole.addKept(List.of(first, second));
    FindingChain paged = new FindingChain();
    paged.addKept(List.of(first));
    FindingChain before = paged.copy();
    paged.addKept(List.of(second));
    assertThat(paged.digest()).isEqualTo(whole.digest()).isNotEqualTo(before.digest());
    before.addKept(List.of(new Tally.One(1, 0, 3, "c")));
    assertThat(before.digest()).isNotEqualTo(whole.digest());
    FindingChain group = new FindingChain();
    group.addGroups(List.of(group(true, 1)));
    FindingChain warning = new FindingChain();
    warning.addGroups(List.of(group(false, 1)));
    FindingChain more = new FindingChain();
    more.addGroups(List.of(group(true, 5)));
    assertThat(group.digest()).isNotEqualTo(warning.digest()).isEqualTo(more.digest());
  }

  private static FindingGroup group(boolean isFault, int count) {
    return new FindingGroup(0, isFault, "date_format", "Ngày sinh", "", count, List.of());
  }
}
