package vn.sogoc.institution.office;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import vn.sogoc.platform.Ticking;

/** Leaves links of invitations where the gateway finds them. */
@ApplicationScoped
class InvitationClock {
  private final InvitationMail mail;
  private final InvitationConfig config;
  private final Ticking ticking = new Ticking("invitation-mail", this::tick);

  InvitationClock(InvitationMail mail, InvitationConfig config) {
    this.mail = mail;
    this.config = config;
  }

  void start(@Observes StartupEvent event) {
    ticking.start(config.mailEvery());
  }

  void stop(@Observes ShutdownEvent event) {
    ticking.stop();
  }

  /** What fails now is tried again at the next tick. */
  private void tick() {
    while (mail.deliver() && !Thread.currentThread().isInterrupted()) {
      // there may be more
    }
  }
}
