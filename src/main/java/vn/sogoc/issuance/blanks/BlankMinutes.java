package vn.sogoc.issuance.blanks;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import vn.sogoc.institution.office.Offices;
import vn.sogoc.kernel.LegalDay;
import vn.sogoc.kernel.PublicId;
import vn.sogoc.kernel.Refusal;
import vn.sogoc.platform.access.Actor;
import vn.sogoc.platform.access.Role;
import vn.sogoc.platform.http.HttpProblem;
import vn.sogoc.platform.proposals.Proposal;
import vn.sogoc.platform.proposals.ProposalKind;
import vn.sogoc.platform.proposals.Proposals;

/**
 * Minutes about blanks that are spoiled, lost or destroyed (Circular 21/2019, articles 11 and 12):
 * whoever keeps the stock writes them, somebody who runs the office agrees to exactly that.
 */
@ApplicationScoped
public class BlankMinutes implements ProposalKind {
  static final String CODE = "blank-minutes";

  private static final String SERIES = "series";
  private static final String TYPE = "type";
  private static final String NUMBERS = "numbers";
  private static final String MINUTES = "minutes";
  private static final String DATE = "minutesDate";
  private static final String REASON = "reason";
  private static final String COUNCIL = "council";
  private static final String POLICE = "police";

  private final BlankRepository blanks;
  private final BlankLedgers ledgers;
  private final Offices offices;
  private final Clock clock;

  BlankMinutes(BlankRepository blanks, BlankLedgers ledgers, Offices offices, Clock clock) {
    this.blanks = blanks;
    this.ledgers = ledgers;
    this.offices = offices;
    this.clock = clock;
  }

  /**
   * Minutes, as somebody typed them.
   *
   * @param type spoiled, lost or destroyed
   * @param numbers such as {@code 1-5, 9}
   * @param minutes their number
   * @param council who was present, with their titles
   * @param police reference of the report to the police; of what was lost alone
   */
  public record Asked(
      @Nullable String type,
      @Nullable String numbers,
      @Nullable String minutes,
      @Nullable LocalDate date,
      @Nullable String reason,
      @Nullable String council,
      @Nullable String police) {}

  /**
   * Asks for minutes; another person approves them.
   *
   * @throws Refusal where a number is not where it could become that
   */
  @Transactional
  public Proposal ask(Actor actor, PublicId series, Asked asked, Proposals proposals) {
    int institution = Blanks.requireKeeper(actor);
    MovementType type =
        switch (asked.type() == null ? "" : asked.type()) {
          case "spoiled" -> MovementType.SPOILED;
          case "lost" -> MovementType.LOST;
          case "destroyed" -> MovementType.DESTROYED;
          default -> throw Blanks.refused(TYPE, "spoiled, lost or destroyed");
        };
    List<Span> spans = BlankTyped.numbers(asked.numbers());
    Ledger ledger = ledgers.ledger(institution, series.key());
    require(ledger, type, spans);
    SortedMap<String, String> terms = new TreeMap<>();
    terms.put("name", ledger.label(spans));
    terms.put("quantity", "" + Span.count(spans));
    terms.put(SERIES, series.toString());
    terms.put(TYPE, type.code());
    terms.put(NUMBERS, Span.text(spans));
    terms.put(MINUTES, BlankTyped.line(asked.minutes(), MINUTES, 1, 50));
    terms.put(DATE, BlankTyped.day(asked.date(), DATE, today()).toString());
    terms.put(REASON, BlankTyped.line(asked.reason(), REASON, 10, 500));
    terms.put(COUNCIL, BlankTyped.line(asked.council(), COUNCIL, 5, 500));
    if (type == MovementType.LOST) {
      terms.put(POLICE, BlankTyped.line(asked.police(), POLICE, 3, 200));
    }
    return proposals.ask(actor, CODE, institution, series.toString(), terms);
  }

  @Override
  public String code() {
    return CODE;
  }

  @Override
  @Transactional
  public void alone(int institution) {
    blanks.oneAtATime(institution);
  }

  @Override
  public void requireAsker(Optional<Actor> asker, Proposal proposal) {
    if (asker
        .filter(who -> who.actsFor(proposal.institution()) && who.has(Role.PREPARE))
        .isEmpty()) {
      throw new Refusal(HttpProblem.FORBIDDEN, "whoever wrote it keeps the stock no longer");
    }
  }

  @Override
  @Transactional
  public void requireDecider(Actor actor, Proposal proposal) {
    offices.requireSecond(actor, proposal, null);
  }

  @Override
  @Transactional
  public List<String> deciders(Proposal proposal) {
    return offices.deciders(proposal, null);
  }

  @Override
  @Transactional
  public void carryOut(Actor actor, Proposal proposal) {
    MovementType type = MovementType.ofCode(proposal.term(TYPE));
    Ledger ledger =
        ledgers.ledger(proposal.institution(), Blanks.series(proposal.term(SERIES)).key());
    List<Span> spans = Span.parse(proposal.term(NUMBERS));
    require(ledger, type, spans);
    BlankLedgers.Papers papers =
        new BlankLedgers.Papers(
            proposal.term(MINUTES),
            LocalDate.parse(proposal.term(DATE)),
            proposal.term(REASON),
            proposal.term(COUNCIL),
            proposal.terms().getOrDefault(POLICE, ""),
            proposal.id().key());
    for (Span span : spans) {
      ledgers.add(actor, ledger, type, span, span.count(), null, papers, List.of());
    }
  }

  /** Each number is where it can become that. */
  private void require(Ledger ledger, MovementType type, List<Span> spans) {
    Predicate<Place> here = Ledger.IN_STOCK.or(Ledger.WITH_BATCH).or(Ledger.MISPRINTED);
    Predicate<Place> may =
        type == MovementType.DESTROYED
            ? Ledger.IN_STOCK.or(Ledger.MISPRINTED).or(Ledger.gone(MovementType.SPOILED))
            : here;
    for (Span span : spans) {
      if (!ledger.stock().isAll(span, may)) {
        throw new Refusal(
            BlankProblem.ELSEWHERE,
            ledger.label(List.of(span)) + " is not all where it could be " + type.code());
      }
      if (blanks.delivered(ledger.series().id, span) > 0) {
        throw new Refusal(
            BlankProblem.NOT_HERE,
            "a document on a blank of " + ledger.label(List.of(span)) + " is with somebody");
      }
    }
  }

  private LocalDate today() {
    return LegalDay.of(clock.instant());
  }
}
