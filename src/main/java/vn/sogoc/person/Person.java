package vn.sogoc.person;

import java.util.UUID;
import vn.sogoc.credential.PartialDate;
import vn.sogoc.credential.PersonName;

/** A person as registered: the latest name, the date of birth as far as it is known. */
public record Person(UUID id, PersonName name, PartialDate birth) {
  /**
   * What is known after somebody registered the same person again: the later name, and the earlier
   * date of birth unless the later one says more. People change their names; a date of birth that
   * contradicts the known one is for a decision to settle.
   */
  Person after(Person earlier) {
    boolean saysMore =
        earlier.birth().agreesWith(birth)
            && birth.precision().compareTo(earlier.birth().precision()) > 0;
    return new Person(id, name, saysMore ? birth : earlier.birth());
  }
}
