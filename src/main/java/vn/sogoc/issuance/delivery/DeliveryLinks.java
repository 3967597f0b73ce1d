package vn.sogoc.issuance.delivery;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vn.sogoc.credential.CredentialRecord;
import vn.sogoc.document.IssuerNames;
import vn.sogoc.document.template.Documents;
import vn.sogoc.institution.InstitutionFacts;
import vn.sogoc.institution.TrustRegister;
import vn.sogoc.issuance.Credentials;
import vn.sogoc.issuance.IssuanceConfig;
import vn.sogoc.kernel.Bytes;
import vn.sogoc.kernel.PublicId;
import vn.sogoc.kernel.Refusal;
import vn.sogoc.platform.PlatformConfig;
import vn.sogoc.platform.access.Actor;
import vn.sogoc.platform.access.Role;
import vn.sogoc.platform.gateway.Gateway;
import vn.sogoc.platform.gateway.Message;
import vn.sogoc.platform.ratelimit.RateLimits;
import vn.sogoc.platform.trail.Deed;
import vn.sogoc.platform.trail.Trail;

/**
 * Documents over a link: somebody of the institution has it sent by mail or SMS, and whoever has it
 * and knows the date of birth gets the document once, which writes the delivery down.
 */
@ApplicationScoped
public class DeliveryLinks {
  private static final String PAGE = "/document#";
  private static final int MOST_A_DAY = 5;

  private final Credentials credentials;
  private final Deliveries deliveries;
  private final DeliveryLinkRepository links;
  private final LinkTries tries;
  private final TrustRegister trust;
  private final Documents documents;
  private final Gateway gateway;
  private final RateLimits limits;
  private final Trail trail;
  private final DeliveryConfig config;
  private final Clock clock;
  private final String address;
  private final boolean testData;

  DeliveryLinks(
      Credentials credentials,
      Deliveries deliveries,
      DeliveryLinkRepository links,
      LinkTries tries,
      TrustRegister trust,
      Documents documents,
      Gateway gateway,
      RateLimits limits,
      Trail trail,
      DeliveryConfig config,
      Clock clock,
      PlatformConfig platform,
      IssuanceConfig issuance) {
    this.credentials = credentials;
    this.deliveries = deliveries;
    this.links = links;
    this.tries = tries;
    this.trust = trust;
    this.documents = documents;
    this.gateway = gateway;
    this.limits = limits;
    this.trail = trail;
    this.config = config;
    this.clock = clock;
    this.address = platform.address().toString();
    this.testData = issuance.testData();
  }

  /** A link that was sent; what it is nobody is told but whoever it is sent to. */
  public record Sent(String channel, Instant expires) {}

  /** Whether there is somebody who sends messages. */
  public boolean isPossible() {
    return gateway.isThere();
  }

  /**
   * Has a link sent; an earlier one of the document ends.
   *
   * @param channel mail or sms
   * @param to the address, which is forgotten once the message is with the gateway
   */
  @Transactional
  public Sent send(
      Actor actor, PublicId credential, @Nullable String channel, @Nullable String to) {
    if (!isPossible()) {
      throw new Refusal(DeliveryProblem.NO_GATEWAY, "no gateway for mail and SMS is configured");
    }
    String receiver = address(channel, to);
    Credentials.Issued issued = credentials.published(actor, credential);
    deliveries.requireInForce(issued);
    UUID id = issued.evidence().id();
    links.oneAtATime(id); // or two at once would both be the newest
    List<Delivery> events = deliveries.of(actor, credential);
    if (!events.isEmpty() && events.getLast().isDelivered()) {
      throw new Refusal(DeliveryProblem.ALREADY, "it was received already");
    }
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    List<DeliveryLinkEntity> today = links.of(id, now.minus(Duration.ofDays(1)));
    if (today.size() >= MOST_A_DAY) {
      throw new Refusal(
          DeliveryProblem.LINKS_TOO_MANY,
          "at most " + MOST_A_DAY + " links of a document in a day");
    }
    links.of(id, now.minus(config.linkTtl())).stream()
        .filter(row -> row.isOpen(now))
        .forEach(row -> row.end("replaced", now));
    String secret = links.newSecret();
    DeliveryLinkEntity row = new DeliveryLinkEntity();
    row.id = links.name(DeliveryLinkRepository.secret(secret).orElseThrow());
    row.institutionId = issued.evidence().institution();
    row.credentialId = id;
    row.channel = channel == null ? "" : channel;
    row.secretDigest = links.digest(secret, id).toArray();
    row.messageSealed =
        links
            .seal(
                row.id,
                new Message(
                        "document",
                        row.channel,
                        receiver,
                        address + PAGE + secret,
                        names(row.institutionId).vi())
                    .json())
            .toArray();
    row.askedAccount = actor.accountId();
    row.askedName = actor.displayName();
    row.createdAt = now;
    row.expiresAt = now.plus(config.linkTtl());
    links.persistAndFlush(row);
    trail.tell(
        new Deed(
            actor.as(Role.PREPARE),
            "delivery.link",
            row.institutionId,
            credential.toString(),
            Deed.hash(row.id, row.channel, row.expiresAt.toEpochMilli())));
    return new Sent(row.channel, row.expiresAt);
  }

  /** A document as it is given out. */
  public record Document(Bytes pdf, String fileName) {}

  /**
   * Gives the document out to whoever has the link and knows the date of birth, and writes down
   * that it was received; once. Five wrong dates end the link.
   *
   * @param birth ISO, as far as the document has it
   * @throws Refusal one and the same for a wrong link and a wrong date
   */
  public Document receive(String link, String birth) {
    Optional<Bytes> secret = DeliveryLinkRepository.secret(link);
    limits.admitInvitation(secret.map(Bytes::hex).orElse(""));
    LinkTries.Tried tried = tries.tried(secret, birth).orElseThrow(LinkTries::unknown);
    CredentialRecord record = tried.record();
    Bytes pdf = documents.pdf(record, names(tried.institution()), tried.cose(), address, testData);
    tries.receive(secret.orElseThrow(), deliveries);
    return new Document(pdf, record.id() + ".pdf");
  }

  private IssuerNames names(int institution) {
    InstitutionFacts facts = trust.statement(institution).facts();
    return new IssuerNames(facts.nameVi(), facts.nameEn());
  }

  private static String address(@Nullable String channel, @Nullable String to) {
    String typed = to == null ? "" : to.strip();
    return switch (channel == null ? "" : channel) {
      case "mail" -> {
        if (typed.length() > 254
            || !typed.matches("[A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9-]+(\\.[A-Za-z0-9-]+)+")) {
          throw Deliveries.refused("to", "an address of electronic mail");
        }
        yield typed;
      }
      case "sms" -> {
        String digits = typed.replaceAll("[ .-]", "");
        if (!digits.matches("\\+?[0-9]{9,15}")) {
          throw Deliveries.refused("to", "a telephone number of 9 to 15 digits");
        }
        yield digits;
      }
      default -> throw Deliveries.refused("channel", "mail or sms");
    };
  }
}
