package vn.sogoc.issuance.delivery;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vn.sogoc.credential.CredentialRecord;
import vn.sogoc.credential.MalformedRecord;
import vn.sogoc.credential.RecordCodec;
import vn.sogoc.crypto.cose.CoseSign1;
import vn.sogoc.crypto.cose.MalformedCose;
import vn.sogoc.issuance.BatchState;
import vn.sogoc.issuance.BatchView;
import vn.sogoc.issuance.Batches;
import vn.sogoc.issuance.InForce;
import vn.sogoc.issuance.IssuanceProblem;
import vn.sogoc.issuance.blanks.Blanks;
import vn.sogoc.kernel.PublicId;
import vn.sogoc.kernel.Refusal;
import vn.sogoc.platform.access.Actor;
import vn.sogoc.platform.access.Role;
import vn.sogoc.platform.trail.Deed;
import vn.sogoc.platform.trail.Trail;
import vn.sogoc.register.Register;
import vn.sogoc.register.RegisterEvidence;
import vn.sogoc.register.RegisterProblem;

/** Lists of who received their document (sổ phát bằng), and of what nobody came for. */
@ApplicationScoped
public class DeliveryLists {
  private static final int PAGE = 500;

  private final Batches batches;
  private final Register register;
  private final RecordCodec codec;
  private final DeliveryRepository events;
  private final Blanks blanks;
  private final InForce inForce;
  private final Trail trail;
  private final Clock clock;

  DeliveryLists(
      Batches batches,
      Register register,
      RecordCodec codec,
      DeliveryRepository events,
      Blanks blanks,
      InForce inForce,
      Trail trail,
      Clock clock) {
    this.batches = batches;
    this.register = register;
    this.codec = codec;
    this.events = events;
    this.blanks = blanks;
    this.inForce = inForce;
    this.trail = trail;
    this.clock = clock;
  }

  /** A list that is taken along. */
  public record Opened(BatchView batch, Iterator<DeliveryLine> lines) {}

  /**
   * Opens the list of a batch, which leaves a line in the trail. It is read page by page.
   *
   * @param most rows
   * @throws Refusal where the batch is not issued, or has more rows
   */
  @Transactional
  public Opened open(Actor actor, PublicId batch, int most) {
    BatchView view = issued(actor, batch);
    if (view.rows() > most) {
      throw Deliveries.refused("id", "a batch of at most " + most + " rows");
    }
    trail.tell(
        new Deed(
            actor.as(Role.PREPARE, Role.APPROVE, Role.SIGN, Role.AUDIT),
            "delivery-list.read",
            view.institution(),
            batch.toString(),
            Deed.hash(batch, view.rows())));
    return new Opened(view, new Lines(batch));
  }

  /** A page of the list, from a row (0 for the first) on. */
  @Transactional
  public List<DeliveryLine> page(Actor actor, PublicId batch, int from, int limit) {
    issued(actor, batch);
    return lines(batch, from, limit);
  }

  /**
   * What nobody came for, the oldest first; at most so many. What was taken back or replaced waits
   * for nobody; a suspended one still lies there.
   *
   * @param days so long ago at least it was issued
   * @param after the last one of the page before; null for the first page
   */
  @Transactional
  public List<DeliveryLine> unclaimed(Actor actor, int days, @Nullable PublicId after, int limit) {
    Integer institution = actor.institutionId();
    if (institution == null) {
      return List.of();
    }
    Instant before = clock.instant().minus(Duration.ofDays(days));
    Optional<DeliveryRepository.Unclaimed> last =
        Optional.ofNullable(after).map(id -> place(actor, id));
    List<DeliveryLine> lines = new ArrayList<>();
    List<DeliveryRepository.Unclaimed> found;
    do { // the store leaves out what is over; a row that only its events can tell is rare
      found = events.unclaimed(institution, before, last, limit);
      lines.addAll(waiting(found));
      last = found.isEmpty() ? last : Optional.of(found.getLast());
    } while (lines.size() < limit && found.size() == limit);
    return lines.subList(0, Math.min(limit, lines.size()));
  }

  /** What of it is with nobody, and was neither taken back nor replaced. */
  private List<DeliveryLine> waiting(List<DeliveryRepository.Unclaimed> found) {
    Map<UUID, Delivery> newest =
        events.newest(found.stream().map(DeliveryRepository.Unclaimed::credential).toList());
    List<DeliveryLine> lines = new ArrayList<>();
    for (DeliveryRepository.Unclaimed one : found) {
      PublicId id = PublicId.of(CredentialRecord.ID_KIND, one.credential());
      RegisterEvidence evidence =
          register.byId(id).orElseThrow(() -> new IllegalStateException("an entry that was there"));
      DeliveryLine line =
          line(PublicId.of("bat", one.batch()), one.row() + 1, evidence, newest, Map.of());
      boolean isOver = evidence instanceof RegisterEvidence.Recorded entry && inForce.isOver(entry);
      if (!line.isDelivered() && !isOver) {
        lines.add(line);
      }
    }
    return lines;
  }

  private DeliveryRepository.Unclaimed place(Actor actor, PublicId id) {
    RegisterEvidence.Recorded entry =
        register
            .byId(id)
            .filter(RegisterEvidence.Recorded.class::isInstance)
            .map(RegisterEvidence.Recorded.class::cast)
            .filter(one -> actor.actsFor(one.institution()))
            .orElseThrow(
                () ->
                    new Refusal(
                        RegisterProblem.CREDENTIAL_UNKNOWN,
                        "no such credential in your institution"));
    PublicId batch = PublicId.of("bat", entry.batch());
    Instant done = batches.get(actor, batch).doneAt();
    return new DeliveryRepository.Unclaimed(
        entry.id(),
        entry.batch(),
        register.rowOf(entry.id()).orElseThrow(),
        done == null ? Instant.EPOCH : done);
  }

  private BatchView issued(Actor actor, PublicId batch) {
    BatchView view = batches.get(actor, batch);
    if (view.state() != BatchState.DONE) {
      throw new Refusal(
          IssuanceProblem.BATCH_STATE, "the batch is in state " + view.state().code());
    }
    return view;
  }

  private List<DeliveryLine> lines(PublicId batch, int from, int limit) {
    List<RegisterEvidence> page = register.recordedOfBatch(batch.key(), from - 1, limit);
    Map<UUID, Delivery> newest = events.newest(page.stream().map(RegisterEvidence::id).toList());
    Map<UUID, String> on =
        page.isEmpty()
            ? Map.of()
            : blanks.of(institution(page), page.stream().map(RegisterEvidence::id).toList());
    List<DeliveryLine> lines = new ArrayList<>();
    for (int i = 0; i < page.size(); i++) {
      lines.add(line(batch, from + i + 1, page.get(i), newest, on));
    }
    return lines;
  }

  private DeliveryLine line(
      PublicId batch,
      int row,
      RegisterEvidence evidence,
      Map<UUID, Delivery> newest,
      Map<UUID, String> on) {
    return switch (evidence) {
      case RegisterEvidence.Recorded recorded ->
          new DeliveryLine(
              batch,
              row,
              read(recorded),
              Optional.ofNullable(on.get(recorded.id())),
              Optional.ofNullable(newest.get(recorded.id())));
      case RegisterEvidence.Altered ignored -> throw altered();
    };
  }

  private static int institution(List<RegisterEvidence> page) {
    return switch (page.getFirst()) {
      case RegisterEvidence.Recorded recorded -> recorded.institution();
      case RegisterEvidence.Altered ignored -> throw altered();
    };
  }

  private CredentialRecord read(RegisterEvidence.Recorded entry) {
    try {
      return codec.decode(CoseSign1.parse(entry.cose()).payload());
    } catch (MalformedCose | MalformedRecord e) {
      throw altered();
    }
  }

  private static Refusal altered() {
    return new Refusal(
        RegisterProblem.ENTRY_ALTERED,
        "a stored row was changed after it was written; no list is made of it");
  }

  /** Reads on while lines are taken. */
  private final class Lines implements Iterator<DeliveryLine> {
    private final PublicId batch;
    private final Deque<DeliveryLine> ready = new ArrayDeque<>();
    private int next;
    private boolean isAtEnd;

    Lines(PublicId batch) {
      this.batch = batch;
    }

    @Override
    public boolean hasNext() {
      if (ready.isEmpty() && !isAtEnd) {
        List<DeliveryLine> page = some(batch, next);
        ready.addAll(page);
        next += page.size();
        isAtEnd = page.size() < PAGE;
      }
      return !ready.isEmpty();
    }

    @Override
    public DeliveryLine next() {
      if (!hasNext()) {
        throw new NoSuchElementException("the list is at its end");
      }
      return ready.removeFirst();
    }
  }

  /** The next lines of a list that was opened; a transaction of its own. */
  @Transactional
  List<DeliveryLine> some(PublicId batch, int from) {
    return lines(batch, from, PAGE);
  }
}
