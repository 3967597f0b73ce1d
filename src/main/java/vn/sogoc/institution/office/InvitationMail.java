package vn.sogoc.institution.office;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import vn.sogoc.institution.TrustRegister;
import vn.sogoc.kernel.Bytes;
import vn.sogoc.kernel.Refusal;
import vn.sogoc.platform.gateway.Gateway;
import vn.sogoc.platform.gateway.Message;
import vn.sogoc.platform.secrets.Sealing;
import vn.sogoc.platform.secrets.Secrets;
import vn.sogoc.platform.trail.Deed;
import vn.sogoc.platform.trail.Doer;
import vn.sogoc.platform.trail.Trail;

/**
 * The link of an invitation by mail, once two persons agreed to it; never the code. Address and
 * link are sealed until the gateway has them, and forgotten in the transaction that left them
 * there: a crash in between leaves the same message under the same name again. Where no gateway is
 * configured nothing is mailed, and whoever invited is shown the link as before.
 */
@ApplicationScoped
class InvitationMail {
  /** Of the sealed address, which the audit opens too. */
  static final String ADDRESSES = "invitation-address";

  private static final Logger LOG = Logger.getLogger(InvitationMail.class);
  private static final int AT_ONCE = 100;

  private final InvitationRepository invitations;
  private final Halves halves;
  private final Gateway gateway;
  private final TrustRegister trust;
  private final Trail trail;
  private final Sealing addresses;
  private final Sealing links;
  private final Clock clock;

  InvitationMail(
      InvitationRepository invitations,
      Halves halves,
      Gateway gateway,
      TrustRegister trust,
      Trail trail,
      Secrets secrets,
      SecureRandom random,
      Clock clock) {
    this.invitations = invitations;
    this.halves = halves;
    this.gateway = gateway;
    this.trust = trust;
    this.trail = trail;
    this.addresses = new Sealing(secrets, ADDRESSES, random);
    this.links = new Sealing(secrets, "invitation-mail", random);
    this.clock = clock;
  }

  /** Whether a link can be mailed at all. */
  boolean isPossible() {
    return gateway.isThere();
  }

  /** Keeps an address, sealed for its row; none where it is empty. */
  void keep(InvitationEntity row, String address) {
    if (!address.isEmpty()) {
      row.emailSalt = halves.salt();
      row.emailSealed = seal(addresses, row, address);
    }
  }

  /** The address of a row that still holds one; empty otherwise. */
  String address(InvitationEntity row) {
    return row.emailSealed == null ? row.email : open(addresses, row, row.emailSealed);
  }

  /**
   * Makes the link that will be mailed. Nothing where none can be, or where whoever invited was
   * shown a link already and hands that over: it does not end behind their back.
   */
  void prepare(InvitationEntity row) {
    if (!isPossible() || row.linkDigest != null || address(row).isEmpty()) {
      return;
    }
    Halves.Half link = halves.newLink();
    row.linkDigest = link.digest().toArray();
    row.linkSealed = seal(links, row, link.text());
  }

  /**
   * Leaves links that wait for the gateway, and forgets addresses of invitations whose time is
   * over.
   *
   * @return whether there may be more
   */
  @Transactional
  boolean deliver() {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    List<InvitationEntity> lapsed = invitations.lapsed(now, AT_ONCE);
    for (InvitationEntity row : lapsed) {
      row.forget();
      invitations.keep(row);
    }
    if (!isPossible()) {
      return lapsed.size() == AT_ONCE;
    }
    List<InvitationEntity> waiting = invitations.toBeMailed(AT_ONCE);
    int failed = 0;
    for (InvitationEntity row : waiting) {
      try {
        gateway.put(row.publicId(), message(row));
        row.forget();
        row.mailedAt = now;
        invitations.keep(row);
        trail.tell(
            new Deed(
                Doer.REGISTRY,
                Invitations.INVITATION + ".mail",
                row.institutionId,
                row.publicId().toString(),
                Deed.hash(row.purpose, row.roles)));
      } catch (IOException | Refusal | IllegalStateException e) {
        failed++; // one that was altered, or whose institution cannot be read, holds up no other
      }
    }
    if (failed > 0) {
      LOG.warnf("%d invitations could not be left for the gateway; they wait", failed);
    }
    return failed == 0 && (waiting.size() == AT_ONCE || lapsed.size() == AT_ONCE);
  }

  private Message message(InvitationEntity row) {
    byte @Nullable [] link = row.linkSealed;
    return new Message(
        Invitations.INVITATION,
        "mail",
        address(row),
        link == null ? "" : open(links, row, link),
        trust.statement(row.institutionId).facts().nameVi());
  }

  private static byte[] seal(Sealing sealing, InvitationEntity row, String text) {
    return sealing
        .seal(Bytes.of(text.getBytes(StandardCharsets.UTF_8)), row.id.toString())
        .toArray();
  }

  /** The row's own seal was looked at before, so what is sealed in it opens. */
  private static String open(Sealing sealing, InvitationEntity row, byte[] sealed) {
    return sealing
        .open(Bytes.of(sealed), row.id.toString())
        .map(bytes -> new String(bytes.toArray(), StandardCharsets.UTF_8))
        .orElseThrow(() -> new IllegalStateException("invitation " + row.id + " does not open"));
  }
}
