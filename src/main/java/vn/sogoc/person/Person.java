package vn.sogoc.person;

import java.util.UUID;
import vn.sogoc.credential.PartialDate;
import vn.sogoc.credential.PersonName;

/** A person as registered: the latest name, the date of birth as far as it is known. */
public record Person(UUID id, PersonName name, PartialDate birth) {}
