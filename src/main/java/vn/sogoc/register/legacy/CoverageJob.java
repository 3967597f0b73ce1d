package vn.sogoc.register.legacy;

import jakarta.enterprise.context.ApplicationScoped;
import vn.sogoc.platform.jobs.JobHandler;
import vn.sogoc.platform.jobs.JobRun;

/** Says the coverage anew after something was declared; asked twice it says the same. */
@ApplicationScoped
class CoverageJob implements JobHandler {
  static final String KIND = "legacy.coverage";

  private final Coverage coverage;

  CoverageJob(Coverage coverage) {
    this.coverage = coverage;
  }

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public void run(JobRun run) {
    coverage.say(run.institutionId());
    run.commit(
        commit -> {
          commit.done(1);
          commit.recorded("/api/v1/coverage/iss_" + run.institutionId());
        });
  }
}
