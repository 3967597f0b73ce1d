package vn.sogoc.issuance.delivery;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.text.Normalizer;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vn.sogoc.credential.CredentialRecord;
import vn.sogoc.issuance.Credentials;
import vn.sogoc.issuance.InForce;
import vn.sogoc.kernel.Digest;
import vn.sogoc.kernel.LegalDay;
import vn.sogoc.kernel.PublicId;
import vn.sogoc.kernel.Refusal;
import vn.sogoc.platform.PublicIds;
import vn.sogoc.platform.access.Actor;
import vn.sogoc.platform.access.Role;
import vn.sogoc.platform.trail.Deed;
import vn.sogoc.platform.trail.Doer;
import vn.sogoc.platform.trail.Trail;
import vn.sogoc.publication.IssuanceLists;
import vn.sogoc.publication.PublicationAnswer;
import vn.sogoc.publication.PublicationProblem;
import vn.sogoc.register.RegisterEvidence;

/** Handing out documents, and taking that back on its day. */
@ApplicationScoped
public class Deliveries {
  /** Credentials of one request. */
  public static final int MOST = 200;

  private final Credentials credentials;
  private final IssuanceLists lists;
  private final InForce inForce;
  private final DeliveryRepository events;
  private final Trail trail;
  private final PublicIds ids;
  private final Clock clock;

  Deliveries(
      Credentials credentials,
      IssuanceLists lists,
      InForce inForce,
      DeliveryRepository events,
      Trail trail,
      PublicIds ids,
      Clock clock) {
    this.credentials = credentials;
    this.lists = lists;
    this.inForce = inForce;
    this.events = events;
    this.trail = trail;
    this.ids = ids;
    this.clock = clock;
  }

  /**
   * Writes down that documents were received. All of them, or none.
   *
   * @param asked identifiers of 1 to 200 credentials; of one where somebody else received it
   * @throws Refusal where one is not of the institution, not issued, not in force, or with somebody
   *     already
   */
  @Transactional
  public List<Delivery> handOut(Actor actor, List<PublicId> asked, Receiver receiver) {
    requireCount(asked, receiver);
    List<Credentials.Issued> all = asked.stream().map(id -> credentials.get(actor, id)).toList();
    requirePublished(all);
    // in one order, so that two requests about the same documents do not wait for each other
    asked.stream().map(PublicId::key).sorted().forEach(events::oneAtATime);
    Map<UUID, Delivery> newest = events.newest(asked.stream().map(PublicId::key).toList());
    List<Delivery> made = new ArrayList<>();
    for (Credentials.Issued one : all) {
      requireInForce(one);
      Delivery last = newest.get(one.evidence().id());
      if (last != null && last.isDelivered()) {
        throw new Refusal(
            DeliveryProblem.ALREADY,
            "%s was received already".formatted(one.record().id()),
            List.of(new Refusal.Fault("delivery_already", 0, "credentials", "not received", "")));
      }
      made.add(
          add(
              By.of(actor),
              one.evidence().institution(),
              one.evidence().id(),
              next(last),
              receiver));
    }
    return made;
  }

  /**
   * Takes back what was written down today by mistake.
   *
   * @throws Refusal where it is with nobody, or was written down on an earlier day
   */
  @Transactional
  public Delivery undo(Actor actor, PublicId credential) {
    Credentials.Issued one = credentials.get(actor, credential);
    UUID id = one.evidence().id();
    events.oneAtATime(id);
    Delivery last = events.newest(Set.of(id)).get(id);
    if (last == null || !last.isDelivered()) {
      throw new Refusal(DeliveryProblem.NOT_DELIVERED, "nobody received it");
    }
    if (!LegalDay.of(last.at()).equals(LegalDay.of(clock.instant()))) {
      throw new Refusal(DeliveryProblem.DAY_OVER, "it was written down on an earlier day");
    }
    return add(By.of(actor), one.evidence().institution(), id, next(last), null);
  }

  /** What happened to a credential's document, in order. */
  @Transactional
  public List<Delivery> of(Actor actor, PublicId credential) {
    Credentials.Issued one = credentials.get(actor, credential);
    return events.of(one.evidence().institution(), one.evidence().id());
  }

  /** Whether what was written down can be taken back still. */
  public boolean isToday(Delivery delivery) {
    return LegalDay.of(delivery.at()).equals(LegalDay.of(clock.instant()));
  }

  /** A receiver as somebody typed it. */
  public static Receiver receiver(
      @Nullable String receiver,
      @Nullable String paper,
      @Nullable String name,
      @Nullable String number) {
    return switch (receiver == null ? "" : receiver) {
      case "holder" -> new Receiver.Holder();
      case "proxy" ->
          new Receiver.Proxy(
              Receiver.Paper.ofCode(paper == null ? "" : paper)
                  .orElseThrow(() -> refused("paper", "power-of-attorney, guardian or heir")),
              line(name, "name", 2, 150),
              line(number, "number", 1, 100));
      default -> throw refused("receiver", "holder or proxy");
    };
  }

  /**
   * Writes down that a holder received it over a link, in the caller's transaction.
   *
   * @param account who sent the link, by name
   */
  @Transactional(Transactional.TxType.MANDATORY)
  Delivery received(UUID account, String name, int institution, UUID credential) {
    events.oneAtATime(credential);
    Delivery last = events.newest(Set.of(credential)).get(credential);
    if (last != null && last.isDelivered()) {
      throw new Refusal(DeliveryProblem.ALREADY, "it was received already");
    }
    return add(By.of(account, name), institution, credential, next(last), new Receiver.Link());
  }

  /**
   * Writes down that holders received what nobody received yet and stands, in the caller's
   * transaction.
   *
   * @return how many
   * @throws Refusal where one is in no published list yet
   */
  @Transactional(Transactional.TxType.MANDATORY)
  int handOut(By by, List<RegisterEvidence.Recorded> entries) {
    requirePublishedAt(entries.stream().map(RegisterEvidence.Recorded::digest).toList());
    Map<UUID, Delivery> newest = newest(entries);
    int made = 0;
    for (RegisterEvidence.Recorded entry : entries) {
      Delivery last = newest.get(entry.id());
      if ((last == null || !last.isDelivered()) && inForce.is(entry)) {
        add(by, entry.institution(), entry.id(), next(last), new Receiver.Holder());
        made++;
      }
    }
    return made;
  }

  /** Events by whom, and from when until when. */
  record Written(UUID by, Instant from, Instant until) {
    boolean has(Delivery one) {
      return one.receiver().filter(Receiver.Holder.class::isInstance).isPresent()
          && one.recordedBy().equals(by)
          && !one.at().isBefore(from)
          && !one.at().isAfter(until);
    }
  }

  /**
   * Takes back what was written down so and is the newest still, on its day, in the caller's
   * transaction.
   *
   * @return how many
   */
  @Transactional(Transactional.TxType.MANDATORY)
  int takeBack(By by, List<RegisterEvidence.Recorded> entries, Written written) {
    Map<UUID, Delivery> newest = newest(entries);
    int made = 0;
    for (RegisterEvidence.Recorded entry : entries) {
      Delivery last = newest.get(entry.id());
      if (last != null && last.isDelivered() && written.has(last) && isToday(last)) {
        add(by, entry.institution(), entry.id(), next(last), null);
        made++;
      }
    }
    return made;
  }

  /** Locked first, in one order, so that two do not wait for each other. */
  private Map<UUID, Delivery> newest(List<RegisterEvidence.Recorded> entries) {
    List<UUID> all = entries.stream().map(RegisterEvidence.Recorded::id).toList();
    all.stream().sorted().forEach(events::oneAtATime);
    return events.newest(all);
  }

  /** Who writes something down. */
  record By(UUID account, String name, Doer doer) {
    static By of(Actor actor) {
      return new By(actor.accountId(), actor.displayName(), actor.as(Role.PREPARE));
    }

    /** Somebody whose job does it. */
    static By of(UUID account, String name) {
      return new By(account, name, Doer.account(account, Role.PREPARE.code()));
    }
  }

  private Delivery add(
      By by, int institution, UUID credential, int version, @Nullable Receiver receiver) {
    DeliveryEventEntity row = new DeliveryEventEntity();
    row.id = ids.nextUuid();
    row.institutionId = institution;
    row.credentialId = credential;
    row.version = version;
    row.type = receiver == null ? DeliveryEventEntity.UNDONE : DeliveryEventEntity.DELIVERED;
    row.receiver = receiver == null ? null : receiver.code();
    if (receiver instanceof Receiver.Proxy proxy) {
      row.paper = proxy.paper().code();
      row.personSealed = events.sealed(row.id, proxy).toArray();
    }
    row.recordedAccount = by.account();
    row.recordedName = by.name();
    row.recordedAt = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    events.add(row);
    trail.tell(
        new Deed(
            by.doer(),
            receiver == null ? "delivery.undo" : "delivery.record",
            institution,
            PublicId.of(CredentialRecord.ID_KIND, credential).toString(),
            Deed.hash(row.columns())));
    return new Delivery(
        row.id,
        PublicId.of(CredentialRecord.ID_KIND, credential),
        version,
        java.util.Optional.ofNullable(receiver),
        row.recordedAccount,
        row.recordedName,
        row.recordedAt);
  }

  private static int next(@Nullable Delivery last) {
    return last == null ? 1 : last.version() + 1;
  }

  private static void requireCount(List<PublicId> asked, Receiver receiver) {
    if (asked.isEmpty() || asked.size() > MOST || new HashSet<>(asked).size() != asked.size()) {
      throw refused("credentials", "1 to " + MOST + " different credentials");
    }
    if (receiver instanceof Receiver.Proxy && asked.size() > 1) {
      throw refused("credentials", "one credential, where somebody else received it");
    }
  }

  private void requirePublished(List<Credentials.Issued> all) {
    requirePublishedAt(all.stream().map(one -> one.evidence().digest()).toList());
  }

  private void requirePublishedAt(List<Digest> all) {
    Set<Digest> digests = new HashSet<>(all);
    Instant now = clock.instant();
    if (!lists.evidence(digests, now).values().stream()
        .allMatch(PublicationAnswer.Published.class::isInstance)) {
      throw new Refusal(
          PublicationProblem.NOT_PUBLISHED, "a credential is in no published list yet");
    }
  }

  /** That a document may be handed out. */
  void requireInForce(Credentials.Issued one) {
    if (!inForce.is(one.evidence())) {
      throw new Refusal(
          DeliveryProblem.NOT_IN_FORCE, one.record().id() + " was taken back, or is replaced");
    }
  }

  static String line(@Nullable String typed, String field, int least, int most) {
    String text = Normalizer.normalize(typed == null ? "" : typed, Normalizer.Form.NFC).strip();
    int length = text.codePointCount(0, text.length());
    if (length < least || length > most || text.matches("(?s).*[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}].*")) {
      throw refused(field, least + " to " + most + " characters on one line");
    }
    return text;
  }

  /** What a caller typed does not stand. */
  static Refusal refused(String field, String expected) {
    return new Refusal(
        DeliveryProblem.REFUSED,
        field + ": expected " + expected,
        List.of(new Refusal.Fault("value_format", 0, field, expected, "")));
  }
}
