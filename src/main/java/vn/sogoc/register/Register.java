package vn.sogoc.register;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import vn.sogoc.credential.CredentialRecord;
import vn.sogoc.credential.PersonName;
import vn.sogoc.kernel.Digest;
import vn.sogoc.kernel.PublicId;
import vn.sogoc.kernel.Refusal;
import vn.sogoc.platform.PublicIds;
import vn.sogoc.platform.secrets.Secrets;
import vn.sogoc.tlog.EntryType;
import vn.sogoc.tlog.LogEntry;
import vn.sogoc.tlog.Submission;
import vn.sogoc.tlog.TransparencyLog;

/** The door of the master register. */
@ApplicationScoped
public class Register {
  /** Two institutions may have used the same number long ago; more than this is not looked at. */
  private static final int MOST_MATCHES = 4;

  private final RegisterEntryRepository entries;
  private final RegisterEventRepository events;
  private final NumberRepository numbers;
  private final TransparencyLog log;
  private final PublicIds ids;
  private final EntrySeal seal;
  private final EntryCheck check;
  private final SlotPermutation permutation;

  Register(
      RegisterEntryRepository entries,
      RegisterEventRepository events,
      NumberRepository numbers,
      TransparencyLog log,
      PublicIds ids,
      Secrets secrets) {
    this.entries = entries;
    this.events = events;
    this.numbers = numbers;
    this.log = log;
    this.ids = ids;
    this.seal = new EntrySeal(secrets);
    this.check = new EntryCheck(seal);
    this.permutation = new SlotPermutation(secrets.keyed("status-slots"));
  }

  /**
   * Reserves numbers for a batch, or gives back those that it already holds: whoever resumes a
   * batch calls this again and gets the same numbers.
   *
   * @param count rows of the batch, 1 or more
   */
  @Transactional
  public ReservedNumbers reserve(
      UUID batch, int institution, String kind, int year, int count, Instant now) {
    NumberReservationEntity held = numbers.findById(batch);
    if (held == null) {
      held =
          numbers.take(List.of(new Wanted(batch, institution, kind, year, count)), now).getFirst();
    } else if (held.institutionId != institution
        || !held.kind.equals(kind)
        || held.year != year
        || held.count != count
        || held.state.equals(NumberReservationEntity.VOIDED)) {
      throw new Refusal(
          RegisterProblem.NUMBERS_DIFFER,
          "The batch holds " + held.count + " numbers in state " + held.state + ".");
    }
    return reserved(held);
  }

  /**
   * What a batch wants numbers for.
   *
   * @param count of its rows, 1 or more
   */
  public record Wanted(UUID batch, int institution, String kind, int year, int count) {}

  /**
   * Reserves numbers for several batches at once, in the caller's transaction; {@link #reserve}
   * then gives each its own. One that holds numbers already keeps them.
   *
   * @param wanted in the order in which everybody takes numbers
   */
  @Transactional(TxType.MANDATORY)
  public void reserveAll(List<Wanted> wanted, Instant now) {
    Set<UUID> held =
        numbers.of(wanted.stream().map(Wanted::batch).toList()).stream()
            .map(h -> h.batchId)
            .collect(Collectors.toSet());
    numbers.take(wanted.stream().filter(w -> !held.contains(w.batch())).toList(), now);
  }

  /** The numbers that a batch holds and has not used; empty where it took none. */
  @Transactional
  public Optional<ReservedNumbers> reservedBy(UUID batch) {
    return numbers
        .findByIdOptional(batch)
        .filter(held -> held.state.equals(NumberReservationEntity.RESERVED))
        .map(this::reserved);
  }

  /**
   * Gives up the numbers of a batch that will never be recorded. They stay in the register as
   * voided, with the minutes; nobody gets them again. A batch that took none leaves none.
   *
   * @throws Refusal {@code numbers-differ} where they are used or void already
   */
  @Transactional
  public void voidNumbers(UUID batch, VoidMinutes minutes) {
    NumberReservationEntity held = numbers.findById(batch, LockModeType.PESSIMISTIC_WRITE);
    if (held == null) {
      return;
    }
    if (!held.state.equals(NumberReservationEntity.RESERVED)) {
      throw new Refusal(
          RegisterProblem.NUMBERS_DIFFER, "The numbers of the batch are " + held.state + ".");
    }
    numbers.getEntityManager().persist(NumberVoidingEntity.of(held, minutes));
    numbers.flush();
    held.state = NumberReservationEntity.VOIDED;
    numbers.flush();
  }

  /**
   * Every register number of an institution, kind and year, and what became of it, all as of one
   * moment: a batch that takes its numbers meanwhile is no gap.
   */
  @Transactional(TxType.REQUIRES_NEW)
  public NumberBook numbers(int institution, String kind, int year) {
    numbers.readOneMoment();
    return new NumberBook(
        institution,
        kind,
        year,
        numbers.next(institution, kind, year),
        numbers.ranges(institution, kind, year));
  }

  /**
   * The numbers that batches took of a year, in order, as their reservations say. {@link #numbers}
   * counts the entries too, which takes as long as there are many.
   */
  @Transactional
  public List<NumberSpan> spans(int institution, String kind, int year) {
    return numbers.spans(institution, kind, year);
  }

  /** The kinds of which an institution gave a number in a year. */
  @Transactional
  public Set<String> kindsNumbered(int institution, int year) {
    return numbers.kinds(institution, year);
  }

  /**
   * Begins to write a whole batch with its issued events into the register, in the caller's
   * transaction, whose commit is the commit point of issuing. Nothing that fits the register exists
   * before.
   *
   * @param now time of recording, the same for the whole batch
   * @throws Refusal {@code numbers-differ} where the batch holds no numbers that are free to use
   */
  @Transactional(TxType.MANDATORY)
  public Recording begin(UUID batch, Instant now) {
    NumberReservationEntity held = numbers.findById(batch, LockModeType.PESSIMISTIC_WRITE);
    if (held == null || !held.state.equals(NumberReservationEntity.RESERVED)) {
      throw new Refusal(
          RegisterProblem.NUMBERS_DIFFER,
          "The batch holds "
              + (held == null ? "no numbers." : "numbers in state " + held.state + "."));
    }
    return new Recording(
        held, reserved(held), now.truncatedTo(ChronoUnit.MILLIS), entries, log, ids, seal);
  }

  /**
   * As {@link #begin} for several small batches, whose rows are written together.
   *
   * @param batches each of which is begun by what this gives
   */
  @Transactional(TxType.MANDATORY)
  public RecordingTogether beginAll(Collection<UUID> batches) {
    numbers.lockAll(batches);
    return new RecordingTogether(entries, log, this::begin);
  }

  /** Appends an event that belongs to an institution but to no single credential. */
  @Transactional
  public void append(LogEntry entry) {
    appendAll(List.of(entry));
  }

  /** Appends several of them. */
  @Transactional
  public void appendAll(List<LogEntry> several) {
    List<Submission> submissions = new ArrayList<>(several.size());
    for (LogEntry entry : several) {
      RegisterEventEntity event = event(entry, null);
      events.persist(event);
      submissions.add(new Submission(event.id, entry));
    }
    log.submit(submissions);
  }

  /**
   * Appends an event about a credential. Its time is after that of every event before it, so that
   * their order never depends on anything else.
   *
   * @param digest SHA-256 of what the event rests on
   */
  @Transactional
  public LogEntry recordEvent(
      RegisterEvidence.Recorded about, EntryType type, Digest digest, Instant now) {
    LogEntry issued = about.events().getFirst();
    Instant earliest = about.events().getLast().time().plusMillis(1);
    Instant at = now.truncatedTo(ChronoUnit.MILLIS);
    LogEntry entry =
        new LogEntry(
            type,
            at.isBefore(earliest) ? earliest : at,
            about.institution(),
            digest,
            issued.slot(),
            Optional.of(Digest.sha256(issued.encode())));
    RegisterEventEntity event = event(entry, about.id());
    events.persistAndFlush(event);
    log.submit(List.of(new Submission(event.id, entry)));
    return entry;
  }

  /** What is recorded under the digest of a signed record. */
  @Transactional
  public Optional<RegisterEvidence> byDigest(Digest digest) {
    return Optional.ofNullable(byDigests(Set.of(digest)).get(digest));
  }

  /** What is recorded under several digests, in one read; nothing where nothing is. */
  @Transactional
  public Map<Digest, RegisterEvidence> byDigests(Set<Digest> digests) {
    List<RegisterEntryEntity> rows = entries.byDigests(digests);
    Map<UUID, List<RegisterEventEntity>> eventsOf = events.ofEntries(rows);
    return rows.stream()
        .collect(
            Collectors.toMap(
                row -> Digest.of(row.digest),
                row -> check.of(row, eventsOf.getOrDefault(row.id, List.of())),
                (one, other) -> new RegisterEvidence.Altered(one.id(), "digest stands twice")));
  }

  /** What is recorded under a public identifier {@code crd_...}. */
  @Transactional
  public Optional<RegisterEvidence> byId(PublicId id) {
    return entries.byId(id.key()).map(check::of);
  }

  /** Which row of its batch an entry is, from 0, as it stands there. */
  @Transactional
  public OptionalInt rowOf(UUID id) {
    return entries.byId(id).stream().mapToInt(entry -> entry.batchRow).findFirst();
  }

  /**
   * What is recorded under exactly this number and this name. One indexed question whichever of the
   * two is wrong, so the answer's work says nothing about either.
   */
  @Transactional
  public List<RegisterEvidence> byNumberAndName(String serialNumber, PersonName name) {
    return entries
        .byLookup(seal.lookup(EntrySeal.serialKey(serialNumber), name.searchKey()), MOST_MATCHES)
        .stream()
        .map(check::of)
        .toList();
  }

  /** What an institution recorded under a serial number, however it was typed. */
  @Transactional
  public Optional<RegisterEvidence> bySerial(int institution, String serialNumber) {
    return entries.bySerial(institution, EntrySeal.serialKey(serialNumber)).map(check::of);
  }

  /** What an institution recorded under a running register number. */
  @Transactional
  public Optional<RegisterEvidence> byRegisterPlace(
      int institution, String kind, int year, int running) {
    return entries.byRegisterPlace(institution, kind, year, running).map(check::of);
  }

  /** What was issued to a person, newest first. */
  @Transactional
  public List<RegisterEvidence> ofPerson(UUID person) {
    return entries.ofPerson(person).stream().map(check::of).toList();
  }

  /** The public identifiers of a batch's credentials by row, a page at a time. */
  @Transactional
  public List<PublicId> ofBatch(UUID batch, int afterRow, int limit) {
    return entries.ofBatch(batch, afterRow, limit).stream()
        .map(e -> PublicId.of(CredentialRecord.ID_KIND, e.id))
        .toList();
  }

  /** What is recorded of a batch by row, a page at a time. */
  @Transactional
  public List<RegisterEvidence> recordedOfBatch(UUID batch, int afterRow, int limit) {
    List<RegisterEntryEntity> rows = entries.ofBatch(batch, afterRow, limit);
    Map<UUID, List<RegisterEventEntity>> eventsOf = events.ofEntries(rows);
    return rows.stream()
        .map(row -> check.of(row, eventsOf.getOrDefault(row.id, List.of())))
        .toList();
  }

  /** Lets go of what a transaction read, so that a batch of any size is read in little memory. */
  @Transactional(Transactional.TxType.MANDATORY)
  public void forget() {
    entries.getEntityManager().flush();
    entries.getEntityManager().clear();
  }

  /**
   * What is recorded of a kind and year in the order of the register numbers, a page at a time.
   *
   * @param after the running number before the first one wanted, 0 for the beginning
   * @return by running number
   */
  @Transactional
  public SortedMap<Integer, RegisterEvidence> book(
      int institution, String kind, int year, int after, int limit) {
    List<RegisterEntryEntity> rows = entries.ofYear(institution, kind, year, after, limit);
    Map<UUID, List<RegisterEventEntity>> eventsOf = events.ofEntries(rows);
    SortedMap<Integer, RegisterEvidence> page = new TreeMap<>();
    for (RegisterEntryEntity row : rows) {
      page.put(row.registerSeq, check.of(row, eventsOf.getOrDefault(row.id, List.of())));
    }
    return page;
  }

  /** The credentials of a kind and year about which something was recorded after their issue. */
  @Transactional
  public List<PublicId> changedOf(int institution, String kind, int year) {
    return events.changed(institution, kind, year).stream()
        .map(id -> PublicId.of(CredentialRecord.ID_KIND, id))
        .toList();
  }

  /** Which of these persons already hold this kind under this decision. */
  @Transactional
  public Set<UUID> issuedAmong(int institution, List<UUID> persons, String kind, String decision) {
    return entries.issuedAmong(institution, persons, kind, decision);
  }

  private ReservedNumbers reserved(NumberReservationEntity held) {
    return new ReservedNumbers(
        held.institutionId,
        held.kind,
        held.year,
        held.count,
        held.firstRegister,
        held.firstSerial,
        held.firstSlot,
        permutation);
  }

  private RegisterEventEntity event(LogEntry entry, @Nullable UUID of) {
    RegisterEventEntity event = new RegisterEventEntity();
    event.id = ids.nextUuid();
    event.institutionId = entry.institution();
    event.entryId = of;
    event.type = entry.type().code();
    event.entry = entry.encode().toArray();
    event.entryDigest = Digest.sha256(entry.encode()).toArray();
    event.recordedAt = entry.time();
    return event;
  }
}
