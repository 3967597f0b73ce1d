package vn.sogoc.register.legacy;

import io.quarkus.arc.DefaultBean;
import jakarta.inject.Singleton;
import vn.sogoc.kernel.PublicId;

@DefaultBean
@Singleton
class QuietCopySteps implements CopySteps {
  @Override
  public void reached(Point point, PublicId page) {
    // nobody listens
  }
}
