package vn.sogoc.report;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import vn.sogoc.credential.Catalogue;
import vn.sogoc.credential.CredentialRecord;
import vn.sogoc.credential.MalformedRecord;
import vn.sogoc.credential.RecordCodec;
import vn.sogoc.crypto.cose.CoseSign1;
import vn.sogoc.crypto.cose.MalformedCose;
import vn.sogoc.kernel.PublicId;
import vn.sogoc.kernel.Refusal;
import vn.sogoc.platform.access.Actor;
import vn.sogoc.platform.access.Role;
import vn.sogoc.platform.http.HttpProblem;
import vn.sogoc.platform.trail.Deed;
import vn.sogoc.platform.trail.Trail;
import vn.sogoc.register.NumberBook;
import vn.sogoc.register.Register;
import vn.sogoc.register.RegisterEvidence;
import vn.sogoc.status.CredentialStatus;
import vn.sogoc.status.Lineage;
import vn.sogoc.status.Lineages;

/**
 * The register book (sổ gốc) of an institution, kind and year, as it is printed and kept: every
 * number from the first to the last one given, whatever became of it, so that a gap shows itself.
 * It is read page by page; what is recorded while it is read may stand in it or not.
 */
@ApplicationScoped
class RegisterBooks {
  private static final int PAGE = 500;

  private final Register register;
  private final Lineages lineages;
  private final RecordCodec codec;
  private final Catalogue catalogue;
  private final Trail trail;

  RegisterBooks(
      Register register, Lineages lineages, RecordCodec codec, Catalogue catalogue, Trail trail) {
    this.register = register;
    this.lineages = lineages;
    this.codec = codec;
    this.catalogue = catalogue;
    this.trail = trail;
  }

  /**
   * Opens a book. Whoever takes names out of the register leaves a line in the audit trail.
   *
   * @throws Refusal where it is not the actor's institution, or there is no such kind
   */
  @Transactional
  Iterator<BookLine> open(Actor actor, int institution, String kind, int year) {
    requireStaff(actor, institution);
    if (catalogue.kind(kind).isEmpty()) {
      throw new Refusal(
          HttpProblem.UNKNOWN_ADDRESS, "No kind of the catalogue has the code in the address.");
    }
    NumberBook numbers = register.numbers(institution, kind, year);
    trail.tell(
        new Deed(
            actor.as(Role.PREPARE, Role.APPROVE, Role.SIGN, Role.AUDIT),
            "register-book.read",
            institution,
            kind + "/" + year,
            Deed.hash(institution, kind, year, numbers.next())));
    return new Lines(numbers);
  }

  /** That somebody works for the institution, or audits it. */
  static void requireStaff(Actor actor, int institution) {
    boolean isStaff = actor.has(Role.PREPARE) || actor.has(Role.APPROVE) || actor.has(Role.SIGN);
    if (!(isStaff && actor.actsFor(institution)) && !actor.hasAt(Role.AUDIT, institution)) {
      throw new Refusal(HttpProblem.FORBIDDEN, "It is the register of another institution.");
    }
  }

  /** Reads on while lines are taken. */
  private final class Lines implements Iterator<BookLine> {
    private final NumberBook numbers;
    private final NavigableMap<Integer, NumberBook.NumberRange> ranges = new TreeMap<>();
    private final Deque<BookLine> ready = new ArrayDeque<>();
    private int next = 1;

    Lines(NumberBook numbers) {
      this.numbers = numbers;
      numbers.ranges().forEach(range -> ranges.put(range.first(), range));
    }

    @Override
    public boolean hasNext() {
      if (ready.isEmpty() && next < numbers.next()) {
        read();
      }
      return !ready.isEmpty();
    }

    @Override
    public BookLine next() {
      if (!hasNext()) {
        throw new NoSuchElementException("the book is at its end");
      }
      return ready.removeFirst();
    }

    private void read() {
      SortedMap<Integer, RegisterEvidence> page =
          register.book(numbers.institution(), numbers.kind(), numbers.year(), next - 1, PAGE);
      int until =
          page.size() < PAGE ? numbers.next() : Math.min(numbers.next(), page.lastKey() + 1);
      for (; next < until && ready.size() < PAGE; next++) {
        RegisterEvidence found = page.get(next);
        ready.add(found == null ? unused(next) : line(next, found));
      }
    }

    private BookLine unused(int number) {
      return new BookLine.Unused(
          number,
          Optional.ofNullable(ranges.floorEntry(number))
              .map(Map.Entry::getValue)
              .filter(range -> number <= range.last())
              .flatMap(NumberBook.NumberRange::minutes));
    }
  }

  private BookLine line(int number, RegisterEvidence found) {
    return switch (found) {
      case RegisterEvidence.Recorded recorded -> entry(number, recorded);
      case RegisterEvidence.Altered ignored -> new BookLine.Altered(number);
    };
  }

  private BookLine entry(int number, RegisterEvidence.Recorded recorded) {
    CredentialRecord record;
    try {
      record = codec.decode(CoseSign1.parse(recorded.cose()).payload());
    } catch (MalformedCose | MalformedRecord e) {
      return new BookLine.Altered(number);
    }
    if (recorded.events().size() == 1) {
      return new BookLine.Entry(number, record, new CredentialStatus.InForce(), List.of());
    }
    Lineage lineage = lineages.of(PublicId.of(CredentialRecord.ID_KIND, recorded.id()));
    return new BookLine.Entry(
        number,
        record,
        lineage.status(),
        lineage.events().stream().flatMap(event -> event.decision().stream()).toList());
  }
}
