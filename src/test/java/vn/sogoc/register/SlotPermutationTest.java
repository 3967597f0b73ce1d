package vn.sogoc.register;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.BitSet;
import org.junit.jupiter.api.Test;
import vn.sogoc.kernel.StatusSlot;
import vn.sogoc.platform.secrets.Secrets;

class SlotPermutationTest {
  private final SlotPermutation permutation =
      new SlotPermutation(Secrets.of("5e".repeat(32)).keyed("status-slots"));

  @Test
  void neighbours_are_spread_and_no_slot_is_given_twice() {
    BitSet taken = new BitSet(StatusSlot.LIST_SIZE);
    int near = 0;
    int before = -1;
    for (int n = 0; n < 20_000; n++) {
      StatusSlot slot = permutation.slot(n);
      assertThat(slot.list()).isZero();
      assertThat(taken.get(slot.index())).isFalse();
      taken.set(slot.index());
      if (before >= 0 && Math.abs(slot.index() - before) < 1000) {
        near++;
      }
      before = slot.index();
    }
    assertThat(near).isLessThan(100); // a random order gives about 38
  }

  @Test
  void the_next_list_has_an_order_of_its_own() {
    StatusSlot first = permutation.slot(5);
    StatusSlot second = permutation.slot(5L + StatusSlot.LIST_SIZE);
    assertThat(second.list()).isEqualTo(1);
    assertThat(second.index()).isNotEqualTo(first.index());
  }
}
