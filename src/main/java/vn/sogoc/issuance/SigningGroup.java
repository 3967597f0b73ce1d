package vn.sogoc.issuance;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;
import vn.sogoc.credential.CredentialRecord;
import vn.sogoc.crypto.keys.Purpose;
import vn.sogoc.crypto.keys.Signer;
import vn.sogoc.institution.InstitutionProblem;
import vn.sogoc.institution.Signing;
import vn.sogoc.issuance.SigningSteps.Point;
import vn.sogoc.kernel.Digest;
import vn.sogoc.kernel.PublicId;
import vn.sogoc.kernel.Refusal;
import vn.sogoc.person.Person;
import vn.sogoc.platform.jobs.JobGroup;
import vn.sogoc.platform.jobs.JobRun;
import vn.sogoc.platform.store.ReadOnce;
import vn.sogoc.publication.IssuanceLists;
import vn.sogoc.publication.PublishedList;

/**
 * The steps of {@link SigningJob} for several small batches, each step in one transaction for all
 * of them: what one credential costs alone is mostly transactions. Nothing is checked less: every
 * batch is checked on its own, and one that is refused takes the whole step back, after which each
 * is run alone. Signatures are not staged; what is cut off between two transactions is signed anew.
 */
@ApplicationScoped
class SigningGroup {
  private static final Logger LOG = Logger.getLogger(SigningGroup.class);

  /** The most rows of a batch that is signed together with others. */
  static final int MOST_ROWS = 32;

  /** Most heads are signed and cosigned within it. */
  private static final Duration USUAL_LOGGING = Duration.ofMillis(250);

  /** The most batches at once. */
  static final int MOST_BATCHES = 32;

  private final SigningWork work;
  private final GroupWork together;
  private final RecordSigning recordSigning;
  private final RecordCheck check;
  private final Signing signing;
  private final IssuanceLists lists;
  private final SigningSteps steps;
  private final ReadOnce readOnce;
  private final Clock clock;

  SigningGroup(
      SigningWork work,
      GroupWork together,
      RecordSigning recordSigning,
      RecordCheck check,
      Signing signing,
      IssuanceLists lists,
      SigningSteps steps,
      ReadOnce readOnce,
      Clock clock) {
    this.work = work;
    this.together = together;
    this.recordSigning = recordSigning;
    this.check = check;
    this.signing = signing;
    this.lists = lists;
    this.steps = steps;
    this.readOnce = readOnce;
    this.clock = clock;
  }

  /** The keys of one institution, opened. */
  private record Keys(RecordSigning.Opened records, Signer<Purpose.IssuanceList> lists) {}

  /** A batch that has its numbers, with the key that signs it and its approved rows. */
  private record Begun(
      JobRun run,
      Reserved reserved,
      RecordSigning.Session session,
      Signer<Purpose.IssuanceList> listKey,
      List<BatchRowEntity> rows) {
    PublicId batch() {
      return reserved.batch().publicId();
    }

    UUID id() {
      return reserved.batch().id;
    }
  }

  /** The same while its rows are being signed. */
  private record AtWork(Begun begun, RowThreads.Begun<StagedRecords.Staged> records) {}

  /** The same once its records and its list are signed, and nothing of it is recorded. */
  private record Signed(
      Begun begun,
      List<StagedRecords.Owned> records,
      List<Person> holders,
      IssuanceLists.Signed list) {}

  /** Takes each as far as it goes without the others' faults. */
  void run(JobGroup group) {
    List<JobRun> logging = at(group, SigningJob.LOG);
    if (!logging.isEmpty()) {
      Map<UUID, PublishedList> published =
          lists.ofBatches(logging.stream().map(SigningGroup::id).toList());
      finish(group, logging, published, Duration.ZERO);
    }
    List<Signed> signed = sign(reserve(group, at(group, "")));
    Map<UUID, PublishedList> published = record(group, signed);
    group.onlyWaits();
    finish(group, signed.stream().map(s -> s.begun().run()).toList(), published, USUAL_LOGGING);
  }

  private static List<JobRun> at(JobGroup group, String step) {
    return group.runs().stream().filter(run -> run.step().equals(step)).toList();
  }

  private List<Begun> reserve(JobGroup group, List<JobRun> fresh) {
    reached(Point.BEFORE_RESERVE, fresh);
    Map<JobRun, Reserved> reserved = new LinkedHashMap<>();
    Map<UUID, List<BatchRowEntity>> rows = new HashMap<>();
    group.commit(
        fresh,
        parts -> {
          readOnce.begin();
          List<JobGroup.Part> some =
              inOrder(parts).stream()
                  .filter(part -> !isForItself(id(part.run()))) // those are run alone
                  .toList();
          List<UUID> ids = some.stream().map(part -> id(part.run())).toList();
          if (ids.isEmpty()) {
            return;
          }
          rows.putAll(together.reserveAll(ids, MOST_ROWS, clock.instant()));
          for (JobGroup.Part part : some) {
            part.commit().moveTo(SigningJob.SIGN);
            reserved.put(part.run(), work.reserved(id(part.run())));
          }
        });
    reached(Point.AFTER_RESERVE, List.copyOf(reserved.keySet()));
    Map<Integer, Keys> keys = new HashMap<>();
    List<Begun> begun = new ArrayList<>();
    reserved.forEach(
        (run, of) ->
            apart(
                run,
                () ->
                    begun.add(
                        begun(
                            run,
                            of,
                            keys(keys, of.batch().institutionId),
                            Objects.requireNonNull(rows.get(of.batch().id))))));
    return begun;
  }

  /** Of an earlier job, or not what its job says. */
  private boolean isForItself(UUID id) {
    return work.isRecorded(id) || work.size(id) > MOST_ROWS;
  }

  /** Each institution's keys are opened once; outside of any transaction, they may be far away. */
  private Keys keys(Map<Integer, Keys> opened, int institution) {
    Keys keys = opened.get(institution);
    if (keys == null) {
      GroupWork.Chosen chosen = together.choose(institution, clock.instant());
      keys = new Keys(recordSigning.open(chosen.records()), signing.open(chosen.lists()));
      opened.put(institution, keys);
    }
    return keys;
  }

  private Begun begun(JobRun run, Reserved reserved, Keys keys, List<BatchRowEntity> rows) {
    RecordSigning.Session session = keys.records().session(reserved);
    if (!session.continues(List.of())) {
      throw new Refusal(
          InstitutionProblem.KEY_NOT_USABLE, "the key was not valid at the time of issue");
    }
    check.requireApproved(reserved, rows);
    return new Begun(run, reserved, session, keys.lists(), rows);
  }

  /** Where this batch is refused, or its key is away, it is left to be run alone. */
  private static void apart(JobRun run, Runnable work) {
    try {
      work.run();
    } catch (Refusal e) {
      LOG.infof("%s is not signed with the others: %s", run.subject(), e.detail());
    }
  }

  /** Counters and rows are locked in the same order by every group. */
  private List<JobGroup.Part> inOrder(List<JobGroup.Part> parts) {
    Map<UUID, BatchEntity> batches =
        together.lockAll(parts.stream().map(p -> id(p.run())).toList());
    return parts.stream()
        .filter(part -> batches.containsKey(id(part.run())))
        .sorted(
            Comparator.comparing(
                part -> batches.get(id(part.run())),
                Comparator.<BatchEntity>comparingInt(b -> b.institutionId)
                    .thenComparing(b -> b.kind)
                    .thenComparing(b -> b.issueDate)
                    .thenComparing(b -> b.id)))
        .toList();
  }

  /** Outside of any transaction: a key may be far away. */
  private List<Signed> sign(List<Begun> begun) {
    List<AtWork> all =
        begun.stream().map(each -> new AtWork(each, each.session().sign(each.rows()))).toList();
    List<Signed> signed = new ArrayList<>();
    all.forEach(one -> apart(one.begun().run(), () -> signed.add(signed(one))));
    return signed;
  }

  private Signed signed(AtWork one) {
    Begun each = one.begun();
    List<StagedRecords.Staged> staged = one.records().join();
    RowsToPublish rows = new RowsToPublish(each.rows().size());
    List<StagedRecords.Owned> owned = new ArrayList<>();
    for (int i = 0; i < staged.size(); i++) {
      BatchRowEntity row = each.rows().get(i);
      CredentialRecord record = each.session().recordOf(row);
      Digest digest = Digest.sha256(staged.get(i).cose());
      owned.add(new StagedRecords.Owned(row.position, staged.get(i).cose(), row.personId));
      rows.add(
          List.of(new RowsToPublish.Row(row.personId, record.claims(), lists.row(record, digest))));
    }
    return new Signed(
        each,
        owned,
        rows.holders(0, rows.size()),
        lists.sign(rows.draft(), each.listKey(), clock.instant()));
  }

  /** The commit point of all of them; their lists, which this gives, are written with them. */
  private Map<UUID, PublishedList> record(JobGroup group, List<Signed> signed) {
    Map<UUID, PublishedList> written = new HashMap<>();
    signed.forEach(each -> steps.reached(Point.BEFORE_RECORD, each.begun().batch()));
    Map<JobRun, Signed> byRun =
        signed.stream().collect(Collectors.toMap(each -> each.begun().run(), each -> each));
    group.commit(
        List.copyOf(byRun.keySet()),
        parts -> {
          readOnce.begin();
          Map<UUID, StagedRecords.Source> records = new LinkedHashMap<>();
          Map<UUID, IssuanceLists.Signed> published = new LinkedHashMap<>();
          Map<Integer, List<Person>> holders = new TreeMap<>();
          for (JobGroup.Part part : inOrder(parts)) {
            Signed each = Objects.requireNonNull(byRun.get(part.run()));
            records.put(each.begun().id(), StagedRecords.of(each.records()));
            published.put(each.begun().id(), each.list());
            holders
                .computeIfAbsent(part.run().institutionId(), i -> new ArrayList<>())
                .addAll(each.holders());
            part.commit().done(each.records().size());
            part.commit().recorded(SigningJob.url(each.begun().batch()));
            part.commit().moveTo(SigningJob.LOG);
          }
          together.recordAll(records);
          written.putAll(lists.writeAll(published));
          holders.forEach(work::registerHolders);
          signed.forEach(each -> steps.reached(Point.INSIDE_RECORD, each.begun().batch()));
        });
    signed.forEach(each -> steps.reached(Point.AFTER_RECORD, each.begun().batch()));
    return written;
  }

  /**
   * Those whose lists are under a cosigned head are done; the others rest a little longer.
   *
   * @param published their lists
   * @param patience how long the next head is waited for here: cheaper than to come back for it
   */
  private void finish(
      JobGroup group, List<JobRun> logging, Map<UUID, PublishedList> published, Duration patience) {
    lists.awaitLogged(published.values(), patience);
    Instant now = clock.instant();
    List<JobRun> done = new ArrayList<>();
    List<JobRun> waiting = new ArrayList<>();
    for (JobRun run : logging) {
      PublishedList list = published.get(id(run));
      if (list != null && lists.isLogged(list)) {
        done.add(run);
      } else if (list != null
          && !list.publishedAt().plus(SigningJob.LONGEST_LOGGING).isBefore(now)) {
        waiting.add(run);
      }
    }
    group.comeBack(waiting, SigningJob.UNTIL_LOGGED);
    group.end(
        done,
        parts -> {
          together.allDone(parts.stream().map(part -> id(part.run())).toList(), now);
          for (JobGroup.Part part : parts) {
            part.commit().done(work.size(id(part.run())));
            part.commit().moveTo(SigningJob.DONE);
          }
        });
    reached(Point.AFTER_DONE, done);
  }

  private void reached(Point point, List<JobRun> runs) {
    runs.forEach(run -> steps.reached(point, BatchIds.batch(run.subject())));
  }

  private static UUID id(JobRun run) {
    return BatchIds.batch(run.subject()).key();
  }
}
