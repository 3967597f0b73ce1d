package vn.sogoc.issuance;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vn.sogoc.institution.Mandates;
import vn.sogoc.kernel.LegalDay;
import vn.sogoc.kernel.PublicId;
import vn.sogoc.platform.access.Actor;

/**
 * Shows an approver what a batch holds. The rows of a batch are frozen, so that what stands out in
 * them is computed once and kept for some batches; which rows are shown at random is decided anew
 * each time, so that whoever prepared the list cannot know them.
 */
@ApplicationScoped
public class BatchReviews {
  private static final int AT_RANDOM = 10;
  private static final int KEPT = 32;
  private static final int PAGE = 5000;

  private final Batches batches;
  private final BatchRepository repository;
  private final BatchRowRepository rows;
  private final BatchClaims claims;
  private final Mandates mandates;
  private final SecureRandom random;
  private final Map<UUID, BatchSummary> summaries = new LinkedHashMap<>();
  private final Clock clock;

  BatchReviews(
      Batches batches,
      BatchRepository repository,
      BatchRowRepository rows,
      BatchClaims claims,
      Mandates mandates,
      SecureRandom random,
      Clock clock) {
    this.batches = batches;
    this.repository = repository;
    this.rows = rows;
    this.claims = claims;
    this.mandates = mandates;
    this.random = random;
    this.clock = clock;
  }

  /** What the actor is to a batch, apart from their roles. */
  @Transactional
  public BatchPart part(Actor actor, PublicId id) {
    BatchEntity batch = batches.find(actor, id);
    boolean isSigner =
        mandates.of(batch.institutionId).stream()
            .anyMatch(m -> m.personId().equals(actor.personId()) && BatchSigning.isNamed(m, batch));
    LocalDate today = LegalDay.of(clock.instant());
    boolean isInOffice =
        mandates.of(batch.institutionId).stream()
            .anyMatch(m -> BatchSigning.isNamed(m, batch) && m.covers(batch.kind, today));
    return new BatchPart(batch.preparedPerson.equals(actor.personId()), isSigner, isInOffice);
  }

  /** What the approver of a batch of the actor's institution looks at. */
  @Transactional
  public BatchReview of(Actor actor, PublicId id) {
    BatchEntity batch = batches.find(actor, id);
    BatchSummary summary = summary(batch.id);
    return new BatchReview(
        rows.holders(batch.id),
        summary.rankings(),
        rows(batch, List.copyOf(chosen(batch.rowCount))),
        rows(batch, summary.outliers()),
        repository.signedBefore(batch).map(this::previous).orElse(null));
  }

  /**
   * Rows with the longest names, the longest first, of which a paper has the least room; the first
   * 500 of them at most.
   */
  @Transactional
  public List<BatchRow> longestNames(Actor actor, PublicId id, int from, int limit) {
    BatchEntity batch = batches.find(actor, id);
    List<Integer> all = summary(batch.id).longest();
    int begin = Math.min(from, all.size());
    return rows(batch, all.subList(begin, Math.min(begin + limit, all.size())));
  }

  private BatchReview.@Nullable Previous previous(BatchEntity before) {
    return new BatchReview.Previous(batches.view(before), summary(before.id).rankings());
  }

  private Set<Integer> chosen(int count) {
    Set<Integer> chosen = new TreeSet<>();
    while (chosen.size() < Math.min(AT_RANDOM, count)) {
      chosen.add(random.nextInt(count));
    }
    return chosen;
  }

  /** The rows at these positions, in their order. */
  private List<BatchRow> rows(BatchEntity batch, List<Integer> positions) {
    List<BatchRow> found = new ArrayList<>(positions.size());
    for (BatchRowEntity row : rows.at(batch.id, positions)) {
      found.add(new BatchRow(row.position, row.line, claims.of(row), null));
    }
    found.sort(Comparator.comparingInt(row -> positions.indexOf(row.position())));
    return found;
  }

  private BatchSummary summary(UUID batch) {
    synchronized (summaries) {
      BatchSummary known = summaries.get(batch);
      if (known != null) {
        return known;
      }
    }
    BatchSummary summary = new BatchSummary();
    int position = 0;
    List<byte[]> page;
    do {
      page = rows.claims(batch, position, PAGE);
      for (byte[] row : page) {
        summary.add(position, claims.of(position, row));
        position++;
      }
    } while (!page.isEmpty());
    synchronized (summaries) {
      summaries.put(batch, summary);
      if (summaries.size() > KEPT) {
        summaries.remove(summaries.keySet().iterator().next());
      }
    }
    return summary;
  }
}
