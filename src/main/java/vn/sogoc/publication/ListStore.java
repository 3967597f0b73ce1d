package vn.sogoc.publication;

import io.quarkus.narayana.jta.runtime.TransactionConfiguration;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import vn.sogoc.crypto.cose.CoseSign1;
import vn.sogoc.crypto.cose.MalformedCose;
import vn.sogoc.crypto.keys.Purpose;
import vn.sogoc.crypto.merkle.MerkleLevels;
import vn.sogoc.institution.Signing;
import vn.sogoc.kernel.Bytes;
import vn.sogoc.kernel.Digest;
import vn.sogoc.kernel.PublicId;
import vn.sogoc.kernel.Refusal;
import vn.sogoc.platform.http.HttpProblem;
import vn.sogoc.platform.store.CopyRows;
import vn.sogoc.register.Register;
import vn.sogoc.tlog.LogEntry;

/** Keeps lists. A list, its rows and its log event are written in one transaction or not at all. */
@ApplicationScoped
class ListStore {
  private static final int LONGEST_WRITE = 1800;

  /** Half of what the log allows, so that other entries may come between. */
  private static final Duration LONGEST_WAY = LogEntry.MOST_BEHIND.dividedBy(2);

  private static final int ROWS_AT_ONCE = 4096;

  private final IssuanceListRepository lists;
  private final IssuanceListVersionRepository versions;
  private final Register register;
  private final Signing signing;
  private final Clock clock;

  ListStore(
      IssuanceListRepository lists,
      IssuanceListVersionRepository versions,
      Register register,
      Signing signing,
      Clock clock) {
    this.signing = signing;
    this.clock = clock;
    this.lists = lists;
    this.versions = versions;
    this.register = register;
  }

  /** The newest version of a list. */
  @Transactional
  PublishedList newest(UUID id) throws MalformedList {
    IssuanceListEntity list = lists.findById(id);
    IssuanceListVersionEntity version = versions.newest(List.of(id)).get(id);
    return version == null ? view(list) : view(list, version);
  }

  /**
   * Writes a later version with its log event, in one transaction.
   *
   * @return false where another node was first
   */
  @Transactional
  boolean writeVersion(UUID id, ListHeader header, CoseSign1 signed) {
    versions.queueFor(id);
    IssuanceListVersionEntity before = versions.newest(List.of(id)).get(id);
    boolean isNext = header.version() == (before == null ? 2 : before.id.version() + 1);
    boolean isNew =
        versions.named(header.changes().stream().map(ListChange::event).toList()).isEmpty();
    if (!isNext || !isNew) {
      return false;
    }
    IssuanceListVersionEntity version = new IssuanceListVersionEntity();
    version.id = new IssuanceListVersionEntity.Key(id, header.version());
    version.institutionId = header.institution();
    version.prior = header.prior().orElseThrow().toArray();
    version.signedHeader = signed.bytes().toArray();
    version.publishedAt = header.publishedAt();
    versions.persistAndFlush(version);
    for (int i = 0; i < header.changes().size(); i++) {
      versions.getEntityManager().persist(change(version, i, header.changes().get(i)));
    }
    register.append(
        LogEntry.listPublished(
            header.publishedAt(), header.institution(), Digest.sha256(signed.bytes())));
    versions.flush();
    return true;
  }

  private static IssuanceListChangeEntity change(
      IssuanceListVersionEntity version, int ordinal, ListChange content) {
    IssuanceListChangeEntity change = new IssuanceListChangeEntity();
    change.id =
        new IssuanceListChangeEntity.Key(version.id.listId(), version.id.version(), ordinal);
    change.institutionId = version.institutionId;
    change.position = content.position();
    change.type = content.type();
    change.decisionNumber = content.decisionNumber();
    change.decisionDate = content.decisionDate();
    change.event = content.event().toArray();
    return change;
  }

  @Transactional
  Optional<PublishedList> ofBatch(UUID batch) {
    return lists.ofBatch(batch).map(ListStore::view);
  }

  /** In a transaction of its own, which for a national cohort takes longer than a request's. */
  @Transactional(TxType.REQUIRES_NEW)
  @TransactionConfiguration(timeout = LONGEST_WRITE)
  PublishedList writeAlone(UUID batch, IssuanceLists.Signed list) {
    return writeWithin(batch, list);
  }

  /** Several in the caller's; a batch that has a list already keeps it. */
  @Transactional(TxType.MANDATORY)
  Map<UUID, PublishedList> writeAll(Map<UUID, IssuanceLists.Signed> several) {
    several.values().forEach(one -> requireFresh(one.header(), one.signed()));
    Map<UUID, IssuanceLists.Signed> missing = new LinkedHashMap<>(several);
    Map<UUID, PublishedList> all = new HashMap<>();
    for (IssuanceListEntity there : lists.ofBatches(List.copyOf(several.keySet()))) {
      missing.remove(there.batchId);
      all.put(there.batchId, view(there));
    }
    Map<IssuanceListEntity, IssuanceLists.Signed> fresh = new LinkedHashMap<>();
    missing.forEach((batch, one) -> fresh.put(entity(batch, one), one));
    lists.persist(fresh.keySet());
    lists.flush();
    CopyRows rows = rows();
    fresh.forEach((list, one) -> add(rows, list, one.draft(), one.tree(), 0, one.draft().size()));
    rows.into(lists.getEntityManager());
    register.appendAll(fresh.values().stream().map(ListStore::published).toList());
    lists.flush();
    fresh.keySet().forEach(list -> all.put(list.batchId, view(list)));
    return all;
  }

  private PublishedList writeWithin(UUID batch, IssuanceLists.Signed signed) {
    requireFresh(signed.header(), signed.signed());
    ListDraft content = signed.draft();
    Optional<IssuanceListEntity> already = lists.ofBatch(batch);
    if (already.isPresent()) {
      return view(already.get());
    }
    IssuanceListEntity list = entity(batch, signed);
    lists.persist(list);
    lists.flush();
    for (int from = 0; from < content.size(); from += ROWS_AT_ONCE) {
      CopyRows rows = rows();
      add(rows, list, content, signed.tree(), from, Math.min(content.size(), from + ROWS_AT_ONCE));
      rows.into(lists.getEntityManager());
    }
    register.append(published(signed));
    lists.flush();
    return view(list);
  }

  private static LogEntry published(IssuanceLists.Signed list) {
    return LogEntry.listPublished(
        list.header().publishedAt(),
        list.header().institution(),
        Digest.sha256(list.signed().bytes()));
  }

  private static IssuanceListEntity entity(UUID batch, IssuanceLists.Signed signed) {
    ListHeader header = signed.header();
    IssuanceListEntity list = new IssuanceListEntity();
    list.id = signed.id().key();
    list.institutionId = header.institution();
    list.batchId = batch;
    list.version = header.version();
    list.kind = header.kind();
    list.decisionNumber = header.decisionNumber();
    list.decisionDate = header.decisionDate();
    list.issueDate = header.issueDate();
    list.entryCount = header.count();
    list.root = header.root().toArray();
    list.signedHeader = signed.signed().bytes().toArray();
    list.publishedAt = header.publishedAt();
    return list;
  }

  /** The log takes no entry that is dated far behind those before it; and a key may have ended. */
  private void requireFresh(ListHeader header, CoseSign1 signed) {
    Instant now = clock.instant();
    if (header.publishedAt().plus(LONGEST_WAY).isBefore(now)) {
      throw new Refusal(
          HttpProblem.UNAVAILABLE,
          "The list was signed at " + header.publishedAt() + ", too long ago to be written down.");
    }
    signing.requireUsable(
        header.institution(), signed.kid(), Purpose.ISSUANCE_LIST, header.publishedAt(), now);
  }

  private static CopyRows rows() {
    return new CopyRows(
        "issuance_list_row",
        "list_id",
        "position",
        "institution_id",
        "credential_digest",
        "salt",
        "fields",
        "leaf",
        "path");
  }

  private static void add(
      CopyRows copy,
      IssuanceListEntity list,
      ListDraft content,
      MerkleLevels tree,
      int from,
      int until) {
    for (int i = from; i < until; i++) {
      copy.row()
          .add(list.id)
          .add(i)
          .add(list.institutionId)
          .add(content.credential(i))
          .add(content.salt(i))
          .add(content.fields(i))
          .add(content.leaf(i))
          .add(tree.path(i));
    }
  }

  static PublishedList view(IssuanceListEntity list) {
    return new PublishedList(
        PublicId.of("lst", list.id),
        list.institutionId,
        list.kind,
        list.decisionNumber,
        list.decisionDate,
        list.issueDate,
        list.entryCount,
        Digest.of(list.root),
        list.publishedAt,
        Bytes.of(list.signedHeader),
        1,
        List.of());
  }

  /** A later version; what it says of changes is what its signed header says. */
  static PublishedList view(IssuanceListEntity list, IssuanceListVersionEntity version)
      throws MalformedList {
    try {
      Bytes signed = Bytes.of(version.signedHeader);
      ListHeader header = ListHeader.decode(CoseSign1.parse(signed).payload());
      return new PublishedList(
          PublicId.of("lst", list.id),
          list.institutionId,
          list.kind,
          list.decisionNumber,
          list.decisionDate,
          list.issueDate,
          list.entryCount,
          Digest.of(list.root),
          header.publishedAt(),
          signed,
          header.version(),
          header.changes());
    } catch (MalformedCose e) {
      throw new MalformedList("the header is not signed: " + e.getMessage(), e);
    }
  }
}
