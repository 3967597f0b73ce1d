package vn.sogoc.issuance.prints;

import io.quarkus.arc.DefaultBean;
import jakarta.inject.Singleton;
import vn.sogoc.kernel.PublicId;

@DefaultBean
@Singleton
class QuietPrintSteps implements PrintSteps {
  @Override
  public void reached(Point point, PublicId print) {
    // nobody listens
  }
}
