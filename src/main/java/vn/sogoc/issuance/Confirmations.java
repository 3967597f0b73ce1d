package vn.sogoc.issuance;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import vn.sogoc.credential.Claims;
import vn.sogoc.issuance.confirmation.AnswerBook;
import vn.sogoc.issuance.confirmation.ConfirmationAnswer;
import vn.sogoc.issuance.confirmation.ConfirmationBook;
import vn.sogoc.issuance.confirmation.ConfirmationDownload;
import vn.sogoc.issuance.confirmation.ConfirmationLink;
import vn.sogoc.issuance.confirmation.ConfirmationProblem;
import vn.sogoc.issuance.confirmation.ConfirmationRound;
import vn.sogoc.issuance.confirmation.OpenDispute;
import vn.sogoc.kernel.LegalDay;
import vn.sogoc.kernel.PublicId;
import vn.sogoc.kernel.Refusal;
import vn.sogoc.platform.PlatformConfig;
import vn.sogoc.platform.access.Actor;
import vn.sogoc.platform.access.Role;
import vn.sogoc.platform.secrets.LinkSecrets;
import vn.sogoc.platform.secrets.Secrets;
import vn.sogoc.platform.trail.Deed;
import vn.sogoc.platform.trail.Trail;

/**
 * The office's door to what graduates say before a batch is signed: asks them, hands out their
 * links, and reads their answers. For batches of the actor's own institution.
 */
@ApplicationScoped
public class Confirmations {
  /** Keyed under this use; what holders of a link do is {@code GraduateAnswers}. */
  static final String LINKS = "confirmation-link-secret";

  private static final String PAGE = "/confirm#";
  private static final int MOST_ROWS = 20_000;
  private static final int MOST_DAYS = 60;
  private static final int MOST_ROUNDS = 20;
  private static final int MOST_DOWNLOADS = 100;

  /** Those of single rows too. */
  private static final int MOST_SHOWN = 1000;

  private static final int AT_ONCE = 1000;

  private final Batches batches;
  private final BatchRowRepository rows;
  private final BatchClaims claims;
  private final ConfirmationVerdicts verdicts;
  private final ConfirmationBook repository;
  private final AnswerBook answers;
  private final LinkSecrets secrets;
  private final Trail trail;
  private final Clock clock;
  private final String address;

  Confirmations(
      Batches batches,
      BatchRowRepository rows,
      BatchClaims claims,
      ConfirmationVerdicts verdicts,
      ConfirmationBook repository,
      AnswerBook answers,
      Secrets secrets,
      SecureRandom random,
      Trail trail,
      PlatformConfig platform,
      Clock clock) {
    this.batches = batches;
    this.rows = rows;
    this.claims = claims;
    this.verdicts = verdicts;
    this.repository = repository;
    this.answers = answers;
    this.secrets = new LinkSecrets(random, secrets.keyed(LINKS));
    this.trail = trail;
    this.clock = clock;
    this.address = platform.address().toString();
  }

  /**
   * A link that is handed to a graduate.
   *
   * @param line the row number in the file
   * @param birth date of birth, as far as it is known
   */
  public record Handed(int line, String name, String birth, String link) {
    @Override
    public String toString() {
      return "Handed[" + line + "]";
    }
  }

  /**
   * A dispute, and the row it is about.
   *
   * @param row empty where the batch was given up
   */
  public record Disputed(int position, Optional<BatchRow> row, OpenDispute said) {
    /** Which line, and what it should be. */
    public ConfirmationAnswer.Dispute dispute() {
      return said.answer().dispute().orElseThrow();
    }

    @Override
    public String toString() {
      return "Disputed[" + position + "]";
    }
  }

  /** What graduates said; empty of a list with faults, which has no rows. */
  @Transactional
  public Optional<ConfirmationView> find(Actor actor, PublicId id) {
    return Optional.of(batches.find(actor, id))
        .filter(batch -> batch.approvedHash != null)
        .map(verdicts::view);
  }

  /**
   * Asks the graduates of a draft, or gives them more time. Asked again for the same day, it is the
   * same.
   *
   * @param closesOn the last day on which they can answer; once links were handed out, no earlier
   *     one than they were told
   * @throws Refusal where the day or the batch does not stand
   */
  @Transactional
  public ConfirmationView ask(Actor actor, PublicId id, LocalDate closesOn) {
    BatchEntity batch = batches.lock(actor, id);
    Batches.requireNoFaults(batch);
    if (batch.batchState() != BatchState.DRAFT) { // what was approved says another day, or none
      throw Batches.state(batch);
    }
    Optional<ConfirmationRound> before = repository.round(batch.id);
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    LocalDate today = LegalDay.of(now);
    if (closesOn.isBefore(today) || closesOn.isAfter(today.plusDays(MOST_DAYS))) {
      throw ConfirmationSeen.refused(
          "closesOn", "a day from %s to %s".formatted(today, today.plusDays(MOST_DAYS)));
    }
    boolean isTold = !repository.downloads(batch.id).isEmpty();
    if (isTold && before.filter(round -> closesOn.isBefore(round.closesOn())).isPresent()) {
      throw ConfirmationSeen.refused("closesOn", "no earlier than the day that was told");
    }
    if (batch.rowCount > MOST_ROWS) {
      throw ConfirmationSeen.refused("rows", "at most " + MOST_ROWS + " rows in a batch");
    }
    int version = before.map(ConfirmationRound::version).orElse(0) + 1;
    if (before.filter(round -> round.closesOn().equals(closesOn)).isEmpty()) {
      if (version > MOST_ROUNDS) {
        throw ConfirmationSeen.refused("closesOn", "at most " + MOST_ROUNDS + " changes");
      }
      repository.add(
          new ConfirmationRound(
              batch.id,
              version,
              batch.institutionId,
              closesOn,
              actor.accountId(),
              actor.displayName(),
              now));
      trail.tell(
          new Deed(
              actor.as(Role.PREPARE),
              "confirmation.ask",
              batch.institutionId,
              ConfirmationVerdicts.object(id, version),
              Deed.hash(closesOn)));
    }
    return verdicts.view(batch);
  }

  /**
   * A new link for every row, shown this once; those before end.
   *
   * @throws Refusal where nobody asked the graduates, or they cannot answer any more
   */
  @Transactional
  public List<Handed> links(Actor actor, PublicId id) {
    BatchEntity batch = batches.lock(actor, id);
    requireOpen(batch);
    List<ConfirmationDownload> before = repository.downloads(batch.id);
    int generation = before.size() + 1;
    if (before.stream().filter(one -> one.position() == null).count() >= MOST_DOWNLOADS
        || generation > MOST_SHOWN) {
      throw ConfirmationSeen.refused("links", "at most " + MOST_DOWNLOADS + " downloads");
    }
    List<Handed> handed = new ArrayList<>(batch.rowCount);
    List<ConfirmationLink> kept = new ArrayList<>(batch.rowCount);
    for (int from = 0; from < batch.rowCount; from += AT_ONCE) {
      for (BatchRowEntity row : rows.from(batch.id, from, AT_ONCE)) {
        LinkSecrets.Fresh fresh = secrets.fresh();
        kept.add(link(batch, row, generation, fresh));
        handed.add(handed(row, fresh));
      }
    }
    repository.replace(batch.id, kept);
    keep(actor, batch, generation, null);
    return handed;
  }

  /**
   * A new link for one row alone, for a graduate who lost theirs, shown this once. The one before
   * ends; those of all others go on. It counts as a download: whoever has it could answer.
   *
   * @param line the row number in the file
   * @throws Refusal where there is no such row, or no links were handed out yet
   */
  @Transactional
  public Handed link(Actor actor, PublicId id, int line) {
    BatchEntity batch = batches.lock(actor, id);
    requireOpen(batch);
    List<ConfirmationDownload> before = repository.downloads(batch.id);
    if (before.isEmpty()) {
      throw new Refusal(
          ConfirmationProblem.NOT_ASKED, "no links were handed out: download those of all rows");
    }
    int generation = before.size() + 1;
    if (generation > MOST_SHOWN) {
      throw ConfirmationSeen.refused("links", "links are shown " + MOST_SHOWN + " times at most");
    }
    BatchRowEntity row =
        rows.ofLine(batch.id, line)
            .orElseThrow(() -> ConfirmationSeen.refused("row", "a row number of the list"));
    LinkSecrets.Fresh fresh = secrets.fresh();
    repository.replace(link(batch, row, generation, fresh));
    keep(actor, batch, generation, row.position);
    return handed(row, fresh);
  }

  private void requireOpen(BatchEntity batch) {
    ConfirmationRound round =
        repository
            .round(batch.id)
            .orElseThrow(
                () -> new Refusal(ConfirmationProblem.NOT_ASKED, "nobody asked the graduates"));
    if (!ConfirmationVerdicts.isOpen(batch.batchState(), round, clock.instant())) {
      throw new Refusal(ConfirmationProblem.CLOSED, "graduates cannot answer any more");
    }
  }

  private static ConfirmationLink link(
      BatchEntity batch, BatchRowEntity row, int generation, LinkSecrets.Fresh fresh) {
    return new ConfirmationLink(
        batch.id, row.position, batch.institutionId, generation, fresh.digest());
  }

  private Handed handed(BatchRowEntity row, LinkSecrets.Fresh fresh) {
    Claims said = claims.of(row);
    return new Handed(
        row.line,
        said.fullName().value(),
        said.birthDate().toString(),
        address + PAGE + fresh.text());
  }

  private void keep(Actor actor, BatchEntity batch, int generation, @Nullable Integer position) {
    ConfirmationDownload download =
        new ConfirmationDownload(
            batch.id,
            generation,
            batch.institutionId,
            position,
            actor.accountId(),
            actor.personId(),
            actor.displayName(),
            clock.instant().truncatedTo(ChronoUnit.MILLIS));
    repository.add(download);
    trail.tell(
        new Deed(
            actor.as(Role.PREPARE),
            "confirmation.links",
            batch.institutionId,
            ConfirmationVerdicts.object(batch.publicId(), generation),
            download.told(batch.rowCount)));
  }

  /**
   * Disputes in the order in which they were said.
   *
   * @param after how many of the answers of the batch lie before the page
   */
  @Transactional
  public List<Disputed> disputes(Actor actor, PublicId id, int after, int limit) {
    BatchEntity batch = batches.find(actor, id);
    List<OpenDispute> found = answers.disputes(batch.id, after, limit);
    Map<Integer, BatchRowEntity> at =
        rows
            .at(batch.id, found.stream().map(one -> one.answer().position()).distinct().toList())
            .stream()
            .collect(Collectors.toMap(row -> row.position, Function.identity()));
    return found.stream()
        .map(
            one ->
                new Disputed(
                    one.answer().position(),
                    Optional.ofNullable(at.get(one.answer().position()))
                        .map(row -> new BatchRow(row.position, row.line, claims.of(row), null)),
                    one))
        .toList();
  }

  /** Answers disputes that came after the approval, so that the batch can be signed. */
  @Transactional
  public ConfirmationView goOn(Actor actor, PublicId id, ConfirmationSeen seen) {
    BatchEntity batch = batches.lock(actor, id);
    verdicts.answer(actor, batch, seen);
    return verdicts.view(batch);
  }
}
