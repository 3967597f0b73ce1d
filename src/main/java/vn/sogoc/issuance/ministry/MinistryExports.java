package vn.sogoc.issuance.ministry;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import vn.sogoc.credential.MalformedRecord;
import vn.sogoc.credential.RecordCodec;
import vn.sogoc.credential.supplement.MalformedSupplement;
import vn.sogoc.credential.supplement.Supplement;
import vn.sogoc.credential.supplement.SupplementContent;
import vn.sogoc.crypto.cose.CoseSign1;
import vn.sogoc.crypto.cose.MalformedCose;
import vn.sogoc.institution.InstitutionFacts;
import vn.sogoc.institution.TrustRegister;
import vn.sogoc.issuance.BatchState;
import vn.sogoc.issuance.BatchView;
import vn.sogoc.issuance.Batches;
import vn.sogoc.issuance.InForce;
import vn.sogoc.issuance.IssuanceProblem;
import vn.sogoc.kernel.PublicId;
import vn.sogoc.kernel.Refusal;
import vn.sogoc.platform.Lang;
import vn.sogoc.platform.Messages;
import vn.sogoc.platform.access.Actor;
import vn.sogoc.platform.access.Role;
import vn.sogoc.platform.trail.Deed;
import vn.sogoc.platform.trail.Trail;
import vn.sogoc.register.Register;
import vn.sogoc.register.RegisterEvidence;
import vn.sogoc.register.RegisterProblem;
import vn.sogoc.register.supplement.Supplements;

/** Issued batches in the ministry's format, for the people of their institution. */
@ApplicationScoped
public class MinistryExports {
  private static final int PAGE = 500;

  private final Batches batches;
  private final Register register;
  private final Supplements supplements;
  private final RecordCodec codec;
  private final TrustRegister trust;
  private final Trail trail;
  private final InForce inForce;
  private final Messages messages;

  MinistryExports(
      Batches batches,
      Register register,
      Supplements supplements,
      RecordCodec codec,
      TrustRegister trust,
      Trail trail,
      InForce inForce,
      Messages messages) {
    this.batches = batches;
    this.register = register;
    this.supplements = supplements;
    this.codec = codec;
    this.trust = trust;
    this.trail = trail;
    this.inForce = inForce;
    this.messages = messages;
  }

  /**
   * An export that was opened.
   *
   * @param leftOut how many rows were taken back or replaced by then: the format has no field that
   *     says so, and what it lists counts as issued
   */
  record Opened(Iterator<MinistryRow> rows, int leftOut) {}

  /**
   * Opens the export of a batch, which leaves a line in the trail. It is read page by page.
   *
   * @throws Refusal where the batch is not issued
   */
  @Transactional
  Opened open(Actor actor, PublicId batch) {
    BatchView view = issued(actor, batch);
    Set<Integer> over = over(batch);
    trail.tell(
        new Deed(
            actor.as(Role.PREPARE, Role.APPROVE, Role.SIGN),
            "ministry-export.read",
            view.institution(),
            batch.toString(),
            Deed.hash(batch, view.rows())));
    return new Opened(
        new Rows(batch, trust.statement(view.institution()).facts(), over), over.size());
  }

  /** Rows that were taken back or replaced, by their numbers; read some at a time. */
  private Set<Integer> over(PublicId batch) {
    Set<Integer> over = new HashSet<>();
    int next = 0;
    List<RegisterEvidence> page;
    do {
      page = register.recordedOfBatch(batch.key(), next - 1, PAGE);
      for (RegisterEvidence evidence : page) {
        next++;
        if (evidence instanceof RegisterEvidence.Recorded entry && inForce.isOver(entry)) {
          over.add(next);
        }
      }
      register.forget(); // a page at a time is in memory, however large the batch
    } while (page.size() == PAGE);
    return over;
  }

  /** A page of rows, from a row (0 for the first) on; told as {@link #open} is. */
  @Transactional
  List<MinistryRow> page(Actor actor, PublicId batch, int from, int limit) {
    BatchView view = issued(actor, batch);
    trail.tell(
        new Deed(
            actor.as(Role.PREPARE, Role.APPROVE, Role.SIGN),
            "ministry-export.read",
            view.institution(),
            batch.toString(),
            Deed.hash(batch, from, limit)));
    return rows(batch, trust.statement(view.institution()).facts(), from, limit);
  }

  /** Fields that stay empty, because the registry does not know or does not give them. */
  static List<MinistryField> empty() {
    List<MinistryField> empty = new ArrayList<>();
    for (MinistryField field : MinistryField.values()) {
      switch (field.need()) {
        case NOT_KNOWN, NOT_GIVEN -> empty.add(field);
        case REQUIRED, OPTIONAL -> {
          // given where the record has it
        }
      }
    }
    return empty;
  }

  private BatchView issued(Actor actor, PublicId batch) {
    BatchView view = batches.get(actor, batch);
    if (view.state() != BatchState.DONE) {
      throw new Refusal(
          IssuanceProblem.BATCH_STATE, "the batch is in state " + view.state().code());
    }
    return view;
  }

  private List<MinistryRow> rows(PublicId batch, InstitutionFacts issuer, int from, int limit) {
    List<MinistryRow> rows = new ArrayList<>();
    for (RegisterEvidence evidence : register.recordedOfBatch(batch.key(), from - 1, limit)) {
      rows.add(row(from + rows.size() + 1, evidence, issuer));
    }
    return rows;
  }

  private MinistryRow row(int row, RegisterEvidence evidence, InstitutionFacts issuer) {
    return switch (evidence) {
      case RegisterEvidence.Recorded entry -> {
        try {
          yield MinistryRow.of(
              row,
              codec.decode(CoseSign1.parse(entry.cose()).payload()),
              issuer,
              entry.recordedAt(),
              note(entry),
              supplement(entry),
              inForce.isOver(entry));
        } catch (MalformedCose | MalformedRecord e) {
          throw altered();
        }
      }
      case RegisterEvidence.Altered ignored -> throw altered();
    };
  }

  /** The supplement of the diploma that counts, where it has one. */
  private Optional<SupplementContent> supplement(RegisterEvidence.Recorded entry) {
    return supplements
        .standing(entry.id())
        .map(
            one -> {
              try {
                return Supplement.decode(CoseSign1.parse(one.cose()).payload()).content();
              } catch (MalformedCose | MalformedSupplement e) {
                throw altered();
              }
            });
  }

  /** What happened to it since, in the words of the register's own language. */
  private String note(RegisterEvidence.Recorded entry) {
    if (entry.events().size() == 1) {
      return "";
    }
    return messages.get(Lang.VI, inForce.is(entry) ? "ministry.changed" : "ministry.over");
  }

  private static Refusal altered() {
    return new Refusal(
        RegisterProblem.ENTRY_ALTERED,
        "a stored row was changed after it was written; nothing is exported of it");
  }

  /** Reads on while rows are taken. */
  private final class Rows implements Iterator<MinistryRow> {
    private final PublicId batch;
    private final InstitutionFacts issuer;
    private final Deque<MinistryRow> ready = new ArrayDeque<>();
    private final Set<Integer> leftOut;
    private int next;
    private boolean isAtEnd;

    Rows(PublicId batch, InstitutionFacts issuer, Set<Integer> leftOut) {
      this.batch = batch;
      this.issuer = issuer;
      this.leftOut = leftOut;
    }

    @Override
    public boolean hasNext() {
      while (ready.isEmpty() && !isAtEnd) {
        List<MinistryRow> page = some(batch, issuer, next);
        // one that was taken back since the file was begun is left out too
        page.stream()
            .filter(row -> !leftOut.contains(row.row()) && !row.isOver())
            .forEach(ready::add);
        next += page.size();
        isAtEnd = page.size() < PAGE;
      }
      return !ready.isEmpty();
    }

    @Override
    public MinistryRow next() {
      if (!hasNext()) {
        throw new NoSuchElementException("the export is at its end");
      }
      return ready.removeFirst();
    }
  }

  /** The next rows of an export that was opened; a transaction of its own. */
  @Transactional
  List<MinistryRow> some(PublicId batch, InstitutionFacts issuer, int from) {
    return rows(batch, issuer, from, PAGE);
  }
}
