package vn.sogoc.issuance.blanks;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vn.sogoc.credential.Catalogue;
import vn.sogoc.kernel.LegalDay;
import vn.sogoc.kernel.PublicId;
import vn.sogoc.kernel.Refusal;
import vn.sogoc.platform.access.Actor;
import vn.sogoc.platform.access.Role;
import vn.sogoc.platform.http.HttpProblem;

/** The door to the stock of blanks: what came, where it is, and what the year's end says. */
@ApplicationScoped
public class Blanks {
  private static final int MOST_SERIES = 200;
  private static final int SHOWN_RANGES = 5;

  private final BlankRepository blanks;
  private final BlankLedgers ledgers;
  private final Catalogue catalogue;
  private final Clock clock;

  Blanks(BlankRepository blanks, BlankLedgers ledgers, Catalogue catalogue, Clock clock) {
    this.blanks = blanks;
    this.ledgers = ledgers;
    this.catalogue = catalogue;
    this.clock = clock;
  }

  /**
   * Blanks that came, as somebody typed it.
   *
   * @param document number of the paper they came with
   */
  public record Receipt(
      @Nullable String kind,
      @Nullable String prefix,
      @Nullable Integer digits,
      @Nullable Long first,
      @Nullable Long last,
      @Nullable String document,
      @Nullable LocalDate documentDate) {}

  /**
   * Takes blanks into the stock.
   *
   * @throws Refusal where numbers are there already, or the series is another kind's
   */
  @Transactional
  public BlankView receive(Actor actor, Receipt asked) {
    int institution = requireKeeper(actor);
    String kind = asked.kind() == null ? "" : asked.kind();
    if (catalogue.kind(kind).isEmpty()) {
      throw refused("kind", "a code of the catalogue");
    }
    String prefix = BlankTyped.prefix(asked.prefix());
    Integer digits = asked.digits();
    if (digits == null || digits < 1 || digits > 12) {
      throw refused("digits", "1 to 12");
    }
    Span span = BlankTyped.span(asked.first(), asked.last(), digits);
    String document = BlankTyped.line(asked.document(), "document", 1, 100);
    LocalDate date = BlankTyped.day(asked.documentDate(), "documentDate", today());
    blanks.oneAtATime(institution);
    List<BlankSeriesEntity> all = blanks.all(institution);
    Optional<BlankSeriesEntity> known =
        all.stream().filter(one -> one.prefix.equals(prefix)).findFirst();
    if (known.isPresent() && (known.get().digits != digits || !known.get().kind.equals(kind))) {
      throw new Refusal(
          BlankProblem.RECEIVED_ALREADY,
          "there is a series %s of another kind or length".formatted(prefix));
    }
    if (known.isEmpty() && all.size() >= MOST_SERIES) {
      throw new Refusal(BlankProblem.TOO_MANY, "at most " + MOST_SERIES + " series");
    }
    Ledger ledger =
        known.isPresent()
            ? ledgers.ledger(known.get())
            : ledgers.open(actor, institution, kind, prefix, digits);
    if (!ledger.stock().in(span).isEmpty()) {
      throw new Refusal(
          BlankProblem.RECEIVED_ALREADY,
          "received already: "
              + ledger.label(ledger.stock().in(span).stream().map(Stock.Held::span).toList()));
    }
    ledgers.add(
        actor,
        ledger,
        MovementType.RECEIVED,
        span,
        span.count(),
        null,
        BlankLedgers.Papers.of(document, date),
        List.of());
    return view(ledger);
  }

  /** Writes down how many blanks of a series somebody counted in the cupboard. */
  @Transactional
  public BlankView count(
      Actor actor,
      PublicId series,
      @Nullable Long quantity,
      @Nullable String document,
      @Nullable LocalDate date) {
    int institution = requireKeeper(actor);
    if (quantity == null || quantity < 0 || quantity > Span.LARGEST) {
      throw refused("quantity", "0 or more");
    }
    String minutes = BlankTyped.line(document, "document", 1, 100);
    LocalDate day = BlankTyped.day(date, "documentDate", today());
    blanks.oneAtATime(institution);
    Ledger ledger = ledgers.ledger(institution, series.key());
    ledgers.add(
        actor,
        ledger,
        MovementType.COUNTED,
        new Span(0, 0),
        quantity,
        null,
        BlankLedgers.Papers.of(minutes, day),
        List.of());
    return view(ledger);
  }

  /** All series of the actor's institution as they are now. */
  @Transactional
  public List<BlankView> all(Actor actor) {
    return ledgers.all(requireStaff(actor)).stream().map(ledger -> view(ledger)).toList();
  }

  /** All series as they were at the end of a year: its reconciliation. */
  @Transactional
  public List<BlankView> year(Actor actor, int year) {
    Instant end = LegalDay.end(LocalDate.of(year, 12, 31));
    return ledgers.all(requireStaff(actor)).stream()
        .filter(one -> !one.series().createdAt.isAfter(end))
        .map(one -> view(one, end, year, true))
        .toList();
  }

  /** The blanks that credentials are on, as they are printed. */
  @Transactional
  public Map<UUID, String> of(int institution, Collection<UUID> credentials) {
    Map<UUID, BlankSeriesEntity> series = new HashMap<>();
    Map<UUID, BlankRepository.Use> last = blanks.last(credentials);
    if (last.isEmpty()) {
      return Map.of();
    }
    blanks.all(institution).forEach(one -> series.put(one.id, one));
    Map<UUID, String> labels = new HashMap<>();
    last.forEach(
        (credential, use) -> {
          BlankSeriesEntity of = series.get(use.series());
          if (of != null) {
            labels.put(credential, new Ledger(of, List.of()).label(use.number()));
          }
        });
    return labels;
  }

  /** A series now. */
  private BlankView view(Ledger ledger) {
    return view(ledger, clock.instant().plusSeconds(1), today().getYear(), false);
  }

  /**
   * A series at a moment of a year.
   *
   * @param whole with the movements after it too, since a count of its last day may be told later
   * @param ofYear whether only counts of the year are looked at
   */
  private BlankView view(Ledger whole, Instant end, int year, boolean ofYear) {
    Figures now = figures(whole.until(end), end);
    Instant before = LegalDay.end(LocalDate.of(year - 1, 12, 31));
    Figures then = figures(whole.until(before), before);
    Optional<BlankMovementEntity> count = lastCount(whole, end, year, ofYear);
    Ledger ledger = whole.until(end);
    Stock stock = ledger.stock();
    return new BlankView(
        PublicId.of(BlankSeriesEntity.ID_KIND, whole.series().id),
        whole.series().kind,
        whole.series().prefix,
        whole.series().digits,
        now.received(),
        now.used(),
        stock.count(Ledger.MISPRINTED),
        stock.count(Ledger.gone(MovementType.SPOILED)),
        stock.count(Ledger.gone(MovementType.LOST)),
        stock.count(Ledger.gone(MovementType.DESTROYED)),
        now.inStock(),
        stock.count(Ledger.IN_STOCK),
        count.map(row -> row.quantity),
        count.map(row -> shortage(whole, row, end)).orElse(0L),
        then.inStock(),
        now.received() - then.received(),
        now.used() - then.used(),
        stock.where(Ledger.IN_STOCK).stream()
            .limit(SHOWN_RANGES)
            .map(span -> ledger.label(List.of(span)))
            .toList());
  }

  /** What the movements of a series add up to. */
  private record Figures(long received, long used, long inStock) {}

  private Figures figures(Ledger ledger, Instant end) {
    Stock stock = ledger.stock();
    List<List<Span>> places =
        List.of(
            stock.where(Ledger.MISPRINTED),
            stock.where(Ledger.gone(MovementType.SPOILED)),
            stock.where(Ledger.gone(MovementType.LOST)),
            stock.where(Ledger.gone(MovementType.DESTROYED)),
            stock.where(Ledger.WITH_BATCH));
    List<Long> used = blanks.countUsed(ledger.series().id, places, end);
    long ever =
        ledger.movements().stream()
            .filter(row -> row.movement() == MovementType.USED)
            .mapToLong(row -> row.quantity)
            .sum();
    long usedAndGone = used.get(0) + used.get(1) + used.get(2) + used.get(3);
    long withBatch = stock.count(Ledger.WITH_BATCH) - used.get(4);
    return new Figures(
        ledger.movements().stream()
            .filter(row -> row.movement() == MovementType.RECEIVED)
            .mapToLong(row -> row.quantity)
            .sum(),
        ever - usedAndGone,
        stock.count(Ledger.IN_STOCK) + withBatch);
  }

  /** The last count up to a moment; of a year also one that is told by the end of January. */
  private static Optional<BlankMovementEntity> lastCount(
      Ledger whole, Instant end, int year, boolean ofYear) {
    Instant told = LegalDay.end(LocalDate.of(year + 1, 1, 31));
    return whole.movements().stream()
        .filter(row -> row.movement() == MovementType.COUNTED)
        .filter(
            row ->
                ofYear
                    ? dayOf(row).getYear() == year && !row.recordedAt.isAfter(told)
                    : !row.recordedAt.isAfter(end))
        .reduce((earlier, later) -> later);
  }

  /** What a count found to be missing of the stock of its day, less what was made lost since. */
  private long shortage(Ledger whole, BlankMovementEntity count, Instant end) {
    Instant day = LegalDay.end(dayOf(count));
    Instant at = day.isBefore(count.recordedAt) ? day : count.recordedAt;
    long lost =
        whole.movements().stream()
            .filter(row -> row.movement() == MovementType.LOST)
            .filter(row -> row.recordedAt.isAfter(at) && !row.recordedAt.isAfter(end))
            .mapToLong(row -> row.quantity)
            .sum();
    long missing = figures(whole.until(at), at).inStock() - count.quantity;
    return missing > 0 ? Math.max(0, missing - lost) : missing;
  }

  /** The day on which somebody counted. */
  private static LocalDate dayOf(BlankMovementEntity count) {
    LocalDate day = count.documentDate;
    return day == null ? LegalDay.of(count.recordedAt) : day;
  }

  private LocalDate today() {
    return LegalDay.of(clock.instant());
  }

  /** Whoever keeps the stock of their institution. */
  static int requireKeeper(Actor actor) {
    Integer institution = actor.institutionId();
    if (institution == null || !actor.has(Role.PREPARE)) {
      throw new Refusal(HttpProblem.FORBIDDEN, "you do not keep the blanks of an institution");
    }
    return institution;
  }

  static int requireStaff(Actor actor) {
    Integer institution = actor.institutionId();
    boolean isStaff =
        Set.of(Role.PREPARE, Role.APPROVE, Role.SIGN, Role.OPERATE).stream().anyMatch(actor::has);
    if (institution == null || !isStaff) {
      throw new Refusal(HttpProblem.FORBIDDEN, "blanks are those of an institution");
    }
    return institution;
  }

  /** What a caller typed does not stand. */
  static Refusal refused(String field, String expected) {
    return new Refusal(
        BlankProblem.REFUSED,
        field + ": expected " + expected,
        List.of(new Refusal.Fault("value_format", 0, field, expected, "")));
  }

  /** The series that a path names. */
  public static PublicId series(@Nullable String id) {
    return PublicId.parse(BlankSeriesEntity.ID_KIND, id == null ? "" : id)
        .orElseThrow(BlankLedgers::unknown);
  }

  static List<Span> first(List<Span> spans, long count) {
    List<Span> taken = new ArrayList<>();
    long left = count;
    for (Span span : spans) {
      if (left == 0) {
        break;
      }
      long some = Math.min(left, span.count());
      taken.add(new Span(span.first(), span.first() + some - 1));
      left -= some;
    }
    return taken;
  }
}
