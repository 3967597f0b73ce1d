package vn.sogoc.issuance;

import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
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
import vn.sogoc.kernel.Digest;
import vn.sogoc.kernel.Refusal;
import vn.sogoc.person.Person;
import vn.sogoc.person.Persons;
import vn.sogoc.platform.secrets.Secrets;
import vn.sogoc.register.Register;

/**
 * Who the rows of a list are, as far as the registry can know. The same personal number is the same
 * person; without a number nobody is merged with anybody, and what looks alike is a warning.
 */
@ApplicationScoped
class BatchHolders {
  private static final int AT_ONCE = 1000;
  private static final int MOST_FAULTS = 100;

  private final Persons persons;
  private final Register register;
  private final BatchRowRepository rows;
  private final BatchClaims claims;
  private final Secrets.Keyed likeness;

  BatchHolders(
      Persons persons,
      Register register,
      BatchRowRepository rows,
      BatchClaims claims,
      Secrets secrets) {
    this.persons = persons;
    this.register = register;
    this.rows = rows;
    this.claims = claims;
    this.likeness = secrets.keyed("issuance-likeness");
  }

  /**
   * What the register says against rows that are fine by themselves: a fault for each person who
   * already holds the kind under this decision or stands in the list twice, and for each number
   * that is known with another birth date; warnings for a number known under another name, and for
   * people without a number who look like somebody who holds it. What is known of a person is told
   * only to an institution that issued to them before: nobody learns by a list whose number it is.
   * Of all others {@link #requireKnownBirths} is sure before anything is signed. Asks in bulk: a
   * list of ten thousand is a few dozen questions.
   */
  List<Finding> compare(Frame frame, List<DraftRow> list) {
    List<Finding> findings = new ArrayList<>();
    Map<PersonalNumber, UUID> owners =
        persons.withNumbers(
            list.stream().flatMap(row -> row.holder().personalNumber().stream()).toList());
    Map<UUID, DraftRow> known = new LinkedHashMap<>();
    List<Bytes> unnumbered = new ArrayList<>();
    for (DraftRow row : list) {
      Optional<PersonalNumber> number = row.holder().personalNumber();
      if (number.isEmpty()) {
        unnumbered.add(likeness(row));
      }
      UUID owner = number.map(owners::get).orElse(null);
      DraftRow before = owner == null ? null : known.putIfAbsent(owner, row);
      if (before != null && !before.holder().personalNumber().equals(number)) {
        // Two numbers of one person, an old and a new one: nothing in the list itself shows it.
        findings.add(
            new Finding(
                true, "same_person_twice", row.line(), "personalNumber", "", "" + before.line()));
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
    return persons.identifyAll(
        institution, list.stream().map(row -> row.holder().personalNumber()).toList());
  }

  private void compareKnown(Frame frame, Map<UUID, DraftRow> known, List<Finding> findings) {
    int institution = frame.institution();
    String kind = frame.kind().code();
    String decision = frame.decisionNumber();
    List<UUID> ids = List.copyOf(known.keySet());
    Set<UUID> taken = new HashSet<>(rows.claimed(institution, kind, decision, ids));
    taken.addAll(register.issuedAmong(institution, ids, kind, decision));
    Map<UUID, Person> registered = persons.findAll(List.copyOf(rows.issuedBy(institution, ids)));
    known.forEach(
        (id, row) -> {
          if (taken.contains(id)) {
            findings.add(new Finding(true, "issued_once", row.line(), "personalNumber", "", ""));
          }
          Person person = registered.get(id);
          if (person != null) {
            compare(person, row, findings);
          }
        });
  }

  /**
   * Whether what became known of the batch's persons since it was prepared still agrees with it.
   *
   * @return digest of whose the rows are, in their order
   * @throws Refusal naming the rows where it does not
   */
  Digest requireKnownBirths(BatchEntity batch) {
    PersonsDigest digest = new PersonsDigest();
    List<Refusal.Fault> faults = new ArrayList<>();
    int from = 0;
    Map<Integer, UUID> page;
    do {
      page = rows.personsFrom(batch.id, from, AT_ONCE);
      page.values().forEach(digest::add);
      Map<UUID, Person> registered = persons.findAll(page.values());
      List<Integer> known =
          page.entrySet().stream()
              .filter(row -> registered.containsKey(row.getValue()))
              .map(Map.Entry::getKey)
              .toList();
      for (BatchRowEntity row : rows.at(batch.id, known)) {
        Person person = registered.get(row.personId);
        if (person != null && !person.birth().agreesWith(claims.of(row).birthDate())) {
          faults.add(new Refusal.Fault("known_with_another_birth", row.line, "birthDate", "", ""));
        }
      }
      from += page.size();
    } while (page.size() == AT_ONCE);
    if (!faults.isEmpty()) {
      throw new Refusal(
          IssuanceProblem.PERSONS_CHANGED,
          "persons of this batch became known with another date of birth",
          faults.subList(0, Math.min(faults.size(), MOST_FAULTS)));
    }
    return digest.digest();
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
