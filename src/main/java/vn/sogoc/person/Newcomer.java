package vn.sogoc.person;

import java.util.Optional;
import vn.sogoc.credential.PartialDate;
import vn.sogoc.credential.PersonName;
import vn.sogoc.credential.PersonalNumber;

/** What an institution knows of somebody it wants registered. */
public record Newcomer(PersonName name, PartialDate birth, Optional<PersonalNumber> number) {}
