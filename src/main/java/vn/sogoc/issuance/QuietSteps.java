package vn.sogoc.issuance;

import io.quarkus.arc.DefaultBean;
import jakarta.inject.Singleton;
import vn.sogoc.kernel.PublicId;

@DefaultBean
@Singleton
class QuietSteps implements SigningSteps {
  @Override
  public void reached(Point point, PublicId batch) {
    // nobody listens
  }
}
