package vn.sogoc.register.legacy;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import vn.sogoc.crypto.cose.CoseSign1;
import vn.sogoc.crypto.keys.Purpose;
import vn.sogoc.crypto.keys.Signer;
import vn.sogoc.crypto.keys.SigningFailed;
import vn.sogoc.institution.Signing;
import vn.sogoc.kernel.PublicId;
import vn.sogoc.kernel.Refusal;
import vn.sogoc.platform.jobs.JobHandler;
import vn.sogoc.platform.jobs.JobRun;
import vn.sogoc.register.legacy.CopySteps.Point;
import vn.sogoc.tlog.Inclusion;
import vn.sogoc.tlog.LogEntry;
import vn.sogoc.tlog.TransparencyLog;

/**
 * Signs a page and records it whole, waits until its entries are under a cosigned head, and has the
 * coverage said anew. A page has at most {@value Keying#MOST_LINES} rows, so that what a run that
 * was cut off had signed is void and signed again; nothing is staged.
 */
@ApplicationScoped
class CopyJob implements JobHandler {
  static final String KIND = "legacy.sign";

  private static final String LOG = "log";
  private static final String COVERAGE = "coverage";
  private static final String DONE = "done";

  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final Duration UNTIL_LOGGED = Duration.ofMillis(100);

  private final CopyWork work;
  private final Coverage coverage;
  private final Signing signing;
  private final TransparencyLog log;
  private final CopySteps steps;
  private final Clock clock;

  CopyJob(
      CopyWork work,
      Coverage coverage,
      Signing signing,
      TransparencyLog log,
      CopySteps steps,
      Clock clock) {
    this.work = work;
    this.coverage = coverage;
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
    PublicId page =
        PublicId.parse(BookPageEntity.ID_KIND, run.subject())
            .orElseThrow(() -> new IllegalStateException("the job is about no page"));
    if (run.step().isEmpty()) {
      if (work.isRecorded(run.institutionId(), page.key())) {
        run.commit(commit -> commit.moveTo(LOG));
      } else {
        sign(run, page);
      }
    }
    if (run.step().equals(LOG)) {
      await(run, page);
    }
    if (run.step().equals(COVERAGE)) {
      coverage.say(run.institutionId());
      run.commit(commit -> commit.moveTo(DONE));
    }
    if (!run.step().equals(DONE)) {
      throw new IllegalStateException("a step that this node does not know: " + run.step());
    }
  }

  private void sign(JobRun run, PublicId page) {
    steps.reached(Point.BEFORE_SIGN, page);
    Instant now = Own.now(clock);
    CopyWork.Wanted wanted = work.wanted(run.institutionId(), page, now);
    Signer<Purpose.Record> signer = signing.records(run.institutionId(), now);
    List<CopyWork.Made> made = new ArrayList<>();
    for (RegisterCopy copy : wanted.copies()) {
      run.proceed();
      try {
        made.add(new CopyWork.Made(copy, CoseSign1.sign(signer, RegisterCopy.AAD, copy.encode())));
      } catch (SigningFailed e) {
        throw new Refusal(
            vn.sogoc.institution.InstitutionProblem.KEY_STORE_UNAVAILABLE,
            "the key store did not sign");
      }
    }
    steps.reached(Point.AFTER_SIGN, page);
    run.commit(
        commit -> {
          work.record(run.institutionId(), page, made, Own.now(clock));
          commit.total(made.size());
          commit.done(made.size());
          commit.recorded("/api/v1/legacy-pages/" + page);
          commit.moveTo(LOG);
          steps.reached(Point.INSIDE_RECORD, page);
        });
    steps.reached(Point.AFTER_RECORD, page);
  }

  private void await(JobRun run, PublicId page) {
    List<LogEntry> entries = work.entries(page.key());
    if (!log.await(() -> areLogged(entries), PATIENCE)) {
      run.comeBack(UNTIL_LOGGED);
    }
    run.commit(commit -> commit.moveTo(COVERAGE));
  }

  private boolean areLogged(List<LogEntry> entries) {
    return log.inclusions(entries).values().stream()
        .allMatch(inclusion -> inclusion instanceof Inclusion.Included);
  }
}
