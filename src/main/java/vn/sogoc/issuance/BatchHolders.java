package vn.sogoc.issuance;

import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import vn.sogoc.credential.PersonName;
import vn.sogoc.credential.PersonalNumber;
import vn.sogoc.issuance.intake.DraftRow;
import vn.sogoc.issuance.intake.Finding;
import vn.sogoc.issuance.intake.Frame;
import vn.sogoc.kernel.Bytes;
import vn.sogoc.person.Newcomer;
import vn.sogoc.person.Person;
import vn.sogoc.person.Persons;
import vn.sogoc.person.Registered;
import vn.sogoc.platform.secrets.Secrets;
import vn.sogoc.register.Register;

/**
 * Who the rows of a list are, as far as the registry can know. The same personal number is the same
 * person; without a number nobody is merged with anybody, and what looks alike is a warning.
 */
@ApplicationScoped
class BatchHolders {
  private final Persons persons;
  private final Register register;
  private final BatchRowRepository rows;
  private final Secrets.Keyed likeness;

  BatchHolders(Persons persons, Register register, BatchRowRepository rows, Secrets secrets) {
    this.persons = persons;
    this.register = register;
    this.rows = rows;
    this.likeness = secrets.keyed("issuance-likeness");
  }

  /**
   * What the register says against rows that are fine by themselves: a fault for each person who
   * already holds the kind under this decision, and for each number that is known with another
   * birth date; warnings for a number known under another name, and for people without a number who
   * look like somebody who holds it.
   */
  List<Finding> compare(Frame frame, List<DraftRow> list) {
    List<Finding> findings = new ArrayList<>();
    Map<UUID, DraftRow> known = new LinkedHashMap<>();
    List<Bytes> unnumbered = new ArrayList<>();
    for (DraftRow row : list) {
      Optional<PersonalNumber> number = row.holder().personalNumber();
      if (number.isEmpty()) {
        unnumbered.add(likeness(row));
      } else {
        number.flatMap(persons::withNumber).ifPresent(person -> known.put(person, row));
      }
    }
    compareKnown(frame, known, findings);
    Set<Bytes> alike =
        rows.known(frame.institution(), frame.kind().code(), frame.decisionNumber(), unnumbered);
    for (DraftRow row : list) {
      if (row.holder().personalNumber().isEmpty() && alike.contains(likeness(row))) {
        findings.add(new Finding(false, "looks_issued", row.line(), "fullName", "", ""));
      }
    }
    return findings;
  }

  /** The persons of the rows, in their order: whoever has the number, else somebody new. */
  List<UUID> personsOf(int institution, List<DraftRow> list) {
    List<Newcomer> newcomers =
        list.stream()
            .map(
                row ->
                    new Newcomer(
                        row.claims().fullName(),
                        row.claims().birthDate(),
                        row.holder().personalNumber()))
            .toList();
    return persons.findOrCreateAll(institution, newcomers).stream().map(Registered::id).toList();
  }

  private void compareKnown(Frame frame, Map<UUID, DraftRow> known, List<Finding> findings) {
    int institution = frame.institution();
    String kind = frame.kind().code();
    String decision = frame.decisionNumber();
    Set<UUID> claimed = rows.claimed(institution, kind, decision, List.copyOf(known.keySet()));
    known.forEach(
        (id, row) -> {
          if (claimed.contains(id) || register.isIssued(institution, id, kind, decision)) {
            findings.add(new Finding(true, "issued_once", row.line(), "personalNumber", "", ""));
          }
          persons.find(id).ifPresent(person -> compare(person, row, findings));
        });
  }

  /** What the registry knows of the person is not shown: the list may be another institution's. */
  private static void compare(Person person, DraftRow row, List<Finding> findings) {
    if (!person.birth().agreesWith(row.claims().birthDate())) {
      findings.add(
          new Finding(
              true,
              "known_with_another_birth",
              row.line(),
              "birthDate",
              "",
              row.claims().birthDate().toString()));
    }
    if (!person.name().searchKey().equals(row.claims().fullName().searchKey())) {
      findings.add(
          new Finding(
              false,
              "known_under_another_name",
              row.line(),
              "fullName",
              "",
              row.claims().fullName().value()));
    }
  }

  /** Same normalised name, birth date and birthplace, blinded. */
  Bytes likeness(DraftRow row) {
    String key =
        row.claims().fullName().searchKey()
            + "|"
            + row.claims().birthDate()
            + "|"
            + PersonName.searchKey(row.holder().birthPlace());
    return likeness.hash(key.getBytes(StandardCharsets.UTF_8));
  }
}
