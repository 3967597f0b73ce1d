package vn.sogoc.report;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import vn.sogoc.credential.Catalogue;
import vn.sogoc.credential.Claims;
import vn.sogoc.credential.CredentialRecord;
import vn.sogoc.credential.Kind;
import vn.sogoc.credential.MalformedRecord;
import vn.sogoc.credential.RecordCodec;
import vn.sogoc.credential.Term;
import vn.sogoc.crypto.cose.CoseSign1;
import vn.sogoc.crypto.cose.MalformedCose;
import vn.sogoc.kernel.PublicId;
import vn.sogoc.platform.access.Actor;
import vn.sogoc.register.NumberBook;
import vn.sogoc.register.Register;
import vn.sogoc.register.RegisterEvidence;
import vn.sogoc.status.CredentialStatus;
import vn.sogoc.status.Lineages;

/**
 * The door of an institution's own figures. They are counted from the signed records of its
 * register, not from columns; rows that were counted once are not read again, since neither they
 * nor their numbers change. What becomes of them later is asked for each time.
 */
@ApplicationScoped
public class YearReports {
  private static final int PAGE = 500;
  private static final int MOST_KEPT = 4096;

  private final Register register;
  private final Lineages lineages;
  private final RecordCodec codec;
  private final Catalogue catalogue;
  private final Map<Place, Tally> counted = new ConcurrentHashMap<>();

  YearReports(Register register, Lineages lineages, RecordCodec codec, Catalogue catalogue) {
    this.register = register;
    this.lineages = lineages;
    this.codec = codec;
    this.catalogue = catalogue;
  }

  private record Place(int institution, String kind, int year) {}

  /**
   * What was counted of a place; never changed once it is kept.
   *
   * @param until the last running number that was looked at
   */
  private record Tally(
      int until, Map<String, Integer> bySex, Map<String, Integer> byRanking, int altered) {
    static final Tally NOTHING = new Tally(0, Map.of(), Map.of(), 0);

    private Tally {
      bySex = Map.copyOf(bySex);
      byRanking = Map.copyOf(byRanking);
    }

    int issued() {
      return bySex.values().stream().mapToInt(Integer::intValue).sum();
    }
  }

  /**
   * What an institution issued in a year, by kind in the catalogue's order; kinds of which it
   * issued nothing are left out.
   *
   * @param year of the register numbers, which is that of the issue date
   */
  public List<YearCount> of(Actor actor, int institution, int year) {
    RegisterBooks.requireStaff(actor, institution);
    List<YearCount> counts = new ArrayList<>();
    for (Kind kind : catalogue.kinds()) {
      Place place = new Place(institution, kind.code(), year);
      Tally tally = tally(place);
      if (tally.issued() > 0 || tally.altered() > 0) {
        counts.add(count(place, tally));
      }
    }
    return counts;
  }

  private YearCount count(Place place, Tally tally) {
    int takenBack = 0;
    int replaced = 0;
    for (PublicId changed : register.changedOf(place.institution(), place.kind(), place.year())) {
      switch (lineages.of(changed).status()) {
        case CredentialStatus.Revoked ignored -> takenBack++;
        case CredentialStatus.Superseded ignored -> replaced++;
        case CredentialStatus.InForce ignored -> {}
        case CredentialStatus.Corrected ignored -> {}
        case CredentialStatus.Suspended ignored -> {}
        case CredentialStatus.Contradictory ignored -> {}
      }
    }
    return new YearCount(
        place.kind(),
        tally.issued(),
        tally.bySex(),
        tally.byRanking(),
        takenBack,
        replaced,
        tally.altered());
  }

  private Tally tally(Place place) {
    NumberBook numbers = register.numbers(place.institution(), place.kind(), place.year());
    Tally kept = counted.getOrDefault(place, Tally.NOTHING);
    if (numbers.next() == 1) {
      return Tally.NOTHING;
    }
    Tally settled = on(place, kept, settled(numbers));
    if (settled.altered() == 0) { // what is repaired later is to count then
      if (counted.size() >= MOST_KEPT) {
        counted.clear();
      }
      counted.put(place, settled);
    }
    return on(place, settled, numbers.next() - 1);
  }

  /** Up to here no number is still to be used: a batch may be recorded after a later one. */
  private static int settled(NumberBook numbers) {
    return numbers.ranges().stream()
        .filter(range -> range.state() == NumberBook.State.RESERVED)
        .mapToInt(range -> range.first() - 1)
        .min()
        .orElse(numbers.next() - 1);
  }

  /** Counts on from a tally. */
  private Tally on(Place place, Tally from, int until) {
    Map<String, Integer> bySex = new HashMap<>(from.bySex());
    Map<String, Integer> byRanking = new HashMap<>(from.byRanking());
    int altered = from.altered();
    int at = from.until();
    while (at < until) {
      SortedMap<Integer, RegisterEvidence> page =
          register
              .book(place.institution(), place.kind(), place.year(), at, PAGE)
              .headMap(until + 1);
      for (RegisterEvidence one : page.values()) {
        Optional<Claims> claims = claims(one);
        if (claims.isPresent()) {
          bySex.merge(code(claims.get().sex()), 1, Integer::sum);
          byRanking.merge(code(claims.get().ranking()), 1, Integer::sum);
        } else {
          altered++;
        }
      }
      at = page.size() < PAGE ? until : page.lastKey();
    }
    return new Tally(Math.max(from.until(), until), bySex, byRanking, altered);
  }

  private Optional<Claims> claims(RegisterEvidence evidence) {
    return switch (evidence) {
      case RegisterEvidence.Altered ignored -> Optional.empty();
      case RegisterEvidence.Recorded recorded -> {
        try {
          CredentialRecord record = codec.decode(CoseSign1.parse(recorded.cose()).payload());
          yield Optional.of(record.claims());
        } catch (MalformedCose | MalformedRecord e) {
          yield Optional.empty();
        }
      }
    };
  }

  private static String code(@Nullable Term term) {
    return term == null ? "" : term.code();
  }
}
