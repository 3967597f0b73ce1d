package vn.sogoc.issuance.supplement;

import io.quarkus.arc.DefaultBean;
import jakarta.inject.Singleton;
import vn.sogoc.kernel.PublicId;

/** Passes every point. */
@DefaultBean
@Singleton
class QuietSupplementSteps implements SupplementSteps {
  @Override
  public void reached(Point point, PublicId sheet) {
    // goes on
  }
}
