package vn.sogoc.issuance.supplement;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import vn.sogoc.credential.supplement.Supplement;
import vn.sogoc.crypto.cose.CoseSign1;
import vn.sogoc.crypto.keys.Purpose;
import vn.sogoc.crypto.keys.Signer;
import vn.sogoc.crypto.keys.SigningFailed;
import vn.sogoc.institution.InstitutionProblem;
import vn.sogoc.institution.Signing;
import vn.sogoc.issuance.supplement.SupplementSteps.Point;
import vn.sogoc.kernel.PublicId;
import vn.sogoc.kernel.Refusal;
import vn.sogoc.platform.jobs.JobHandler;
import vn.sogoc.platform.jobs.JobRun;
import vn.sogoc.tlog.Inclusion;
import vn.sogoc.tlog.LogEntry;
import vn.sogoc.tlog.TransparencyLog;

/**
 * Signs a list and records it whole, then waits until its entries are under a cosigned head. The
 * list is read in parts; the signed bytes of all of it, a few megabytes, are kept until they are
 * recorded. What a run that was cut off had signed is void and signed again; nothing is staged.
 */
@ApplicationScoped
class SupplementJob implements JobHandler {
  static final String KIND = "supplements.sign";

  private static final String LOG = "log";
  private static final String DONE = "done";
  private static final int AT_ONCE = 100;
  private static final int ENTRIES_AT_ONCE = 500;

  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final Duration UNTIL_LOGGED = Duration.ofMillis(100);

  private final SupplementWork work;
  private final Signing signing;
  private final TransparencyLog log;
  private final SupplementSteps steps;
  private final Clock clock;

  SupplementJob(
      SupplementWork work,
      Signing signing,
      TransparencyLog log,
      SupplementSteps steps,
      Clock clock) {
    this.work = work;
    this.signing = signing;
    this.log = log;
    this.steps = steps;
    this.clock = clock;
  }

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public void run(JobRun run) {
    PublicId sheet =
        PublicId.parse(SheetEntity.ID_KIND, run.subject())
            .orElseThrow(() -> new IllegalStateException("the job is about no list"));
    if (run.step().isEmpty()) {
      if (work.isRecorded(run.institutionId(), sheet.key())) {
        run.commit(commit -> commit.moveTo(LOG));
      } else {
        sign(run, sheet);
      }
    }
    if (run.step().equals(LOG)) {
      await(run, sheet);
    }
    if (!run.step().equals(DONE)) {
      throw new IllegalStateException("a step that this node does not know: " + run.step());
    }
  }

  private void sign(JobRun run, PublicId sheet) {
    steps.reached(Point.BEFORE_SIGN, sheet);
    Instant now = Sheets.now(clock);
    SupplementWork.Face face = work.face(run.institutionId(), sheet.key());
    Signer<Purpose.Record> signer = signing.records(run.institutionId(), now);
    List<SupplementWork.Made> made = new ArrayList<>(face.persons());
    List<SupplementWork.Unsigned> next = wanted(run, sheet, face, 0, now);
    while (!next.isEmpty()) {
      for (SupplementWork.Unsigned one : next) {
        run.proceed();
        made.add(signed(signer, one));
      }
      next = wanted(run, sheet, face, next.getLast().line(), now);
    }
    steps.reached(Point.AFTER_SIGN, sheet);
    run.commit(
        commit -> {
          work.record(run.institutionId(), sheet, made, Sheets.now(clock));
          commit.total(made.size());
          commit.done(made.size());
          commit.recorded("/api/v1/supplement-lists/" + sheet);
          commit.moveTo(LOG);
          steps.reached(Point.INSIDE_RECORD, sheet);
        });
    steps.reached(Point.AFTER_RECORD, sheet);
  }

  private List<SupplementWork.Unsigned> wanted(
      JobRun run, PublicId sheet, SupplementWork.Face face, int after, Instant now) {
    return work.wanted(run.institutionId(), sheet.key(), face, after, AT_ONCE, now);
  }

  private static SupplementWork.Made signed(
      Signer<Purpose.Record> signer, SupplementWork.Unsigned one) {
    try {
      return new SupplementWork.Made(
          one.line(), one.diploma(), CoseSign1.sign(signer, Supplement.AAD, one.payload()));
    } catch (SigningFailed e) {
      throw new Refusal(InstitutionProblem.KEY_STORE_UNAVAILABLE, "the key store did not sign");
    }
  }

  private void await(JobRun run, PublicId sheet) {
    int after = 0;
    List<LogEntry> entries = work.entries(run.institutionId(), sheet.key(), after, ENTRIES_AT_ONCE);
    while (!entries.isEmpty()) {
      List<LogEntry> some = entries;
      if (!log.await(() -> areLogged(some), PATIENCE)) {
        run.comeBack(UNTIL_LOGGED);
      }
      after += entries.size();
      entries = work.entries(run.institutionId(), sheet.key(), after, ENTRIES_AT_ONCE);
    }
    run.commit(commit -> commit.moveTo(DONE));
  }

  private boolean areLogged(List<LogEntry> entries) {
    return log.inclusions(entries).values().stream()
        .allMatch(inclusion -> inclusion instanceof Inclusion.Included);
  }
}
