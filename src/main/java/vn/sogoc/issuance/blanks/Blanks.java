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
import java.util.function.Predicate;
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
    return view(ledger, Instant.MAX);
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
    return view(ledger, Instant.MAX);
  }

  /** All series of the actor's institution as they are now. */
  @Transactional
  public List<BlankView> all(Actor actor) {
    return ledgers.all(requireStaff(actor)).stream()
        .map(ledger -> view(ledger, Instant.MAX))
        .toList();
  }

  /** All series as they were at the end of a year: its reconciliation. */
  @Transactional
  public List<BlankView> year(Actor actor, int year) {
    Instant end = LegalDay.end(LocalDate.of(year, 12, 31));
    return ledgers.all(requireStaff(actor)).stream()
        .filter(one -> !one.series().createdAt.isAfter(end))
        .map(one -> view(one.until(end), end, year))
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

  private BlankView view(Ledger ledger, Instant until) {
    return view(ledger, until, LegalDay.of(clock.instant()).getYear());
  }

  private BlankView view(Ledger ledger, Instant until, int year) {
    Instant end = until.equals(Instant.MAX) ? clock.instant().plusSeconds(3600) : until;
    Stock stock = ledger.stock();
    UUID id = ledger.series().id;
    long withBatch = stock.count(Ledger.WITH_BATCH);
    long ever = blanks.countUsed(id, new Span(0, Span.LARGEST), end);
    long usedAndGone =
        over(id, stock, Ledger.MISPRINTED, end)
            + over(id, stock, Ledger.gone(MovementType.SPOILED), end)
            + over(id, stock, Ledger.gone(MovementType.LOST), end)
            + over(id, stock, Ledger.gone(MovementType.DESTROYED), end);
    long free = stock.count(Ledger.IN_STOCK);
    return new BlankView(
        PublicId.of(BlankSeriesEntity.ID_KIND, id),
        ledger.series().kind,
        ledger.series().prefix,
        ledger.series().digits,
        ledger.movements().stream()
            .filter(row -> row.movement() == MovementType.RECEIVED)
            .mapToLong(row -> row.quantity)
            .sum(),
        ever - usedAndGone,
        stock.count(Ledger.MISPRINTED),
        stock.count(Ledger.gone(MovementType.SPOILED)),
        stock.count(Ledger.gone(MovementType.LOST)),
        stock.count(Ledger.gone(MovementType.DESTROYED)),
        free + withBatch - over(id, stock, Ledger.WITH_BATCH, end),
        free,
        counted(ledger, year),
        stock.where(Ledger.IN_STOCK).stream()
            .limit(SHOWN_RANGES)
            .map(span -> ledger.label(List.of(span)))
            .toList());
  }

  /** What was used of the numbers in a place. */
  private long over(UUID series, Stock stock, Predicate<Place> place, Instant end) {
    return stock.where(place).stream().mapToLong(span -> blanks.countUsed(series, span, end)).sum();
  }

  /** The last count, where nothing moved after it, and it was in the year. */
  private static Optional<Long> counted(Ledger ledger, int year) {
    Optional<Long> counted = Optional.empty();
    for (BlankMovementEntity row : ledger.movements()) {
      boolean isOfYear = LegalDay.of(row.recordedAt).getYear() == year;
      if (row.movement() == MovementType.COUNTED) {
        counted = isOfYear ? Optional.of(row.quantity) : Optional.empty();
      } else {
        counted = Optional.empty();
      }
    }
    return counted;
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
