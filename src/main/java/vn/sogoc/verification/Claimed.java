package vn.sogoc.verification;

import java.util.Optional;
import vn.sogoc.credential.PartialDate;
import vn.sogoc.credential.PersonName;

/**
 * What the asker typed beside the document, to be compared with the record.
 *
 * @param fullName name on the paper
 * @param dateOfBirth date of birth on the paper
 */
public record Claimed(Optional<PersonName> fullName, Optional<PartialDate> dateOfBirth) {
  /** Nothing was typed. */
  public static final Claimed NOTHING = new Claimed(Optional.empty(), Optional.empty());

  /** Whether there is nothing to compare. */
  boolean isEmpty() {
    return fullName.isEmpty() && dateOfBirth.isEmpty();
  }

  /** Whether nothing typed contradicts what the record says. */
  boolean agreesWith(PersonName recordedName, PartialDate recordedBirth) {
    boolean name = fullName.map(n -> n.searchKey().equals(recordedName.searchKey())).orElse(true);
    boolean birth = dateOfBirth.map(d -> d.agreesWith(recordedBirth)).orElse(true);
    return name && birth;
  }
}
