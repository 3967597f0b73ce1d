package vn.sogoc.publication;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vn.sogoc.credential.AuthenticRecord;
import vn.sogoc.credential.Catalogue;
import vn.sogoc.credential.Claims;
import vn.sogoc.credential.CredentialRecord;
import vn.sogoc.crypto.cose.CoseSign1;
import vn.sogoc.crypto.keys.Purpose;
import vn.sogoc.crypto.keys.Signer;
import vn.sogoc.crypto.keys.SigningFailed;
import vn.sogoc.crypto.merkle.MerkleLevels;
import vn.sogoc.institution.InstitutionProblem;
import vn.sogoc.institution.Signing;
import vn.sogoc.institution.TrustRegister;
import vn.sogoc.kernel.Bytes;
import vn.sogoc.kernel.Digest;
import vn.sogoc.kernel.PublicId;
import vn.sogoc.kernel.Refusal;
import vn.sogoc.platform.PublicIds;
import vn.sogoc.platform.http.HttpProblem;
import vn.sogoc.tlog.EntryType;
import vn.sogoc.tlog.TransparencyLog;

/** The door of the issuance lists. */
@ApplicationScoped
public class IssuanceLists {
  private static final int SALT_SIZE = 32;

  private final ListStore store;
  private final IssuanceListRepository lists;
  private final IssuanceListRowRepository rows;
  private final IssuanceListVersionRepository versions;
  private final Signing signing;
  private final Catalogue catalogue;
  private final PublicIds ids;
  private final SecureRandom random;
  private final TransparencyLog log;
  private final ListProof proof;

  IssuanceLists(
      ListStore store,
      IssuanceListRepository lists,
      IssuanceListRowRepository rows,
      IssuanceListVersionRepository versions,
      Signing signing,
      TrustRegister trust,
      TransparencyLog log,
      Catalogue catalogue,
      PublicIds ids,
      SecureRandom random) {
    this.store = store;
    this.lists = lists;
    this.rows = rows;
    this.versions = versions;
    this.signing = signing;
    this.catalogue = catalogue;
    this.ids = ids;
    this.random = random;
    this.log = log;
    this.proof = new ListProof(trust, log);
  }

  /**
   * Publishes the list of a recorded batch. Called again for the same batch it gives the list that
   * is there. Signs outside any transaction.
   *
   * @param batch the batch, recorded
   * @param records its records in the order of their numbers, all of one kind and decision
   */
  public PublishedList publish(UUID batch, List<AuthenticRecord> records, Instant now) {
    ListDraft draft = new ListDraft(records.size());
    records.forEach(r -> draft.add(r.record().claims(), row(r.record(), r.digest())));
    return publish(batch, draft, now);
  }

  /** The row of a record with a salt of its own. Pure; any thread may. */
  public ListRow.Leafed row(CredentialRecord record, Digest credential) {
    byte[] salt = new byte[SALT_SIZE];
    random.nextBytes(salt);
    ListRow row = ListRow.of(record, credential, Bytes.of(salt));
    return new ListRow.Leafed(row, row.leaf());
  }

  /**
   * The same for rows that came one by one.
   *
   * @param draft all rows of the batch, in the order of their numbers
   */
  public PublishedList publish(UUID batch, ListDraft draft, Instant now) {
    Optional<PublishedList> already = store.ofBatch(batch);
    return already.isPresent() ? already.get() : store.writeAlone(batch, sign(draft, now));
  }

  /** A list that is signed and not written down yet; void until it is. */
  public static final class Signed {
    private final PublicId id;
    private final ListHeader header;
    private final CoseSign1 signed;
    private final ListDraft draft;
    private final MerkleLevels tree;

    private Signed(
        PublicId id, ListHeader header, CoseSign1 signed, ListDraft draft, MerkleLevels tree) {
      this.id = id;
      this.header = header;
      this.signed = signed;
      this.draft = draft;
      this.tree = tree;
    }

    PublicId id() {
      return id;
    }

    ListHeader header() {
      return header;
    }

    CoseSign1 signed() {
      return signed;
    }

    ListDraft draft() {
      return draft;
    }

    MerkleLevels tree() {
      return tree;
    }
  }

  /**
   * Writes signed lists of several batches down, in the caller's transaction; where a batch has a
   * list already, that one stays.
   *
   * @return the list of each
   */
  public Map<UUID, PublishedList> writeAll(Map<UUID, Signed> several) {
    return store.writeAll(several);
  }

  /**
   * Signs the list of a batch, outside of any transaction.
   *
   * @param draft all rows of the batch, in the order of their numbers
   */
  public Signed sign(ListDraft draft, Instant now) {
    Claims first =
        draft.whole().orElseThrow(() -> new IllegalArgumentException("a list of other length"));
    return sign(draft, signing.lists(first.institution(), now), now);
  }

  /** The same under a key that was opened for the institution of the list. */
  public Signed sign(ListDraft draft, Signer<Purpose.IssuanceList> signer, Instant now) {
    Claims first =
        draft.whole().orElseThrow(() -> new IllegalArgumentException("a list of other length"));
    MerkleLevels tree = draft.levels();
    ListHeader header =
        new ListHeader(
            first.institution(),
            first.kind().code(),
            first.regime().code(),
            first.decisionNumber(),
            first.decisionDate(),
            first.issueDate(),
            draft.size(),
            tree.root(),
            now.truncatedTo(ChronoUnit.SECONDS),
            1,
            Optional.empty(),
            List.of());
    try {
      CoseSign1 signed = CoseSign1.sign(signer, ListHeader.AAD, header.encode());
      return new Signed(ids.next("lst"), header, signed, draft, tree);
    } catch (SigningFailed e) {
      throw new Refusal(
          InstitutionProblem.KEY_STORE_UNAVAILABLE, "The list key did not sign the list.");
    }
  }

  /**
   * Whether credentials stand in a published list, each proved to the list's signed root; in one
   * read, an answer for each.
   */
  @Transactional
  public Map<Digest, PublicationAnswer> evidence(Set<Digest> credentials, Instant now) {
    Map<Digest, PublicationAnswer> answers = new HashMap<>();
    credentials.forEach(c -> answers.put(c, new PublicationAnswer.Absent()));
    List<IssuanceListRowRepository.InList> all = rows.ofCredentials(credentials);
    Map<UUID, IssuanceListVersionEntity> newest =
        versions.newest(all.stream().map(found -> found.list().id).distinct().toList());
    for (IssuanceListRowRepository.InList found : all) {
      answers.put(
          Digest.of(found.row().credentialDigest), proved(found, newest.get(found.list().id), now));
    }
    return answers;
  }

  /**
   * That a credential stands in a published list; before that no page and no code of it leaves.
   *
   * @throws Refusal {@code credential-not-published} where that is not proved
   */
  @Transactional
  public void requirePublished(Digest credential, Instant now) {
    if (!(evidence(Set.of(credential), now).get(credential)
        instanceof PublicationAnswer.Published)) {
      throw new Refusal(
          PublicationProblem.NOT_PUBLISHED,
          "the credential is recorded, its issuance list is not published yet");
    }
  }

  /** By the newest version that is in the log; one that is on its way there says nothing yet. */
  private PublicationAnswer proved(
      IssuanceListRowRepository.InList found,
      @Nullable IssuanceListVersionEntity newest,
      Instant now) {
    IssuanceListEntity list = found.list();
    try {
      ListHeader first = proof.prove(found.row(), list, now);
      if (!isLogged(list.institutionId, Bytes.of(list.signedHeader))) {
        return new PublicationAnswer.Pending();
      }
      @Nullable IssuanceListVersionEntity version = newest;
      while (version != null) {
        proof.prove(version, first, now);
        if (isLogged(list.institutionId, Bytes.of(version.signedHeader))) {
          return new PublicationAnswer.Published(ListStore.view(list, version));
        }
        version = versions.of(list.id, version.id.version() - 1).orElse(null);
      }
      return new PublicationAnswer.Published(ListStore.view(list));
    } catch (MalformedList e) {
      return new PublicationAnswer.Unavailable(String.valueOf(e.getMessage()));
    }
  }

  /** Whether the list is in the log under a cosigned head; before that nothing of it is final. */
  public boolean isLogged(PublishedList list) {
    return isLogged(list.institution(), list.signedHeader());
  }

  /** Waits until all of these lists are logged, at most so long. */
  public void awaitLogged(Collection<PublishedList> some, Duration longest) {
    log.await(() -> some.stream().allMatch(this::isLogged), longest);
  }

  private boolean isLogged(int institution, Bytes signedHeader) {
    return log.about(EntryType.LIST_PUBLISHED, institution, Digest.sha256(signedHeader))
        .isPresent();
  }

  /**
   * Lists, newest first.
   *
   * @param institution only this issuer, or 0 for all
   * @param after the last list of the page before, or null
   */
  @Transactional
  public List<PublishedList> page(int institution, @Nullable PublicId after, int limit) {
    IssuanceListEntity cursor = null;
    if (after != null) {
      cursor = lists.findById(after.key());
      if (cursor == null) {
        throw new Refusal(HttpProblem.CURSOR_INVALID, "No list has this identifier.");
      }
    }
    return newest(lists.page(institution, cursor, limit));
  }

  /**
   * How many credentials the lists of a year hold, by institution and kind.
   *
   * @param institution only this issuer, or 0 for all
   * @param year of the issue date
   */
  @Transactional
  public List<ListedCount> counts(int institution, int year) {
    return lists.counts(institution, year);
  }

  /** The newest version of a list. */
  @Transactional
  public PublishedList get(PublicId id) {
    return newest(List.of(find(id))).getFirst();
  }

  /**
   * All versions of a list, the newest first.
   *
   * @throws Refusal {@code list-unknown}
   */
  @Transactional
  public List<PublishedList> versions(PublicId id) {
    IssuanceListEntity list = find(id);
    List<PublishedList> all = new ArrayList<>();
    for (IssuanceListVersionEntity version : versions.all(list.id)) {
      all.add(view(list, version));
    }
    all.add(ListStore.view(list));
    return all;
  }

  private IssuanceListEntity find(PublicId id) {
    return lists
        .findByIdOptional(id.key())
        .orElseThrow(
            () -> new Refusal(PublicationProblem.LIST_UNKNOWN, "No list has this identifier."));
  }

  private List<PublishedList> newest(List<IssuanceListEntity> some) {
    Map<UUID, IssuanceListVersionEntity> newest =
        versions.newest(some.stream().map(list -> list.id).toList());
    return some.stream().map(list -> view(list, newest.get(list.id))).toList();
  }

  /** A version whose header is no header was altered; the list is shown as it began. */
  private static PublishedList view(
      IssuanceListEntity list, @Nullable IssuanceListVersionEntity version) {
    try {
      return version == null ? ListStore.view(list) : ListStore.view(list, version);
    } catch (MalformedList e) {
      return ListStore.view(list);
    }
  }

  /** The lists of several batches; one that has none is left out. */
  @Transactional
  public Map<UUID, PublishedList> ofBatches(List<UUID> batches) {
    Map<UUID, PublishedList> found = new HashMap<>();
    lists.ofBatches(batches).forEach(list -> found.put(list.batchId, ListStore.view(list)));
    return found;
  }

  /** The list of a batch, where it is published. */
  public Optional<PublishedList> ofBatch(UUID batch) {
    return store.ofBatch(batch);
  }

  /**
   * Rows of a list in order; openings only where the regime shows rows of this kind to everyone.
   */
  @Transactional
  public List<PublishedRow> rows(PublishedList list, int afterPosition, int limit) {
    boolean shown =
        catalogue
            .kind(list.kind())
            .flatMap(kind -> catalogue.regime(kind, list.issueDate()))
            .map(regime -> regime.publishesRows(list.kind()))
            .orElse(false);
    return rows.page(list.id().key(), afterPosition, limit).stream()
        .map(row -> view(row, shown))
        .toList();
  }

  private static PublishedRow view(IssuanceListRowEntity row, boolean shown) {
    byte[] salt = row.salt;
    byte[] fields = row.fields;
    Optional<PublishedRow.Opening> opening = Optional.empty();
    if (shown && salt != null && fields != null) {
      try {
        opening =
            Optional.of(
                new PublishedRow.Opening(
                    Bytes.of(salt),
                    Digest.of(row.credentialDigest),
                    Bytes.of(fields),
                    ListRow.shown(Bytes.of(fields))));
      } catch (MalformedList e) {
        opening = Optional.empty(); // an altered row shows nothing; its leaf still stands
      }
    }
    return new PublishedRow(row.id.position(), Digest.of(row.leaf), opening);
  }
}
