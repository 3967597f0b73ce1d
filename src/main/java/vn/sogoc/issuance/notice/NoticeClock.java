package vn.sogoc.issuance.notice;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import vn.sogoc.platform.Ticking;

/** Looks every few seconds who is to be told. */
@ApplicationScoped
class NoticeClock {
  private final Notices notices;
  private final NoticeConfig config;
  private final Ticking ticking = new Ticking("notices", this::tick);

  NoticeClock(Notices notices, NoticeConfig config) {
    this.notices = notices;
    this.config = config;
  }

  void start(@Observes StartupEvent event) {
    ticking.start(config.every());
  }

  void stop(@Observes ShutdownEvent event) {
    ticking.stop();
  }

  /** What fails now is tried again at the next tick. */
  private void tick() {
    boolean isMore = true;
    while (isMore && !Thread.currentThread().isInterrupted()) {
      boolean isMoreToTell = notices.tell();
      isMore = notices.deliver() || isMoreToTell;
    }
  }
}
