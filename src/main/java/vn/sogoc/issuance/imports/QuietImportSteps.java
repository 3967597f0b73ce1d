package vn.sogoc.issuance.imports;

import io.quarkus.arc.DefaultBean;
import jakarta.inject.Singleton;
import vn.sogoc.kernel.PublicId;

@DefaultBean
@Singleton
class QuietImportSteps implements ImportSteps {
  @Override
  public void reached(Point point, PublicId list) {
    // nobody listens
  }
}
