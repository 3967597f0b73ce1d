package vn.sogoc.publication.bundle;

import vn.sogoc.kernel.ProblemType;

/** Why something about the trust bundle was refused. */
public enum BundleProblem implements ProblemType {
  /** There is no such version, or none yet. */
  BUNDLE_UNKNOWN("bundle-unknown", 404),
  /** The installation names no root keys. */
  BUNDLE_NOT_SET_UP("bundle-not-set-up", 409),
  /** A statement does not verify or is not logged yet, so that nothing can be said of all. */
  BUNDLE_NOT_NOW("bundle-not-now", 503),
  /** The uploaded file is no bundle, or one that verifiers refuse. */
  BUNDLE_REFUSED("bundle-refused", 422),
  /** The uploaded file says something else than the registry knows, or follows another version. */
  BUNDLE_OUTDATED("bundle-outdated", 409);

  private final String slug;
  private final int status;

  BundleProblem(String slug, int status) {
    this.slug = slug;
    this.status = status;
  }

  @Override
  public String slug() {
    return slug;
  }

  @Override
  public int status() {
    return status;
  }
}
