package vn.sogoc.platform.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Field;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class RoleTest {

  @Test
  void the_constants_for_annotations_are_the_codes_of_the_roles() {
    List<String> constants =
        Arrays.stream(Roles.class.getDeclaredFields()).map(RoleTest::text).sorted().toList();
    assertThat(constants).isEqualTo(Arrays.stream(Role.values()).map(Role::code).sorted().toList());
    for (Role role : Role.values()) {
      assertThat(Role.ofCode(role.code())).contains(role);
    }
    assertThat(Role.ofCode("PREPARE")).isEmpty();
  }

  @Test
  void two_accounts_of_one_person_are_the_same_person() {
    UUID person = UUID.randomUUID();
    Actor one = new Actor(UUID.randomUUID(), "a", "A", person, 1, Set.of(Role.PREPARE));
    Actor two = new Actor(UUID.randomUUID(), "b", "B", person, 1, Set.of(Role.APPROVE));
    assertThat(one.samePersonAs(two)).isTrue();
    assertThat(one.actsFor(1)).isTrue();
    assertThat(one.actsFor(2)).isFalse();
    assertThat(one.limitedTo(Set.of(Role.SIGN)).roles()).isEmpty();
  }

  private static String text(Field field) {
    try {
      return (String) field.get(null);
    } catch (IllegalAccessException e) {
      throw new AssertionError(e);
    }
  }
}
