package vn.sogoc.tlog;

import io.quarkus.arc.DefaultBean;
import jakarta.inject.Singleton;

@DefaultBean
@Singleton
class QuietLogSteps implements LogSteps {
  @Override
  public void reached(Point point) {
    // nobody listens
  }
}
